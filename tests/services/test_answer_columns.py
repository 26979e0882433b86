"""What a column of an answers file holds: guessed from headings, understood in words, never who answered."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboard.errors import (
    InvalidInputError,
)
from dashboard.services.answer_import_columns import guessed, identifying
from dashboard.services.answer_import_table import Table, table_of
from dashboard.services.answer_import_template import answers_template
from db.engine import Database
from tests.services.answer_files import (
    HEADINGS,
    SURVEY,
    answers,
    csv_of,
    dry_run,
    es,
    plan_for,
    run,
    stored,
    xlsx_of,
)
from tests.services.people import link_with, member_of


def test_labels_in_any_language_and_words_of_a_scale_are_understood(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    headings = (
        "Lo que vimos tiene que ver con mi vida o mi trabajo.",
        "How was the length?",
        "¿Qué podría impedírtelo?",
        "Conozco los derechos de los que trató la actividad. (Antes de la actividad)",
        "Conozco los derechos de los que trató la actividad. – Ahora",
        "ACTIVIDAD/closing/recommend",
    )
    given = (
        "muy de acuerdo",
        "About right",
        "Falta de tiempo; Temor a lo que pueda pasar",
        "Nada",
        "4",
        "10",
    )
    run(database, member, plan_for(link, csv_of(headings, given, separator=";")))
    assert answers(database) == [
        {
            "relevance": "5", "length": "right", "obstacles": ["time", "fear"],
            "knows_rights": {"before": "1", "now": "4"}, "recommend": "10",
        }
    ]  # fmt: skip


def test_columns_of_single_choices_as_kobo_exports_them(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    headings = (
        "relevance",
        "g/obstacles",
        "g/obstacles/time",
        "g/obstacles/fear",
        "g/obstacles/nothing",
        "_uuid",
    )
    rows = [
        ("5", "time fear", "1", "1", "0", "x"),
        ("4", "", "TRUE", "FALSE", "", "y"),
        ("4", "", "0", "0", "0", "z"),
    ]
    plan = plan_for(link, csv_of(headings, *rows))
    assert plan.mapped == {0: "relevance", 2: "obstacles/time", 3: "obstacles/fear", 4: "obstacles/nothing"}
    run(database, member, plan)
    assert sorted(str(each.get("obstacles")) for each in answers(database)) == [
        "None", "['time', 'fear']", "['time']",
    ]  # fmt: skip


def test_a_mark_that_is_neither_yes_nor_no_is_refused(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(("relevance", "obstacles/time"), ("5", "quizás")))
    (trouble,) = dry_run(database, member, plan).troubles
    assert (trouble.row, trouble.column) == (2, 1)
    assert "quizás" in trouble.message(es)


def test_cells_of_excel_are_read_as_people_see_them(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    content = xlsx_of(HEADINGS, (5, "time", 2.0, 4, 10.0, date(2026, 3, 1)))
    run(database, member, plan_for(link, content))
    (found,) = answers(database)
    assert (found["relevance"], found["recommend"], found["knows_rights"]) == (
        "5", "10", {"before": "2", "now": "4"},
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_the_encodings_that_excel_writes(encoding: str) -> None:
    table = table_of(csv_of(("relevance", "useful"), ("5", "Aprendí más"), separator=";", encoding=encoding))
    assert table.headings == ("relevance", "useful")
    assert [row.cells for row in table.rows] == [("5", "Aprendí más")]


@pytest.mark.parametrize(
    "heading",
    ["Nombre", "RUT", "Correo electrónico", "e-mail", "Teléfono de contacto", "grupo/phonenumber", "_gps"],
)
def test_a_column_that_names_somebody_is_never_taken(database: Database, heading: str) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(("relevance", heading), ("5", "Canario 7391")))
    assert plan.mapped == {0: "relevance"}
    forced = replace(plan, mapped={0: "relevance", 1: "useful"})
    (trouble,) = dry_run(database, member, forced).troubles
    assert trouble.column == 1
    assert heading in trouble.message(es)
    with pytest.raises(InvalidInputError):
        run(database, member, forced)
    assert stored(database) == (0, 0, 0)


@pytest.mark.parametrize("cell", ["ana@ejemplo.cl", "12.345.678-5", "9876543-k", "+56 9 1234 5678"])
def test_a_column_full_of_contacts_is_found_by_what_it_holds(cell: str) -> None:
    table = table_of(csv_of(("relevance", "dato"), ("5", cell), ("4", "")))
    assert identifying(SURVEY, table) == {1}


@pytest.mark.parametrize(
    "heading",
    ["useful", "¿Usarías el nombre social de una persona aunque su cédula diga otra cosa?", "Total"],
)
def test_a_sentence_that_mentions_a_name_is_a_question(heading: str) -> None:
    assert identifying(SURVEY, table_of(csv_of((heading,), ("x",)))) == frozenset()


def test_two_columns_for_one_question_and_unknown_targets_are_named(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(
        link, csv_of(("relevance", "other", "more"), ("5", "4", "x")), c1="relevance", c2="nonsense"
    )
    keys = [trouble.problem.key for trouble in dry_run(database, member, plan).troubles]
    assert keys == ["paper.import.unknown_target", "paper.import.twice"]
    nothing = dry_run(database, member, replace(plan, mapped={}))
    assert [trouble.problem.key for trouble in nothing.troubles] == ["paper.import.nothing_mapped"]


def test_the_template_comes_back_as_it_went_out() -> None:
    book = load_workbook(BytesIO(answers_template(SURVEY, es)))
    sheet = book.worksheets[0]
    sheet.append(["5", "4"])
    written = BytesIO()
    book.save(written)
    table = table_of(written.getvalue())
    assert list(guessed(SURVEY, table)) == list(range(len(table.headings)))
    assert isinstance(table, Table)


def test_no_word_of_a_survey_becomes_a_formula_in_the_template() -> None:
    first = SURVEY.sections[0]
    named = replace(first.items[0], label=type(first.items[0].label).of(es='=HYPERLINK("http://x")', en="@x"))  # type: ignore[arg-type, union-attr]  # a question
    risky = replace(SURVEY, sections=(replace(first, items=(named, *first.items[1:])), *SURVEY.sections[1:]))
    book = load_workbook(BytesIO(answers_template(risky, es)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(cell.value.startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
