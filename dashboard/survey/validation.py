"""The last word on a response: everything that is wrong at once, or the answers as they are stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.survey.choices import is_offered, offered
from dashboard.survey.cleaning import echo
from dashboard.survey.definition import Definition, Question
from dashboard.survey.evaluation import holds
from dashboard.survey.expressions import Context, parse
from dashboard.survey.folding import fold_form
from dashboard.survey.labels import labels_in
from dashboard.survey.logic import is_required, walk
from dashboard.survey.piping import piped_words
from dashboard.survey.problems import AnswerError, ExpressionError, Problem, Problems
from dashboard.survey.question_types import Answer, Rank, type_of

__all__ = ["Answer", "Problem", "Problems", "Validated", "fold_form", "read_answer", "validate"]

MOST_UNKNOWN_FIELDS = 20
"""How many unknown fields are named; a hostile form may bring thousands."""

NOTHING = Context({})


@dataclass(frozen=True, slots=True)
class Validated:
    """Question name → stored value, in survey order; only relevant questions that have one.

    Calculations and hidden values are among them: worked out here, whatever the form sent for them.
    """

    answers: Mapping[str, Answer]


def validate(
    definition: Definition, raw: Mapping[str, object], *, now: datetime | None = None
) -> Validated | Problems:
    """What may be stored of a raw form, or what is wrong with it. Raises on no input.

    The definition is one without repeats, as `unrolled` gives it. `now` is what today() and now() say.
    """
    if not isinstance(raw, Mapping):
        return Problems((Problem(None, "survey.problem.not_a_form"),))
    problems = list(_unknown_fields(definition, raw))
    seen: dict[str, object] = {}

    def read(question: Question, context: Context) -> Answer | None:
        try:
            return read_answer(question, raw.get(question.name), context)
        except AnswerError as error:
            problems.append(_piped(error.of(question.name, question.label), definition, context))
            return None

    for _ in walk(definition, read, now=now, seen=seen):
        pass
    return Problems(tuple(problems)) if problems else Validated(seen)  # type: ignore[arg-type]  # as read


def read_answer(question: Question, raw: object, context: Context = NOTHING) -> Answer | None:
    """The stored value of one question, None when it was left empty; AnswerError says what is wrong."""
    kind = type_of(question)
    if not kind.takes_answer:
        return None
    if kind.empty(raw):
        if is_required(question, context) and _can_be_answered(question, context):
            raise AnswerError("required", own=question.required_message)
        return None
    if question.type == Rank.name and question.choice_filter:
        question = replace(question, choices=offered(question, context))
    value = kind.parse(question, raw)
    _refuse_filtered(question, value, context)
    _refuse_unfit(question, value, context)
    return value


def _can_be_answered(question: Question, context: Context) -> bool:
    """Where a filter leaves no choice, nobody is stopped."""
    is_filtered = bool(question.choices and question.choice_filter.strip())
    return not is_filtered or any(is_offered(question, choice, context) for choice in question.choices)


def _refuse_filtered(question: Question, value: Answer, context: Context) -> None:
    if not question.choice_filter.strip():
        return
    chosen = value if isinstance(value, list) else [value]
    for choice in question.choices:
        if choice.value in chosen and not is_offered(question, choice, context):
            raise type_of(question).refusal(choice.value)


def _refuse_unfit(question: Question, value: Answer, context: Context) -> None:
    """An unreadable constraint refuses nothing; the checks report it before publishing."""
    if not question.constraint.strip():
        return
    try:
        is_about_itself = question.name in parse(question.constraint).names()
    except ExpressionError:
        return
    answers = {**context.answers, question.name: value} if is_about_itself else context.answers
    if not holds(question.constraint, replace(context, answers=answers, current=value), otherwise=True):
        raise AnswerError("constraint", own=question.constraint_message)


def _piped(problem: Problem, definition: Definition, context: Context) -> Problem:
    """The label and the survey's own message with the answers in them that they speak of."""
    label_in = labels_in(definition)
    label = piped_words(problem.label, context.answers, label_in) if problem.label else None
    values = tuple(
        (name, piped_words(value, context.answers, label_in) if name == "text" else value)  # type: ignore[arg-type]
        for name, value in problem.values
    )
    return replace(problem, label=label, values=values)


def _unknown_fields(definition: Definition, raw: Mapping[str, object]) -> Iterator[Problem]:
    """What is worked out may come along unread: a browser knows it too."""
    kinds = {question.name: type_of(question) for question in definition.questions}
    known = {
        name for name, kind in kinds.items() if kind.takes_answer or (kind.is_stored and not kind.is_asked)
    }
    unknown = [name for name in raw if name not in known]
    for name in unknown[:MOST_UNKNOWN_FIELDS]:
        yield Problem(None, "survey.problem.unknown_question", (("given", echo(name)),))
