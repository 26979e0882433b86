"""Where the answers of closed trainings with too few of them go: comuna and year, region, then country.

A pool publishes all that waits in it as soon as that is at least k people; what is left over when a year is
over moves up. Nobody is drawn, nothing is held back: each step is at least k people by construction.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from db.criteria import COUNTRY, Pool

LEVELS = (5, 3, 2, 0)
"""Lengths of the codes of comuna, province, region and country, in the order a leftover climbs them."""


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
    waiting = list(leftovers)
    steps: list[PoolStep] = []
    for level in LEVELS:
        for pool, members in _gathered(waiting, level, is_over):
            people = sum(member.answers for member in members)
            if people >= k:
                steps.append(PoolStep(pool, tuple(member.training_id for member in members), people))
                waiting = [leftover for leftover in waiting if leftover not in members]
    return steps


def pools_of(territory_code: str, year: int) -> tuple[Pool, ...]:
    """The pools a training may fall into, the smallest first."""
    size = 0 if territory_code == COUNTRY else len(territory_code)
    codes = [territory_code[:level] or COUNTRY for level in LEVELS if level <= size and level != 3]
    own = [territory_code] if size == 3 else []
    return tuple(Pool(code, year) for code in (*own, *codes))


def _gathered(
    waiting: Sequence[Leftover], level: int, is_over: Callable[[Pool], bool]
) -> list[tuple[Pool, list[Leftover]]]:
    """The leftovers that may be in a pool of this level, by pool."""
    found: dict[Pool, list[Leftover]] = {}
    for leftover in waiting:
        for pool in pools_of(leftover.territory_code, leftover.year):
            if _level(pool) == level:
                found.setdefault(pool, []).append(leftover)
            if not is_over(pool):
                break
    return list(found.items())


def _level(pool: Pool) -> int:
    return 0 if pool.territory_code == COUNTRY else len(pool.territory_code)
