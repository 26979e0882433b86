"""Intervals at 95 %: Wilson for shares, Student t for means. Every function is pure arithmetic on counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from scipy.special import stdtrit

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)  # 1.96


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
    if n <= 0:
        return None
    size = people if people is not None else n
    share = successes / n
    scale = 1 + Z**2 / size
    centre = (share + Z**2 / (2 * size)) / scale
    half = Z * sqrt(share * (1 - share) / size + Z**2 / (4 * size**2)) / scale
    # At 0 % and 100 % the bound is exact; arithmetic leaves a speck beside it.
    low = 0.0 if share == 0 else max(0.0, centre - half)
    high = 1.0 if share == 1 else min(1.0, centre + half)
    return Estimate(share, low, high, size)


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


def standard_deviation(counts: Mapping[float, int]) -> float:
    """The sample standard deviation (n − 1) of a distribution; 0 for fewer than two people."""
    n = sum(counts.values())
    if n < 2:
        return 0.0
    mean = sum(value * people for value, people in counts.items()) / n
    squares = sum(people * (value - mean) ** 2 for value, people in counts.items())
    return sqrt(squares / (n - 1))
