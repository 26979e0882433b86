"""What must hold of one question by itself."""

import re
from collections import Counter
from collections.abc import Iterator

from dashboard.survey.cleaning import echo
from dashboard.survey.definition import PUBLISHED, Question
from dashboard.survey.problems import Problem, Value
from dashboard.survey.question_types import QUESTION_TYPES, QuestionType, Range, Rank
from dashboard.survey.question_types.numeric import grid

MOST_CHOICES = 1000
MOST_RANKED = 20
_CHOICE = re.compile(r"[A-Za-z0-9_.-]{1,80}", re.ASCII)  # no spaces: selected() splits at them


def _problem(place: str, code: str, **values: Value) -> Problem:
    return Problem(place, f"survey.check.{code}", tuple(values.items()))


def question_problems(question: Question) -> Iterator[Problem]:
    """Its type, its limits, its choices, how it is published."""
    kind = QUESTION_TYPES.get(question.type)
    if kind is None:
        known = ", ".join(QUESTION_TYPES)
        yield _problem(question.name, "unknown_type", type=echo(question.type), known=known)
        return
    if question.max_length is not None and question.max_length < 1:
        yield _problem(question.name, "max_length")
    if question.type == Range.name and grid(question) is None:
        yield _problem(question.name, "bad_range")
    if question.type == "calculate" and not question.calculation.strip():
        yield _problem(question.name, "no_calculation")
    yield from _choices(question, kind)
    yield from _publication(question, kind)


def _choices(question: Question, kind: QuestionType) -> Iterator[Problem]:
    if kind.needs_choices and not question.choices:
        yield _problem(question.name, "no_choices")
    most = MOST_RANKED if question.type == Rank.name else MOST_CHOICES
    if len(question.choices) > most:
        yield _problem(question.name, "too_many_choices", count=len(question.choices), limit=most)
    for value, count in Counter(choice.value for choice in question.choices).items():
        if count > 1:
            yield _problem(question.name, "duplicate_choice", value=echo(value))
        if not _CHOICE.fullmatch(value):
            yield _problem(question.name, "invalid_choice", value=echo(value))


def _publication(question: Question, kind: QuestionType) -> Iterator[Problem]:
    """Open words are never published as tallies, and what is sensitive never per training."""
    is_counted = kind.needs_choices or bool(kind.tally_choices(question))
    if question.published not in PUBLISHED:
        yield _problem(question.name, "unknown_published", known=", ".join(PUBLISHED))
    elif question.published != "never" and not is_counted and kind.is_stored:
        yield _problem(question.name, "not_countable")
    if question.sensitive and question.published == "training":
        yield _problem(question.name, "sensitive_per_training")
