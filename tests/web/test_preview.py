"""The preview of a draft: the phone form for the team alone, in our own frame, and nothing of it is kept."""

from dataclasses import replace

import pytest

from dashboard.i18n import translator
from dashboard.services import accounts
from dashboard.services.surveys import create_survey, templates
from dashboard.survey.words import Words
from tests.factories import PASSWORD
from tests.web.browser import TestClient
from tests.web.conftest import Count, Served, envelope

t = translator("es")
EMAIL = "ana@huella.example"


@pytest.fixture
def survey_id(served: Served) -> int:
    """A draft of somebody who may write surveys."""
    accounts.add_account(
        served.database,
        email=EMAIL,
        name="Ana",
        role="coordinator",
        password=PASSWORD,
        now=served.site.now(),
    )
    member = accounts.member_by_email(served.database, EMAIL)
    assert member is not None
    draft = replace(templates()["short"], title=Words.of(es="Borrador <7713>", en="Draft <7713>"))
    return create_survey(served.database, member, draft, now=served.site.now())


@pytest.fixture
def team(client: TestClient, survey_id: int) -> TestClient:
    assert client.post("/login", data={"email": EMAIL, "password": PASSWORD}).status_code == 303
    return client


def test_the_team_sees_the_form_of_a_draft_in_our_own_frame(team: TestClient, survey_id: int) -> None:
    page = team.get(f"/preview/{survey_id}?lang=en")
    assert page.status_code == 200
    assert "Draft &lt;7713&gt;" in page.text
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert "data-kiosk" in page.text, "the browser keeps nothing of what is tried out"


def test_a_stranger_sees_no_draft(client: TestClient, survey_id: int) -> None:
    page = client.get(f"/preview/{survey_id}")
    assert page.status_code == 404
    assert "7713" not in page.text


@pytest.mark.parametrize("number", ["99999", "0", "-1", "1e3", "²", "9" * 400, "%00"])
def test_a_survey_that_is_not_there_gets_a_page(team: TestClient, number: str) -> None:
    assert team.get(f"/preview/{number}").status_code == 404


def test_what_is_sent_is_not_read_and_not_kept(team: TestClient, survey_id: int, stored: Count) -> None:
    answer = team.post(f"/preview/{survey_id}", json=envelope())
    assert answer.status_code == 409
    assert answer.json()["message"] == t("surveys.preview.stores_nothing")
    assert stored() == 0
