"""Two people at one survey, and publishing: what is told before, and what stays as it was."""

from dataclasses import replace

import pytest

from dashboard.i18n import translator
from dashboard.services import clock
from dashboard.services.surveys import (
    create_survey,
    list_surveys,
    publish_draft,
    survey_detail,
    versions,
)
from dashboard.survey.words import Words
from tests.app.conftest import World, everything_said
from tests.app.written_surveys import draft, field, member, of, opened, others_edit, small
from tests.unit.survey.factories import question

t = translator("es")


@pytest.fixture
def survey_id(world: World) -> int:
    return create_survey(world.database, member(world), small(), now=clock.now())


# --- two at a time ------------------------------------------------------------------------------------


def test_the_second_editor_is_told_and_nothing_is_overwritten(world: World, survey_id: int) -> None:
    app = opened(world, survey_id)
    others_edit(world, survey_id, "De la otra persona")
    app.text_area(key=field(survey_id, "enjoyed", "label")).input("Lo mío").run()
    assert draft(world, survey_id).question("enjoyed").label == Words.of(es="De la otra persona")
    assert app.text_area(key=field(survey_id, "enjoyed", "label")).value == "Lo mío"
    told = " ".join(one.value for one in app.markdown)
    assert member(world, "administrator").name in told
    assert "Lo mío" in " ".join(code.value for code in app.code)
    app.button(key=field(survey_id, "enjoyed", "theirs")).click().run()
    assert app.text_area(key=field(survey_id, "enjoyed", "label")).value == "De la otra persona"


def test_saving_over_the_other_is_a_decision(world: World, survey_id: int) -> None:
    app = opened(world, survey_id)
    others_edit(world, survey_id, "De la otra persona")
    app.text_area(key=field(survey_id, "enjoyed", "label")).input("Lo mío").run()
    app.button(key=field(survey_id, "enjoyed", "mine")).click().run()
    assert draft(world, survey_id).question("enjoyed").label.text("es") == "Lo mío"


def test_a_click_after_somebody_saved_changes_nothing_and_says_who(world: World, survey_id: int) -> None:
    app = opened(world, survey_id)
    others_edit(world, survey_id, "De la otra persona")
    app.button(key=of(survey_id, "move_down")).click().run()
    assert [q.name for q in draft(world, survey_id).questions] == ["enjoyed", "why"]
    assert member(world, "administrator").name in " ".join(one.value for one in app.markdown)


# --- publishing ---------------------------------------------------------------------------------------


def test_a_survey_is_published_after_its_check(world: World, survey_id: int) -> None:
    app = opened(world, survey_id, tab="versions")
    app.button(key=of(survey_id, "publish")).click().run()
    assert versions(world.database, survey_id) == ()
    app.button(key=of(survey_id, "publish_confirm")).click().run()
    (version,) = versions(world.database, survey_id)
    assert version.number == 1
    assert app.button(key=of(survey_id, "publish")).disabled, "nothing has changed since"


def test_what_is_wrong_stops_the_publication_and_leads_to_the_question(world: World) -> None:
    flawed = replace(small(), sections=(replace(
        small().sections[0], items=(question("a"), question("b", relevant="${nobody} = 'x'")),
    ),))  # fmt: skip
    made = create_survey(world.database, member(world), flawed, now=clock.now())
    app = opened(world, made, tab="versions")
    assert app.button(key=of(made, "publish")).disabled
    app.button(key=of(made, "check_red_0")).click().run()
    assert app.query_params["question"] == "b"
    assert "tab" not in app.query_params


def test_before_publishing_again_the_changes_are_told(world: World, survey_id: int) -> None:
    publish_draft(world.database, member(world), survey_id, 1, now=clock.now())
    others_edit(world, survey_id, "¿Te gustó mucho?")
    app = opened(world, survey_id, tab="versions")
    assert t("surveys.severity.wording") in everything_said(app)
    app.button(key=of(survey_id, "discard")).click().run()
    app.button(key=of(survey_id, "discard_confirm")).click().run()
    assert draft(world, survey_id).question("enjoyed").label == Words.of(es="¿Te gustó?")


def test_a_survey_that_comes_with_huella_is_copied_to_be_changed(world: World) -> None:
    (builtin,) = [one for one in list_surveys(world.database, member(world)) if one.is_builtin]
    app = opened(world, builtin.id)
    assert not app.text_area
    app.button(key=of(builtin.id, "copy_builtin")).click().run()
    made = survey_detail(world.database, member(world), int(app.query_params["survey"]))
    assert not made.summary.is_builtin
    assert app.text_area
