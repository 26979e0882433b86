"""Satisfaction and its kin: the share of 4–5 among 1–5; "does not apply" stands apart."""

from collections.abc import Mapping

from dashboard.indicators.intervals import Estimate, wilson

SCALE = ("1", "2", "3", "4", "5")
AGREE = ("4", "5")


def agreement(counts: Mapping[str, int]) -> Estimate | None:
    """Share of people who chose 4 or 5 among those who chose 1 to 5, with Wilson's interval."""
    n = sum(counts.get(choice, 0) for choice in SCALE)
    return wilson(sum(counts.get(choice, 0) for choice in AGREE), n)


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
