"""Files that lie, swell or break are refused with a reason, in a process of their own; the server goes on."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from dashboard.errors import InvalidInputError
from dashboard.i18n import translator
from dashboard.services import answer_import_file
from dashboard.services.answer_import_child import answered
from dashboard.services.answer_import_file import read_answers_file
from dashboard.services.answer_import_table import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS
from tests.services.answer_files import xlsx_of

es = translator("es")


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same archive with one part replaced."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, part)
    return written.getvalue()


def entities() -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    sheet = b"<worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>"
    return with_part(xlsx_of(("relevance",), ("5",)), "xl/worksheets/sheet1.xml", declared + sheet)


def bomb() -> bytes:
    return with_part(xlsx_of(("relevance",), ("5",)), "xl/worksheets/sheet1.xml", b" " * 200_000_000)


def nonsense() -> Iterator[tuple[str, bytes, str]]:
    yield "empty", b"  \n ", "paper.file.empty"
    yield "headings alone", b"relevance,useful\n", "paper.file.no_rows"
    yield "too large", b"x" * (LARGEST_FILE + 1), "paper.file.too_large"
    yield "a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "paper.file.unknown_format"
    yield "a broken archive", b"PK\x03\x04" + b"nonsense" * 20, "paper.file.broken"
    yield "a broken old workbook", b"\xd0\xcf\x11\xe0" + b"nonsense" * 80, "paper.file.broken"
    yield "entities", entities(), "paper.file.unsafe"
    yield "too many rows", b"relevance\n" + b"5\n" * (MOST_ROWS + 1), "paper.file.too_many_rows"
    yield "too many columns", b"a," * (MOST_COLUMNS + 1) + b"b\n5\n", "paper.file.too_many_columns"
    yield "a huge cell", b"relevance\n" + b"x" * 5_001, "paper.file.cell_too_long"
    yield "a cell beyond the csv limit", b'relevance\n"' + b"x" * 100_000, "paper.file.broken"


@pytest.mark.parametrize(("content", "key"), [pytest.param(c, k, id=name) for name, c, k in nonsense()])
def test_a_file_that_cannot_be_used_says_why(content: bytes, key: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_answers_file(content)
    assert refused.value.key == key
    assert refused.value.message(es)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    content = bomb()
    assert len(content) < 500_000
    assert answered(content)["key"] == "paper.file.too_heavy"


def test_the_child_reads_what_is_good_and_sees_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/secret.sqlite")
    table = read_answers_file(xlsx_of(("relevance", "useful"), (5, "=1+1"), (4, "x")))
    assert table.headings == ("relevance", "useful")
    assert [row.number for row in table.rows] == [2, 3]
    assert table.rows[0].cells == ("5", ""), "a formula that nobody has computed holds nothing"


def test_a_child_that_hangs_is_ended_and_said_to_be_too_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_import_file, "SECONDS", 0.01)
    with pytest.raises(InvalidInputError) as refused:
        read_answers_file(b"relevance\n5\n")
    assert refused.value.key == "paper.file.too_heavy"


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    begin = b'<worksheet %b><dimension ref="A1:XFD1048576"/><sheetData>' % space
    heading = b'<row r="1"><c r="A1" t="inlineStr"><is><t>relevance</t></is></c></row>'
    rows = b'<row r="2"><c r="A2"><v>5</v></c></row><row r="900000"><c r="A900000"><v>4</v></c></row>'
    lie = begin + heading + rows + b"</sheetData></worksheet>"
    table = read_answers_file(with_part(xlsx_of(("a",)), "xl/worksheets/sheet1.xml", lie))
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("5",)), (900_000, ("4",))]
