"""Satisfaction and its kin: the share of 4–5 among 1–5, and the mean; "does not apply" stands apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.indicators.intervals import Estimate, mean_interval, wilson

SCALE = ("1", "2", "3", "4", "5")
AGREE = ("4", "5")
INTENDING = ("surely", "probably")  # of "Will you do it in the next three months?"


@dataclass(frozen=True, slots=True)
class ScaleMean:
    """A mean of 1 to 5 with its distribution, never alone: `people` who chose 1, 2, 3, 4 and 5."""

    mean: Estimate
    people: tuple[int, ...]


def agreement(counts: Mapping[str, int]) -> Estimate | None:
    """Share of people who chose 4 or 5 among those who chose 1 to 5, with Wilson's interval."""
    n = sum(counts.get(choice, 0) for choice in SCALE)
    return wilson(sum(counts.get(choice, 0) for choice in AGREE), n)


def scale_mean(counts: Mapping[str, int]) -> ScaleMean | None:
    """The mean of those who chose 1 to 5, with Student's t interval, and how many chose each."""
    people = tuple(counts.get(choice, 0) for choice in SCALE)
    values = {float(choice): chosen for choice, chosen in zip(SCALE, people, strict=True)}
    mean = mean_interval(values, low=float(SCALE[0]), high=float(SCALE[-1]))
    return ScaleMean(mean, people) if mean is not None else None


def satisfaction(by_question: Mapping[str, Mapping[str, int]]) -> Estimate | None:
    """The share of 4–5 over all reaction items together.

    One person answers several items, so the interval is as wide as if each had answered once: `n` is the
    largest number of people behind any one item.
    """
    sizes = [sum(counts.get(c, 0) for c in SCALE) for counts in by_question.values()]
    agreed = sum(counts.get(c, 0) for counts in by_question.values() for c in AGREE)
    return wilson(agreed, sum(sizes), people=max(sizes, default=0)) if sum(sizes) else None


def share_of(counts: Mapping[str, int], chosen: tuple[str, ...]) -> Estimate | None:
    """Share of people who chose one of `chosen` among all who answered a single-choice question."""
    return wilson(sum(counts.get(choice, 0) for choice in chosen), sum(counts.values()))
