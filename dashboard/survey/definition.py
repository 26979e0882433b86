"""A survey as an immutable value: sections, questions, choices and the consent that comes before them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from dashboard.survey.words import Words

__all__ = [
    "PUBLISHED",
    "RESERVED_NAMES",
    "Choice",
    "Consent",
    "Definition",
    "Published",
    "Question",
    "Section",
    "Words",
]

Published = Literal["training", "breakdown", "never"]
PUBLISHED: tuple[Published, ...] = ("training", "breakdown", "never")
"""training: tallied so; breakdown: a respondent's attribute, never per training; never: open words."""

RESERVED_NAMES = frozenset(
    {"id", "answers", "channel", "code", "consent", "language", "pin", "step", "token"}
)
"""Form fields that belong to the envelope; no question may be called so, and `fold_form` leaves them out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One closed answer; an exclusive one cannot be combined with others."""

    value: str
    label: Words
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `relevant` is an expression ("" = always), `low` and `high` label a scale's ends."""

    name: str
    type: str
    label: Words
    hint: Words | None = None
    required: bool = False
    choices: tuple[Choice, ...] = ()
    relevant: str = ""
    max_length: int | None = None
    low: Words | None = None
    high: Words | None = None
    level: str | None = None
    indicator: str | None = None
    published: Published = "training"
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together; when the section is not relevant, none of them is."""

    name: str
    title: Words
    intro: Words | None = None
    questions: tuple[Question, ...] = ()
    relevant: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What is said before the first question, and the two buttons under it."""

    title: Words
    paragraphs: tuple[Words, ...]
    agree: Words
    decline: Words
    minor_note: Words


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole survey, in every language it is offered in."""

    name: str
    title: Words
    languages: tuple[str, ...]
    default_language: str
    sections: tuple[Section, ...]
    consent: Consent

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order, shown or not."""
        return tuple(question for section in self.sections for question in section.questions)

    def question(self, name: str) -> Question:
        """The question of that name; KeyError where there is none."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def to_json(self) -> dict[str, object]:
        """Plain builtins that `from_json` reads back exactly."""
        from dashboard.survey.definition_json import as_json  # it imports this module

        return as_json(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Self:
        """The definition that was stored; SurveyError names the place and the remedy when it is not one."""
        from dashboard.survey.definition_json import read_definition  # it imports this module

        return read_definition(cls, stored)
