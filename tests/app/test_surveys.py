"""Coordinators write surveys on the page: from the library, from a file, from nothing; field by field."""

import pytest

from dashboard.i18n import translator
from dashboard.services import clock
from dashboard.services.surveys import create_survey, list_surveys, survey_detail
from dashboard.survey.words import Words
from dashboard.ui.survey_languages import take_texts
from dashboard.ui.survey_questions import take_cells
from tests.app.conftest import World, everything_said
from tests.app.written_surveys import TITLE, draft, field, member, of, opened, small

t = translator("es")


@pytest.fixture
def survey_id(world: World) -> int:
    return create_survey(world.database, member(world), small(), now=clock.now())


# --- who may ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["coordinator", "limited", "administrator"])
def test_editors_see_the_tabs_and_the_button(world: World, survey_id: int, role: str) -> None:
    app = world.open(role, "surveys")
    assert TITLE in everything_said(app)
    assert t("surveys.create.button") in [button.label for button in app.button]
    app = opened(world, survey_id, role)
    assert app.text_area(key=field(survey_id, "enjoyed", "label")).value == "¿Te gustó?"


def test_a_manager_looks_and_changes_nothing(world: World, survey_id: int) -> None:
    app = world.open("manager", "surveys", create="1")
    assert t("surveys.create.button") not in [button.label for button in app.button]
    app = opened(world, survey_id, "manager", tab="questions")
    assert not app.text_area
    assert f"/preview/{survey_id}?lang=es" in everything_said(app)
    app = opened(world, survey_id, "manager", tab="versions")
    assert t("surveys.publish.button") not in [button.label for button in app.button]


def test_a_survey_that_is_not_there_is_not_found(world: World) -> None:
    app = world.open("coordinator", "surveys", survey="99999")
    assert not app.exception
    assert any(t("versions.unknown_survey") in one.value for one in app.markdown)


# --- making -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["post_training", "follow_up", "short", "children"])
def test_a_survey_is_made_from_the_library(world: World, name: str) -> None:
    app = world.open("coordinator", "surveys", create="1")
    app.button(key=of(0, f"use_{name}")).click().run()
    assert not app.exception
    made = survey_detail(world.database, member(world), int(app.query_params["survey"]))
    assert made.summary.newest is None
    assert made.summary.name == f"{name}_2"
    assert made.definition.questions


def test_a_survey_is_made_from_nothing(world: World) -> None:
    app = world.open("coordinator", "surveys", create="1", **{"from": "blank"})
    app.text_input(key=of(0, "title")).input("  ")
    (make,) = [button for button in app.button if button.label == t("surveys.create.make")]
    make.click().run()
    assert any(t("surveys.create.no_title") in one.value for one in app.markdown)
    app.text_input(key=of(0, "title")).input("Salida a terreno")
    (make,) = [button for button in app.button if button.label == t("surveys.create.make")]
    make.click().run()
    made = int(app.query_params["survey"])
    assert t("surveys.no_questions.title") in everything_said(app)
    app.text_input(key=of(made, "add_label")).input("¿Llegaste a la hora?")
    (add,) = [button for button in app.button if button.label == t("surveys.add.send")]
    add.click().run()
    (asked,) = draft(world, made).questions
    assert (asked.name, asked.type, asked.label) == (
        "llegaste_a_la_hora", "select_one", Words.of(es="¿Llegaste a la hora?"),
    )  # fmt: skip


MARKDOWN = """
| survey |                   |       |                 |
|        | type              | name  | label::Spanish (es) |
|        | select_one yesno  | went  | ¿Fuiste?        |
|        | select_one nolist | other | ¿Cuál?          |
| choices |           |      |                     |
|         | list_name | name | label::Spanish (es) |
|         | yesno     | yes  | Sí                  |
|         | yesno     | no   | No                  |
"""


def test_a_flawed_file_says_where_and_makes_what_can_be_used(world: World) -> None:
    before = len(list_surveys(world.database, member(world)))
    app = world.open("coordinator", "surveys", create="1", **{"from": "file"})
    app.file_uploader(key=of(0, "file")).upload("visita.md", MARKDOWN.encode(), "text/markdown").run()
    assert not app.exception
    said = everything_said(app)
    assert "nolist" in said
    assert t("xlsform.place.row", row="3") in said
    assert len(list_surveys(world.database, member(world))) == before
    app.button(key=of(0, "import")).click().run()
    made = draft(world, int(app.query_params["survey"]))
    assert made.question("went").choices[0].label == Words.of(es="Sí")


# --- changing -----------------------------------------------------------------------------------------


def test_each_field_is_saved_as_it_is_left(world: World, survey_id: int) -> None:
    app = opened(world, survey_id)
    app.text_area(key=field(survey_id, "enjoyed", "label")).input("¿Te sirvió?").run()
    app.text_area(key=field(survey_id, "enjoyed", "choices")).input("yes | Sí\nno | No\nTal vez").run()
    app.text_input(key=field(survey_id, "enjoyed", "name")).input("useful").run()
    asked = draft(world, survey_id).question("useful")
    assert asked.label == Words.of(es="¿Te sirvió?")
    assert [(c.value, c.label.text("es")) for c in asked.choices] == [
        ("yes", "Sí"), ("no", "No"), ("tal_vez", "Tal vez"),
    ]  # fmt: skip
    assert asked.choices[0].label.text("en") == "yes (en)"
    assert app.query_params["question"] == "useful"


def test_the_last_edits_can_be_undone(world: World, survey_id: int) -> None:
    app = opened(world, survey_id)
    app.text_area(key=field(survey_id, "enjoyed", "label")).input("Primera").run()
    app.button(key=of(survey_id, "move_down")).click().run()
    assert [q.name for q in draft(world, survey_id).questions] == ["why", "enjoyed"]
    app.button(key=of(survey_id, "undo_button")).click().run()
    app.button(key=of(survey_id, "undo_button")).click().run()
    assert draft(world, survey_id).sections == small().sections
    assert app.button(key=of(survey_id, "undo_button")).disabled
    assert app.text_area(key=field(survey_id, "enjoyed", "label")).value == "¿Te gustó?"


def test_a_question_is_deleted_after_asking(world: World, survey_id: int) -> None:
    app = opened(world, survey_id, question="why")
    app.button(key=of(survey_id, "delete")).click().run()
    assert len(draft(world, survey_id).questions) == 2
    app.button(key=of(survey_id, "delete_confirm")).click().run()
    assert [q.name for q in draft(world, survey_id).questions] == ["enjoyed"]


def test_rules_are_built_in_rows(world: World, survey_id: int) -> None:
    app = opened(world, survey_id, tab="logic", question="why")
    app.button(key=of(survey_id, "rule_add")).click().run()
    assert draft(world, survey_id).question("why").relevant == "${enjoyed} = 'yes'"
    app.selectbox(key=of(survey_id, "rule_why_0_value")).select("no").run()
    app.selectbox(key=of(survey_id, "rule_why_0_operator")).select("is_not").run()
    assert draft(world, survey_id).question("why").relevant == "${enjoyed} != 'no'"
    app.button(key=of(survey_id, "rule_why_0_remove")).click().run()
    assert draft(world, survey_id).question("why").relevant == ""


def test_an_expression_beyond_rows_is_shown_as_it_is(world: World, survey_id: int) -> None:
    app = opened(world, survey_id, tab="logic", question="why")
    (area,) = app.text_area
    area.input("string-length(${enjoyed}) > 2").run()
    assert draft(world, survey_id).question("why").relevant == "string-length(${enjoyed}) > 2"
    assert t("surveys.logic.unreadable") in everything_said(app)
    assert not [box for box in app.selectbox if "rule_" in str(box.key)]


def test_cells_of_the_table_become_edits() -> None:
    cells: dict[int, dict[str, object]] = {
        0: {"label": "¿Te sirvió?", "required": True},
        1: {"name": "reason", "label": "  ", "hint": "Pocas palabras"},
    }
    changed = take_cells(small(), cells)
    assert changed.question("enjoyed").label == Words.of(es="¿Te sirvió?")
    assert changed.question("enjoyed").required
    assert changed.question("reason").label == Words.of(es="¿Por qué?", en="Why?")
    assert changed.question("reason").hint == Words.of(es="Pocas palabras")


def test_texts_are_typed_side_by_side_and_the_main_language_is_never_emptied() -> None:
    cells = [("title", "es", "Otro título"), ("title", "en", ""), ("question.0.label", "es", " ")]
    changed = take_texts(small(), cells)
    assert changed.title == Words.of(es="Otro título")
    assert changed.question("enjoyed").label == Words.of(es="¿Te gustó?")


def test_languages_come_with_how_much_is_missing(world: World, survey_id: int) -> None:
    app = opened(world, survey_id, tab="languages")
    app.selectbox(key=of(survey_id, "language_new")).select("arn").run()
    app.button(key=of(survey_id, "language_add")).click().run()
    assert draft(world, survey_id).languages == ("es", "en", "arn")
    assert app.query_params["to"] == "arn"
    app.button(key=of(survey_id, "remove_arn")).click().run()
    assert draft(world, survey_id).languages == ("es", "en")
