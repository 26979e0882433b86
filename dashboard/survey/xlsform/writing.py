"""A survey as an .xlsx file that KoboToolbox and ODK take and that we read back to the same survey."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from dashboard.survey.definition import Definition
from dashboard.survey.problems import SurveyError
from dashboard.survey.words import Words
from dashboard.survey.xlsform.choice_lists import ChoiceLists, Row
from dashboard.survey.xlsform.dialect import PREFIX, SHEET, heading, sheet_rows
from dashboard.survey.xlsform.limits import LONGEST_CELL
from dashboard.survey.xlsform.survey_rows import survey_rows
from dashboard.survey.xlsform.written_names import is_clear, without_references, written_names

_KNOWN_COLUMNS = (
    "type list_name key name text label hint guidance_hint required required_message relevant constraint"
    " constraint_message calculation choice_filter default appearance parameters repeat_count"
)
"""In this order; then foreign ones, then ours."""

_FIRST = tuple(_KNOWN_COLUMNS.split())

_ALWAYS = {
    "survey": ("type", "name"),
    "choices": ("list_name", "name"),
    "settings": (),
    SHEET: ("key", "text"),
}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST = 60
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def to_xlsform(definition: Definition) -> bytes:
    """The file; SurveyError where a text is longer than a cell holds. Same survey, same bytes."""
    languages = _languages(definition)
    referable = written_names(definition).referable

    def said(text: str) -> str:
        return text if is_clear(text, referable) else without_references(text)

    lists = ChoiceLists(languages, said)
    survey = survey_rows(definition, lists)
    written = {
        "survey": survey,
        "choices": lists.rows(),
        "settings": [_settings(definition, said)],
        SHEET: _own_rows(definition),
    }
    sheets = {name: [_clean(row) for row in rows] for name, rows in written.items()}
    book = Workbook(write_only=True)
    labels = [f"{word}::{heading(code)}" for word in _TRANSLATED for code in languages]
    for name, rows in sheets.items():
        _write_sheet(book, name, rows, labels)
    return _fixed(book)


_TRANSLATED = ("label", "hint", "guidance_hint", "required_message", "constraint_message", "text")


def _languages(definition: Definition) -> tuple[str, ...]:
    """The default language first, as in Words: it stands in for what others lack."""
    return tuple(dict.fromkeys((definition.default_language, *definition.languages)))


def _settings(definition: Definition, said: Callable[[str], str]) -> Row:
    return {
        "form_title": said(definition.title.text(definition.default_language)),
        "form_id": definition.name,
        "default_language": heading(definition.default_language),
    }


def _own_rows(definition: Definition) -> list[Row]:
    return [{"key": key, **_text(said)} for key, said in sheet_rows(definition)]


def _text(said: str | Words) -> Row:
    if isinstance(said, str):
        return {"text": said}
    return {f"text::{heading(code)}": text for code, text in said.by_language}


def _clean(row: Row) -> Row:
    """The row as a sheet can hold it."""
    clean = {name: _NOT_IN_XML.sub("", text) for name, text in row.items()}
    for text in clean.values():
        if len(text) > LONGEST_CELL:
            raise SurveyError("questionnaire.refused.long_cell", start=text[:40], limit=LONGEST_CELL)
    return clean


def _write_sheet(book: Workbook, name: str, rows: Sequence[Row], translated: Sequence[str]) -> None:
    headings = _headings(name, rows, translated)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, heading_text in enumerate(headings, start=1):
        longest = max((len(row.get(heading_text, "")) for row in rows), default=0)
        width = min(_WIDEST, max(len(heading_text), longest) + 2)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, text, is_heading=True) for text in headings])
    for row in rows:
        sheet.append([_cell(sheet, row.get(heading_text, "")) for heading_text in headings])


def _headings(name: str, rows: Iterable[Row], translated: Sequence[str]) -> list[str]:
    """The columns that say something, in an order that does not depend on which question came first."""
    used = {heading_text for row in rows for heading_text, text in row.items() if text.strip()}
    return sorted(used.union(_ALWAYS[name]), key=lambda text: _rank(text, translated))


def _rank(heading_text: str, translated: Sequence[str]) -> tuple[int, int, int, str]:
    word, _, language = heading_text.partition("::")
    place = translated.index(heading_text) if heading_text in translated else len(translated)
    if heading_text.lower().startswith(("huella::", "huella_")):
        field, _, language = heading_text[len(PREFIX) :].partition("::")
        suffixes = [label.partition("::")[2] for label in translated]
        order = suffixes.index(language) if language in suffixes else len(suffixes)
        return (2, 0, order, field) if not language else (2, 1, order, field)
    is_known = word in _FIRST
    return (0, _FIRST.index(word), place, "") if is_known else (1, 0, 0, heading_text)


def _cell(sheet: object, text: str, *, is_heading: bool = False) -> WriteOnlyCell:
    """Always text, and formatted as text: a cell that begins with "=" is no formula, now or after an edit."""
    cell = WriteOnlyCell(sheet, value=text or None)
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(vertical="top", wrap_text=not is_heading)
        cell.font = Font(bold=is_heading)
    return cell


def _fixed(book: Workbook) -> bytes:
    """The file without the time it was made."""
    made, fixed = BytesIO(), BytesIO()
    book.properties.created = datetime(*_LONG_AGO)  # noqa: DTZ001  # openpyxl takes naive times
    book.save(made)
    with ZipFile(made) as old, ZipFile(fixed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            new.writestr(ZipInfo(name, _LONG_AGO), content, ZIP_DEFLATED)
    return fixed.getvalue()
