"""What the trainings and pools of a view add up to, group by group."""

from dataclasses import dataclass

import numpy as np

from dashboard.cube.columns import Ints
from dashboard.cube.selection import Selection
from dashboard.services.groups import NOWHERE, Members
from dashboard.services.scores import Scored, Values, scored

Shown = tuple[float, float, float, int]  # value, low, high, n


@dataclass(frozen=True, slots=True)
class Counted:
    """One entry per group. `whole` is the view itself, in which a training counts once."""

    sums: Scored
    whole: Scored
    trainings: Ints
    received: Ints  # responses, published or not


def counted_by(view: Selection, of: Members, score: str, asked: tuple[str, ...]) -> Counted:
    """The groups' sums of whole trainings and whole pools: nothing smaller is ever published."""
    cube = view.cube
    size = len(cube.trainings) if of.is_each_training else len(of.keys)
    groups = np.where(view.trainings[of.rows], of.groups, NOWHERE)
    counts = groups >= 0
    own = scored(cube.counts, cube.columns, score, asked)
    pooled = scored(cube.pooled, cube.columns, score, asked)
    pools = np.flatnonzero(view.pools)
    everyone = np.flatnonzero(view.trainings)
    received = cube.links.received_by_training[of.rows]
    return Counted(
        sums=own.gathered(of.rows, groups, size).plus(pooled.gathered(pools, of.pools[pools], size)),
        whole=own.together(everyone).plus(pooled.together(pools)),
        trainings=np.bincount(groups[counts], minlength=size),
        received=np.bincount(groups[counts], weights=received[counts], minlength=size).astype(np.int64),
    )


def first(values: Values) -> Shown | None:
    """The only group's value; None where nobody answered."""
    if not values.n[0]:
        return None
    return float(values.value[0]), float(values.low[0]), float(values.high[0]), int(values.n[0])
