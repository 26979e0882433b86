"""Each page for each role: it opens, or the sign-in panel stands there and nothing leaks."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.navigation import PAGES
from tests.app.conftest import CANARY, EMAILS, FAR_CANARY, World, everything_said

t = translator("es")
TEAM_PAGES = [row.name for row in PAGES if row.roles]
OPEN_PAGES = [row.name for row in PAGES if not row.roles]
SIGN_IN = t("app.sign_in.title")


def headings(app: AppTest) -> list[str]:
    return [heading.value for heading in (*app.title, *app.header)]


@pytest.mark.parametrize("role", EMAILS)
@pytest.mark.parametrize("page", [*TEAM_PAGES, *OPEN_PAGES])
def test_a_page_opens_for_the_team(world: World, role: str, page: str) -> None:
    app = world.go(role, page)
    assert not app.exception
    assert SIGN_IN not in headings(app)
    assert headings(app) or page in ("map", "methods")


@pytest.mark.parametrize("page", TEAM_PAGES)
def test_a_page_of_the_team_shows_a_stranger_the_way_in_and_nothing_else(world: World, page: str) -> None:
    app = world.open("anonymous", page, training=str(world.near), territory="02")
    assert not app.exception
    assert headings(app) == [SIGN_IN]
    said = everything_said(app)
    assert CANARY not in said
    assert "/login?next=" in said
    assert not app.dataframe
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("page", OPEN_PAGES)
def test_an_open_page_needs_no_account_and_names_no_training(world: World, page: str) -> None:
    app = world.open("anonymous", page)
    assert not app.exception
    assert CANARY not in everything_said(app)


@pytest.mark.parametrize("page", ["trainings", "map"])
def test_a_limited_coordinator_sees_their_region_only(world: World, page: str) -> None:
    near = everything_said(world.open("limited", page, q="Canario"))
    assert CANARY in near
    assert FAR_CANARY not in near
    assert FAR_CANARY in everything_said(world.open("coordinator", page, q="Canario"))


def test_a_training_out_of_reach_is_not_found(world: World) -> None:
    app = world.open("limited", "trainings", training=str(world.far))
    assert not app.exception
    assert FAR_CANARY not in everything_said(app)
    assert any(t("errors.not_found") in one.value for one in app.markdown)


def test_signing_out_elsewhere_works_at_once(world: World) -> None:
    app = world.open("manager", "results")
    app.user = {"session": "not a session"}
    app.run()
    assert headings(app) == [SIGN_IN]


def test_a_header_that_is_no_login_is_a_stranger(world: World) -> None:
    app = AppTest.from_file(str(world.open("anonymous")._script_path), default_timeout=60)
    app.user = {"session": "00000000-0000-4000-8000-000000000000", "email": EMAILS["administrator"]}
    app.run()
    assert t("home.title") in headings(app)


def test_managers_look_and_do_not_change(world: World) -> None:
    app = world.open("manager", "trainings", training=str(world.near), edit="1")
    labels = [button.label for button in app.button]
    assert t("trainings.edit") not in labels
    assert not app.text_input
