"""The bytes of a questionnaire as sheets of rows that know their row number and their columns' headings.

pyxform's own readers give rows without numbers, stop at the first repeated heading and leave out sheets
they do not know (ours is called `huella`). So the same libraries are asked here, and cells are spelled as
pyxform spells them.
"""

import csv
import struct
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import zip_longest
from zipfile import BadZipFile, ZipFile

from xlrd.compdoc import CompDocError

from dashboard.survey.xlsform.archive import open_archive, require_plain_xml
from dashboard.survey.xlsform.limits import (
    LARGEST_FILE,
    LONGEST_CELL,
    MOST_BLANK_ROWS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
)
from dashboard.survey.xlsform.markdown import markdown_tables
from dashboard.survey.xlsform.problems import FileError
from dashboard.survey.xlsform.workbooks import Table, xls_tables, xlsx_tables

KNOWN = frozenset({"survey", "choices", "settings", "external_choices", "huella"})
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    CompDocError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,  # XML parsers' errors descend from it
    TypeError,
    ValueError,
    csv.Error,
    struct.error,
    zlib.error,
)
"""What the libraries raise when a spreadsheet is not one."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that are not blank, by heading; `number` counts as the spreadsheet does."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the file, lower-case name; `repeated` are headings that came twice: the first counts."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    repeated: tuple[str, ...] = ()


def read_sheets(content: bytes, file_name: str) -> dict[str, Sheet]:
    """The sheets we know of, by name; FileError says why the file cannot be read."""
    if len(content) > LARGEST_FILE:
        raise FileError("too_large", limit=LARGEST_FILE // 1_000_000)
    if not content.strip():
        raise FileError("empty")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about decorations it does not know
            return _sheets(_tables(content, file_name))
    except _BROKEN as error:
        raise FileError("broken") from error


def _tables(content: bytes, file_name: str) -> Iterable[tuple[str, Table]]:
    """(sheet name, rows) of any format we read. What counts is the content, not the name."""
    if content.startswith(_ZIP):
        archive = open_archive(content)
        if "[Content_Types].xml" not in archive.namelist():
            return _csv_members(archive)
        require_plain_xml(archive)
        return xlsx_tables(content)
    if content.startswith(_OLE):
        return xls_tables(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError("unknown_format") from error
    if "\0" in text:
        raise FileError("unknown_format")
    is_table = text.lstrip().startswith(("|", "#")) and not file_name.lower().endswith(".csv")
    return markdown_tables(text) if is_table else _csv_text(text)


def _csv_members(archive: ZipFile) -> Iterator[tuple[str, Table]]:
    """`survey.csv`, `choices.csv` and so on, in whatever folder of the archive."""
    for member in archive.infolist():
        name = member.filename.replace("\\", "/").rpartition("/")[2].lower()
        if name.endswith(".csv") and not name.startswith("."):
            text = archive.read(member).decode("utf-8-sig", errors="replace")
            yield name.removesuffix(".csv"), enumerate(_csv_rows(text), start=1)


def _csv_rows(text: str) -> Iterator[Sequence[object]]:
    csv.field_size_limit(2 * LONGEST_CELL)
    first = text.partition("\n")[0]
    comma = ";" if first.count(";") > first.count(",") else ","
    return csv.reader(StringIO(text, newline=""), delimiter=comma)


def _csv_text(text: str) -> Iterator[tuple[str, Table]]:
    """A single CSV: one sheet, or pyxform's several with the sheet's name alone in the first column."""
    rows = list(enumerate(_csv_rows(text), start=1))
    starts = [at for at, (_, row) in enumerate(rows) if row and str(row[0]).strip().lower() in KNOWN]
    if not starts or starts[0] != 0:
        yield "survey", iter(rows)
        return
    for start, end in zip_longest(starts, starts[1:]):
        number, row = rows[start]
        inside = [(at, cells[1:]) for at, cells in rows[start + 1 : end]]
        is_alone = not any(str(cell).strip() for cell in row[1:])
        yield str(row[0]).strip(), iter(inside if is_alone else [(number, row[1:]), *inside])


def _sheets(tables: Iterable[tuple[str, Table]]) -> dict[str, Sheet]:
    named = list(tables)
    if len(named) > MOST_SHEETS:
        raise FileError("too_many_sheets", count=len(named), limit=MOST_SHEETS)
    found: dict[str, Sheet] = {}
    for title, table in named:
        name = title.strip().lower()
        if len(named) == 1 and name not in KNOWN:
            name = "survey"
        if name in KNOWN and name not in found:
            found[name] = _sheet(name, table)
    if "survey" not in found:
        shown = ", ".join(title for title, _ in named[:MOST_SHEETS])[:200]
        raise FileError("no_survey_sheet", found=shown or "—")
    return found


def _sheet(name: str, table: Table) -> Sheet:
    headings: list[str] | None = None
    rows: list[Row] = []
    blank = 0
    for number, cells in table:
        texts = [spelled(cell) for cell in cells]
        blank = 0 if any(texts) else blank + 1
        if blank > MOST_BLANK_ROWS:
            break
        if blank:
            continue
        if headings is None:
            headings = _headings(name, texts)
            continue
        if len(rows) == MOST_ROWS:
            raise FileError("too_many_rows", name, limit=MOST_ROWS)
        rows.append(_row(name, number, headings, texts))
    return _without_repeated(name, headings or [], rows)


def _headings(name: str, texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise FileError("too_many_columns", name, limit=MOST_COLUMNS)
    return [" ".join(text.split()) for text in texts]


def _row(name: str, number: int, headings: list[str], texts: list[str]) -> Row:
    cells: dict[str, str] = {}
    for heading, text in zip(headings, texts, strict=False):
        if len(text) > LONGEST_CELL:
            raise FileError("cell_too_long", name, row=str(number), limit=LONGEST_CELL)
        if heading and text:
            cells.setdefault(heading, text)
    return Row(number, cells)


def _without_repeated(name: str, headings: list[str], rows: list[Row]) -> Sheet:
    filled = [heading for heading in headings if heading]
    repeated = tuple(dict.fromkeys(heading for heading in filled if filled.count(heading) > 1))
    return Sheet(name, tuple(dict.fromkeys(filled)), tuple(rows), repeated)


def spelled(value: object) -> str:
    """A cell as text, as pyxform spells it: whole numbers without a point, TRUE and FALSE; ends stripped."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _storable(str(value)).strip()


def _storable(text: str) -> str:
    """Without what no XML and no database holds: lone surrogates and control characters."""
    return "".join(
        sign for sign in text if sign in "\n\t" or (sign >= " " and not "\ud800" <= sign <= "\udfff")
    )
