"""Which choices a person is offered, and in which order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from dashboard.survey.definition import Choice, Question
from dashboard.survey.evaluation import computed, holds
from dashboard.survey.expressions import Context
from dashboard.survey.spoken import spoken
from dashboard.survey.words import Words

OTHER = "other"


def choices_for(
    question: Question, answers: Mapping[str, object], *, seed: str = "", now: datetime | None = None
) -> tuple[Choice, ...]:
    """What the answers so far leave to choose from; shuffled by the question's own seed, or else by `seed`.

    The same seed gives the same order, on any machine. Exclusive choices and "other" keep their places.
    """
    context = Context(answers, now=now)
    left = offered(question, context)
    if not question.is_shuffled:
        return left
    own = str(computed(question.seed, context) or "") if "${" in question.seed else question.seed
    return _shuffled(left, own or seed)


def offered(question: Question, context: Context) -> tuple[Choice, ...]:
    """The choices that the question's filter lets through, in their order."""
    if not question.choice_filter.strip():
        return question.choices
    return tuple(choice for choice in question.choices if is_offered(question, choice, context))


def is_offered(question: Question, choice: Choice, context: Context) -> bool:
    """Whether the filter lets a choice through; one that cannot be read lets none through."""
    if not question.choice_filter.strip():
        return True
    columns = {"name": choice.value, **dict(choice.columns)}
    return holds(question.choice_filter, replace(context, columns=columns))


def _shuffled(choices: tuple[Choice, ...], seed: str) -> tuple[Choice, ...]:
    moving = [choice for choice in choices if not _stays(choice)]
    drawn = iter(sorted(moving, key=lambda choice: sha256(f"{seed}:{choice.value}".encode()).digest()))
    return tuple(choice if _stays(choice) else next(drawn) for choice in choices)


def _stays(choice: Choice) -> bool:
    return choice.exclusive or choice.value == OTHER


def with_other(question: Question, other: Words, specify: Words | None = None) -> tuple[Question, Question]:
    """The question with a choice "other", and the open question that asks which when it is chosen."""
    has_other = any(choice.value == OTHER for choice in question.choices)
    choices = question.choices if has_other else (*question.choices, Choice(OTHER, other))
    is_one = f"${{{question.name}}} = '{OTHER}'"
    which = Question(
        name=f"{question.name}_{OTHER}",
        type="text",
        label=specify or other,
        relevant=is_one if question.type == "select_one" else f"selected(${{{question.name}}}, '{OTHER}')",
        published="never",
        sensitive=question.sensitive,
    )
    return replace(question, choices=choices), which


def other_words(languages: tuple[str, ...], default_language: str) -> tuple[Words, Words]:
    """What `with_other` says where the survey does not: the choice, and the question that follows it."""
    return (
        spoken("survey.other.choice", languages, default_language),
        spoken("survey.other.specify", languages, default_language),
    )
