"""What is known of a file while its questions are read: lists, names, and how each cell is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.survey.definition import Choice
from dashboard.survey.expressions import parse
from dashboard.survey.problems import ExpressionError, Value
from dashboard.survey.words import Words
from dashboard.survey.xlsform.lines import Line, Tongues
from dashboard.survey.xlsform.naming import Renaming, references
from dashboard.survey.xlsform.problems import FileProblem, Notebook, Severity

NOT_OURS = frozenset({"unsupported", "unknown_word", "pattern", "too_long", "too_deep"})
"""Codes of expressions that other tools may read: the file is taken, the rule waits to be mended."""


@dataclass(slots=True)
class Scope:
    """Everything that reading one row may ask for."""

    tongues: Tongues
    notes: Notebook
    lists: Mapping[str, tuple[Choice, ...]]
    renaming: Renaming
    twice: set[str] = field(default_factory=set)
    unsupported: set[str] = field(default_factory=set)

    def expression(self, line: Line, column: str) -> str:
        """The expression of a cell in our names, checked; "" where there is none."""
        own = line.own.get(column)
        source = own if isinstance(own, str) else line.text(column)
        return self.checked(line, column, source)

    def checked(self, line: Line, column: str, source: str) -> str:
        """An expression in our names; whatever is wrong with it is reported at its cell."""
        if not source.strip():
            return ""
        is_whole = self._references(line, column, source)
        rewritten = self.renaming.expression(source)
        try:
            parse(rewritten)
        except ExpressionError as error:
            if is_whole:
                self.notes.add(_refused(line, column, error))
        return rewritten

    def words(self, line: Line, column: str) -> Words | None:
        """The words of a cell in our names, checked for names that are nowhere."""
        own = line.own.get(column)
        found = own if isinstance(own, Words) else line.words.get(column)
        if found is None:
            return None
        for _, text in found.by_language:
            self._references(line, column, text)
        pairs = tuple((language, self.renaming.words(text)) for language, text in found.by_language)
        return Words(pairs) if any(text.strip() for _, text in pairs) else None

    def _references(self, line: Line, column: str, text: str) -> bool:
        """Whether everything that is referred to is there; says so where not."""
        if "${" not in text:
            return True
        unknown = self.renaming.unknown(text)
        for name in unknown:
            self.notes.add(line.problem("error", "unknown_name", column, name=name[:40] or " "))
        for name in self.renaming.absent(text):
            self.notes.add(line.problem("warning", "dropped_name", column, name=name[:40]))
        for name in references(text):
            if name in self.twice:
                self.notes.add(line.problem("error", "ambiguous_name", column, name=name[:40]))
            elif name in self.unsupported:
                self.notes.add(line.problem("warning", "empty_name", column, name=name[:40]))
        return not unknown


def _refused(line: Line, column: str, error: ExpressionError) -> FileProblem:
    problem = error.problem
    severity: Severity = "warning" if problem.code in NOT_OURS else "error"
    heading = line.headings.get(column, column)
    values = tuple((name, _plain(value)) for name, value in problem.values)
    return FileProblem(severity, problem.key, "survey", line.row, heading, values)


def _plain(value: Value) -> str | int:
    return value.text("es") if isinstance(value, Words) else value
