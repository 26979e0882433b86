"""Trainings, hosts, topics or territories in order, with what of that order is more than chance."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.learning import signed
from dashboard.charts.rows import (
    Look,
    in_rows,
    interval_text,
    is_small,
    note,
    percent_axis,
    upright,
    whiskers,
    withheld_bars,
)
from dashboard.charts.theme import Trace, scatter_trace, tokens
from dashboard.charts.words import is_known
from dashboard.i18n import Translator

COLUMNS = ("key", "label", "state", "value", "low", "high", "n", "verdict")
MARKS = {"above": "triangle-up", "below": "triangle-down", "": "circle"}

Row = Mapping[Hashable, Any]  # Any: pandas knows the columns, not their types
Placed = tuple[int, Row]


def ranking_rows(
    rows: pd.DataFrame,
    *,
    overall: float | None,
    is_nps: bool,
    t: Translator,
    dark: bool = False,
    narrow: bool = False,
) -> go.Figure:
    """Who stands out from the rest, and who does not?

    One row in `COLUMNS`, in order. `state` is "value" or "withheld" (hatched, no number); `verdict` is
    "above" or "below" the rest, "" or "few" where that is not told apart from chance. A line shows `overall`.
    """
    if rows.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark)
    look = Look(t, dark, 1.0, narrow)
    placed = list(enumerate(rows[list(COLUMNS)].to_dict("records")))
    known = [(at, row) for at, row in placed if row["state"] == "value"]
    ends = (-100.0, 100.0) if is_nps else (0.0, 1.0)
    traces = [
        whiskers([(at, _end(row["low"], is_nps), _end(row["high"], is_nps)) for at, row in known], look),
        *(_marks(known, verdict, is_nps, look) for verdict in MARKS),
        withheld_bars([at for at, row in placed if row["state"] == "withheld"], ends, look),
    ]
    notes = [_note(row, is_nps, look) for _, row in placed]
    axis = _score_axis(look) if is_nps else percent_axis(look)
    dotted: dict[str, object] = {"color": tokens(dark).muted, "width": 1, "dash": "dot"}
    shapes = [] if overall is None else [upright(overall, dotted, "below")]
    labels = rows["label"].tolist()
    return in_rows(traces, labels, notes, look=look, x_axis=axis, note_width=132, shapes=shapes)


def value_text(value: float, is_nps: bool, t: Translator) -> str:
    """ "79 %", or "+33" for NPS."""
    return signed(value, t, 0) if is_nps else t.percent(value)


def between_text(low: float, high: float, is_nps: bool, look: Look) -> str:
    """The interval as notes have it; nothing where there is none."""
    if not is_nps:
        return interval_text(low, high, look)
    known = is_known(low) and is_known(high)
    t = look.t
    return t("charts.from_to", low=signed(low, t, 0), high=signed(high, t, 0)) if known else ""


def _end(value: float, is_nps: bool) -> float:
    return round(value, 1 if is_nps else 4)


def _marks(known: Sequence[Placed], verdict: str, is_nps: bool, look: Look) -> Trace:
    """Above, below and neither differ in shape and colour; a hollow mark stands on a small sample."""
    colours = tokens(look.dark)
    colour = {"above": colours.primary, "below": colours.accent}.get(verdict, colours.muted)
    mine = [(at, row) for at, row in known if (row["verdict"] if row["verdict"] != "few" else "") == verdict]
    return scatter_trace(
        name=look.t(f"charts.ranking.{verdict or 'alike'}"),
        x=[_end(row["value"], is_nps) for _, row in mine],
        y=[at for at, _ in mine],
        mode="markers",
        customdata=[row["key"] for _, row in mine],
        marker={
            "symbol": MARKS[verdict],
            "color": [colours.paper if is_small(row["n"]) else colour for _, row in mine],
            "size": 12 if verdict == "" else 14,
            "line": {"color": colour, "width": 2},
        },
        text=[value_text(row["value"], is_nps, look.t) for _, row in mine],
        hovertemplate="%{text}<extra></extra>",
        showlegend=bool(mine),
    )


def _note(row: Row, is_nps: bool, look: Look) -> str:
    t = look.t
    if row["state"] == "withheld":
        return t("charts.ranking.withheld")
    interval = between_text(row["low"], row["high"], is_nps, look)
    words = note(value_text(row["value"], is_nps, t), row["n"], interval, look)
    told = {"above": "over_rest", "below": "under_rest"}.get(row["verdict"])
    return f"{words}<br>{t(f'charts.ranking.{told}')}" if told else words


def _score_axis(look: Look) -> dict[str, object]:
    marks = [-100, -50, 0, 50, 100]
    return {
        "visible": True,
        "range": [-104, 104],
        "showgrid": True,
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": [signed(mark, look.t, 0) for mark in marks],
        "tickfont": {"size": look.size(-2)},
    }
