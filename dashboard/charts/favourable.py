"""The favourable share by who answered: a dot where it is known, a bar where only its limits are told."""

from collections.abc import Hashable, Mapping, Sequence
from math import ceil, floor
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, dots, in_rows, interval_text, is_small, note, percent_axis, whiskers
from dashboard.charts.theme import CLEAR, Trace, bar_trace, tokens
from dashboard.charts.words import wrapped
from dashboard.i18n import Translator

COLUMNS = ("label", "state", "share", "low", "high", "n")
BAR_WIDTH = 0.24  # of a row
NARROW_BAR_WIDTH = 0.18
NOTE_WIDTH = 128
LIMIT_WIDTH = 20  # letters

Row = tuple[int, float, float]  # which, from, to
Marker = Mapping[str, object]


def favourable_rows(
    shares: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """How many answered favourably, category by category?

    One row in `COLUMNS`. `state` is "exact" (low and high are its interval), "range" (they are the lowest and
    highest share possible), "none" (nobody took a side) or "withheld": hatched, without a number.
    """
    if shares.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    rows = shares.round(4)[list(COLUMNS)].to_dict("records")
    known = [(at, row) for at, row in enumerate(rows) if row["state"] == "exact"]
    ranges = [(at, row["low"], row["high"]) for at, row in enumerate(rows) if row["state"] == "range"]
    withheld = [(at, 0.0, 1.0) for at, row in enumerate(rows) if row["state"] == "withheld"]
    traces = [
        whiskers([(at, row["low"], row["high"]) for at, row in known], look),
        _ranges(ranges, look),
        _withheld(withheld, look),
        dots([(at, row["share"], row["n"]) for at, row in known], look),
    ]
    notes = [_note(row, look) for row in rows]
    labels = [row["label"] for row in rows]
    x_axis = percent_axis(look)
    return in_rows(traces, labels, notes, look=look, x_axis=x_axis, note_width=NOTE_WIDTH)


def limits_text(low: float, high: float, t: Translator) -> str:
    """ "entre 85 % y 95 %", "al menos 90 %": rounded outwards, so that it never says more than is known."""
    least, most = t.percent(floor(round(low * 100, 6)) / 100), t.percent(ceil(round(high * 100, 6)) / 100)
    if low <= 0 < high < 1:
        return t("charts.favourable.at_most", most=most)
    if high >= 1 > low > 0:
        return t("charts.favourable.at_least", least=least)
    return t("charts.favourable.between", least=least, most=most)


def _note(row: Mapping[Hashable, Any], look: Look) -> str:  # Any: pandas knows the columns, not their types
    t, state = look.t, row["state"]
    if state == "none":
        return wrapped(t("charts.favourable.none"), LIMIT_WIDTH)
    if state == "withheld":
        return ""
    low, high, n = row["low"], row["high"], row["n"]
    if state == "exact":
        return note(t.percent(row["share"]), n, interval_text(low, high, look), look)
    limits = wrapped(limits_text(low, high, t), LIMIT_WIDTH)
    small = t("charts.small_sample") if is_small(n) else ""
    return "<br>".join(filter(None, [f"<b>{limits}</b>", t("charts.n", n=t.number(n)), small]))


def _ranges(rows: Sequence[Row], look: Look) -> Trace:
    """From the lowest to the highest share possible; no place within is likelier than another."""
    colours = tokens(look.dark)
    marker = {"color": colours.sequential[2], "line": {"color": colours.primary, "width": 1}}
    words = [limits_text(low, high, look.t) for _, low, high in rows]
    return _bar(look.t("charts.favourable.range"), rows, marker, words, look)


def _withheld(rows: Sequence[Row], look: Look) -> Trace:
    colours = tokens(look.dark)
    pattern = {"shape": "/", "fgcolor": colours.withheld, "bgcolor": CLEAR, "size": 6, "solidity": 0.25}
    marker = {"color": CLEAR, "pattern": pattern, "line": {"color": colours.border, "width": 1}}
    return _bar(look.t("maps.withheld"), rows, marker, [look.t("maps.withheld_why")] * len(rows), look)


def _bar(name: str, rows: Sequence[Row], marker: Marker, words: list[str], look: Look) -> Trace:
    return bar_trace(
        name=name,
        orientation="h",
        x=[round(high - low, 4) for _, low, high in rows],
        base=[low for _, low, _ in rows],
        y=[at for at, _, _ in rows],
        width=NARROW_BAR_WIDTH if look.narrow else BAR_WIDTH,
        marker=marker,
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=bool(rows),
    )
