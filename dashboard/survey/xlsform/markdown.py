"""Questionnaires as Markdown tables, as pyxform spells them: `| survey |`, then rows that begin blank."""

import re
from collections.abc import Iterator

from dashboard.survey.xlsform.workbooks import Table

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|\-: ]+")


def markdown_tables(text: str) -> Iterator[tuple[str, Table]]:
    """(sheet, rows); a row's number counts within its sheet, the heading being 1."""
    sheets: dict[str, list[list[str]]] = {}
    inside: list[list[str]] | None = None
    for line in text.splitlines():
        cells = _cells(line)
        if cells is None:
            continue
        if cells[0]:
            inside = sheets.setdefault(cells[0], [])
        if inside is not None and any(cells[1:]):
            inside.append(cells[1:])
    for name, rows in sheets.items():
        yield name, iter(enumerate(rows, start=1))


def _cells(line: str) -> list[str] | None:
    """The cells of a line of a table; None for a comment, a rule, or anything else."""
    line = line.strip()
    is_row = len(line) > 1 and line.startswith("|") and line.endswith("|")
    if not is_row or ("-" in line and _RULE.fullmatch(line)):
        return None
    return [cell.strip().replace(r"\|", "|") for cell in _PIPE.split(line[1:-1])]
