"""The words of answers, as forms, later questions and charts show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.i18n import Translator, translator
from dashboard.survey.definition import Definition, Question
from dashboard.survey.piping import LabelOf
from dashboard.survey.question_types import (
    ACKNOWLEDGED,
    NOT_APPLICABLE,
    PAIR_PARTS,
    SCALE,
    Rank,
    RetrospectivePair,
    tally_choices,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: what is sent, and what is read."""

    value: str
    label: str


def options(question: Question, t: Translator) -> tuple[Option, ...]:
    """What a person chooses from, in order: choices, or the steps of the scale (for a pair, of each part).

    None for what is typed, and for a range of so many steps that it is not counted.
    """
    if question.choices:
        return tuple(Option(choice.value, choice.label.text(t.language)) for choice in question.choices)
    if question.type == "acknowledge":
        return (Option(ACKNOWLEDGED, t("survey.acknowledge.yes")),)
    values = SCALE if question.type == RetrospectivePair.name else tally_choices(question)
    return tuple(Option(value, _step(question, value, values, t)) for value in values)


def _step(question: Question, value: str, values: tuple[str, ...], t: Translator) -> str:
    """A step of a scale: its number, with the words at the two ends."""
    if value == NOT_APPLICABLE:
        return t("survey.scale.na")
    steps = [step for step in values if step != NOT_APPLICABLE]
    end = {steps[0]: question.low, steps[-1]: question.high}.get(value)
    return f"{value} · {end.text(t.language)}" if end else value


def part_labels(t: Translator) -> tuple[Option, ...]:
    """The two parts of a retrospective pair: before and now."""
    return tuple(Option(part, t(f"survey.pair.{part}")) for part in PAIR_PARTS)


def tally_label(question: Question, value: str, t: Translator) -> str:
    """The words of a counted choice; a pair's "2>4" reads "2 → 4", a rank's "a>1" says the place."""
    if question.type == RetrospectivePair.name:
        return value.replace(">", " → ")
    if question.type == "likert":
        return t(f"survey.scale.{value}")
    labels = {option.value: option.label for option in options(question, t)}
    if question.type == Rank.name:
        choice, _, place = value.rpartition(">")
        return t("survey.rank.place", choice=labels.get(choice, choice), place=place)
    return labels.get(value, value)


def answer_label(question: Question, answer: object, language: str) -> str:
    """An answer in words, as piping puts it into later ones; "" where there is none to show.

    Choices by their labels, days as 31-12-2026, numbers and open words as they were given.
    """
    if isinstance(answer, list | tuple):
        shown = (answer_label(question, member, language) for member in answer)
        return ", ".join(label for label in shown if label)
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        return ""
    text = str(answer)
    for choice in question.choices:
        if choice.value == text:
            return choice.label.text(language)
    if question.type == "likert" and text in (*SCALE, NOT_APPLICABLE):
        return translator(language)(f"survey.scale.{text}")
    return _day(text) if question.type == "date" else text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).strftime("%d-%m-%Y")
    except ValueError:
        return text


def labels_in(definition: Definition) -> Callable[[str], LabelOf]:
    """Language → (name, answer) → words, for `piped`."""

    @cache
    def by_name() -> Mapping[str, Question]:
        return {question.name: question for question in definition.questions}

    def in_language(language: str) -> LabelOf:
        def label_of(name: str, answer: object) -> str:
            question = by_name().get(name)
            return answer_label(question, answer, language) if question else ""

        return label_of

    return in_language


def choice_labels(definition: Definition, language: str) -> Callable[[str, str], str]:
    """(name, value) → the choice's words, for expressions that ask for them (jr:choice-name)."""
    return labels_in(definition)(language)
