"""The favourable share by who answered: a dot where it is known, a bar where only its limits are told."""

from collections.abc import Hashable, Mapping, Sequence
from math import ceil, floor
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import (
    Look,
    Stretch,
    dots,
    in_rows,
    interval_text,
    is_small,
    note,
    percent_axis,
    row_bars,
    whiskers,
    withheld_bars,
)
from dashboard.charts.theme import Trace, tokens
from dashboard.charts.words import wrapped
from dashboard.i18n import Translator

COLUMNS = ("label", "state", "share", "low", "high", "n")
NOTE_WIDTH = 128
LIMIT_WIDTH = 20  # letters


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
    withheld = [at for at, row in enumerate(rows) if row["state"] == "withheld"]
    traces = [
        whiskers([(at, row["low"], row["high"]) for at, row in known], look),
        _ranges(ranges, look),
        withheld_bars(withheld, (0.0, 1.0), look),
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


def _ranges(rows: Sequence[Stretch], look: Look) -> Trace:
    """From the lowest to the highest share possible; no place within is likelier than another."""
    colours = tokens(look.dark)
    marker = {"color": colours.sequential[2], "line": {"color": colours.primary, "width": 1}}
    words = [limits_text(low, high, look.t) for _, low, high in rows]
    return row_bars(look.t("charts.favourable.range"), rows, marker, words, look)
