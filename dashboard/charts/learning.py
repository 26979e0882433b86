"""What people say they could do before, and can do now."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, in_rows, is_small, note
from dashboard.charts.theme import Trace, scatter_trace, tokens
from dashboard.charts.words import is_known
from dashboard.i18n import Translator

COLUMNS = ("label", "before", "now", "n", "gain", "low", "high")


def learning_dumbbells(
    gains: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """How much did people learn, objective by objective?

    One row per objective in `COLUMNS`: means from 1 to 5, and the gain with its interval.
    """
    if gains.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    colours = tokens(dark)
    rows = list(range(len(gains)))
    before, now = gains["before"].round(2).tolist(), gains["now"].round(2).tolist()
    small = [is_small(n) for n in gains["n"].tolist()]
    traces = [
        _bridges(before, now, colours.border),
        _ends(t("charts.before"), before, [colours.paper for _ in rows], colours.muted, look),
        _ends(
            t("charts.now"),
            now,
            [colours.paper if few else colours.primary for few in small],
            colours.primary,
            look,
        ),
    ]
    columns = (gains[column].tolist() for column in ("gain", "n", "low", "high"))
    notes = [
        note(signed(gain, t), n, _interval(low, high, t), look)
        for gain, n, low, high in zip(*columns, strict=True)
    ]
    return in_rows(traces, gains["label"].tolist(), notes, look=look, x_axis=_means_axis(look))


def signed(value: float, t: Translator, digits: int = 1) -> str:
    """A difference always shows its sign: "+0,9", "−0,2", "0"."""
    text = t.number(abs(round(value, digits)), digits)
    return text if round(value, digits) == 0 else f"{'+' if value > 0 else '−'}{text}"


def _interval(low: float, high: float, t: Translator) -> str:
    known = is_known(low) and is_known(high)
    return t("charts.from_to", low=signed(low, t, 2), high=signed(high, t, 2)) if known else ""


def _bridges(before: list[float], now: list[float], colour: str) -> Trace:
    x = [value for pair in zip(before, now, strict=True) for value in (*pair, None)]
    y = [value for row in range(len(before)) for value in (row, row, None)]
    return scatter_trace(
        x=x, y=y, mode="lines", line={"color": colour, "width": 3}, hoverinfo="skip", showlegend=False
    )


def _ends(name: str, values: list[float], fills: list[str], line: str, look: Look) -> Trace:
    return scatter_trace(
        name=name,
        x=values,
        y=list(range(len(values))),
        mode="markers",
        marker={"color": fills, "size": 12 * look.scale, "line": {"color": line, "width": 2}},
        text=[look.t.number(value, 1) for value in values],
        hovertemplate="%{fullData.name}: %{text}<extra></extra>",
    )


def _means_axis(look: Look) -> dict[str, object]:
    marks = [1, 2, 3, 4, 5]
    return {
        "visible": True,
        "range": [0.9, 5.1],
        "showgrid": True,
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": [look.t.number(mark) for mark in marks],
        "tickfont": {"size": look.size(-2)},
    }
