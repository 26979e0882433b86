"""Targets of a file: what people write is understood or named, all or nothing is stored, and never twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from dashboard.errors import EditConflictError, InvalidInputError
from dashboard.i18n import LANGUAGES, translator
from dashboard.roles import Member
from dashboard.services.target_edits import TargetDraft, save_target
from dashboard.services.target_import import (
    Preview,
    check_targets,
    import_targets,
    read_target_file,
)
from dashboard.services.target_template import targets_template
from db.criteria import Scope
from db.engine import Database
from db.models import Target
from tests.factories import NOW, make_project
from tests.services.people import member_of

T = translator("es")
HEADINGS = ("Indicador", "Territorio", "Proyecto", "Desde", "Hasta", "Meta", "Nota")
ROW = ("Actividades realizadas", "Tocopilla", "", "01/01/2026", "31/12/2026", "40", "")
Cells = Sequence[object]


def book(*rows: Cells, headings: Cells = HEADINGS) -> bytes:
    workbook = Workbook()
    for row in (headings, *rows):
        workbook.active.append(list(row))
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def row(**changes: object) -> list[object]:
    names = ("indicator", "territory", "project", "starts_on", "ends_on", "value", "note")
    return [changes.get(name, usual) for name, usual in zip(names, ROW, strict=True)]


@pytest.fixture
def chile(seeded: Database) -> Database:
    with seeded.write() as session:
        make_project(session, "Aulas con Derechos")
    return seeded


def checked(database: Database, *rows: Cells, member: Member | None = None) -> Preview:
    return check_targets(database, member or member_of(database), read_target_file(book(*rows)))


def imported(database: Database, content: bytes) -> Preview:
    member, table = member_of(database), read_target_file(content)
    seen = check_targets(database, member, table)
    return import_targets(database, member, table, fingerprint=seen.fingerprint, now=NOW)


def stored(database: Database) -> int:
    with database.read() as session:
        return session.scalars(select(func.count()).select_from(Target)).one()


def told(preview: Preview) -> list[tuple[int | None, str, str]]:
    return [(each.row, each.column, each.problem.key) for each in preview.troubles]


@pytest.mark.parametrize(
    ("territory", "code"),
    [
        ("Tocopilla comuna", None),
        ("05601", "05601"),
        (5601, "05601"),
        (2, "02"),
        ("Región de Antofagasta", "02"),
        ("region del biobio", "08"),
        ("Región de La Araucanía", "09"),
        ("san antonio", None),
        ("Comuna de San Antonio", "05601"),
        ("Provincia de San Antonio", "056"),
        ("Chile", ""),
        ("", ""),
        ("Macondo", None),
        ("99999", None),
    ],
)
def test_a_territory_is_a_name_or_a_code_and_a_doubt_is_told(
    chile: Database, territory: object, code: str | None
) -> None:
    found = checked(chile, row(territory=territory))
    if code is None:
        assert [(at, column) for at, column, _ in told(found)] == [(2, "territory")]
        assert found.lines == ()
    else:
        assert [line.draft.territory_code for line in found.lines] == [code]


def test_names_that_several_territories_bear_are_answered_with_their_codes(chile: Database) -> None:
    (trouble,) = checked(chile, row(territory="Antofagasta")).troubles
    assert "02, 021, 02101" in trouble.message(T)


@pytest.mark.parametrize(
    ("indicator", "text", "value"),
    [
        ("trainings", 40, 40),
        ("trainings", "1.200", 1200),
        ("trainings", "1,200", 1200),
        ("trainings", "40 %", None),
        ("trainings", "2,5", None),
        ("trainings", "muchas", None),
        ("Satisfacción", "62 %", 0.62),
        ("Satisfaction", "62,5", 0.625),
        ("satisfaction", 0.625, 0.625),
        ("satisfaction", 0.8, 0.8),
        ("satisfaction", 1, None),
        ("satisfaction", "1 %", 0.01),
        ("satisfaction", 101, None),
        ("learning", "1,5", 1.5),
        ("hours", "1.250", None),
        ("Recomendación (NPS)", "-5", -5),
        ("trainings", "", None),
        ("felicidad", "5", None),
    ],
)
def test_an_amount_reads_one_way_or_is_told(
    chile: Database, indicator: str, text: object, value: float | None
) -> None:
    found = checked(chile, row(indicator=indicator, territory="05601", value=text))
    assert [line.draft.value for line in found.lines] == ([] if value is None else [value])
    assert bool(found.troubles) == (value is None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("31-12-2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        (datetime(2026, 12, 31), date(2026, 12, 31)),  # noqa: DTZ001  # a cell has no zone
        ("2026", date(2026, 12, 31)),
        (2026, date(2026, 12, 31)),
        ("31/02/2026", None),
        ("fin de año", None),
        ("", None),
    ],
)
def test_a_day_is_written_as_people_do(chile: Database, text: object, day: date | None) -> None:
    found = checked(chile, row(territory="05601", ends_on=text))
    assert [line.draft.ends_on for line in found.lines] == ([day] if day else [])
    assert bool(found.troubles) == (day is None)


def test_each_trouble_says_row_and_column(chile: Database) -> None:
    found = checked(
        chile,
        row(territory="05601"),
        row(indicator="felicidad", territory="Macondo", project="Nadie", ends_on="ayer"),
        row(territory="05601", value="50"),
        row(territory="05601", project="Aulas con Derechos"),
    )
    assert told(found) == [
        (3, "indicator", "targets.file.indicator"),
        (3, "territory", "targets.file.territory_unknown"),
        (3, "project", "targets.file.project"),
        (3, "ends_on", "targets.file.day"),
        (4, "indicator", "targets.file.twice"),
        (5, "project", "targets.problem.both"),
    ]
    assert not found.is_ready


def test_headings_that_are_missing_or_come_twice_are_told_before_any_row(chile: Database) -> None:
    content = book(["a", "b", "c", "d"], headings=["Indicador", "Meta", "meta", "Comentario interno"])
    found = check_targets(chile, member_of(chile), read_target_file(content))
    assert told(found) == [
        (None, "starts_on", "targets.file.missing.starts_on"),
        (None, "ends_on", "targets.file.missing.ends_on"),
        (None, "value", "targets.file.heading_twice"),
    ]
    assert found.passed_over == ("Comentario interno",)


def test_one_wrong_row_stores_nothing(chile: Database) -> None:
    with pytest.raises(InvalidInputError):
        imported(chile, book(row(territory="05601"), row(territory="Macondo")))
    assert stored(chile) == 0


def test_the_same_file_twice_does_not_double_and_a_changed_value_changes(chile: Database) -> None:
    project = row(indicator="Asistencias", territory="", project="aulas con derechos", value="620")
    content = book(row(territory="05601"), project, row(territory=""))
    assert imported(chile, content).count("new") == 3
    again = imported(chile, content)
    assert (again.count("same"), again.is_ready, stored(chile)) == (3, False, 3)
    other = imported(chile, book(row(territory="05601", value="50"), project))
    assert [(line.change, line.before, line.draft.value) for line in other.lines] == [
        ("changed", 40, 50),
        ("same", 620, 620),
    ]
    assert stored(chile) == 3


def test_a_file_without_notes_leaves_those_that_there_are(chile: Database) -> None:
    member = member_of(chile)
    draft = TargetDraft("trainings", date(2026, 1, 1), date(2026, 12, 31), 40, note="Acordada")
    save_target(chile, member, draft, now=NOW)
    content = book(["trainings", "2026", "2026", "40"], headings=["Indicator", "From", "To", "Target"])
    assert imported(chile, content).count("same") == 1


def test_what_changed_since_the_check_is_checked_again(chile: Database) -> None:
    member, table = member_of(chile), read_target_file(book(row(territory="", value="50")))
    draft = TargetDraft("trainings", date(2026, 1, 1), date(2026, 12, 31), 40)
    saved = save_target(chile, member, draft, now=NOW)
    seen = check_targets(chile, member, table)
    save_target(chile, member, replace(draft, value=45, revision=1), saved, now=NOW)
    with pytest.raises(EditConflictError):
        import_targets(chile, member, table, fingerprint=seen.fingerprint, now=NOW)


def test_a_limited_person_imports_into_their_regions_only(chile: Database) -> None:
    member = member_of(chile, scope=Scope(regions=("02",), projects=()))
    found = checked(chile, row(territory="02301"), row(territory="05601"), row(territory=""), member=member)
    assert [line.draft.territory_code for line in found.lines] == ["02301"]
    assert [at for at, _, _ in told(found)] == [3, 4]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", book(), b"Indicador;Meta\n"])
def test_a_file_that_is_none_is_refused_in_words_about_targets(content: bytes) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_target_file(content)
    assert "respuestas" not in caught.value.message(T)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_understood_in_each_language(chile: Database, language: str) -> None:
    member, t = member_of(chile), translator(language)
    workbook = load_workbook(BytesIO(targets_template(chile, member, t)))
    sheet = workbook.worksheets[0]
    usual = (t("targets.indicator.coverage"), "05", "", "2026", "2026", "25 %", "=1+1")
    for column, value in enumerate(usual, start=1):
        sheet.cell(2, column).value = value
        sheet.cell(2, column).data_type = "s"
    written = BytesIO()
    workbook.save(written)
    (line,) = check_targets(chile, member, read_target_file(written.getvalue())).lines
    assert (line.draft.indicator, line.draft.territory_code, line.draft.value) == ("coverage", "05", 0.25)
    assert all(
        cell.data_type == "s"
        for each in workbook.worksheets
        for cells in each
        for cell in cells
        if cell.value
    )
