"""Intervals at 95 %: Wilson for shares, Student t for means. Every function is pure arithmetic on counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)  # 1.96
Z2 = Z**2

Counts = NDArray[np.int64] | NDArray[np.float64]
Real = TypeVar("Real", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the interval it is compatible with; `n` people are behind it."""

    value: float
    low: float
    high: float
    n: int


def wilson(successes: float, n: int, *, people: int | None = None) -> Estimate | None:
    """The share `successes / n` with Wilson's score interval (Wilson 1927); None when n is 0.

    `people` widens the interval when several answers come from one person: the share is taken over the n
    answers, the interval as if only `people` independent answers had been given.
    """
    size = people if people is not None else n
    if n <= 0 or size <= 0:
        return None
    share = successes / n
    low, high = _score_interval(share, float(size))
    # At 0 % and 100 % the bound is exact; arithmetic leaves a speck beside it.
    low = 0.0 if share == 0 else max(0.0, low)
    high = 1.0 if share == 1 else min(1.0, high)
    return Estimate(share, low, high, size)


def wilson_bounds(
    successes: Counts, n: Counts, people: Counts | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """`wilson` for many at once: (share, low, high), 0 to 1. All arrays have one shape, in and out.

    NaN where `wilson` is None: where n, or people, is 0.
    """
    size = n if people is None else people
    known = (n > 0) & (size > 0)
    share = successes / np.where(known, n, np.nan)
    low, high = _score_interval(share, np.where(known, size, np.nan))
    low = np.where(share == 0, 0.0, np.maximum(0.0, low))
    high = np.where(share == 1, 1.0, np.minimum(1.0, high))
    return share, low, high


def _score_interval(share: Real, size: Real) -> tuple[Real, Real]:
    """Wilson's two bounds for a share of `size` > 0 independent answers, before cutting to 0 and 1.

    The roots of (share − p)² = Z² p (1 − p) / size: Wilson (1927), JASA 22, 209–212.
    """
    scale = 1 + Z2 / size
    centre = (share + Z2 / (2 * size)) / scale
    half = Z * (share * (1 - share) / size + Z2 / (4 * size**2)) ** 0.5 / scale
    return centre - half, centre + half


def mean_interval(
    counts: Mapping[float, int], *, low: float, high: float, people: int | None = None
) -> Estimate | None:
    """The mean of a distribution value → answers, with Student's t interval cut to the scale's ends.

    None without answers; with one person the interval is the whole scale. `people` widens the interval as in
    `wilson`, when several answers come from one person.
    """
    answers = sum(counts.values())
    if answers == 0:
        return None
    size = people if people is not None else answers
    mean = sum(value * count for value, count in counts.items()) / answers
    if size == 1:
        return Estimate(mean, low, high, size)
    half = float(stdtrit(size - 1, 0.5 + CONFIDENCE / 2)) * standard_deviation(counts) / sqrt(size)
    return Estimate(mean, max(low, mean - half), min(high, mean + half), size)


def mean_bounds(
    mean: NDArray[np.float64], deviation: NDArray[np.float64], n: Counts, *, low: float, high: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """`mean_interval` for many at once, each of `n` people: (low, high), NaN where n is 0."""
    sizes, which = np.unique(np.asarray(n, dtype=np.float64), return_inverse=True)
    with np.errstate(divide="ignore", invalid="ignore"):  # fewer than two people: the whole scale
        widths = stdtrit(sizes - 1, 0.5 + CONFIDENCE / 2) / np.sqrt(sizes)
        half = np.where(n > 1, widths[which] * deviation, np.inf)
    lows, highs = np.maximum(low, mean - half), np.minimum(high, mean + half)
    return np.where(n > 0, lows, np.nan), np.where(n > 0, highs, np.nan)


def standard_deviation(counts: Mapping[float, int]) -> float:
    """The sample standard deviation (n − 1) of a distribution; 0 for fewer than two people."""
    n = sum(counts.values())
    if n < 2:
        return 0.0
    mean = sum(value * people for value, people in counts.items()) / n
    squares = sum(people * (value - mean) ** 2 for value, people in counts.items())
    return sqrt(squares / (n - 1))
