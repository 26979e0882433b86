"""Figures in rows: words on the left, marks in the middle, the number, n and interval on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.theme import BASE_SIZE, CLEAR, Trace, bar_trace, layout, scatter_trace, tokens
from dashboard.charts.words import CUT, is_known, plain, wrapped
from dashboard.i18n import Translator
from dashboard.indicators.rates import SMALL_SAMPLE

LABEL_WIDTH = 38  # letters: the longest statement takes two lines, which a row has room for
NARROW_LABEL_WIDTH = 34
MOST_LINES = 3  # of a label; the table has all of it
ROW_HEIGHT = 58
NARROW_EXTRA = 20  # pixels a row grows when its words stand above it
NARROW_ABOVE, NARROW_BELOW = (
    0.2,
    0.17,
)  # of a row: from its mark up to its words, and what its bar takes below
LEADING = 1.3  # plotly sets lines so many times their size apart
AIR = 10  # pixels between the words of two rows
BAR_WIDTH, NARROW_BAR_WIDTH = 0.24, 0.18  # of a row: a bar that shares it with a dot's
LABEL = "label"  # the name of the annotations that hold a row's words on a narrow screen
NOTE = "note"  # the name of the annotations that hold a row's numbers

Stretch = tuple[int, float, float]
"""Which row, from, to."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is drawn: its language, ground, size of words; `narrow` puts labels above their rows."""

    t: Translator
    dark: bool
    scale: float
    narrow: bool = False

    def size(self, points: float = 0) -> float:
        """A size in pixels, `points` above or below that of the text."""
        return round((BASE_SIZE + points) * self.scale, 1)


def is_small(n: float) -> bool:
    """Whether a value rests on too few answers to stand without a mark."""
    return n < SMALL_SAMPLE


def note(value: str, n: float, interval: str, look: Look) -> str:
    """ "62 % n = 48", the interval beneath, and the mark of a small sample."""
    t = look.t
    lines = [f"<b>{value}</b> {t('charts.n', n=t.number(n))}", interval]
    return "<br>".join(filter(None, [*lines, t("charts.small_sample") if is_small(n) else ""]))


def interval_text(low: float, high: float, look: Look) -> str:
    """ "48–74 %"; nothing where there is no interval."""
    if not (is_known(low) and is_known(high)):
        return ""
    return f"{look.t.percent(low).removesuffix('%').rstrip()}–{look.t.percent(high)}"


def in_rows(
    traces: Sequence[Trace],
    labels: Sequence[str],
    notes: Sequence[str],
    *,
    look: Look,
    x_axis: dict[str, object] | None = None,
    row_height: float = ROW_HEIGHT,
    note_width: float = 112,
    shapes: Sequence[dict[str, object]] = (),
) -> go.Figure:
    """A figure in rows, the first on top; the marks of row i stand at y = i."""
    above = _legend_height(traces, look)
    shown = [
        wrapped(label, NARROW_LABEL_WIDTH if look.narrow else LABEL_WIDTH, MOST_LINES) for label in labels
    ]
    height = _row_height(shown, notes, row_height, look)
    frame = {
        "height": round((len(labels) * height + 24 + (0.25 * height if look.narrow else 0)) * look.scale)
        + above,
        "margin": {"l": 8, "r": round(note_width * look.scale) if any(notes) else 16, "t": above, "b": 16},
        "barmode": "overlay",
        "bargap": 0.66 if look.narrow else 0.5,
        "yaxis": _row_axis(shown, look),
        "xaxis": {"visible": False} | (x_axis or {}),
        "legend": top_legend(look),
        "annotations": _labels_above(shown, look)
        + [_note(text, row, look) for row, text in enumerate(notes) if text],
    }
    if shapes:
        frame["shapes"] = list(shapes)
    if any(label.endswith(CUT) for label in shown):
        frame["meta"] = {"rows": [plain(label) for label in labels]}  # to be told whole
    # Our own keys: plotly's check of each costs more than all the rest, so a test checks them instead.
    laid_out = layout(look.t.language, dark=look.dark, scale=look.scale) | frame
    return go.Figure(list(traces), laid_out, _validate=False)


def _legend_height(traces: Sequence[Trace], look: Look) -> int:
    """Room above the marks: a narrow screen lists one entry per line, and the first row's words below."""
    entries = sum(1 for trace in traces if trace.get("name") and trace.get("showlegend") is not False)
    lines = entries if look.narrow else min(entries, 2)
    return round((40 + 18 * lines) * look.scale) if look.narrow else round((8 + 18 * lines) * look.scale)


def _row_height(labels: Sequence[str], notes: Sequence[str], least: float, look: Look) -> float:
    """Of every row, before scaling: no row's words may touch those of the next."""
    beside = _lines(notes) * (BASE_SIZE - 1) * LEADING + AIR
    words = _lines(labels) * (BASE_SIZE - (1 if look.narrow else 0)) * LEADING + AIR
    if not look.narrow:
        return max(least, beside, words)
    return max(least + NARROW_EXTRA, beside, words / (1 - NARROW_ABOVE - NARROW_BELOW))


def _lines(texts: Sequence[str]) -> int:
    return max((text.count("<br>") + 1 for text in texts if text), default=0)


def _row_axis(labels: Sequence[str], look: Look) -> dict[str, object]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "tickfont": {"color": tokens(look.dark).ink, "size": look.size()},
        "showticklabels": not look.narrow,
        "range": [len(labels) - 0.45, -0.8 if look.narrow else -0.55],  # room for the first row's words
        "ticklabelstandoff": 8,
    }


def _labels_above(labels: Sequence[str], look: Look) -> list[dict[str, object]]:
    """On a narrow screen the words take the row's first lines and the marks the whole width below.

    They stand on paper: no line of the figure may cross a letter.
    """
    if not look.narrow:
        return []
    colours = tokens(look.dark)
    return [
        {
            "name": LABEL,
            "text": label,
            "xref": "paper",
            "yref": "y",
            "x": 0,
            "y": row - NARROW_ABOVE,
            "xanchor": "left",
            "yanchor": "bottom",
            "align": "left",
            "showarrow": False,
            "bgcolor": colours.paper,
            "font": {"color": colours.ink, "size": look.size(-1)},
        }
        for row, label in enumerate(labels)
    ]


def top_legend(look: Look) -> dict[str, object]:
    """One quiet line above the marks."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "traceorder": "normal",
        "font": {"color": tokens(look.dark).muted, "size": look.size(-2)},
    }


def _note(words: str, row: int, look: Look) -> dict[str, object]:
    return {
        "name": NOTE,
        "text": words,
        "xref": "paper",
        "yref": "y",
        "x": 1,
        "y": row,
        "xanchor": "left",
        "xshift": 10,
        "align": "left",
        "showarrow": False,
        "font": {"color": tokens(look.dark).muted, "size": look.size(-1)},
    }


def upright(x: float, line: dict[str, object], layer: str) -> dict[str, object]:
    """A line through all rows."""
    ends = {"x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": line, "layer": layer} | ends


def percent_axis(look: Look) -> dict[str, object]:
    """0 to 100 %, with hairlines at the quarters."""
    marks = [0.0, 0.25, 0.5, 0.75, 1.0]
    return {
        "visible": True,
        "range": [-0.02, 1.02],
        "showgrid": True,
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": [look.t.percent(mark) if mark in {0.0, 0.5, 1.0} else "" for mark in marks],
        "tickfont": {"size": look.size(-2)},
    }


def whiskers(rows: Sequence[Stretch], look: Look) -> Trace:
    """The interval behind a dot."""
    return scatter_trace(
        x=[x for _, low, high in rows for x in (low, high, None)],
        y=[y for at, _, _ in rows for y in (at, at, None)],
        mode="lines",
        line={"color": tokens(look.dark).border, "width": 3},
        hoverinfo="skip",
        showlegend=False,
    )


def dots(rows: Sequence[tuple[int, float, int]], look: Look, keys: Sequence[object] | None = None) -> Trace:
    """(row, share, n): a full dot stands on enough answers, a hollow one on a small sample.

    A click gives the row's key as customdata.
    """
    colours = tokens(look.dark)
    return scatter_trace(
        x=[share for _, share, _ in rows],
        y=[at for at, _, _ in rows],
        mode="markers",
        customdata=keys,
        marker={
            "color": [colours.paper if is_small(n) else colours.primary for _, _, n in rows],
            "size": 12 * look.scale,
            "line": {"color": colours.primary, "width": 2},
        },
        text=[look.t.percent(share) for _, share, _ in rows],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def row_bars(
    name: str, rows: Sequence[Stretch], marker: Mapping[str, object], words: Sequence[str], look: Look
) -> Trace:
    """Thin bars, each from somewhere to somewhere; `words` stand under the pointer."""
    return bar_trace(
        name=name,
        orientation="h",
        x=[round(high - low, 4) for _, low, high in rows],
        base=[low for _, low, _ in rows],
        y=[at for at, _, _ in rows],
        width=NARROW_BAR_WIDTH if look.narrow else BAR_WIDTH,
        marker=marker,
        hovertext=list(words),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=bool(rows),
    )


def withheld_bars(rows: Sequence[int], ends: tuple[float, float], look: Look) -> Trace:
    """Hatched from end to end: there are answers, and no number of them is told."""
    colours = tokens(look.dark)
    pattern = {"shape": "/", "fgcolor": colours.withheld, "bgcolor": CLEAR, "size": 6, "solidity": 0.25}
    marker = {"color": CLEAR, "pattern": pattern, "line": {"color": colours.border, "width": 1}}
    why = [look.t("maps.withheld_why")] * len(rows)
    return row_bars(look.t("maps.withheld"), [(at, *ends) for at in rows], marker, why, look)
