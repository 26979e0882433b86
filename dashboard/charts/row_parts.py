"""A figure in rows cut into several, one for each group of rows: all keep the whole's one scale."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.describe import decoded, legend_names
from dashboard.charts.rows import LABEL

BARE_TOP = 8  # pixels above the rows of a part that carries no legend
NARROW_TOP = 40  # the same where a row's words stand above it
LEGEND_LINE, LEGEND_AIR = 19, 10  # pixels of one line of a legend, and around all of them
HALF_PAGE = 600  # pixels: a figure beside another on a desk
LETTER, LEGEND_LETTER = 6.4, 5.2  # pixels, on the average
KEY = 37  # pixels of a legend's entry besides its words


def in_parts(figure: go.Figure, sizes: Sequence[int]) -> list[go.Figure]:
    """Parts of so many rows each, in order; the first keeps the legend. `sizes` add up to all rows."""
    content = figure.to_plotly_json()
    labels = list(content["layout"]["yaxis"]["ticktext"])
    if sum(sizes) != len(labels):
        raise ValueError(f"Parts of {list(sizes)} rows do not make up {len(labels)}.")
    found, start = [], 0
    for size in sizes:
        found.append(_part(content, labels, start, size))
        start += size
    return found


def with_legend_room(figure: go.Figure) -> go.Figure:
    """The same rows, not squeezed by a legend that takes more lines in half a page than in a whole one.

    Plotly breaks a legend into lines by the room beside the rows' words, and takes their height from rows.
    """
    content = figure.to_plotly_json()
    layout, entries = content["layout"], legend_names(figure)
    if not entries or layout.get("showlegend") is False:
        return figure
    margin = layout["margin"]
    label = max(len(line) for text in layout["yaxis"]["ticktext"] for line in text.split("<br>"))
    room = HALF_PAGE - margin["r"] - label * LETTER
    widths = [KEY + len(entry) * LEGEND_LETTER for entry in entries]
    in_a_line = len(entries) if sum(widths) < room else max(1, int(room // max(widths)))
    needed = -(-len(entries) // in_a_line) * LEGEND_LINE + LEGEND_AIR
    extra = max(0, needed - margin["t"])
    taller = {**layout, "height": layout["height"] + extra, "margin": {**margin, "t": margin["t"] + extra}}
    return go.Figure(content["data"], taller, _validate=False)


def _part(content: Mapping[str, object], labels: list[str], start: int, size: int) -> go.Figure:
    traces: Sequence[Mapping[str, object]] = content["data"]  # type: ignore[assignment]  # plotly's JSON
    cut = [_cut(trace, len(labels), start, size) for trace in traces]
    for trace in cut:
        trace["y"] = list(range(size))
    return go.Figure(cut, _layout(content["layout"], labels, start, size))  # type: ignore[arg-type]  # plotly's JSON


def _cut(values: Mapping[str, object], rows: int, start: int, size: int) -> dict[str, object]:
    """The same with every list that has one entry per row cut to the part's."""
    found: dict[str, object] = {}
    for name, value in values.items():
        plain = decoded(value)
        if isinstance(plain, list) and len(plain) == rows:
            found[name] = plain[start : start + size]
        else:
            found[name] = _cut(plain, rows, start, size) if isinstance(plain, Mapping) else plain
    return found


def _layout(layout: Mapping[str, object], labels: list[str], start: int, size: int) -> dict[str, object]:
    margin: Mapping[str, float] = layout["margin"]  # type: ignore[assignment]  # plotly's JSON
    axis: Mapping[str, object] = layout["yaxis"]  # type: ignore[assignment]
    notes: Sequence[Mapping[str, object]] = layout.get("annotations") or ()  # type: ignore[assignment]
    above, height = margin["t"], float(layout["height"])  # type: ignore[arg-type]
    below = margin["b"] + 8
    row = (height - above - below) / len(labels)
    is_narrow = any(note.get("name") == LABEL for note in notes)
    kept = above if start == 0 else NARROW_TOP if is_narrow else BARE_TOP
    end = start + size
    told: Mapping[str, Sequence[str]] = layout.get("meta") or {}  # type: ignore[assignment]
    return {
        **layout,
        "meta": {name: list(rows[start:end]) for name, rows in told.items()},
        "height": round(kept + below + row * size),
        "margin": {**margin, "t": kept},
        "showlegend": start == 0,
        "yaxis": {
            **axis,
            "tickvals": list(range(size)),
            "ticktext": labels[start:end],
            "range": [size - 0.45, -0.55],
        },
        "annotations": [
            {**note, "y": float(note["y"]) - start}  # type: ignore[arg-type]
            for note in notes
            if note.get("yref") != "y" or start - 0.5 <= float(note["y"]) < end - 0.5  # type: ignore[arg-type]
        ],
    }
