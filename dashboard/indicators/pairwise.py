"""Whether any two of a few groups differ by more than chance: each pair's test, and Holm's rule for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import erfc, isfinite, sqrt

import numpy as np
from scipy.special import stdtr, stdtrit

from dashboard.indicators.differences import LEAST_EXPECTED, LEVEL, holm
from dashboard.indicators.intervals import CONFIDENCE, Estimate

Test = Callable[[Estimate, Estimate], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups by their places, and how likely a difference like theirs is by chance alone (0 to 1)."""

    subject: str  # the indicator
    first: int
    second: int
    p: float

    @property
    def is_distinguishable(self) -> bool:
        return self.p < LEVEL


def chance_of_shares(one: Estimate, other: Estimate) -> float:
    """Two-sided p of the "N − 1" chi-squared test of two shares (Campbell 2007, Stat Med 26, 3661–3675).

    `n` people are behind each share. 1 where fewer than one of either answer is to be expected in a group
    if there were no difference: there the test says nothing.
    """
    people = one.n + other.n
    together = (one.value * one.n + other.value * other.n) / people
    if min(one.n, other.n) * min(together, 1 - together) < LEAST_EXPECTED:
        return 1.0
    variance = together * (1 - together) * (1 / one.n + 1 / other.n)
    z = abs(one.value - other.value) / sqrt(variance) * sqrt((people - 1) / people)
    return erfc(z / sqrt(2))


def chance_of_means(one: Estimate, other: Estimate) -> float:
    """Two-sided p of Welch's t test of two means, from their Student intervals.

    An end cut at the end of the scale is the shorter one: the other still tells the error. Where nobody
    differs within either group, or one is a single person, nothing can be told: 1.
    """
    errors = [_error(each) for each in (one, other)]
    if any(error is None for error in errors):
        return 1.0
    squares = [float(error or 0.0) ** 2 for error in errors]
    total = sum(squares)
    if total <= 0:
        return 1.0
    sizes = (one.n, other.n)
    freedom = total**2 / sum(square**2 / (n - 1) for square, n in zip(squares, sizes, strict=True))
    return float(2 * stdtr(freedom, -abs(one.value - other.value) / sqrt(total)))


def compared(
    subject: str,
    estimates: Sequence[Estimate | None],
    chance: Test,
    *,
    are_apart: Callable[[int, int], bool] = lambda first, second: True,
) -> tuple[Pair, ...]:
    """Every two groups that have a value and share nobody (`are_apart`), with the p of each, not adjusted."""
    known = [(place, each) for place, each in enumerate(estimates) if each is not None]
    return tuple(
        Pair(subject, first, second, chance(one, other))
        for (first, one), (second, other) in combinations(known, 2)
        if are_apart(first, second)
    )


def adjusted(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The same pairs with Holm's p: at 95 %, none of all those that do not differ is said to."""
    chances = holm(np.array([pair.p for pair in pairs], dtype=np.float64))
    return tuple(replace(pair, p=p) for pair, p in zip(pairs, chances.tolist(), strict=True))


def _error(estimate: Estimate) -> float | None:
    """The standard error that a Student interval was made of; None for a single person."""
    if estimate.n < 2:
        return None
    half = max(estimate.high - estimate.value, estimate.value - estimate.low)
    error = half / float(stdtrit(estimate.n - 1, 0.5 + CONFIDENCE / 2))
    return error if isfinite(error) else None
