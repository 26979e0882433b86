"""What can be wrong with an answer or a definition, said so that a reader knows what to do.

SurveyError
├── AnswerError       one answer does not hold (becomes a Problem of its question)
└── ExpressionError   an expression cannot be read
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.errors import HuellaError
from dashboard.i18n import Translator, translator
from dashboard.survey.words import Words

Value = str | int | Words
"""What fills a message: text as it is, a number in the reader's format, Words in the reader's language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `question` is its name, a place in a definition, or None (whole form)."""

    question: str | None
    key: str
    values: tuple[tuple[str, Value], ...] = ()
    label: Words | None = None

    @property
    def code(self) -> str:
        """The last part of the key, for programs: "required", "too_long"."""
        return self.key.rpartition(".")[2]

    def message(self, t: Translator) -> str:
        """What is wrong and what to do. Plain text: whoever draws it escapes it for HTML or Markdown."""
        shown = {name: _shown(value, t) for name, value in self.values}
        question = self.label.text(t.language) if self.label else (self.question or "")
        return t(self.key, question=question, **shown)


def _shown(value: Value, t: Translator) -> str:
    if isinstance(value, Words):
        return value.text(t.language)
    return t.number(value) if isinstance(value, int) else value


@dataclass(frozen=True, slots=True)
class Problems:
    """Everything that is wrong with one form, in the order of its questions."""

    problems: tuple[Problem, ...]

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __len__(self) -> int:
        return len(self.problems)

    def messages(self, t: Translator) -> dict[str, list[str]]:
        """Question name → its messages; what concerns the whole form stands under ""."""
        found: dict[str, list[str]] = {}
        for problem in self.problems:
            found.setdefault(problem.question or "", []).append(problem.message(t))
        return found


class SurveyError(HuellaError):
    """A definition that cannot be used; `problem` names the place and the remedy."""

    code = "survey"

    def __init__(self, key: str, place: str | None = None, **values: Value) -> None:
        self.problem = Problem(place, key, tuple(values.items()))
        super().__init__(key, **values)

    def message(self, t: Translator) -> str:
        return self.problem.message(t)

    def __str__(self) -> str:
        return self.problem.message(translator("en"))


class AnswerError(SurveyError):
    """An answer that is refused; `code` is a key under `survey.problem`.

    Where the survey has its `own` words for it, they are said instead (`survey.own`).
    """

    def __init__(self, code: str, *, own: Words | None = None, **values: Value) -> None:
        if own:
            super().__init__(f"survey.own.{code}", None, text=own)
        else:
            super().__init__(f"survey.problem.{code}", None, **values)

    def of(self, question: str, label: Words) -> Problem:
        """The same, said of a question."""
        return Problem(question, self.problem.key, self.problem.values, label)


class ExpressionError(SurveyError):
    """An expression that cannot be read; `code` is a key under `survey.expression`."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(f"survey.expression.{code}", None, **values)
