"""Satisfaction, felt safe and NPS of many groups at once, as sums that add up and the values they give."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dashboard.cube.columns import Columns, Floats, Ints
from dashboard.cube.counts import Counts
from dashboard.cube.grouping import grouped
from dashboard.indicators.agreement import AGREE, SCALE
from dashboard.indicators.differences import difference_p, is_enough, share_variance
from dashboard.indicators.intervals import mean_bounds, wilson_bounds
from dashboard.indicators.recommendation import HIGHEST_DETRACTOR, LOWEST_PROMOTER
from dashboard.services.questions import QuestionView
from dashboard.services.tables import question_of, satisfaction_items

SCORES = ("satisfaction", "felt_safe", "nps")
ENDS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
TEN_THOUSAND = 10_000  # the square of 100


@dataclass(frozen=True, slots=True)
class Values:
    """One entry per group; NaN where nobody answered. Shares are 0 to 1, NPS −100 to 100."""

    value: Floats
    low: Floats
    high: Floats
    n: Ints


@dataclass(frozen=True, slots=True)
class Scored:
    """Columns × groups, of what adds up. Shares: answers of 4–5, then answers of 1–5 to each question.

    NPS: promoters, detractors, everyone.
    """

    is_nps: bool
    parts: Ints

    def gathered(self, rows: Ints, groups: Ints, count: int) -> "Scored":
        """Summed by group; a row may be in several groups, and one with a negative group is in none."""
        return Scored(self.is_nps, grouped(self.parts[:, rows], groups, count))

    def plus(self, other: "Scored") -> "Scored":
        return Scored(self.is_nps, self.parts + other.parts)

    def together(self, rows: Ints) -> "Scored":
        """These rows as one group."""
        return Scored(self.is_nps, self.parts[:, rows].sum(axis=1, keepdims=True))

    @property
    def people(self) -> Ints:
        """How many stand behind each group's value."""
        return np.asarray(self.parts[2] if self.is_nps else self.parts[1:].max(axis=0, initial=0))

    @property
    def means(self) -> Floats:
        """Each group's value; NaN where nobody answered."""
        if self.is_nps:
            return np.asarray(100 * (self.parts[0] - self.parts[1]) / _known(self.parts[2]))
        return np.asarray(self.parts[0] / _known(self.parts[1:].sum(axis=0)), dtype=np.float64)

    def values(self) -> Values:
        """With the intervals of the indicators."""
        if self.is_nps:
            deviation = np.sqrt(self.variance(self.means, self.people.astype(np.float64)))
            low, high = mean_bounds(self.means, deviation, self.people, low=-100.0, high=100.0)
            return Values(self.means, low, high, self.people)
        return Values(*wilson_bounds(self.parts[0], self.parts[1:].sum(axis=0), self.people), self.people)

    def against_the_rest(self, whole: "Scored") -> tuple[Floats, Floats, Floats]:
        """Of each group: the mean of all the others of `whole`, p that the difference is chance, and how many
        people the others are. p is NaN where there are too few answers to tell.
        """
        rest = Scored(self.is_nps, whole.parts - self.parts)
        n, others = self.people.astype(np.float64), rest.people.astype(np.float64)
        variance = whole.variance(whole.means, n + others)
        p = difference_p(self.means, n, rest.means, others, variance)
        if not self.is_nps:
            p = np.where(is_enough(whole.means, n, others), p, np.nan)
        return rest.means, p, others

    def variance(self, means: Floats, n: Floats) -> Floats:
        """The sample variance of n people's answers."""
        if not self.is_nps:
            return np.asarray(share_variance(means, n))
        squares = TEN_THOUSAND * (self.parts[0] + self.parts[1]) / _known(self.parts[2])
        return np.asarray((squares - means**2) * n / np.where(n > 1, n - 1, np.nan))


def _known(sizes: Ints) -> Floats:
    return np.where(sizes > 0, sizes, np.nan)


def score_questions(score: str, questions: Mapping[str, QuestionView]) -> tuple[str, ...]:
    """The questions behind a score; none where no survey in use asks them."""
    if score == "satisfaction":
        return satisfaction_items(questions)
    return tuple(name for name in (question_of(questions, score),) if name)


@lru_cache(maxsize=8)
def scored(counts: Counts, columns: Columns, score: str, questions: tuple[str, ...]) -> Scored:
    """A score of every row of a cube's counts. It depends on no filter: reckoned once for each cube."""
    choices = ENDS if score == "nps" else SCALE
    wanted = np.array([columns.at(each, choices) for each in questions], dtype=np.int64)
    people = counts.block(wanted.reshape(-1)).reshape(len(questions), len(choices), counts.size)
    if score == "nps":
        found = people.sum(axis=0, dtype=np.int64)  # one question at most
        promoters, detractors = found[LOWEST_PROMOTER:], found[: HIGHEST_DETRACTOR + 1]
        return Scored(True, np.vstack([promoters.sum(axis=0), detractors.sum(axis=0), found.sum(axis=0)]))
    agreed = people[:, [SCALE.index(choice) for choice in AGREE]].sum(axis=(0, 1), dtype=np.int64)
    return Scored(False, np.vstack([agreed, people.sum(axis=1, dtype=np.int64)]))
