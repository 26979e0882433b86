"""The rows of the survey sheet, each cell under the field it stands for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dashboard.survey.definition import Foreign
from dashboard.survey.words import Words
from dashboard.survey.xlsform import dialect
from dashboard.survey.xlsform.columns import TRANSLATED, Column, columns_of
from dashboard.survey.xlsform.kinds import Kind, kind_of
from dashboard.survey.xlsform.languages import UNMARKED, language_code
from dashboard.survey.xlsform.problems import FileProblem, Notebook, Severity
from dashboard.survey.xlsform.sheets import Row, Sheet

_YES = frozenset({"yes", "true", "true()", "1", "si", "sí"})
_NO = frozenset({"no", "false", "false()", "0"})


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of a file; `unmarked` is the one of headings that name none."""

    languages: tuple[str, ...]
    default: str
    unmarked: str

    def words(self, pairs: Iterable[tuple[str, str]]) -> Words | None:
        """The texts of one thing, default language first; what stands twice for a language counts once."""
        found: dict[str, str] = {}
        for language, text in sorted(pairs, key=lambda pair: pair[0] == UNMARKED):
            if text.strip():
                found.setdefault(language or self.unmarked, text)
        order = (self.default, *self.languages)
        ordered = sorted(found, key=lambda code: order.index(code) if code in order else len(order))
        return Words(tuple((code, found[code]) for code in ordered)) if found else None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the survey sheet that says something. `name` and `texts` are as written."""

    row: int
    kind: Kind
    name: str
    texts: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    own: Mapping[str, object] = field(default_factory=dict)
    foreign: Foreign = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    def text(self, field_name: str) -> str:
        """The cell of a field, "" where it is blank."""
        return self.texts.get(field_name, "")

    def problem(self, severity: Severity, code: str, column: str = "", **values: str | int) -> FileProblem:
        """A problem of this row; `column` is the field's name."""
        heading = self.headings.get(column, column)
        return FileProblem(
            severity, f"xlsform.problem.{code}", "survey", self.row, heading, tuple(values.items())
        )

    def becoming(self, kind: str) -> "Line":
        """The same row as another kind of question."""
        return replace(self, kind=replace(self.kind, name=kind))


def is_yes(text: str) -> bool | None:
    """What a yes-or-no cell says; None where it says neither, as an expression does."""
    said = text.strip().lower()
    return True if said in _YES else False if said in _NO or not said else None


def read_lines(sheet: Sheet, tongues: Tongues, notes: Notebook) -> list[Line]:
    """The rows that say something, in order; blank rows and comments are left out."""
    columns = columns_of(sheet)
    for column in ("type", "name"):
        if all(known.field != column for known in columns.values()):
            notes.add(FileProblem("error", "xlsform.problem.no_column", "survey", 1, column))
    for heading, known in columns.items():
        if known.is_media and any(heading in row.cells for row in sheet.rows):
            notes.add(FileProblem("notice", "xlsform.problem.media", "survey", 1, heading))
    headings = {known.field: heading for heading, known in reversed(columns.items()) if known.field}
    return list(_lines(sheet, columns, headings, tongues, notes))


def _lines(
    sheet: Sheet,
    columns: Mapping[str, Column],
    headings: Mapping[str, str],
    tongues: Tongues,
    notes: Notebook,
) -> Iterator[Line]:
    for row in sheet.rows:
        line = _line(row, columns, headings, tongues, notes)
        if not line.kind.written:
            if line.name or line.words:
                notes.add(line.problem("error", "no_type", "type"))
        elif is_yes(line.text("disabled")):
            notes.add(line.problem("notice", "disabled", "disabled", name=line.name))
        else:
            yield line


def _line(
    row: Row, columns: Mapping[str, Column], headings: Mapping[str, str], tongues: Tongues, notes: Notebook
) -> Line:
    texts: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, str]]] = {}
    foreign = list(dialect.kept_foreign(row.cells))
    for heading, text in row.cells.items():
        column = columns[heading]
        if column.field in TRANSLATED:
            pairs.setdefault(column.field, []).append((column.language, text))
        elif column.field:
            texts.setdefault(column.field, text)
        elif not dialect.is_own(heading):
            foreign.append((heading, text))
    words = {name: tongues.words(found) for name, found in pairs.items()}
    own, refused = dialect.own_fields(row.cells, language_code)
    kind = kind_of(texts.pop("type", ""))
    line = Line(
        row=row.number,
        kind=kind,
        name=texts.pop("name", ""),
        texts=texts,
        words={name: found for name, found in words.items() if found},
        own={name: _ordered(value, tongues) for name, value in own.items()},
        foreign=dialect.in_order(foreign),
        headings=headings,
    )
    for heading in refused:
        notes.add(line.problem("warning", "own_value", heading, given=row.cells[heading][:40]))
    return line


def _ordered(value: object, tongues: Tongues) -> object:
    return tongues.words(value.by_language) if isinstance(value, Words) else value
