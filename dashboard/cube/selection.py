"""Which trainings and pools a view shows, and the people behind them."""

from dataclasses import dataclass

import numpy as np

from dashboard.cube.columns import Bools, Ints
from dashboard.cube.cube import Cube
from db.criteria import COUNTRY, Filters, Pool, Scope


@dataclass(frozen=True, slots=True)
class Selection:
    """Booleans, one per training and one per pool. `left_out` counts people behind pools that overlap what
    was asked for and do not fit in it.
    """

    cube: Cube
    trainings: Bools
    pools: Bools
    left_out: int = 0

    def sums(self) -> Ints:
        """People per column of the cube, of trainings and pools together."""
        cube = self.cube
        return cube.counts.sums(self.trainings, cube.columns) + cube.pooled.sums(self.pools, cube.columns)

    @property
    def pooled(self) -> int:
        """People behind the pools shown: at least the most that answered any one question of each."""
        return int(self.cube.pooled.most[self.pools].sum(dtype=np.int64))


def everything(cube: Cube) -> Selection:
    """All trainings but the cancelled ones, and all pools."""
    return Selection(cube, ~cube.trainings.is_cancelled, np.ones(len(cube.pools), dtype=np.bool_))


def selected(cube: Cube, trainings: Bools, scope: Scope, filters: Filters) -> Selection:
    """These trainings but the cancelled ones, and the pools that scope and filters hold whole."""
    held = np.zeros(len(cube.pools), dtype=np.bool_)
    partly = np.zeros(len(cube.pools), dtype=np.bool_)
    fit_pools = filters.fit_pools  # the same for all: not asked again for each
    for pool, row in cube.pools.items():
        if _overlaps(filters, pool) and scope.admits_pool(pool):
            is_held = fit_pools and filters.surround(pool)
            held[row], partly[row] = is_held, not is_held
    left_out = int(cube.pooled.most[partly].sum(dtype=np.int64))
    return Selection(cube, trainings & ~cube.trainings.is_cancelled, held, left_out)


def counts_by_question(cube: Cube, sums: Ints) -> dict[str, dict[str, int]]:
    """Question → choice → people; choices that nobody took are left out."""
    people = sums.tolist()
    found = {
        question: {choice: people[at] for choice, at in of.items() if choice is not None and people[at]}
        for question, of in cube.columns.of_question.items()
    }
    return {question: counts for question, counts in found.items() if counts}


def answers_by_question(cube: Cube, sums: Ints) -> dict[str, int]:
    """Question → how many people answered it."""
    of_questions = zip(cube.columns.of_question, sums[cube.columns.totals].tolist(), strict=True)
    return {question: people for question, people in of_questions if people}


def _overlaps(filters: Filters, pool: Pool) -> bool:
    """Whether a training that the filters admit could be in a pool, by where and when it was."""
    asked, own = filters.territory, pool.territory_code
    is_near = COUNTRY in (own, asked) or asked.startswith(own) or own.startswith(asked)
    is_before = filters.since is not None and pool.year < filters.since.year
    is_after = filters.until is not None and pool.year > filters.until.year
    return is_near and not is_before and not is_after
