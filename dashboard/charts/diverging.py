"""Bars that part at zero: what points one way left, the other way right, and what points nowhere apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.rows import ROW_HEIGHT, Look, in_rows, is_small
from dashboard.charts.theme import tokens

READABLE = 0.09  # a part of a bar narrower than this carries no number
GAP = 0.07  # between the bars and the part that stands apart


@dataclass(frozen=True, slots=True)
class Part:
    """One part of every bar: a column of shares, its words, its colour and that of the numbers on it."""

    column: str
    name: str
    colour: str
    ink: str


@dataclass(frozen=True, slots=True)
class Parts:
    """`left` and `right` run from zero outwards."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    apart: Part

    @property
    def in_order(self) -> tuple[Part, ...]:
        """As the legend reads them: from left to right, what stands apart last."""
        return (*reversed(self.left), *self.right, self.apart)


def shares_of(
    table: pd.DataFrame, order: Sequence[object], names: Mapping[str, Sequence[object]], by: str
) -> pd.DataFrame:
    """One row per question, one column per part, each the share of its people. `table` has question, `by` and
    count; `names` says which values of `by` make a part.
    """
    part_of = {value: name for name, values in names.items() for value in values}
    people: Counter[tuple[object, str]] = Counter()
    total: Counter[object] = Counter()
    columns = (table[name].tolist() for name in ("question", by, "count"))
    for question, value, count in zip(*columns, strict=True):
        total[question] += count
        if value in part_of:
            people[question, part_of[value]] += count
    return pd.DataFrame(
        {
            name: [people[question, name] / total[question] if total[question] else 0.0 for question in order]
            for name in names
        },
        index=list(order),
        dtype=float,
    )


def diverging_rows(
    shares: pd.DataFrame,
    parts: Parts,
    labels: Sequence[str],
    notes: Sequence[str],
    people: Sequence[float],
    look: Look,
    *,
    row_height: float = ROW_HEIGHT,
) -> go.Figure:
    """One row per row of `shares`. What stands apart begins at one place, so that it can be compared too."""
    bases, ends = _bases(shares, parts)
    faint = [0.55 if is_small(n) else 1.0 for n in people]
    traces = [_bar(part, shares[part.column], bases[part.column], faint, look) for part in parts.in_order]
    x_axis: dict[str, object] = {"range": ends}
    figure = in_rows(traces, labels, notes, look=look, x_axis=x_axis, row_height=row_height)
    line = {"color": tokens(look.dark).ink, "width": 1}
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        xref="x",
        y0=0,
        y1=1,
        yref="paper",
        line=line,
        layer="below" if look.narrow else "above",
    )
    return figure


def _bases(shares: pd.DataFrame, parts: Parts) -> tuple[dict[str, list[float]], list[float]]:
    """Where each part of each bar begins, and the two ends of the axis."""
    bases: dict[str, list[float]] = {}
    left = shares[[part.column for part in parts.left]].cumsum(axis=1)
    right = shares[[part.column for part in parts.right]].cumsum(axis=1)
    for part in parts.left:
        bases[part.column] = (-left[part.column]).tolist()
    for part in parts.right:
        bases[part.column] = (right[part.column] - shares[part.column]).tolist()
    start = float(right.to_numpy().max(initial=0)) + GAP
    bases[parts.apart.column] = [start] * len(shares)
    farthest = -float(left.to_numpy().max(initial=0))
    return bases, [farthest - 0.01, start + float(shares[parts.apart.column].max()) + 0.01]


def _bar(
    part: Part, shares: "pd.Series[float]", bases: list[float], faint: list[float], look: Look
) -> go.Bar:
    values = shares.tolist()
    percents = [look.t.percent(share) for share in values]
    return go.Bar(
        name=part.name,
        orientation="h",
        y=list(range(len(values))),
        x=[round(share, 4) for share in values],
        base=[round(base, 4) for base in bases],
        marker={"color": part.colour, "opacity": faint, "line": {"width": 0}},
        text=[text if share >= READABLE else "" for text, share in zip(percents, values, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": part.ink, "size": look.size(-3)},
        hovertext=percents,
        hovertemplate="%{fullData.name}: %{hovertext}<extra></extra>",
    )
