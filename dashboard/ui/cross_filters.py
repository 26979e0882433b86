"""Small figures of the trainings in view, each of which filters the rest by a click.

Every figure obeys all filters but its own, so that it says what a click would show; the page runs again.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.facets import Bar, Period, facet_bars, period_bars, period_label, periods_of
from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.services.facets import FacetCounts, Facets
from dashboard.ui import address, data, session
from dashboard.ui.cross_clicks import chosen_value, period_changes, value_changes
from dashboard.ui.figures import folded_table
from dashboard.ui.language import words
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.resources import kept
from db.criteria import Filters, Scope

ROWS = (("month", "kind", "audience"), ("topic", "organisation", "region"))


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
        st.caption(f"{t.plural('cross.in_view', found.trainings)} {t('cross.how')}")
        tables = []
        for row in ROWS:
            for figure, column in zip(row, st.columns(len(row), gap="medium"), strict=True):
                with column, st.container(gap="xsmall", key=f"cross_{figure}_box"):
                    tables.append(_figure(figure, found, scope, filters, t))
        folded_table(pd.concat(tables, ignore_index=True), "cross")


def _figure(figure: str, found: Facets, scope: Scope, filters: Filters, t: Translator) -> pd.DataFrame:
    """One figure under its name; its numbers for the table."""
    title = t(f"cross.by.{figure}")
    st.markdown(f"**{title}**")
    if figure == "month":
        return _periods(title, found, scope, filters, t)
    bars = facet_rows(figure, found.by[figure], scope, filters, t)
    values = ", ".join(f"{bar.label} {t.number(bar.count)}" for bar in bars)
    if bars:
        what = ("cross", figure, filters, t.language, is_dark(), is_phone())
        drawn = kept(
            scope, what, data.stamp(), lambda: facet_bars(bars, t=t, dark=is_dark(), narrow=is_phone())
        )
        key = session.cross_key(figure)
        st.plotly_chart(
            drawn,
            key=key,
            theme=None,
            config=chart_config(t.language),
            on_select=partial(_follow, figure, key, filters),
            selection_mode="points",
            alt=t("cross.alternative", title=title, values=values),
        )
    else:
        st.caption(t("cross.none"))
    return _table(title, [(bar.label, bar.count) for bar in bars], t)


def facet_rows(
    figure: str, counts: FacetCounts, scope: Scope, filters: Filters, t: Translator
) -> tuple[Bar, ...]:
    """The values in words, and one row for all the others."""
    chosen = chosen_value(figure, filters)
    names = {str(number): name for number, name in data.options(scope).organisations}
    rows = [
        Bar(value, _label(figure, value, names, t), count, value == chosen) for value, count in counts.values
    ]
    if counts.others:
        rows.append(Bar("", t.plural("cross.others", counts.others), counts.others_trainings))
    return tuple(rows)


def _label(figure: str, value: str, names: dict[str, str], t: Translator) -> str:
    if figure == "region":
        return data.territory_names().get(value, value)
    if figure == "organisation":
        return names.get(value, value)
    return t.term(f"vocabulary.{figure}", value)


def _periods(title: str, found: Facets, scope: Scope, filters: Filters, t: Translator) -> pd.DataFrame:
    periods = periods_of(found.months, filters.since, filters.until)
    if periods:
        what = ("cross", "month", filters, t.language, is_dark(), is_phone())
        drawn = kept(
            scope, what, data.stamp(), lambda: period_bars(periods, t=t, dark=is_dark(), narrow=is_phone())
        )
        key = session.cross_key("month")
        st.plotly_chart(
            drawn,
            key=key,
            theme=None,
            config=chart_config(t.language),
            on_select=partial(_follow, "month", key, filters),
            selection_mode=("points", "box"),
            alt=t("cross.alternative", title=title, values=_said(periods, t)),
        )
    else:
        st.caption(t("cross.none"))
    if found.undated:
        st.caption(t.plural("cross.undated", found.undated))
    return _table(title, [(period_label(one, t), one.count) for one in periods if one.count], t)


def _said(periods: tuple[Period, ...], t: Translator) -> str:
    return ", ".join(f"{period_label(one, t)} {t.number(one.count)}" for one in periods if one.count)


def _table(title: str, rows: list[tuple[str, int]], t: Translator) -> pd.DataFrame:
    columns = [t(f"cross.columns.{name}") for name in ("figure", "value", "trainings")]
    return pd.DataFrame([(title, label, count) for label, count in rows], columns=columns)


def _follow(figure: str, key: str, filters: Filters) -> None:
    """Any change of the figure clears its selection, so the click goes into the address at once."""
    event = session.state().get(key)
    selection = event.get("selection") if isinstance(event, dict) else None
    changes = (
        period_changes(selection, filters) if figure == "month" else value_changes(figure, selection, filters)
    )
    if changes:
        address.write(changes)
