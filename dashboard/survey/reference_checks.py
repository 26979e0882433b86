"""What expressions and piped labels refer to must be there, and be asked before.

Checked where repeats are unrolled, for there each name means one question; said with the names people wrote.
"""

import re
from collections.abc import Iterable, Iterator

from dashboard.survey.cleaning import echo
from dashboard.survey.defaults import is_computed
from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.expressions import parse
from dashboard.survey.piping import names_in
from dashboard.survey.problems import ExpressionError, Problem
from dashboard.survey.question_types import PAIR_PARTS, RetrospectivePair, Unsupported
from dashboard.survey.translations import texts_of
from dashboard.survey.words import Words

CHOICE_COLUMNS = frozenset({"name"})
"""What every choice has beside its own columns: its value."""

EMPTY_WORDS = frozenset({"true", "false", "null", "none"})
"""Bare words that other tools' questionnaires write for "nothing": they are empty there and here."""

_INSTANCE = re.compile(r"(__[0-9]{1,2})+(?=[. ]|$)", re.ASCII)

_NAMES = frozenset({"name", "names"})
"""The values of a problem that are names of questions."""


def reference_problems(definition: Definition, flat: Definition) -> tuple[Problem, ...]:
    """Unreadable expressions, names that are unknown or come later; each place and name once."""
    found = (problem for problem in _Reading(flat).problems() if not problem.code.startswith("later_piped"))
    return as_written(found, definition, flat)


def later_pipes(definition: Definition, flat: Definition) -> tuple[Problem, ...]:
    """Labels that speak of an answer which comes later: it stands open in them until then."""
    found = (problem for problem in _Reading(flat).problems() if problem.code == "later_piped")
    return as_written(found, definition, flat)


def as_written(problems: Iterable[Problem], definition: Definition, flat: Definition) -> tuple[Problem, ...]:
    """Problems of the unrolled survey, each once, with the names that people gave."""
    if flat is definition:
        return tuple(dict.fromkeys(problems))
    own = {question.name for question in definition.questions}
    own |= {section.name for section in definition.every_section()}

    def written(text: str) -> str:
        return text if text in own else _INSTANCE.sub("", text)

    return tuple(
        dict.fromkeys(
            Problem(
                written(problem.question or ""),
                problem.key,
                tuple(
                    (key, written(v) if key in _NAMES and isinstance(v, str) else v)
                    for key, v in problem.values
                ),
            )
            for problem in problems
        )
    )


class _Reading:
    """Reads a definition as a person meets it; `before` are the names that have an answer by now."""

    def __init__(self, flat: Definition) -> None:
        self._flat = flat
        self._everything = set().union(*(_referable(question) for question in flat.questions))
        self._before: set[str] = set()

    def problems(self) -> Iterator[Problem]:
        for section in self._flat.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[Problem]:
        yield from self._expression(section.name, section.relevant)
        for words in (section.title, section.intro):
            yield from self._words(section.name, words)
        for item in section.items:
            if isinstance(item, Section):
                yield from self._section(item)
            else:
                if item.type != Unsupported.name:  # it is never asked
                    yield from self._question(item)
                self._before |= _referable(item)

    def _question(self, question: Question) -> Iterator[Problem]:
        columns = CHOICE_COLUMNS.union(name for choice in question.choices for name, _ in choice.columns)
        for source in (question.relevant, question.required_when, question.calculation, *_computed(question)):
            yield from self._expression(question.name, source)
        yield from self._expression(question.name, question.constraint, itself=_referable(question))
        yield from self._expression(question.name, question.choice_filter, columns=columns)
        for words in (*texts_of(question), *(choice.label for choice in question.choices)):
            yield from self._words(question.name, words)

    def _expression(
        self,
        place: str,
        source: str,
        *,
        itself: frozenset[str] = frozenset(),
        columns: frozenset[str] = frozenset(),
    ) -> Iterator[Problem]:
        if not source.strip():
            return
        try:
            expression = parse(source)
        except ExpressionError as error:
            yield Problem(place, error.problem.key, error.problem.values)
            return
        for name in sorted(expression.names() - self._before - itself):
            yield self._about(place, name, "later_name", "unknown_name")
        for name in sorted(expression.columns() - columns):
            if name.lower() in EMPTY_WORDS:
                continue
            yield Problem(place, "survey.check.unknown_column", (("name", echo(name)),))

    def _words(self, place: str, words: Words | None) -> Iterator[Problem]:
        texts = [text for _, text in words.by_language if "${" in text] if words else []
        for name in dict.fromkeys(name for text in texts for name in names_in(text)):
            if name not in self._before:
                yield self._about(place, name, "later_piped", "unknown_piped")

    def _about(self, place: str, name: str, later: str, unknown: str) -> Problem:
        code = later if name in self._everything else unknown
        return Problem(place, f"survey.check.{code}", (("name", echo(name)),))


def _computed(question: Question) -> tuple[str, ...]:
    """What may be an expression and need not be."""
    seed = question.seed if "${" in question.seed else ""
    return (question.default if is_computed(question.default) else "", seed)


def _referable(question: Question) -> frozenset[str]:
    if question.type == RetrospectivePair.name:
        return frozenset(f"{question.name}.{part}" for part in PAIR_PARTS)
    return frozenset({question.name})
