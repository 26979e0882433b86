"""The bytes of an answers file as headings and rows of text; bounded, to be read in a child process."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from typing import Any, Self

from dashboard.errors import InvalidInputError
from dashboard.survey.xlsform.archive import open_archive, require_plain_xml
from dashboard.survey.xlsform.sheets import spelled
from dashboard.survey.xlsform.workbooks import xls_tables, xlsx_tables

LARGEST_FILE = 5_000_000  # bytes
MOST_ROWS = 5_000
MOST_COLUMNS = 300
LONGEST_CELL = 5_000  # characters; an answer has at most 2,000
MOST_BLANK_ROWS = 1_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (";", ",", "\t")
Numbered = Iterable[tuple[int, Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as many as there are headings; `number` counts as the spreadsheet does."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. `ragged` are rows with words beyond the last heading, `others` sheets not read."""

    sha256: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    ragged: tuple[int, ...] = ()
    others: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain builtins, for the way out of the child process and for a session. Any: JSON."""
        return {
            "sha256": self.sha256,
            "headings": list(self.headings),
            "rows": [[row.number, *row.cells] for row in self.rows],
            "ragged": list(self.ragged),
            "others": list(self.others),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` wrote. Any: JSON of our own."""
        rows = tuple(Row(int(number), tuple(cells)) for number, *cells in stored["rows"])
        headings, ragged, others = (tuple(stored[name]) for name in ("headings", "ragged", "others"))
        return cls(str(stored["sha256"]), headings, rows, ragged, others)


def require_size(content: bytes) -> None:
    """Refuses what is empty or too large before anything reads it."""
    if len(content) > LARGEST_FILE:
        raise refused("too_large", limit=LARGEST_FILE // 1_000_000)
    if not content.strip():
        raise refused("empty")


def refused(code: str, **values: object) -> InvalidInputError:
    """The file as a whole cannot be used; the message says why and what to do."""
    return InvalidInputError((), f"paper.file.{code}", **values)


def table_of(content: bytes) -> Table:
    """Reads a file that nobody vouches for: to be called in a child process. What counts is the content.

    Raises InvalidInputError, the questionnaire reader's FileError, or whatever a library raises on nonsense.
    """
    require_size(content)
    sheets = [(name, rows) for name, rows in _sheets(content)]
    if not sheets:
        raise refused("empty")
    return _table(sheets[0][1], sha256(content).hexdigest(), tuple(name for name, _ in sheets[1:]))


def _sheets(content: bytes) -> Iterator[tuple[str, Numbered]]:
    if content.startswith(_ZIP):
        archive = open_archive(content)
        require_plain_xml(archive)
        yield from xlsx_tables(content)
    elif content.startswith(_OLE):
        yield from xls_tables(content)
    else:
        yield "", _csv(_text(content))


def _text(content: bytes) -> str:
    """UTF-8, or what Excel writes: UTF-16 with a mark, or the Windows code page of Western Europe."""
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise refused("unknown_format")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv(text: str) -> Numbered:
    csv.field_size_limit(LONGEST_CELL * 4)
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    return enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator), start=1)


def _table(numbered: Numbered, digest: str, others: tuple[str, ...]) -> Table:
    headings: tuple[str, ...] = ()
    rows: list[Row] = []
    ragged: list[int] = []
    blank = 0
    for number, cells in numbered:
        texts = [_cell(cell, number) for cell in cells]
        blank = 0 if any(texts) else blank + 1
        if blank > MOST_BLANK_ROWS:
            break
        if blank:
            continue
        if not headings:
            headings = _headings(texts)
            continue
        if len(rows) == MOST_ROWS:
            raise refused("too_many_rows", limit=MOST_ROWS)
        if any(texts[len(headings) :]):
            ragged.append(number)
        padded = (*texts, *[""] * len(headings))[: len(headings)]
        rows.append(Row(number, tuple(padded)))
    if not rows:
        raise refused("no_rows")
    return Table(digest, headings, tuple(rows), tuple(ragged), others)


def _headings(texts: list[str]) -> tuple[str, ...]:
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise refused("too_many_columns", limit=MOST_COLUMNS)
    return tuple(" ".join(text.split()) for text in texts)


def _cell(cell: object, row: int) -> str:
    text = spelled(cell)
    if len(text) > LONGEST_CELL:
        raise refused("cell_too_long", row=str(row), limit=LONGEST_CELL)
    return text
