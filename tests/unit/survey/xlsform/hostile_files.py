"""Spreadsheets that somebody made to do harm, small as they leave their maker."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHARED = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows: list[list[object]], sheet: str = "survey") -> bytes:
    """An honest .xlsx of one sheet."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def honest() -> bytes:
    return workbook([["type", "name", "label::es"], ["text", "a", "Hola"]])


def with_parts(parts: Mapping[str, bytes], content: bytes | None = None) -> bytes:
    """The same archive with these members in place of, or beside, its own."""
    saved = BytesIO()
    with ZipFile(BytesIO(content or honest())) as old, ZipFile(saved, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name, part in parts.items():
            if name not in old.namelist():
                new.writestr(name, part)
    return saved.getvalue()


def archive(**members: bytes) -> bytes:
    """A zip of files whose names have a dot for each double underscore."""
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as new:
        for name, part in members.items():
            new.writestr(name.replace("__", "."), part)
    return saved.getvalue()


def laughing() -> bytes:
    """Ten entities, each ten times the one before."""
    levels = [b'<!ENTITY l0 "ha">']
    levels += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">'.encode() for n in range(1, 10)]
    return strings(b"<!DOCTYPE sst [" + b"".join(levels) + b"]>", b"&l9;")


def outside(path: str) -> bytes:
    """An entity that is the content of a file on the machine that reads."""
    return strings(f'<!DOCTYPE sst [<!ENTITY x SYSTEM "file://{path}">]>'.encode(), b"&x;")


def strings(doctype: bytes, text: bytes) -> bytes:
    """A table of shared strings with a document type of its own."""
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + text
    return with_parts({SHARED: b'<?xml version="1.0"?>' + doctype + table + b"</t></si></sst>"})


def sheet(data: bytes, dimension: bytes = b"A1:C2") -> bytes:
    """A workbook whose sheet has these rows of XML."""
    start = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return with_parts(
        {
            SHEET: start
            + b'<dimension ref="'
            + dimension
            + b'"/><sheetData>'
            + data
            + b"</sheetData></worksheet>"
        }
    )


def row(number: int, *texts: str) -> bytes:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'.encode()
