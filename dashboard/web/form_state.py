"""What is known of a person's form when it is drawn, and which questions the page has shown already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from dashboard.survey.choices import choices_for
from dashboard.survey.definition import Definition, Question
from dashboard.survey.expressions import Context
from dashboard.survey.logic import Situation, situation
from dashboard.survey.prefilled import default_answer
from dashboard.survey.question_types import type_of

SEPARATOR = ":"
"""Between a question's name and the fingerprint of the choices it offered, in the field "step"."""


@dataclass(frozen=True, slots=True)
class FormState:
    """Nothing at first, everything typed later. `already_shown` are the marks of an earlier page."""

    answers: Mapping[str, object] = field(default_factory=dict)
    problems: Mapping[str, Sequence[str]] = field(default_factory=dict)
    already_shown: frozenset[str] | None = None
    consent: str = ""
    is_again: bool = True
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """For whom and when a form is drawn: its language, the local time, what shuffles its choices."""

    language: str
    now: datetime | None = None
    seed: str = ""


def first_state(definition: Definition, moment: Moment) -> FormState:
    """A form that nobody has touched: defaults are filled in, also of questions that are not asked yet."""
    answers: dict[str, object] = {}
    for question in definition.questions:
        value = default_answer(question, Context(answers, now=moment.now))
        if value is not None:
            answers[question.name] = value
    return FormState(answers, is_again=False)


def known_now(definition: Definition, state: FormState, moment: Moment) -> Situation:
    """Where the answers lead."""
    return situation(definition, state.answers, now=moment.now, language=moment.language)


def mark(question: Question, answers: Mapping[str, object], moment: Moment) -> str:
    """What a page says it has shown: the question, with the choices it had where they depend on answers."""
    if not question.choice_filter.strip():
        return question.name
    offered = sorted(choice.value for choice in choices_for(question, answers, now=moment.now))
    return f"{question.name}{SEPARATOR}{crc32(' '.join(offered).encode()):08x}"


def is_unseen(
    question: Question, known: Situation, shown: frozenset[str], raw: object, moment: Moment
) -> bool:
    """Whether it was not on the page; with other choices it was not, unless it has an answer already."""
    own = mark(question, known.answers, moment)
    if own in shown:
        return False
    was_there = any(each.partition(SEPARATOR)[0] == question.name for each in shown)
    return not was_there or type_of(question).empty(raw)
