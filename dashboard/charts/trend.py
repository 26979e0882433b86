"""How an indicator moves from month to month."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, interval_text, is_small, percent_axis, top_legend
from dashboard.charts.theme import Trace, layout, scatter_trace, tokens
from dashboard.i18n import Translator

COLUMNS = ("period", "share", "low", "high", "n")
HEIGHT = 280


def trend_line(
    trend: pd.DataFrame,
    *,
    t: Translator,
    dark: bool = False,
    scale: float = 1.0,
    before: pd.DataFrame | None = None,
) -> go.Figure:
    """Is satisfaction changing over time, or does it only seem so?

    One row per month in `COLUMNS`, `period` being its first day; a month without answers has no row, and the
    line passes over it. `before` is the period before, each month under the one that is compared with it; the
    column `was` says which month it really is.
    """
    if trend.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale)
    ordered = trend.sort_values("period")
    periods = [pd.Timestamp(period).date() for period in ordered["period"]]
    days = [period.isoformat() for period in periods]
    traces = [*_band(ordered, days, look), _line(ordered, days, [t.month(p) for p in periods], look)]
    if before is not None:
        traces[2] |= {"name": t("charts.period.now"), "showlegend": True}
        traces.insert(2, _before(before.sort_values("period"), look))
    frame = _frame(look, is_compared=before is not None)
    # Our own keys, as in figures of rows: a test checks them.
    return go.Figure(traces, layout(t.language, dark=dark, scale=scale) | frame, _validate=False)


def _frame(look: Look, *, is_compared: bool) -> dict[str, object]:
    return {
        "height": round(HEIGHT * look.scale),
        "margin": {"l": 8, "r": 16, "t": round((36 if is_compared else 28) * look.scale), "b": 8},
        "showlegend": is_compared,
        "legend": top_legend(look),
        "hovermode": "closest",
        "xaxis": {
            "type": "date",
            "tickformat": "%b<br>%Y",
            "nticks": 7,
            "ticklabelstandoff": 6,
            "tickfont": {"size": look.size(-2)},
        },
        "yaxis": percent_axis(look),
    }


def _band(trend: pd.DataFrame, days: list[str], look: Look) -> list[Trace]:
    """The interval, drawn as an area that fades behind the line."""
    shared: Trace = {
        "x": days,
        "mode": "lines",
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    lows, highs = trend["low"].round(4).tolist(), trend["high"].round(4).tolist()
    red, green, blue = (int(tokens(look.dark).primary[i : i + 2], 16) for i in (1, 3, 5))
    return [
        scatter_trace(name="low", y=lows, **shared),
        scatter_trace(
            name="high", y=highs, fill="tonexty", fillcolor=f"rgba({red},{green},{blue},0.14)", **shared
        ),
    ]


def _before(before: pd.DataFrame, look: Look) -> Trace:
    """The period before: a dashed line without a band, so that the two intervals do not hide each other."""
    columns = (before[column].tolist() for column in ("was", "share", "low", "high", "n"))
    texts = [
        _point_text(look.t.month(was), share, interval_text(low, high, look), n, look.t)
        for was, share, low, high, n in zip(*columns, strict=True)
    ]
    return scatter_trace(
        name=look.t("charts.period.before"),
        x=[pd.Timestamp(day).date().isoformat() for day in before["period"]],
        y=before["share"].round(4).tolist(),
        mode="lines+markers",
        line={"color": tokens(look.dark).muted, "width": 1.5 * look.scale, "dash": "dash"},
        marker={"color": tokens(look.dark).muted, "size": 5 * look.scale},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )


def _line(trend: pd.DataFrame, days: list[str], months: list[str], look: Look) -> Trace:
    t, colours = look.t, tokens(look.dark)
    columns = (trend[column].tolist() for column in ("share", "low", "high", "n"))
    texts = [
        _point_text(month, share, interval_text(low, high, look), n, t)
        for month, share, low, high, n in zip(months, *columns, strict=True)
    ]
    small = [is_small(n) for n in trend["n"].tolist()]
    return scatter_trace(
        name=t("charts.satisfaction"),
        x=days,
        y=trend["share"].round(4).tolist(),
        mode="lines+markers",
        line={"color": colours.primary, "width": 2.5 * look.scale},
        marker={
            "color": [colours.paper if few else colours.primary for few in small],
            "size": 9 * look.scale,
            "line": {"color": colours.primary, "width": 2},
        },
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )


def _point_text(month: str, share: float, interval: str, n: float, t: Translator) -> str:
    lines = [f"<b>{month}</b>", f"{t.percent(share)} ({interval})" if interval else t.percent(share)]
    lines.append(t("charts.n", n=t.number(n)))
    return "<br>".join([*lines, t("charts.small_sample")] if is_small(n) else lines)
