"""How many trainings there were, month by month."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, top_legend
from dashboard.charts.theme import layout, tokens
from dashboard.i18n import Translator

COLUMNS = ("period", "done", "planned")
HEIGHT = 210


def trainings_by_month_bars(
    months: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0
) -> go.Figure:
    """In which months were there trainings, and which are to come?

    One row per month in `COLUMNS`, `period` being its first day; a month without any has zeros.
    """
    if months.empty or not int(months[["done", "planned"]].to_numpy().sum()):
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale)
    ordered = months.sort_values("period")
    periods = [pd.Timestamp(period).date() for period in ordered["period"]]
    days = [period.isoformat() for period in periods]
    texts = [
        _text(t.month(period), done, planned, t)
        for period, done, planned in zip(periods, ordered["done"], ordered["planned"], strict=True)
    ]
    colours = tokens(dark)
    traces = [
        _bars(t("overview.months.done"), days, ordered["done"].tolist(), texts, colours.primary),
        _bars(t("overview.months.planned"), days, ordered["planned"].tolist(), [], colours.sequential[2]),
    ]
    frame = {
        "height": round(HEIGHT * scale),
        "margin": {"l": 8, "r": 8, "t": round(30 * scale), "b": 8},
        "barmode": "stack",
        "bargap": 0.3,
        "legend": top_legend(look),
        "xaxis": {
            "type": "date",
            "tickformat": "%b<br>%Y",
            "nticks": 6,
            "tickfont": {"size": look.size(-2)},
        },
        "yaxis": {"rangemode": "tozero", "nticks": 4, "showgrid": True, "tickfont": {"size": look.size(-2)}},
    }
    return go.Figure(traces, layout(t.language, dark=dark, scale=scale) | frame)


def _text(month: str, done: float, planned: float, t: Translator) -> str:
    parts = [t.plural("overview.months.done_count", done)] if done or not planned else []
    if planned:
        parts.append(t.plural("overview.months.planned_count", planned))
    return f"{month}: {', '.join(parts)}"


def _bars(name: str, days: list[str], counts: list[int], texts: list[str], colour: str) -> go.Bar:
    return go.Bar(
        name=name,
        x=days,
        y=counts,
        text=texts or None,
        textposition="none",
        hovertemplate="%{fullData.name}: %{y}<extra></extra>",
        marker={"color": colour, "line": {"width": 0}},
    )
