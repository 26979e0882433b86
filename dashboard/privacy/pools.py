"""Where the answers of closed trainings with too few of them go: comuna and year, region, then country.

A pool publishes all that waits in it as soon as that is at least k people; what is left over when a year is
over moves up. Nobody is drawn, nothing is held back: each step is at least k people by construction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.criteria import COUNTRY, Pool


@dataclass(frozen=True, slots=True)
class Leftover:
    """`answers` (fewer than k) wait in a closed stream of a training that began in `year`."""

    training_id: int
    territory_code: str
    year: int
    answers: int


@dataclass(frozen=True, slots=True)
class PoolStep:
    """Everything that waits in these trainings is published together."""

    pool: Pool
    trainings: tuple[int, ...]
    answers: int


def pool_steps(leftovers: Iterable[Leftover], *, is_over: Callable[[Pool], bool], k: int) -> list[PoolStep]:
    """The steps due for one question. `is_over`: no more can come into a pool, so its rest may climb."""
    waiting = {leftover.training_id: leftover for leftover in leftovers}
    found = _gathered(waiting.values(), is_over)
    steps: list[PoolStep] = []
    for pool in sorted(found, key=_smallest_first):
        members = [training for training in found[pool] if training in waiting]
        people = sum(waiting[training].answers for training in members)
        if people >= k:
            steps.append(PoolStep(pool, tuple(members), people))
            for training in members:
                del waiting[training]
    return steps


def pools_of(territory_code: str, year: int) -> tuple[Pool, ...]:
    """The pools a training may fall into, the smallest first: its own territory's, region's and country's."""
    codes = dict.fromkeys((territory_code, territory_code[:2], COUNTRY))
    return tuple(Pool(code, year) for code in codes)


def _gathered(leftovers: Iterable[Leftover], is_over: Callable[[Pool], bool]) -> Mapping[Pool, Sequence[int]]:
    """The trainings that may be in each pool: every one up to the first that is not over."""
    found: dict[Pool, list[int]] = defaultdict(list)
    for leftover in leftovers:
        for pool in pools_of(leftover.territory_code, leftover.year):
            found[pool].append(leftover.training_id)
            if not is_over(pool):
                break
    return found


def _smallest_first(pool: Pool) -> int:
    """Comunas have the longest codes; the country, whose code is as long as a region's, comes last."""
    return 0 if pool.territory_code == COUNTRY else -len(pool.territory_code)
