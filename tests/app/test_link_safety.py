"""On the training's page a coordinator sets a PIN and asks for slips; the feedback page respects both."""

from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.services.pins import RightPins, token_for
from dashboard.services.slips import make_slips_of_code
from db.models import SurveyLink
from tests.app.conftest import World, everything_said
from tests.factories import make_link

t = translator("es")
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def link(world: World) -> SurveyLink:
    with world.database.write() as session:
        return make_link(session, training_id=world.near)


def training(world: World, role: str = "coordinator") -> AppTest:
    return world.open(role, "trainings", training=str(world.near))


def stored(world: World, link: SurveyLink) -> SurveyLink:
    with world.database.read() as session:
        return session.get_one(SurveyLink, link.id)


def button(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def test_a_pin_is_set_and_taken_away(world: World, link: SurveyLink) -> None:
    app = training(world)
    assert t("safety.panel.pin_none") in everything_said(app)
    app.text_input(key=f"pin_field_{link.id}").set_value("4829")
    app = button(app, t("safety.panel.pin_save"))
    assert not app.exception
    assert t("safety.panel.pin_set") in everything_said(app)
    right = RightPins()
    assert token_for(world.database, link.code, "4829", secret="x" * 32, now=NOW, right=right)
    app = button(app, t("safety.panel.pin_remove"))
    assert t("safety.panel.pin_none") in everything_said(app)
    assert stored(world, link).pin_hash is None


def test_what_is_no_pin_is_refused_in_words(world: World, link: SurveyLink) -> None:
    app = training(world)
    app.text_input(key=f"pin_field_{link.id}").set_value("12")
    app = button(app, t("safety.panel.pin_save"))
    assert t("safety.pin.invalid", shortest=4, longest=8) in everything_said(app)
    assert stored(world, link).pin_hash is None


def test_slips_are_asked_for_and_offered_to_print(world: World, link: SurveyLink) -> None:
    app = training(world)
    app = app.toggle(key=f"slips_asked_{link.id}").set_value(True).run()
    assert not app.exception
    assert stored(world, link).needs_slip
    assert t("safety.panel.slips_empty") in everything_said(app)
    offered = [each.proto.id.split("-")[-1] for each in app.get("download_button")]
    assert f"slips_print_{link.id}" in offered
    make_slips_of_code(world.database, link.code, 7, base="http://localhost", key="k")
    app = training(world)
    assert t("safety.panel.slips_told", made=7, spent=0) in everything_said(app)
    assert app.toggle(key=f"slips_asked_{link.id}").value is True


def test_who_may_not_edit_sees_nothing_of_it(world: World, link: SurveyLink) -> None:
    assert t("safety.panel.title") not in everything_said(training(world, "manager"))


def test_more_slips_than_a_link_may_have_are_refused_in_words(
    world: World, link: SurveyLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.ui.link_safety.MOST_OF_LINK", 10)
    refusal = t("safety.slips.too_many", most=10)
    make_slips_of_code(world.database, link.code, 7, base="http://localhost", key="k")
    app = training(world)
    app = app.number_input(key=f"slips_count_{link.id}").set_value(4).run()
    assert refusal in everything_said(app)
    app = app.number_input(key=f"slips_count_{link.id}").set_value(3).run()
    assert refusal not in everything_said(app)


@pytest.mark.parametrize("values", [{"pin_hash": "$argon2id$x"}, {"needs_slip": True}])
def test_the_feedback_page_leads_to_the_form_that_asks(world: World, values: dict[str, Any]) -> None:
    with world.database.write() as session:
        link = make_link(session, training_id=world.near, **values)
    app = world.open("anonymous", "feedback", code=link.code)
    assert not app.exception
    said = everything_said(app)
    assert t("safety.feedback.text") in said
    assert f"/f/{link.code}" in said
    assert not [one for one in app.button if one.label == t("feedback.send")]
