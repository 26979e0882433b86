"""What the ways to count raw answers have in common."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from tests.benchmarks.answers import choice_of

Counts = dict[str, dict[str, int]]
"""Group ("" = everyone) → choice → people."""


class CountsOf(Protocol):
    """Counts one question's answers by "" (all together), "year" or "region" of their trainings."""

    def __call__(self, question: str, by: str) -> Counts: ...


def counted(question: str, rows: Iterable[tuple[object, ...]]) -> Counts:
    """From rows of group, value (JSON) and people."""
    found: Counts = defaultdict(dict)
    for group, value, people in rows:
        found[str(group)][choice_of(question, str(value))] = int(str(people))
    return found
