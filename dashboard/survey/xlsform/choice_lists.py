"""The sheet `choices`: lists of answers; questions with the same answers share one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dashboard.i18n import LANGUAGES, translator
from dashboard.survey.definition import Choice, Question
from dashboard.survey.question_types import NOT_APPLICABLE, SCALE, RetrospectivePair, tally_choices
from dashboard.survey.words import Words
from dashboard.survey.xlsform.dialect import EXCLUSIVE, VALUE, YES, heading
from dashboard.survey.xlsform.written_names import Names

Row = dict[str, str]

_LIST_OF_SCALE = {"likert": "agreement", "nps": "recommendation", "retrospective_pair": "before_and_now"}
_PLAIN_COLUMNS = frozenset({"list_name", "list name", "name", "value", "label", "caption"})


@dataclass(slots=True)
class ChoiceLists:
    """Gives each question the name of its list and keeps the rows of all; `said` is what a cell may say."""

    languages: tuple[str, ...]
    said: Callable[[str], str]
    names: Names = field(default_factory=Names)
    known: dict[tuple[Choice, ...], str] = field(default_factory=dict)

    def is_clear(self, text: str) -> bool:
        """Whether the text can be said as it is."""
        return self.said(text) == text

    def of(self, question: Question, name: str) -> str:
        """The list of a question that is written under this name."""
        choices = question.choices
        if question.type in _LIST_OF_SCALE:
            name, choices = _LIST_OF_SCALE[question.type], scale_choices(question, self.languages)
        if choices not in self.known:
            self.known[choices] = self.names.give(name, "choices")
        return self.known[choices]

    def rows(self) -> list[Row]:
        """Every list, in the order of first use."""
        return [row for choices, name in self.known.items() for row in self._list(name, choices)]

    def _list(self, name: str, choices: Iterable[Choice]) -> list[Row]:
        values = Names(set())
        return [self._choice(name, choice, values) for choice in choices]

    def _choice(self, name: str, choice: Choice, values: Names) -> Row:
        value = choice.value if _holds(choice.value) and choice.value not in values.taken else ""
        values.taken.add(value)
        written = value or values.give("", "choice")
        extra = {
            column: self.said(text) for column, text in choice.columns if column.lower() not in _PLAIN_COLUMNS
        }
        own = {EXCLUSIVE: YES if choice.exclusive else "", VALUE: "" if value else choice.value}
        labels = {
            f"label::{heading(code)}": self.said(text)
            for code, text in choice.label.by_language
            if text.strip()
        }
        return {"list_name": name, "name": written, **labels, **extra, **own}


def _holds(value: str) -> bool:
    """Whether XLSForm can hold the value: several answers are joined by spaces."""
    return bool(value) and not any(character.isspace() for character in value)


def scale_choices(question: Question, languages: tuple[str, ...]) -> tuple[Choice, ...]:
    """The steps of a scale as choices, for tools that know no scales; the ends say their words."""
    steps = SCALE if question.type == RetrospectivePair.name else tally_choices(question)
    numbers = [step for step in steps if step != NOT_APPLICABLE]
    ends = {numbers[0]: question.low, numbers[-1]: question.high}
    return tuple(
        Choice(step, Words(tuple((code, _step(step, ends.get(step), code)) for code in languages)))
        for step in steps
    )


def _step(step: str, end: Words | None, code: str) -> str:
    if step == NOT_APPLICABLE:
        return translator(code if code in LANGUAGES else "en")("survey.scale.na")
    return f"{step} · {end.text(code)}" if end else step
