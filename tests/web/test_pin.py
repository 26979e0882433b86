"""A form behind a PIN: the field, the form it leads to, and answers that never get lost over it."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from dashboard.services.passwords import hash_password
from dashboard.web.buckets import FormLimits, Rate
from db.models import SurveyLink
from tests.factories import make_link, make_training, make_version
from tests.web.browser import TestClient
from tests.web.conftest import Count, Served, envelope, fields, served_by

CODE = "PQRS2345"
PIN = "482913"
PATH = f"/f/{CODE}"
TOKEN = re.compile(r'name="token" value="([^"]*)"')


@pytest.fixture(autouse=True)
def guarded(served: Served) -> None:
    with served.database.write() as session:
        make_link(session, code=CODE, version_id=make_version(session).id, pin_hash=hash_password(PIN))


def token_from(client: TestClient) -> str:
    found = TOKEN.search(client.post(PATH, data={"pin": PIN}).text)
    assert found is not None
    return found[1]


def test_the_address_shows_one_field_and_no_question(client: TestClient) -> None:
    page = client.get(PATH)
    assert page.status_code == 200
    assert '<input id="i-pin" name="pin" inputmode="numeric"' in page.text
    assert "data-screen" not in page.text
    assert "set-cookie" not in page.headers
    assert page.headers["x-huella-keep"] == "as-it-is"


def test_the_pin_leads_to_the_form_with_a_token_and_no_cookie(client: TestClient, stored: Count) -> None:
    page = client.post(PATH, data={"pin": " 482 913 "})
    assert page.status_code == 200
    assert 'data-name="relevance"' in page.text
    assert "set-cookie" not in page.headers
    assert PIN not in page.text
    sent = client.post(PATH, data=fields(token=token_from(client)))
    assert sent.status_code == 201
    assert stored() == 1


@pytest.mark.parametrize("typed", ["", "482914", "abc", "9" * 300, "\x00", "<b>"])
def test_a_wrong_pin_shows_the_field_again(client: TestClient, typed: str) -> None:
    page = client.post(PATH, data={"pin": typed})
    assert page.status_code == 403
    assert 'aria-invalid="true"' in page.text
    assert "data-screen" not in page.text


def test_a_token_leads_to_the_form_too_so_that_a_phone_can_keep_it(client: TestClient) -> None:
    token = token_from(client)
    assert 'data-name="relevance"' in client.post(PATH, data={"token": token}).text
    assert client.post(PATH, data={"token": f"{token}0"}).status_code == 403


@pytest.mark.parametrize("token", [None, "", "x", "99999999999.abc"])
def test_fields_without_a_token_come_back_with_everything_typed(
    client: TestClient, stored: Count, token: str | None
) -> None:
    sent = fields(token=token, do="Hablar <con> mi equipo")
    page = client.post(PATH, data=sent)
    assert page.status_code == 403
    assert "Hablar &lt;con&gt; mi equipo" in page.text
    assert 'href="#q-pin"' in page.text
    assert f'value="{sent["id"]}"' in page.text
    assert stored() == 0
    again = client.post(PATH, data=sent | {"pin": PIN})
    assert again.status_code == 201
    assert stored() == 1


def test_a_wrong_pin_with_answers_says_so_and_keeps_them(client: TestClient, stored: Count) -> None:
    page = client.post(PATH, data=fields(pin="1111", do="Una idea"))
    assert page.status_code == 403
    assert "Ese PIN no es" in page.text
    assert "Una idea" in page.text
    assert "1111" not in page.text
    assert stored() == 0


def test_a_page_that_comes_back_for_another_reason_keeps_its_token(client: TestClient) -> None:
    token = token_from(client)
    page = client.post(PATH, data=fields(token=token, relevance=""))
    assert page.status_code == 422
    assert f'name="token" value="{token}"' in page.text
    assert 'href="#q-pin"' not in page.text


@pytest.mark.parametrize(
    "changes", [{}, {"token": ""}, {"token": "1.x"}, {"pin": "0000"}, {"pin": "x", "answers": {}}]
)
def test_json_without_a_token_is_refused_in_words(
    client: TestClient, stored: Count, changes: dict[str, Any]
) -> None:
    answer = client.post(PATH, json=envelope(**changes))
    assert answer.status_code == 403
    assert answer.json()["error"] == "pin_needed"
    assert "PIN" in answer.json()["message"]
    assert stored() == 0


def test_json_takes_a_token_or_the_pin_itself(client: TestClient, stored: Count) -> None:
    assert client.post(PATH, json=envelope(token=token_from(client))).status_code == 201
    assert client.post(PATH, json=envelope(pin=PIN, token="too old")).status_code == 201
    assert stored() == 2


def test_answers_that_come_late_are_asked_for_the_pin_again(served: Served, stored: Count) -> None:
    token = token_from(served.client)
    late = replace(served.site, now=lambda: served_at() + timedelta(hours=14))
    served_at = served.site.now
    with served_by(late) as client:
        sent = envelope(token=token)
        assert client.post(PATH, json=sent).status_code == 403
        assert client.post(PATH, json=sent | {"pin": PIN}).status_code == 201
        assert client.post(PATH, json=sent).status_code == 200  # stored already: no PIN for a retry
    assert stored() == 1


def test_guessing_is_slowed_down_and_whoever_is_in_goes_on(served: Served, stored: Count) -> None:
    slow = FormLimits(link=Rate(0.1, 3), overall=Rate(100, 100))
    with served_by(replace(served.site, pin_guesses=slow)) as client:
        token = token_from(client)
        guesses = [client.post(PATH, data={"pin": f"111{number}"}) for number in range(4)]
        assert [guess.status_code for guess in guesses] == [403, 403, 403, 429]
        assert int(guesses[-1].headers["retry-after"]) >= 1
        refused = client.post(PATH, json=envelope(pin=PIN))
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1
        page = client.post(PATH, data=fields(pin=PIN, do="Una idea"))
        assert page.status_code == 429
        assert "Una idea" in page.text
        assert stored() == 0
        assert client.post(PATH, json=envelope(token=token)).status_code == 201


def test_a_room_that_knows_the_pin_is_never_slowed_down(served: Served) -> None:
    slow = FormLimits(link=Rate(0.001, 2), overall=Rate(0.001, 2))
    with served_by(replace(served.site, pin_guesses=slow)) as client:
        assert {client.post(PATH, data={"pin": PIN}).status_code for _ in range(9)} == {200}


def test_a_pin_that_was_taken_away_meanwhile_asks_nobody(served: Served, stored: Count) -> None:
    with served.database.write() as session:
        session.query(SurveyLink).filter_by(code=CODE).one().pin_hash = None
    assert 'data-name="relevance"' in served.client.post(PATH, data={"pin": "9"}).text
    assert served.client.post(PATH, json=envelope(token="old")).status_code == 201
    assert stored() == 1


def test_a_closed_link_asks_for_no_pin(served: Served) -> None:
    with served.database.write() as session:
        training = make_training(session)
        make_link(session, training, code="TWXY2345", state="closed", pin_hash=hash_password(PIN))
    for answer in (
        served.client.get("/f/TWXY2345"),
        served.client.post("/f/TWXY2345", data={"pin": PIN}),
        served.client.post("/f/TWXY2345", json=envelope(id=str(uuid4()))),
    ):
        assert answer.status_code == 410
