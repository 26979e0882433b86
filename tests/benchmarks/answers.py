"""Answers drawn from stated distributions, many at a time.

Each of five questions is answered on its own. The two agreements, the intention and the recommendation (0 to
10) have the shares below; the pair draws "before" and a step, and "now" is their sum, kept within 1 to 5. 5 %
are left blank, but nothing by the first five of a training: so each question of each training has at least
five, all are published by training, and raw answers give the same figures.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import repeat

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from dashboard.survey.definition import Definition, Section
from dashboard.survey.library.post_training import post_training
from dashboard.survey.question_types import SCALE, type_of
from dashboard.survey.words import Words

BLANK = 255
BLANK_SHARE = 0.05
FULL = 5  # the first responses of a training, with no blank

Codes = NDArray[np.uint8]
Ints = NDArray[np.int64]
AnswerRow = tuple[str, str, int, str]
"""response id, question, training's id, value as JSON."""

SHARES: dict[str, dict[str, float]] = {
    "relevance": {"1": 0.02, "2": 0.05, "3": 0.13, "4": 0.38, "5": 0.40, "na": 0.02},
    "safe": {"1": 0.03, "2": 0.06, "3": 0.16, "4": 0.35, "5": 0.38, "na": 0.02},
    "intention": {"surely": 0.45, "probably": 0.35, "unsure": 0.14, "no": 0.06},
    "recommend": dict(
        zip(
            map(str, range(11)),
            (0.01, 0.01, 0.01, 0.02, 0.02, 0.06, 0.07, 0.14, 0.22, 0.18, 0.26),
            strict=True,
        )
    ),
}
PAIR = "knows_rights"
BEFORE = (0.15, 0.30, 0.33, 0.16, 0.06)  # of 1 to 5
STEPS = {-1: 0.03, 0: 0.27, 1: 0.40, 2: 0.23, 3: 0.07}
QUESTIONS = ("relevance", "safe", PAIR, "intention", "recommend")  # in the survey's order


def bench_survey() -> Definition:
    """Five closed questions of the built-in survey, as a survey of its own."""
    built_in = post_training()
    title = Words.of(es="Medición", en="Benchmark")
    chosen = tuple(question for question in built_in.questions if question.name in QUESTIONS)
    sections = (Section("all", title, items=chosen),)
    return Definition("bench", title, ("es", "en"), "es", sections, built_in.consent)


@cache
def stored(question: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Values as the database holds them (JSON), and the share of each."""
    shares = _pairs() if question == PAIR else {json.dumps(k): v for k, v in SHARES[question].items()}
    return tuple(shares), tuple(share / sum(shares.values()) for share in shares.values())


def _pairs() -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for before, share in enumerate(BEFORE, start=1):
        for step, chance in STEPS.items():
            now = min(5, max(1, before + step))
            found[json.dumps({"before": str(before), "now": str(now)})] += share * chance
    return found


@cache
def choice_of(question: str, value: str) -> str:
    """The choice in which a stored value counts."""
    return type_of(bench_survey().question(question)).tally(json.loads(value))[0]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Responses in the order of their random ids; `codes` point into the stored values, or are BLANK."""

    ids: list[str]
    trainings: Ints
    codes: dict[str, Codes]

    def answer_rows(self) -> "zip[tuple[AnswerRow | None, ...]]":
        """Per response, its answers in the order of the questions; None where it is blank."""
        trainings = self.trainings.tolist()
        return zip(*(self._rows_of(name, trainings) for name in sorted(self.codes)), strict=True)

    def _rows_of(self, question: str, trainings: list[int]) -> list[AnswerRow | None]:
        values = stored(question)[0]
        codes = self.codes[question].tolist()
        rows = zip(self.ids, repeat(question), trainings, codes, strict=False)
        return [None if row[3] == BLANK else (*row[:3], values[row[3]]) for row in rows]


def draw(rng: Generator, trainings: Ints, responses: Ints, *, is_mixed: bool = True) -> Drawn:
    """That many responses of each of these trainings.

    A table in the order of random ids holds the answers of a training far apart; where that does not matter,
    not to have them mixed makes a build three times as fast.
    """
    total = int(responses.sum())
    order = rng.permutation(total) if is_mixed else np.arange(total)
    is_full = np.arange(total) - np.repeat(np.cumsum(responses) - responses, responses) < FULL
    codes = {}
    for question in QUESTIONS:
        shares = stored(question)[1]
        found = rng.choice(len(shares), size=total, p=shares).astype(np.uint8)
        found[(rng.random(total) < BLANK_SHARE) & ~is_full] = BLANK
        codes[question] = found[order]
    return Drawn(random_ids(rng, total), np.repeat(trainings, responses)[order], codes)


def random_ids(rng: Generator, count: int) -> list[str]:
    """Version-4 UUIDs, ascending."""
    digits = rng.bytes(16 * count).hex()
    variants = rng.choice(list("89ab"), size=count).tolist()
    return sorted(
        f"{d[:8]}-{d[8:12]}-4{d[13:16]}-{variant}{d[17:20]}-{d[20:]}"
        for place, variant in enumerate(variants)
        for d in (digits[32 * place : 32 * place + 32],)
    )


def described() -> tuple[str, ...]:
    """The distributions, as lines to print."""

    def shares(of: dict[str, float]) -> str:
        return ", ".join(f"{choice} {share:.0%}" for choice, share in of.items())

    steps = ", ".join(f"{step:+d} {share:.0%}" for step, share in STEPS.items())
    return (
        *(f"{name}: {shares(of)}" for name, of in SHARES.items()),
        f"{PAIR}: before {shares(dict(zip(SCALE, BEFORE, strict=True)))}; now = before {steps}, within 1–5",
        f"blank: {BLANK_SHARE:.0%} of answers, none by the first {FULL} of a training",
    )
