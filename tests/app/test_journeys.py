"""What coordinators, managers and participants do on the screens, click by click."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.errors import DatabaseAwayError, PublicationError
from dashboard.i18n import translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.accounts import member_of_session
from dashboard.services.codes import WITHDRAWAL_LENGTH
from dashboard.services.links import links_of, open_link
from dashboard.services.trainings import training_detail
from dashboard.services.withdrawals import withdraw
from dashboard.ui import session as keys
from dashboard.ui.stage import SLIDES
from db.criteria import EVERYTHING
from db.models import Response
from tests.app.conftest import CANARY, World, everything_said, opened

t = translator("es")


def button(app: AppTest, label: str) -> AppTest:
    """Presses the one button with this label."""
    (found,) = [one for one in app.button if one.label == label]
    return found.click().run()


def coordinator(world: World) -> Member:
    member = member_of_session(world.database, world.session("coordinator"), now=clock.now())
    assert member is not None
    return member


def open_code(world: World) -> str:
    return open_link(world.database, coordinator(world), world.near, now=clock.now()).code


def responses(world: World) -> int:
    with world.database.read() as session:
        return session.query(Response).count()


# --- addresses -----------------------------------------------------------------------------------------


def test_parameters_that_are_not_understood_are_named_and_not_obeyed(world: World) -> None:
    app = world.open("coordinator", "map", since="2026-13-01", kind="party", measure="gold", territory="02")
    said = " ".join(one.value for one in app.caption)
    assert "since, kind" in said
    assert "measure" in said
    assert app.query_params["territory"] == ["02"] or app.query_params["territory"] == "02"


def test_a_chip_removes_its_filter_from_the_address(world: World) -> None:
    app = world.open("coordinator", "trainings", territory="02", q="Canario")
    assert CANARY in everything_said(app)
    app.button(key="chip_territory").click().run()
    assert "territory" not in app.query_params
    assert app.query_params["q"] == "Canario"


def test_a_filter_goes_into_the_address(world: World) -> None:
    app = opened(world.open("coordinator", "results"), keys.FILTERS)
    app.multiselect(key=keys.filter_key("kind")).select("talk").run()
    assert app.query_params["kind"] == "talk"
    app.selectbox(key=keys.filter_key("territory")).select("13").run()
    assert app.query_params == {"kind": "talk", "territory": "13"}


def test_the_breadcrumb_leads_back_to_the_country(world: World) -> None:
    app = world.open("coordinator", "map", territory="02301")
    app.button(key="step_02").click().run()
    assert app.query_params["territory"] == "02"
    app.button(key="step_").click().run()
    assert "territory" not in app.query_params


def test_english_is_one_parameter_away_and_stays(world: World) -> None:
    app = world.open("anonymous", "home", lang="en")
    assert translator("en")("home.sentence") in [one.value for one in app.markdown]
    app.button(key="language_es").click().run()
    assert t("home.sentence") in [one.value for one in app.markdown]
    assert "lang" not in app.query_params


# --- facts ---------------------------------------------------------------------------------------------


def test_the_public_season_says_more_than_620_and_that_data_is_synthetic(world: World) -> None:
    app = world.open("anonymous")
    assert "más de 620" in [metric.value for metric in app.metric]
    assert t("app.synthetic") in [one.value for one in app.caption]


def test_attendance_that_nobody_reported_is_said_in_words(world: World) -> None:
    app = world.open("coordinator", "trainings", q="Sernameg")
    (table,) = [one.value for one in app.dataframe]
    assert set(table[t("trainings.columns.attendance")]) == {"no informada"}


def test_san_antonio_shows_its_campaign_fields(world: World) -> None:
    app = world.open("manager", "territories", territory="05601")
    said = everything_said(app)
    for fact in ("Omar Vera Castro", "2022", "perfil de la campaña", "b2a927db2aeb73fe.txt"):
        assert fact in said
    assert "Fuente: 00" not in said, "a title comes before the name of a file"


def test_a_comuna_without_a_profile_has_a_page_all_the_same(world: World) -> None:
    app = world.open("manager", "territories", territory="12202")
    assert not app.exception
    assert any(t("territories.no_profile.title") in one.value for one in app.markdown)


# --- coordinator ---------------------------------------------------------------------------------------


def test_a_coordinator_creates_a_training(world: World) -> None:
    app = world.open("coordinator", "trainings")
    app = button(app, t("trainings.create"))
    app = button(app, t("trainings.form.save"))
    assert any(t("errors.invalid_input") in one.value for one in app.markdown)
    app.text_input(key="training_new_title").input("Charla de prueba 5150")
    app.selectbox(key="training_new_territory_code").select("05601")
    app.selectbox(key="training_new_date_precision").select("unknown")
    app = button(app, t("trainings.form.save"))
    assert not app.exception
    assert "Charla de prueba 5150" in [header.value for header in app.header]
    created = training_detail(world.database, EVERYTHING, int(app.query_params["training"]))
    assert created.attendance_total is None


def test_the_second_of_two_editors_is_told_and_loses_nothing(world: World) -> None:
    first = world.open("coordinator", "trainings", training=str(world.near), edit="1")
    second = world.open("administrator", "trainings", training=str(world.near), edit="1")
    title = f"training_{world.near}_title"
    first.text_input(key=title).input("Primera 1234")
    button(first, t("trainings.form.save"))
    second.text_input(key=title).input("Segunda 5678")
    second = button(second, t("trainings.form.save"))
    assert any(t("errors.edit_conflict") in one.value for one in second.markdown)
    assert second.text_input(key=title).value == "Segunda 5678"
    button(second, t("trainings.form.save"))
    assert training_detail(world.database, EVERYTHING, world.near).title == "Segunda 5678"


def test_a_coordinator_opens_and_closes_a_survey(world: World) -> None:
    app = world.open("coordinator", "trainings", training=str(world.near))
    app = button(app, t("trainings.survey.open_button"))
    today = clock.today("America/Santiago")
    (link,) = links_of(world.database, EVERYTHING, world.near, today=today)
    assert link.state == "open"
    assert f"/qr/{link.code}.svg" in everything_said(app)
    app = app.button(key="close_link").click().run()
    app.button(key="close_link_confirm").click().run()
    (link,) = links_of(world.database, EVERYTHING, world.near, today=today)
    assert link.state == "closed"


# --- participant ---------------------------------------------------------------------------------------


def test_an_unknown_code_gets_a_sentence(world: World) -> None:
    app = world.open("anonymous", "feedback", code="22222222")
    assert any(t("errors.link_unknown") in one.value for one in app.markdown)
    assert not app.radio


def answered(app: AppTest, code: str, question: str, value: str) -> None:
    (scale,) = [one for one in app.button_group if one.key == keys.question_key(code, question)]
    scale.set_value(value)


def has_question(app: AppTest, code: str, question: str) -> bool:
    return any(one.key == keys.question_key(code, question) for one in app.text_area)


def filled_in(app: AppTest, code: str) -> AppTest:
    """Answers the one required question and a second one some parts later, and sends."""
    answered(app, code, "relevance", "5")
    while not has_question(app, code, "useful"):
        app = button(app, t("feedback.next"))
    app.text_area(key=keys.question_key(code, "useful")).input("Todo")
    while not any(one.label == t("feedback.send") for one in app.button):
        app = button(app, t("feedback.next"))
    return button(app, t("feedback.send"))


def test_what_is_missing_is_said_beside_the_question_and_nothing_is_lost(world: World) -> None:
    code = open_code(world)
    before = responses(world)
    app = world.open("anonymous", "feedback", code=code)
    assert not app.button_group, "consent comes first"
    app.button[0].click().run()
    answered(app, code, "safe", "4")
    app = button(app, t("feedback.next"))
    assert any(t("errors.invalid_answers") in one.value for one in app.markdown)
    (kept,) = [one for one in app.button_group if one.key == keys.question_key(code, "safe")]
    assert kept.value == "4"
    assert responses(world) == before


def test_a_response_is_stored_once_however_often_it_is_sent(world: World) -> None:
    code = open_code(world)
    before = responses(world)
    app = world.open("anonymous", "feedback", code=code)
    app.button[0].click().run()
    app = filled_in(app, code)
    assert t("feedback.thanks.title") in [one.value for one in app.subheader]
    assert responses(world) == before + 1
    app.session_state[keys.sent_key(code)] = False
    app = filled_in(app.run(), code)
    assert t("feedback.thanks.title") in [one.value for one in app.subheader]
    assert responses(world) == before + 1


def test_whoever_sent_is_told_once_how_to_take_it_back(world: World) -> None:
    code = open_code(world)
    before = responses(world)
    app = world.open("anonymous", "feedback", code=code)
    app.button[0].click().run()
    assert not app.code, "there is nothing to take back yet"
    app = filled_in(app, code)
    (receipt,) = app.code
    assert len(receipt.value.replace("-", "")) == WITHDRAWAL_LENGTH
    assert any("/w" in one.value and "retira tu respuesta" in one.value for one in app.markdown)
    withdraw(world.database, receipt.value)
    assert responses(world) == before


def test_whoever_declines_leaves_nothing(world: World) -> None:
    code = open_code(world)
    before = responses(world)
    app = world.open("anonymous", "feedback", code=code)
    app.button[1].click().run()
    assert t("feedback.declined") in [one.value for one in app.markdown]
    assert responses(world) == before


# --- manager -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slide", range(1, len(SLIDES) + 1))
def test_every_slide_opens_with_n_and_the_time(world: World, slide: int) -> None:
    app = world.open("manager", "present", slide=str(slide))
    assert not app.exception
    assert any("n = " in one.value and ":" in one.value for one in app.caption)


def test_the_slides_go_on_and_back(world: World) -> None:
    app = world.open("manager", "present")
    app.button(key="slide_next").click().run()
    assert app.query_params["slide"] == "2"
    app.button(key="slide_back").click().run()
    assert "slide" not in app.query_params


def test_a_slide_that_does_not_exist_is_said_to_be_another(world: World) -> None:
    app = world.open("manager", "present", slide="99")
    assert not app.exception
    assert any("slide" in one.value for one in app.caption)


# --- broken --------------------------------------------------------------------------------------------


def test_a_database_that_is_away_gets_a_calm_notice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise DatabaseAwayError

    monkeypatch.setattr("dashboard.ui.access.accounts.member_of_session", away)
    app = world.open("coordinator", "results")
    assert not app.exception
    assert any(t("app.broken.reading") in one.value for one in app.markdown)
    assert not app.metric


def test_without_the_publication_rule_no_number_is_shown(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PublicationError

    monkeypatch.setattr("dashboard.ui.data.published.results", broken)
    app = world.open("coordinator", "results")
    assert not app.exception
    assert any(t("errors.publication") in one.value for one in app.markdown)
    assert not app.metric
