"""Trainings and territories side by side, never ranked by more than their order in the data."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, dots, in_rows, interval_text, note, percent_axis, whiskers
from dashboard.charts.theme import Trace, bar_trace, scatter_trace, tokens
from dashboard.charts.words import is_known, wrapped
from dashboard.i18n import Translator

DOT_COLUMNS = ("key", "label", "share", "low", "high", "n")
RATE_COLUMNS = ("label", "responses", "attendance", "rate", "needed")
COUNT_COLUMNS = ("label", "count")
BAR_ROW = 40


def by_training_dots(
    satisfaction: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """Where were people more or less satisfied, and is the difference more than chance?

    One row in `DOT_COLUMNS` for each training or territory; a click gives its `key` as customdata.
    """
    if satisfaction.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    lows, highs, shares = (satisfaction[c].round(4).tolist() for c in ("low", "high", "share"))
    people = satisfaction["n"].tolist()
    rows = range(len(shares))
    traces = [
        whiskers(list(zip(rows, lows, highs, strict=True)), look),
        dots(list(zip(rows, shares, people, strict=True)), look, satisfaction["key"].tolist()),
    ]
    notes = [
        note(t.percent(share), n, interval_text(low, high, look), look)
        for share, n, low, high in zip(shares, people, lows, highs, strict=True)
    ]
    return in_rows(traces, satisfaction["label"].tolist(), notes, look=look, x_axis=percent_axis(look))


def response_rate_bars(
    rates: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """How many of those who attended answered, and is it enough to speak for all?

    One row in `RATE_COLUMNS`: `attendance` and `rate` are NaN where attendance was not reported, `needed` is
    the share that a group of this size asks for, drawn as a tick.
    """
    if rates.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    colours = tokens(dark)
    values = [rate if is_known(rate) else None for rate in rates["rate"].tolist()]
    drawn = [None if rate is None else min(rate, 1.0) for rate in values]  # more may answer than were counted
    needed = [share if is_known(share) else None for share in rates["needed"].tolist()]
    bars_drawn = _bars(drawn, [t.percent(rate) if rate is not None else "" for rate in values], look)
    ticks = scatter_trace(
        name=t("charts.needed"),
        x=needed,
        y=list(range(len(needed))),
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 22 * scale,
            "line": {"color": colours.accent, "width": 2},
        },
        text=[t.percent(share) if share is not None else "" for share in needed],
        hovertemplate="%{fullData.name}: %{text}<extra></extra>",
        showlegend=any(share is not None for share in needed),
    )
    columns = (rates[column].tolist() for column in ("rate", "responses", "attendance"))
    notes = [
        _rate_note(rate, responses, attendance, t)
        for rate, responses, attendance in zip(*columns, strict=True)
    ]
    traces = [bars_drawn, ticks]
    labels = rates["label"].tolist()
    return in_rows(traces, labels, notes, look=look, x_axis=percent_axis(look), note_width=124)


def _rate_note(rate: float, responses: float, attendance: float, t: Translator) -> str:
    if not is_known(attendance):
        return f"{t.plural('charts.responses', responses)}<br>{wrapped(t('charts.attendance_unknown'), 16)}"
    of = t("charts.of", part=t.number(responses), whole=t.number(attendance))
    return f"<b>{t.percent(rate)}</b><br>{of}" if is_known(rate) else of


def bars(
    counts: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """How many of each kind? One row in `COUNT_COLUMNS`, drawn from most to least."""
    if counts.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    ranked = counts.sort_values("count", ascending=False, kind="stable")
    values = ranked["count"].tolist()
    notes = [f"<b>{t.number(value)}</b>" for value in values]
    traces = [_bars(values, notes, look)]
    return in_rows(
        traces,
        ranked["label"].tolist(),
        notes,
        look=look,
        x_axis={"range": [0, max(1, *values)]},
        row_height=BAR_ROW,
        note_width=56,
    )


def _bars(values: list[float | None], texts: list[str], look: Look) -> Trace:
    return bar_trace(
        orientation="h",
        x=[None if value is None else round(value, 4) for value in values],
        y=list(range(len(values))),
        marker={"color": tokens(look.dark).primary, "line": {"width": 0}},
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
