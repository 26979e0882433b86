"""Bars of the trainings in view, each of which filters the rest by a press.

Each figure obeys all filters but its own, so that it says what each value would show; the page runs again.
"""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard.charts.facets import Bar, Bars, facet_bars, period_bars, periods_of
from dashboard.charts.theme import tokens
from dashboard.i18n import Translator
from dashboard.services.facets import FacetCounts, Facets
from dashboard.ui import address, data, session
from dashboard.ui.components import component
from dashboard.ui.cross_clicks import PERIODS, SINGLE, changes, chosen_values
from dashboard.ui.filters import asked_filters
from dashboard.ui.language import words
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.resources import kept
from db.criteria import Filters, Scope

FIGURES = (PERIODS, "kind", "audience", "topic", "organisation", "region")
NAME = "facets"
PLACE = '<div class="panel"></div>'


def cross_filters(scope: Scope, filters: Filters, *, is_open: bool = True) -> None:
    """The panel; folded it costs nothing, and on a phone it begins folded whatever `is_open` says."""
    t = words()
    panel = st.expander(
        t("cross.title"),
        expanded=is_open and not is_phone(),
        icon=":material/filter_alt:",
        key=session.CROSS,
        on_change="rerun",
    )
    if not panel.open:
        return
    found = data.facets(scope, filters)
    what = ("cross", filters, t.language, is_dark())
    drawn = kept(scope, what, data.stamp(), lambda: _panel(found, scope, filters, t))
    with panel:
        how = t("cross.how_touch" if is_phone() else "cross.how")
        st.caption(f"{t.plural('cross.in_view', found.trainings)} {how}")
        component(NAME, PLACE)(key=session.BARS, data=drawn, on_pick_change=partial(_follow, scope))


def _panel(found: Facets, scope: Scope, filters: Filters, t: Translator) -> dict[str, object]:
    """What the browser makes buttons of."""
    dark = is_dark()
    look = tokens(dark)
    usual, marked = look.sequential[0:2] if dark else look.sequential[1:3]  # words over them can be read
    undated = t.plural("cross.undated", found.undated) if found.undated else ""
    figures = []
    for figure in FIGURES:
        is_month = figure == PERIODS
        bars = _periods(found, filters, t) if is_month else _values(figure, found, scope, filters, t)
        said = {"name": figure, "title": t(f"cross.by.{figure}"), "note": undated if is_month else ""}
        figures.append(said | {"isSingle": figure == SINGLE} | dict(bars))
    return {
        "figures": figures,
        "none": t("cross.none"),
        "colours": {"usual": usual, "marked": marked, "faded": look.no_data, "focus": look.primary},
    }


def _periods(found: Facets, filters: Filters, t: Translator) -> Bars:
    return period_bars(periods_of(found.months, filters.since, filters.until), t=t)


def _values(figure: str, found: Facets, scope: Scope, filters: Filters, t: Translator) -> Bars:
    return facet_bars(facet_rows(figure, found.by[figure], scope, filters, t), t=t)


def facet_rows(
    figure: str, counts: FacetCounts, scope: Scope, filters: Filters, t: Translator
) -> tuple[Bar, ...]:
    """The values in words, and one row for all the others."""
    chosen = chosen_values(figure, filters)
    names = _names(figure, scope)
    rows = [
        Bar(value, _label(figure, value, names, t), count, value in chosen) for value, count in counts.values
    ]
    if counts.others:
        rows.append(Bar("", t.plural("cross.others", counts.others), counts.others_trainings))
    return tuple(rows)


def _names(figure: str, scope: Scope) -> Mapping[str, str]:
    """Of values that are no words of a vocabulary."""
    if figure == SINGLE:
        return data.territory_names()
    if figure == "organisation":
        return {str(number): name for number, name in data.options(scope).organisations}
    return {}


def _label(figure: str, value: str, names: Mapping[str, str], t: Translator) -> str:
    return names.get(value, value) if names else t.term(f"vocabulary.{figure}", value)


def _follow(scope: Scope) -> None:
    """A press counts upon what is asked for now: two in a row may reach one run."""
    found = changes(session.picked(session.BARS), asked_filters(scope))
    if found:
        address.write(found)
