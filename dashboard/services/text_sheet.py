"""Rows of words in a spreadsheet that people fill in."""

from collections.abc import Iterable

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_000  # characters that a cell holds


def add_row(sheet: Worksheet, texts: Iterable[str], *, is_heading: bool = False) -> None:
    """Text only: a spreadsheet program must never compute what somebody wrote."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        cell.value, cell.data_type, cell.quotePrefix = text[:LONGEST], "s", True
        if is_heading:
            cell.font = Font(bold=True)
