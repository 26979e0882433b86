"""Small bars to filter by: how many trainings each value has, the chosen one marked, the others muted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import plotly.graph_objects as go

from dashboard.charts.theme import BASE_SIZE, CLEAR, FONT, Tokens, Trace, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator

ROW, NARROW_ROW = 24, 34  # pixels: a finger needs more than a pointer
PERIODS_HEIGHT = 214
LETTERS = 34  # of a label; the whole of it stands in the hover text
MOST_BARS = 48
STEPS = (1, 3, 12)  # months of a bar: the first step whose bars are at most MOST_BARS
YEAR_MARKS, YEAR_WIDTHS = 6, 9  # as many are shown, as many would fit
ANCHORS = 8  # parts of a row

Gesture = Literal["click", "box", "lasso"]
DRAG: Mapping[Gesture, object] = {"click": False, "box": "select", "lasso": "lasso"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of an attribute. `value` "" cannot be clicked: it stands for all the others."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year, from its first to its last day."""

    since: date
    until: date
    count: int
    is_chosen: bool = False


def periods_of(months: Mapping[int, int], since: date | None, until: date | None) -> tuple[Period, ...]:
    """The months between the first and the last one with trainings, joined where there are too many.

    `months`: twelve times the year plus 0 for January … → trainings. Chosen is what shares a day with the
    period asked for.
    """
    if not months:
        return ()
    span = max(months) - min(months) + 1
    step = next((step for step in STEPS if span <= MOST_BARS * step), STEPS[-1])
    sums: dict[int, int] = {}
    for month, count in months.items():
        sums[month // step] = sums.get(month // step, 0) + count
    found = []
    for place in range(min(sums), max(sums) + 1):
        first, last = _first_day(place * step), _first_day((place + 1) * step) - timedelta(days=1)
        is_within = (since is None or last >= since) and (until is None or first <= until)
        is_chosen = is_within and (since is not None or until is not None)
        found.append(Period(first, last, sums.get(place, 0), is_chosen))
    return tuple(found)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def period_label(period: Period, t: Translator) -> str:
    """ "julio de 2023", "2023", or the first and the last month."""
    if (period.since.year, period.since.month) == (period.until.year, period.until.month):
        return t.month(period.since)
    if (period.since.month, period.until.month) == (1, 12):
        return str(period.since.year)
    return f"{t.month(period.since)} – {t.month(period.until)}"


def facet_bars(
    bars: Sequence[Bar],
    *,
    t: Translator,
    dark: bool = False,
    narrow: bool = False,
    gesture: Gesture = "click",
) -> go.Figure:
    """How many trainings does each value have? One row per value, its number on the right.

    A click on any part of a row gives its value as customdata; so does a box over some, or a lasso.
    """
    look = tokens(dark)
    widest = max((bar.count for bar in bars), default=0) or 1
    shown: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.count for bar in bars],
        "y": list(range(len(bars))),
        "marker": {"color": _colours([bar.is_chosen for bar in bars], look, dark)},
        "hoverinfo": "skip",
    } | _STEADY
    height = (NARROW_ROW if narrow else ROW) * max(1, len(bars)) + 4
    axes = _row_axes(bars, widest, look, t)
    axes |= {"dragmode": DRAG[gesture], "selectdirection": "v"}
    traces = [shown, _clicked_rows(bars, widest, look, t)]
    traces += [_anchors(bars, widest)] if gesture == "lasso" else []
    return go.Figure(traces, _frame(height, look) | axes)


def _clicked_rows(bars: Sequence[Bar], widest: int, look: Tokens, t: Translator) -> Trace:
    """Over the bars their names, on rows of one length that take the click."""
    return (
        {
            "type": "bar",
            "orientation": "h",
            "x": [widest] * len(bars),
            "y": list(range(len(bars))),
            "text": [_label(bar) for bar in bars],
            "textposition": "inside",
            "insidetextanchor": "start",
            "constraintext": "none",
            "textangle": 0,
            "textfont": {"color": look.ink, "size": BASE_SIZE - 1},
            "customdata": [bar.value for bar in bars],
            "hovertext": [f"{plain(bar.label)}: {t.number(bar.count)}" for bar in bars],
        }
        | _UNSEEN
        | {"unselected": {"marker": {"opacity": 1}, "textfont": {"color": look.ink}}}
    )


def _anchors(bars: Sequence[Bar], widest: int) -> Trace:
    """Points along each row: a lasso catches a bar by its tip alone, and here the tips are at the edge."""
    places = [(widest * step / ANCHORS, row) for row in range(len(bars)) for step in range(1, ANCHORS)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [along for along, _ in places],
        "y": [row for _, row in places],
        "customdata": [bars[row].value for _, row in places],
        "hoverinfo": "skip",
        "marker": {"color": CLEAR},
    } | _STEADY


def _row_axes(bars: Sequence[Bar], widest: int, look: Tokens, t: Translator) -> dict[str, object]:
    """The numbers stand on the right, one under another."""
    return {
        "xaxis": _HIDDEN | {"range": [0, widest]},
        "yaxis": {
            "range": [len(bars) - 0.5, -0.5],
            "side": "right",
            "tickvals": list(range(len(bars))),
            "ticktext": [t.number(bar.count) for bar in bars],
            "tickfont": {"color": look.muted, "size": BASE_SIZE - 1},
        }
        | _AXIS,
        "bargap": 0.12,
    }


def period_bars(
    periods: Sequence[Period], *, t: Translator, dark: bool = False, narrow: bool = False
) -> go.Figure:
    """When were they? One bar per month (quarter, year); a box drawn over some selects them.

    A bar gives its first and last day as customdata. A click reaches it where no box can be drawn.
    """
    look, places = tokens(dark), list(range(len(periods)))
    tallest = max((period.count for period in periods), default=0) or 1
    shown: Trace = {
        "type": "bar",
        "x": places,
        "y": [period.count for period in periods],
        "marker": {"color": _colours([period.is_chosen for period in periods], look, dark)},
        "hoverinfo": "skip",
    } | _STEADY
    clicked: Trace = {
        "type": "bar",
        "x": places,
        "y": [tallest] * len(periods),
        "customdata": [[period.since.isoformat(), period.until.isoformat()] for period in periods],
        "hovertext": [f"{period_label(period, t)}: {t.number(period.count)}" for period in periods],
    } | _UNSEEN
    axes = _period_axes(periods, tallest, look)
    # A finger that scrolls the page must not draw a box.
    axes |= {"dragmode": False if narrow else "select", "selectdirection": "h"}
    return go.Figure([shown, clicked], _frame(PERIODS_HEIGHT, look) | axes)


def _period_axes(periods: Sequence[Period], tallest: int, look: Tokens) -> dict[str, object]:
    years = _year_marks(periods)
    return {
        "xaxis": {
            "range": [-0.5, len(periods) - 0.5],
            "tickvals": list(years),
            "ticktext": [str(year) for year in years.values()],
            "tickfont": {"color": look.muted, "size": BASE_SIZE - 2},
            "tickangle": 0,
            "ticklabeloverflow": "allow",
        }
        | _AXIS,
        "margin": {"l": 14, "r": 14, "t": 2, "b": 2},
        "yaxis": _HIDDEN | {"range": [0, tallest * 1.04]},
        "bargap": 0.2,
    }


def _label(bar: Bar) -> str:
    short = bar.label if len(bar.label) <= LETTERS else f"{bar.label[: LETTERS - 1].rstrip()}…"
    return f"<b>✓ {plain(short)}</b>" if bar.is_chosen else plain(short)


def _colours(chosen: Sequence[bool], look: Tokens, dark: bool) -> list[str]:
    """Pale enough for the words that lie over the bars, in either look."""
    usual, marked = look.sequential[0:2] if dark else look.sequential[1:3]
    if not any(chosen):
        return [usual] * len(chosen)
    return [marked if is_chosen else look.no_data for is_chosen in chosen]


def _year_marks(periods: Sequence[Period]) -> dict[int, int]:
    """Place → year, at the first bar of a year; at most YEAR_MARKS of them, and none upon the next."""
    first = {period.since.year: place for place, period in reversed(list(enumerate(periods)))}
    years = sorted(first)
    every = -(-len(years) // YEAR_MARKS) or 1
    marked = years[::every]
    if len(marked) > 1 and (first[marked[1]] - first[marked[0]]) * YEAR_WIDTHS < len(periods):
        marked = marked[1:]  # the first year begins with its last months
    return {first[year]: year for year in marked}


def _frame(height: int, look: Tokens) -> dict[str, object]:
    """Without the template of the large figures, which weighs more than all these bars."""
    return {
        "template": go.layout.Template(),
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 2, "b": 2},
        "barmode": "overlay",
        "showlegend": False,
        "dragmode": False,
        "font": {"family": FONT, "size": BASE_SIZE - 1, "color": look.ink},
        "paper_bgcolor": look.paper,
        "plot_bgcolor": look.paper,
        "hoverlabel": {
            "bgcolor": look.surface,
            "bordercolor": look.border,
            "font": {"family": FONT, "size": BASE_SIZE, "color": look.ink},
            "align": "left",
        },
    }


_HIDDEN: dict[str, object] = {"visible": False, "fixedrange": True}
_AXIS: dict[str, object] = {
    "showgrid": False,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "automargin": True,
    "fixedrange": True,
}
# A click, a box or a lasso must not fade the others.
_STEADY: Trace = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
# The whole row or column takes the click, be its bar ever so short.
_UNSEEN: Trace = {"marker": {"color": CLEAR}, "hovertemplate": "%{hovertext}<extra></extra>"} | _STEADY
