"""Spreadsheets of Excel, new and old, as numbered rows of cells; never a formula, a macro or a link."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import xlrd
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from dashboard.survey.xlsform.limits import MOST_COLUMNS
from dashboard.survey.xlsform.problems import FileError

Table = Iterator[tuple[int, Sequence[object]]]
"""(row number from 1, cells)"""


def xlsx_tables(content: bytes) -> Iterator[tuple[str, Table]]:
    """The sheets of an .xlsx. A formula gives the value it had when the file was saved."""
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False, keep_vba=False)
    for sheet in book.worksheets:
        yield sheet.title, _rows(sheet)


def _rows(sheet: ReadOnlyWorksheet) -> Table:
    """Rows as they stand in the file, by openpyxl's own parser: its sheet fills every gap with blank rows.

    Conditional formatting is passed over; reading it takes longer than all the cells.
    """
    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.parse_formatting = lambda element: None
        for number, cells in parser.parse():
            yield number, _in_place(cells)


def _in_place(cells: list[dict[str, Any]]) -> list[object]:  # openpyxl's cells: untyped dicts
    found = {cell["column"]: cell["value"] for cell in cells if cell["column"] <= MOST_COLUMNS + 1}
    return [found.get(column) for column in range(1, max(found, default=0) + 1)]


def xls_tables(content: bytes) -> Iterator[tuple[str, Table]]:
    """The sheets of an old .xls."""
    with Path(os.devnull).open("w", encoding="utf-8") as unread:
        try:
            book = xlrd.open_workbook(file_contents=content, logfile=unread, formatting_info=False)
        except xlrd.XLRDError as error:
            raise FileError("encrypted" if _is_locked(content, error) else "broken") from error
    for sheet in book.sheets():
        yield sheet.name, _old_rows(book, sheet)


def _old_rows(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Table:
    for row in range(sheet.nrows):
        yield row + 1, _cells(book, sheet, row)


def _is_locked(content: bytes, error: Exception) -> bool:
    return "encrypted" in str(error).lower() or "EncryptedPackage".encode("utf-16-le") in content


def _cells(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int) -> list[object]:
    count = min(sheet.row_len(row), MOST_COLUMNS + 1)
    return [_value(book, sheet.cell(row, column)) for column in range(count)]


def _value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> object:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype in {xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(xlrd.xldate_as_tuple(cell.value, book.datemode))
    return cell.value


def _moment(parts: tuple[int, int, int, int, int, int]) -> object:
    return time(*parts[3:]) if parts[:3] == (0, 0, 0) else datetime(*parts)  # noqa: DTZ001  # a cell has no zone
