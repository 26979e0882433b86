"""Bars that part at zero: what points one way left, the other way right, and what points nowhere apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.rows import ROW_HEIGHT, Look, in_rows, is_small, upright
from dashboard.charts.theme import Trace, bar_trace, tokens

READABLE, NARROW_READABLE = 0.09, 0.13  # a part of a bar narrower than this carries no number
GAP = 0.07  # between the bars and the part that stands apart

Shares = Mapping[str, list[float]]
"""Of each part, by its column: its share in each question, in order."""


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
) -> Shares:
    """For each part the share of its people in each question. `table` has question, `by` and count; `names`
    says which values of `by` make a part.
    """
    part_of = {value: name for name, values in names.items() for value in values}
    people: Counter[tuple[object, str]] = Counter()
    total: Counter[object] = Counter()
    columns = (table[name].tolist() for name in ("question", by, "count"))
    for question, value, count in zip(*columns, strict=True):
        total[question] += count
        if value in part_of:
            people[question, part_of[value]] += count
    return {
        name: [people[question, name] / total[question] if total[question] else 0.0 for question in order]
        for name in names
    }


def diverging_rows(
    shares: Shares,
    parts: Parts,
    labels: Sequence[str],
    notes: Sequence[str],
    people: Sequence[float],
    look: Look,
    *,
    row_height: float = ROW_HEIGHT,
) -> go.Figure:
    """One row per question. What stands apart begins at one place, so that it can be compared too."""
    bases, ends = _bases(shares, parts)
    faint = [0.55 if is_small(n) else 1.0 for n in people]
    traces = [_bar(part, shares[part.column], bases[part.column], faint, look) for part in parts.in_order]
    x_axis: dict[str, object] = {"range": ends}
    zero = upright(0, {"color": tokens(look.dark).ink, "width": 1}, "below" if look.narrow else "above")
    return in_rows(traces, labels, notes, look=look, x_axis=x_axis, row_height=row_height, shapes=[zero])


def _bases(shares: Shares, parts: Parts) -> tuple[dict[str, list[float]], list[float]]:
    """Where each part of each bar begins, and the two ends of the axis."""
    bases: dict[str, list[float]] = {}
    apart = shares[parts.apart.column]
    left = right = [0.0] * len(apart)
    for part in parts.left:
        left = [reached + share for reached, share in zip(left, shares[part.column], strict=True)]
        bases[part.column] = [-reached for reached in left]
    for part in parts.right:
        bases[part.column] = right
        right = [reached + share for reached, share in zip(right, shares[part.column], strict=True)]
    start = max(right, default=0.0) + GAP
    bases[parts.apart.column] = [start] * len(apart)
    return bases, [-max(left, default=0.0) - 0.01, start + max(apart, default=0.0) + 0.01]


def _bar(part: Part, values: list[float], bases: list[float], faint: list[float], look: Look) -> Trace:
    percents = [look.t.percent(share) for share in values]
    readable = NARROW_READABLE if look.narrow else READABLE
    return bar_trace(
        name=part.name,
        orientation="h",
        y=list(range(len(values))),
        x=[round(share, 4) for share in values],
        base=[round(base, 4) for base in bases],
        marker={"color": part.colour, "opacity": faint, "line": {"width": 0}},
        text=[text if share >= readable else "" for text, share in zip(percents, values, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": part.ink, "size": look.size(-3)},
        hovertext=percents,
        hovertemplate="%{fullData.name}: %{hovertext}<extra></extra>",
    )
