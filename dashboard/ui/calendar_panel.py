"""The calendar above the list of trainings: a click on a month or a day filters by it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.calendar import day_calendar, month_calendar
from dashboard.charts.describe import alternative_text
from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.indicators.agenda import by_day, by_month
from dashboard.ui import address, data, session
from dashboard.ui.empty import empty_state
from dashboard.ui.figures import folded_table
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.resources import kept
from dashboard.ui.touch import let_fingers_through
from db.criteria import Filters, Scope

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The figures, the months as a table, how many trainings have no month, and the days of a month."""

    months: pd.DataFrame
    unplaced: int
    year: go.Figure
    days: tuple[date, go.Figure] | None = None


def training_calendar(scope: Scope, filters: Filters, t: Translator, *, is_quiet: bool = False) -> None:
    """Every month of the trainings that the other filters leave, and the days of the month that is chosen.

    `is_quiet`: where there is none, another says so.
    """
    others = filters.without("since", "until")
    chosen = _period(filters)
    what = ("calendar", others, chosen, t.language, is_dark(), is_phone())
    found = kept(scope, what, data.stamp(), lambda: _drawn(scope, others, chosen, t))
    if found.months.empty and not found.unplaced:
        if not is_quiet:
            empty_state("calendar.empty", icon=":material/calendar_month:")
        return
    st.subheader(t("calendar.title"), anchor=False)
    left, right = st.columns([3, 2], gap="large") if found.days else (st.container(width=900), None)
    with left:
        _clickable(found.year, "months", chosen, t)
    if right is not None and found.days is not None:
        month, days = found.days
        with right:
            st.markdown(f"**{t.month(month)}**")
            _clickable(days, "days", chosen, t)
    st.caption(t("calendar.pick"))
    if found.unplaced:
        st.caption(t.plural("calendar.unplaced", found.unplaced))
    folded_table(_readable(found.months, t), "calendar")
    let_fingers_through()


def _drawn(scope: Scope, filters: Filters, chosen: Period | None, t: Translator) -> _Calendar:
    everything = data.training_list(scope, filters)
    held = everything[everything["status"] != "cancelled"]
    months, unplaced = by_month(held)
    dark, narrow = is_dark(), is_phone()
    year = month_calendar(months, chosen=chosen, t=t, dark=dark, narrow=narrow)
    month = month_of(chosen)
    if month is None:
        return _Calendar(months, unplaced, year)
    days = day_calendar(by_day(held, month), month=month, chosen=chosen, t=t, dark=dark, narrow=narrow)
    return _Calendar(months, unplaced, year, (month, days))


def month_of(chosen: Period | None) -> date | None:
    """The first day of the month that a period lies in; None where it lies in several."""
    if chosen is None or (chosen[0].year, chosen[0].month) != (chosen[1].year, chosen[1].month):
        return None
    return chosen[0].replace(day=1)


def clicked_period(key: str) -> Period | None:
    """ "2025-08" is its whole month, "2025-08-14" that day; anything else is nothing."""
    try:
        if len(key) == len("2025-08"):
            first = date.fromisoformat(f"{key}-01")
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        return (date.fromisoformat(key),) * 2
    except ValueError:
        return None


def after_click(key: str, chosen: Period | None) -> dict[str, str]:
    """The parameters after a click: the month or day, or none of them when it was chosen already.

    A day that is let go leaves its month.
    """
    wanted = clicked_period(key)
    if wanted is None:
        return {}
    if wanted == chosen:
        wanted = clicked_period(key[: len("2025-08")]) if len(key) > len("2025-08") else None
    since, until = ("", "") if wanted is None else (day.isoformat() for day in wanted)
    return {"since": since, "until": until}


def _period(filters: Filters) -> Period | None:
    """What is filtered by; a period that is open on one side has no place in the calendar."""
    return (filters.since, filters.until) if filters.since and filters.until else None


def _clickable(figure: go.Figure, name: str, chosen: Period | None, t: Translator) -> None:
    key = session.map_key(f"calendar_{name}_{chosen}_{is_dark()}")
    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        config=chart_config(t.language),
        on_select=partial(_follow_click, key, chosen),
        selection_mode="points",
        alt=alternative_text(figure, t=t),
    )


def _follow_click(key: str, chosen: Period | None) -> None:
    points = session.selection(key).get("points") or [{}]
    address.write(after_click(str(points[0].get("customdata", "")), chosen))


def _readable(months: pd.DataFrame, t: Translator) -> pd.DataFrame:
    newest = months.iloc[::-1]
    return pd.DataFrame(
        {
            t("calendar.columns.month"): [t.month(month) for month in newest["month"]],
            t("calendar.columns.trainings"): newest["trainings"].tolist(),
        }
    )
