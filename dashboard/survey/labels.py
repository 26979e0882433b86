"""The words of closed answers, as forms and charts show them."""

from dataclasses import dataclass

from dashboard.i18n import Translator
from dashboard.survey.definition import Question
from dashboard.survey.question_types import (
    NOT_APPLICABLE,
    PAIR_PARTS,
    SCALE,
    RetrospectivePair,
    tally_choices,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: what is sent, and what is read."""

    value: str
    label: str


def options(question: Question, t: Translator) -> tuple[Option, ...]:
    """What a person chooses from, in order: choices, or the steps of the scale (for a pair, of each part)."""
    if question.choices:
        return tuple(Option(choice.value, choice.label.text(t.language)) for choice in question.choices)
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
    """The words of a counted choice; a pair's "2>4" reads "2 → 4"."""
    if question.type == RetrospectivePair.name:
        return value.replace(">", " → ")
    if question.type == "likert":
        return t(f"survey.scale.{value}")
    return {option.value: option.label for option in options(question, t)}.get(value, value)
