"""What is wrong with a questionnaire file, with its place, and what came of reading it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dashboard.i18n import Translator
from dashboard.survey.definition import Definition
from dashboard.survey.xlsform.limits import MOST_PROBLEMS

Severity = Literal["error", "warning", "notice"]
"""error: the file is refused; warning: mend it before publishing; notice: what we changed or left out."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing about a file; `row` is the spreadsheet's, 1 being the header, None where it has no row."""

    severity: Severity
    key: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    values: tuple[tuple[str, str | int], ...] = ()

    def message(self, t: Translator) -> str:
        """Place, what, and how to mend it. Plain text: whoever draws it escapes it."""
        shown = {name: t.number(value) if isinstance(value, int) else value for name, value in self.values}
        words = t(self.key, **{"question": "", **shown})
        place = self.place(t)
        return f"{place}: {words.removeprefix(': ')}" if place else words

    def place(self, t: Translator) -> str:
        """ "sheet survey, row 12, column relevant"; "" for the whole file."""
        parts = []
        if self.sheet:
            parts.append(t("xlsform.place.sheet", sheet=self.sheet))
        if self.row is not None:
            parts.append(t("xlsform.place.row", row=str(self.row)))
        if self.column:
            parts.append(t("xlsform.place.column", column=self.column))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Counts:
    """Questions of the file: read, of a type that we support, and of those imported whole."""

    read: int = 0
    supported: int = 0
    imported: int = 0
    unsupported: int = 0
    dropped: int = 0

    @property
    def share(self) -> float:
        """How many of the supported ones are imported, 0 to 1."""
        return self.imported / self.supported if self.supported else 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be used of a file (None: nothing), and everything there is to say about it."""

    definition: Definition | None
    problems: tuple[FileProblem, ...]
    is_accepted: bool
    counts: Counts = Counts()

    def of(self, severity: Severity) -> tuple[FileProblem, ...]:
        """The problems of one severity, in the order of the file."""
        return tuple(problem for problem in self.problems if problem.severity == severity)


@dataclass(slots=True)
class Notebook:
    """Collects problems while a file is read; what is said twice stands once."""

    found: dict[FileProblem, None] = field(default_factory=dict)
    left_out: int = 0

    def add(self, problem: FileProblem) -> None:
        if len(self.found) < MOST_PROBLEMS or problem.severity == "error":
            self.found.setdefault(problem)
        else:
            self.left_out += 1

    def extend(self, problems: Iterable[FileProblem]) -> None:
        for problem in problems:
            self.add(problem)

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.found)

    def problems(self) -> tuple[FileProblem, ...]:
        """In reading order: the whole file first, then sheet by sheet and row by row."""
        last = (FileProblem("notice", "xlsform.problem.more", values=(("count", self.left_out),)),)
        ordered = sorted(self.found, key=lambda problem: (problem.sheet, problem.row or 0))
        return (*ordered, *(last if self.left_out else ()))


class FileError(Exception):
    """The file as a whole cannot be read; it carries the one problem that says why."""

    def __init__(self, code: str, sheet: str = "", **values: str | int) -> None:
        self.problem = FileProblem("error", f"xlsform.file.{code}", sheet, values=tuple(values.items()))
        super().__init__(code)
