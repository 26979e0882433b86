"""The share of favourable answers, also where some counts are known only within limits. Pure arithmetic."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.indicators.agreement import AGREE, INTENDING, SCALE
from dashboard.indicators.intervals import wilson
from dashboard.indicators.recommendation import LOWEST_PROMOTER

Told = tuple[int | None, str]
"""A published count: people (None = withheld) and its bound, "" (exact), "at_least" or "at_most"."""

Side = Callable[[str], bool | None]
"""Whether a choice is favourable; None stands apart, like "does not apply"."""


@dataclass(frozen=True, slots=True)
class Limits:
    """A number of people that is no less than `low` and no more than `high`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) of at most `n` people. With a `value`, `low` and `high` are Wilson's interval.

    Without one, they are the lowest and the highest share that the published counts leave possible.
    """

    value: float | None
    low: float
    high: float
    n: int


def favourable_side(kind: str, indicator: str) -> Side | None:
    """What counts as favourable in a question of a type; None where nothing is better than anything else."""
    if kind == "select_one":
        return _intends if indicator == "intention" else None
    return _SIDES.get(kind)


def limits(told: Told, people: int) -> Limits:
    """What a published count says of `people` who answered. Raises ValueError for what no block publishes."""
    count, bound = told
    if count is None:
        found = Limits(0, people)
    elif bound == "at_most":
        found = Limits(0, count)
    else:
        found = Limits(count, people if bound == "at_least" else count)
    if not 0 <= found.low <= found.high <= people or (count is None and bound):
        raise ValueError(f"No count of {people} people reads {told}.")
    return found


def favourable_share(counts: Mapping[str, Told], people: int, side: Side) -> Share | None:
    """The share among those on either side, of `people` who each gave one of the choices.

    None where nobody is on either side. Raises ValueError where the counts cannot be those of so many people.
    """
    agreed, other, apart = (
        _together(limits(told, people) for choice, told in counts.items() if side(choice) is one)
        for one in (True, False, None)
    )
    if not agreed.low + other.low + apart.low <= people <= agreed.high + other.high + apart.high:
        raise ValueError(f"These counts do not add up to {people} people.")
    fewest = max(agreed.low, people - other.high - apart.high)
    most = min(agreed.high, people - other.low - apart.low)
    beside_fewest = min(other.high, people - fewest - apart.low)
    beside_most = max(other.low, people - most - apart.high)
    size = min(people - apart.low, agreed.high + other.high)
    if not size:
        return None
    low = _part(fewest, beside_fewest, otherwise=0.0)
    high = _part(most, beside_most, otherwise=1.0)
    low, high = _as_vague_as_the_codes(low, high, counts, people, size)
    exact = wilson(most, most + beside_most)
    if exact is None or low < high or (fewest, beside_fewest) != (most, beside_most):
        return Share(None, low, high, size)
    return Share(exact.value, exact.low, exact.high, exact.n)


def _part(people: int, beside: int, *, otherwise: float) -> float:
    return people / (people + beside) if people + beside else otherwise


def _as_vague_as_the_codes(
    low: float, high: float, counts: Mapping[str, Told], people: int, size: int
) -> tuple[float, float]:
    """A count near nobody or everybody is published as a code; a share made of such counts stays as vague, so
    that none says that everybody agreed, even where the tallies of the region would tell.
    """
    margins = [_margin(told, people) for told in counts.values()]
    margin = min(max(margins, default=0), size) / size
    return (min(low, 1 - margin), max(high, margin)) if margin else (low, high)


def _margin(told: Told, people: int) -> int:
    count, bound = told
    if count is None or not bound:
        return 0
    return count if bound == "at_most" else people - count


def _together(parts: Iterable[Limits]) -> Limits:
    every = list(parts)
    return Limits(sum(part.low for part in every), sum(part.high for part in every))


def _agrees(choice: str) -> bool | None:
    return choice in AGREE if choice in SCALE else None


def _recommends(choice: str) -> bool:
    return int(choice) >= LOWEST_PROMOTER


def _improved(choice: str) -> bool:
    before, _, now = choice.partition(">")
    return int(now) > int(before)


def _intends(choice: str) -> bool:
    return choice in INTENDING


_SIDES: Mapping[str, Side] = MappingProxyType(
    {"likert": _agrees, "nps": _recommends, "retrospective_pair": _improved}
)
