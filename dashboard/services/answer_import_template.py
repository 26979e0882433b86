"""The spreadsheet to fill in: one heading per question, and a second sheet that explains the values."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook

from dashboard.i18n import LANGUAGES, Translator, translator
from dashboard.services.answer_import_columns import targets
from dashboard.services.text_sheet import add_row
from dashboard.survey.definition import Definition
from dashboard.survey.labels import options, part_labels

_WIDTHS = (24, 60, 24, 40)


def answers_template(definition: Definition, t: Translator) -> bytes:
    """An .xlsx whose headings `guessed` recognises; words that begin with `=` stay words."""
    book = Workbook()
    sheet = book.active
    sheet.title = t("paper.template.answers")
    add_row(sheet, [target.key for target in targets(definition) if not target.choice], is_heading=True)
    sheet.freeze_panes = "A2"
    codes = book.create_sheet(t("paper.template.codes"))
    add_row(
        codes,
        (t(f"paper.template.{name}") for name in ("column", "question", "value", "words")),
        is_heading=True,
    )
    for line in _explained(definition, t):
        add_row(codes, line)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        codes.column_dimensions[letter].width = width
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def codes_sheets() -> frozenset[str]:
    """What the second sheet may be called."""
    return frozenset(translator(language)("paper.template.codes") for language in LANGUAGES)


def _explained(definition: Definition, t: Translator) -> Iterable[tuple[str, str, str, str]]:
    parts = {part.value: part.label for part in part_labels(t)}
    for target in targets(definition):
        if target.choice:
            continue
        label = target.question.label.text(t.language)
        asked = f"{label} ({parts[target.part]})" if target.part else label
        found = options(target.question, t)
        if not found:
            yield target.key, asked, "", ""
        for option in found:
            yield target.key, asked, option.value, option.label
