"""A survey as an immutable value: sections, questions, choices and the consent that comes before them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from dashboard.survey.words import Words

__all__ = [
    "PUBLISHED",
    "RESERVED_NAMES",
    "Choice",
    "Consent",
    "Definition",
    "Foreign",
    "Placed",
    "Published",
    "Question",
    "Repeat",
    "Section",
    "Words",
]

Published = Literal["training", "breakdown", "never"]
PUBLISHED: tuple[Published, ...] = ("training", "breakdown", "never")
"""training: tallied so; breakdown: a respondent's attribute, never per training; never: open words."""

RESERVED_NAMES = frozenset(
    {"id", "answers", "channel", "code", "consent", "language", "pin", "slip", "step", "token"}
)
"""Form fields that belong to the envelope; no question may be called so, and `fold_form` leaves them out."""


Foreign = tuple[tuple[str, str], ...]
"""(column, text) pairs of an imported file that we keep and do not use, to give them back on export."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One closed answer; an exclusive one cannot be combined with others.

    `columns` are (name, text) pairs that a `choice_filter` may ask for.
    """

    value: str
    label: Words
    exclusive: bool = False
    columns: Foreign = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `relevant`, `constraint`, `calculation`, `choice_filter`, `required_when` and a `default`
    that is not plain text are expressions ("" = none); `low` and `high` label a scale's ends.

    `required_when` is asked only where `required` is False. `least`, `most` and `step` bound a range.
    """

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
    guidance: Words | None = None
    required_when: str = ""
    required_message: Words | None = None
    constraint: str = ""
    constraint_message: Words | None = None
    calculation: str = ""
    choice_filter: str = ""
    default: str = ""
    appearance: str = ""
    is_shuffled: bool = False
    seed: str = ""
    least: float | None = None
    most: float | None = None
    step: float | None = None
    foreign: Foreign = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A section asked several times: as often as `count` says (an expression), or until a person stops.

    Never more than `most` times.
    """

    count: str = ""
    most: int = 5


@dataclass(frozen=True, slots=True)
class Section:
    """Questions and sections that belong together; when it is not relevant, nothing in it is.

    A section without a name and a title holds questions that stand in no group.
    """

    name: str
    title: Words | None = None
    intro: Words | None = None
    items: "tuple[Question | Section, ...]" = ()
    relevant: str = ""
    appearance: str = ""
    repeat: Repeat | None = None
    foreign: Foreign = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in it, at any depth, in order."""
        return tuple(
            question
            for item in self.items
            for question in (item.questions if isinstance(item, Section) else (item,))
        )

    def placed(self, inside: "tuple[Section, ...]" = ()) -> "Iterator[Placed]":
        """Every question in it with the sections around it, outermost first."""
        around = (*inside, self)
        for item in self.items:
            if isinstance(item, Section):
                yield from item.placed(around)
            else:
                yield Placed(item, around)

    def sections(self) -> "Iterator[Section]":
        """Itself and every section in it, in reading order."""
        yield self
        for item in self.items:
            if isinstance(item, Section):
                yield from item.sections()


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and the sections it stands in, outermost first."""

    question: Question
    inside: tuple[Section, ...]

    @property
    def section(self) -> Section:
        """The innermost section that has a title, or else the outermost."""
        return next((section for section in reversed(self.inside) if section.title), self.inside[0])

    @property
    def rules(self) -> tuple[str, ...]:
        """The expressions that must all hold for it to be asked, outermost first; blank ones included."""
        return (*(section.relevant for section in self.inside), self.question.relevant)


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

    def placed(self) -> Iterator[Placed]:
        """Every question with the sections it stands in, in order."""
        for section in self.sections:
            yield from section.placed()

    def every_section(self) -> Iterator[Section]:
        """Every section at any depth, in reading order."""
        for section in self.sections:
            yield from section.sections()

    def question(self, name: str) -> Question:
        """The question of that name; KeyError where there is none."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def language_of(self, *wishes: str) -> str:
        """The first wish that it is offered in, else its own language."""
        return next((wish for wish in wishes if wish in self.languages), self.default_language)

    def to_json(self) -> dict[str, object]:
        """Plain builtins that `from_json` reads back exactly."""
        from dashboard.survey.definition_json import as_json  # it imports this module

        return as_json(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Self:
        """The definition that was stored; SurveyError names the place and the remedy when it is not one."""
        from dashboard.survey.definition_json import read_definition  # it imports this module

        return read_definition(cls, stored)
