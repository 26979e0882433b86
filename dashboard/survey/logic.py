"""Which questions a person is asked, given what they have answered so far."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.survey.defaults import default_of
from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.evaluation import computed, holds
from dashboard.survey.expressions import Context
from dashboard.survey.labels import choice_labels
from dashboard.survey.problems import SurveyError
from dashboard.survey.question_types import QUESTION_TYPES, type_of

Read = Callable[[Question, Context], object]
"""Gives the answer to a question; the context holds the answers before it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person is: questions answered, of those that are asked of them now."""

    answered: int
    asked: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.answered / self.asked if self.asked else 1.0


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a person's answers lead: what is asked, and what is known: given, worked out and hidden values.

    `answers` holds only what belongs to relevant questions, in survey order.
    """

    asked: tuple[Question, ...]
    answers: Mapping[str, object]


def walk(
    definition: Definition,
    read: Read,
    *,
    now: datetime | None = None,
    language: str = "",
    seen: dict[str, object] | None = None,
) -> Iterator[Question]:
    """The relevant questions in order, calculations and hidden ones too, with `read` for each that is asked.

    A question that is not relevant is never read, so what depends on it sees it as empty. `language` is that
    of the labels which a calculation may ask for; `seen` is filled with every value on the way.
    """
    seen = {} if seen is None else seen
    labels = choice_labels(definition, language or definition.default_language)
    context = Context(seen, now=now, labels=labels)
    for section in definition.sections:
        yield from _walk(section, read, context, seen)


def _walk(section: Section, read: Read, context: Context, seen: dict[str, object]) -> Iterator[Question]:
    if not is_relevant(section.relevant, context):
        return
    for item in section.items:
        if isinstance(item, Section):
            yield from _walk(item, read, context, seen)
        elif is_relevant(item.relevant, context):
            answer = _value(item, read, context)
            if answer is not None:
                seen[item.name] = answer
            yield item


def _value(question: Question, read: Read, context: Context) -> object:
    if question.type == "calculate":
        return computed(question.calculation, context) if question.calculation.strip() else None
    if question.type == "hidden":
        return default_of(question, context)
    return read(question, context)


def is_relevant(expression: str, answers: Context | Mapping[str, object]) -> bool:
    """Whether it holds; an expression that cannot be read hides: no mistake shows a sensitive question."""
    return not expression or not expression.strip() or holds(expression, answers)


def is_required(question: Question, answers: Context | Mapping[str, object]) -> bool:
    """Whether it needs an answer now; a condition that cannot be read requires nothing."""
    return question.required or (
        bool(question.required_when.strip()) and holds(question.required_when, answers)
    )


def situation(
    definition: Definition,
    answers: Mapping[str, object],
    *,
    now: datetime | None = None,
    language: str = "",
) -> Situation:
    """Where these answers lead, raw or validated; a raw answer counts as it would be stored if it can be."""
    known: dict[str, object] = {}

    def read(question: Question, context: Context) -> object:
        return _as_stored(question, answers.get(question.name))

    asked = tuple(walk(definition, read, now=now, language=language, seen=known))
    return Situation(tuple(q for q in asked if type_of(q).is_asked), known)


def _as_stored(question: Question, raw: object) -> object:
    kind = QUESTION_TYPES.get(question.type)
    if kind is None or not kind.takes_answer or kind.empty(raw):
        return None
    try:
        return kind.parse(question, raw)
    except SurveyError:
        return raw


def relevant_questions(
    definition: Definition, answers: Mapping[str, object], *, now: datetime | None = None
) -> tuple[Question, ...]:
    """The questions to ask of someone who has given these answers; no calculations, nothing hidden."""
    return situation(definition, answers, now=now).asked


def progress(
    definition: Definition, answers: Mapping[str, object], *, now: datetime | None = None
) -> Progress:
    """How far someone with these answers is; notes are not questions."""
    asked = [q for q in relevant_questions(definition, answers, now=now) if type_of(q).takes_answer]
    answered = [q for q in asked if not type_of(q).empty(answers.get(q.name))]
    return Progress(len(answered), len(asked))
