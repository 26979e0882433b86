"""Small figures of the trainings in view, each of which filters the rest by a click.

Every figure obeys all filters but its own, so that it says what each value would show; the page runs again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.facets import Bar, Gesture, facet_bars, period_bars, period_label, periods_of
from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.services.facets import FacetCounts, Facets
from dashboard.ui import address, data, session
from dashboard.ui.cross_clicks import SINGLE, chosen_values, period_changes, value_changes
from dashboard.ui.figures import folded_table
from dashboard.ui.language import words
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.resources import kept
from dashboard.ui.touch import let_fingers_through
from db.criteria import Filters, Scope

Counted = list[tuple[str, int]]
"""Label and trainings, as the table says them again."""
ROWS = (("month", "kind", "audience"), ("topic", "organisation", "region"))
GESTURES: tuple[Gesture, ...] = ("click", "box", "lasso")


@dataclass(frozen=True, slots=True)
class _View:
    """What the figures are of, read once for all of them."""

    scope: Scope
    filters: Filters
    stamp: data.Stamp
    gesture: Gesture


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
    with panel:
        found = data.facets(scope, filters)
        view = _View(scope, filters, data.stamp(), _gesture(found, t))
        tables = []
        for row in ROWS:
            for figure, column in zip(row, st.columns(len(row), gap="medium"), strict=True):
                with column, st.container(gap="xsmall", key=f"cross_{figure}_box"):
                    title = t(f"cross.by.{figure}")
                    st.markdown(f"**{title}**")
                    shown = _periods(found, view, t) if figure == "month" else _bars(figure, found, view, t)
                    tables.append(_table(title, shown, t))
        folded_table(pd.concat(tables, ignore_index=True), "cross")
        let_fingers_through()


def _gesture(found: Facets, t: Translator) -> Gesture:
    """What is in view, and how bars are chosen: by clicks, which no drawing makes harder, unless switched.

    On a phone a finger scrolls: it draws nothing.
    """
    how = t("cross.how_touch" if is_phone() else "cross.how")
    st.caption(f"{t.plural('cross.in_view', found.trainings)} {how}")
    if is_phone():
        return GESTURES[0]
    return st.segmented_control(
        t("cross.gesture.label"),
        GESTURES,
        default=GESTURES[0],
        format_func=lambda one: t(f"cross.gesture.{one}"),
        key=session.choice_key("cross_gesture"),
        required=True,
        label_visibility="collapsed",
    )


def _bars(figure: str, found: Facets, view: _View, t: Translator) -> Counted:
    """One bar for each value; what they say in words."""
    bars = facet_rows(figure, found.by[figure], view.scope, view.filters, t)
    counted = [(bar.label, bar.count) for bar in bars]
    gesture = GESTURES[0] if figure == SINGLE else view.gesture
    _chart(
        figure, counted, view, t,
        draw=lambda: facet_bars(bars, t=t, dark=is_dark(), narrow=is_phone(), gesture=gesture),
    )  # fmt: skip
    return counted


def _periods(found: Facets, view: _View, t: Translator) -> Counted:
    """One bar for each month, quarter or year; those with trainings in words."""
    periods = periods_of(found.months, view.filters.since, view.filters.until)
    counted = [(period_label(one, t), one.count) for one in periods if one.count]
    _chart(
        "month", counted, view, t,
        draw=lambda: period_bars(periods, t=t, dark=is_dark(), narrow=is_phone()),
    )  # fmt: skip
    if found.undated:
        st.caption(t.plural("cross.undated", found.undated))
    return counted


def _chart(
    figure: str, counted: Counted, view: _View, t: Translator, *, draw: Callable[[], go.Figure]
) -> None:
    """The figure that follows clicks, or the sentence that there is nothing to click on."""
    if not counted:
        st.caption(t("cross.none"))
        return
    key = session.cross_key(figure)
    values = ", ".join(f"{label} {t.number(count)}" for label, count in counted)
    what = ("cross", figure, view.filters, t.language, is_dark(), is_phone(), view.gesture)
    st.plotly_chart(
        kept(view.scope, what, view.stamp, draw),
        key=key,
        theme=None,
        config=chart_config(t.language),
        on_select=partial(_follow, figure, key, view.filters),
        selection_mode=("points", "box", "lasso"),
        alt=t("cross.alternative", title=t(f"cross.by.{figure}"), values=values),
    )


def facet_rows(
    figure: str, counts: FacetCounts, scope: Scope, filters: Filters, t: Translator
) -> tuple[Bar, ...]:
    """The values in words, and one row for all the others."""
    chosen = chosen_values(figure, filters)
    names: dict[str, str] = {}
    if figure == "organisation":
        names = {str(number): name for number, name in data.options(scope).organisations}
    rows = [
        Bar(value, _label(figure, value, names, t), count, value in chosen) for value, count in counts.values
    ]
    if counts.others:
        rows.append(Bar("", t.plural("cross.others", counts.others), counts.others_trainings))
    return tuple(rows)


def _label(figure: str, value: str, names: dict[str, str], t: Translator) -> str:
    if figure == SINGLE:
        return data.territory_names().get(value, value)
    if figure == "organisation":
        return names.get(value, value)
    return t.term(f"vocabulary.{figure}", value)


def _table(title: str, rows: Counted, t: Translator) -> pd.DataFrame:
    columns = [t(f"cross.columns.{name}") for name in ("figure", "value", "trainings")]
    return pd.DataFrame([(title, label, count) for label, count in rows], columns=columns)


def _follow(figure: str, key: str, filters: Filters) -> None:
    """Any change of the figure clears its selection, so the click goes into the address at once."""
    selection = session.selection(key)
    changes = (
        period_changes(selection, filters) if figure == "month" else value_changes(figure, selection, filters)
    )
    if changes:
        address.write(changes)
