"""The spreadsheet of targets to fill in: one row per target, and a sheet that says what may stand there."""

from io import BytesIO

from openpyxl import Workbook

from dashboard.i18n import Translator
from dashboard.indicators.registry import INDICATORS
from dashboard.roles import Member
from dashboard.services.store import Database, reading
from dashboard.services.target_edits import require_setter
from dashboard.services.target_import_rows import COLUMNS
from dashboard.services.text_sheet import add_row
from db.queries import targets

_WIDTHS = (34, 26, 40, 14, 14, 12, 40)
LEVELS = ("region", "comuna")


def targets_template(database: Database, member: Member, t: Translator) -> bytes:
    """An .xlsx whose headings the import knows; names that begin with `=` stay words."""
    require_setter(member)
    with reading(database) as session:
        places = [row for row in targets.territory_names(session) if row[1] in LEVELS]
        projects = [name for _, name in targets.project_names(session)]
    book = Workbook()
    sheet = book.active
    sheet.title = t("targets.file.sheet")
    add_row(sheet, [t(f"targets.file.column.{name}") for name in COLUMNS], is_heading=True)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    known = book.create_sheet(t("targets.file.known"))
    add_row(known, [t("targets.file.column.indicator"), t("targets.file.unit")], is_heading=True)
    for each in INDICATORS.values():
        add_row(known, [t(f"targets.indicator.{each.name}"), t(f"targets.unit.{each.unit}")])
    add_row(known, [""])
    add_row(known, [t("targets.file.column.project")], is_heading=True)
    for name in projects:
        add_row(known, [name])
    add_row(known, [""])
    add_row(known, [t("targets.file.column.territory"), t("targets.file.code")], is_heading=True)
    for code, level, name in places:
        add_row(known, [t("targets.place.region", name=name) if level == "region" else name, code])
    known.column_dimensions["A"].width, known.column_dimensions["B"].width = 48, 40
    written = BytesIO()
    book.save(written)
    return written.getvalue()
