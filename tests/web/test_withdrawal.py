"""`/w`: a response is taken back with its code, by form, without saying who one is."""

import pytest
from sqlalchemy import func, select, update

from dashboard.services.invariants import findings
from dashboard.services.publication import advance_all
from db.models import Answer, Response, SurveyLink, Tally
from tests.factories import NOW
from tests.web.browser import TestClient
from tests.web.conftest import FORM_TYPE, OPEN, Count, Served, envelope, fields


def sent(client: TestClient) -> str:
    """The withdrawal code of a response just stored."""
    answer = client.post(f"/f/{OPEN}", json=envelope())
    assert answer.status_code == 201
    return str(answer.json()["withdrawal"])


def test_the_code_deletes_the_response_and_every_answer(served: Served, stored: Count) -> None:
    code = sent(served.client)
    sent(served.client)
    page = served.client.post("/w?lang=es", data={"code": code.lower().replace("-", " ")})
    assert page.status_code == 200
    assert "Tu respuesta fue borrada" in page.text
    assert "total de cinco" not in page.text
    assert stored() == 1
    with served.database.read() as session:
        owners = set(session.scalars(select(Answer.response_id)))
        assert owners == set(session.scalars(select(Response.id)))


def test_a_second_try_finds_nothing_and_keeps_what_was_typed(client: TestClient) -> None:
    code = sent(client)
    assert client.post("/w", data={"code": code}).status_code == 200
    page = client.post("/w?lang=en", data={"code": code})
    assert page.status_code == 404
    assert code in page.text
    assert 'aria-invalid="true"' in page.text


def test_what_was_published_stays_and_is_said(served: Served, stored: Count) -> None:
    code = sent(served.client)
    with served.database.write() as session:
        session.execute(update(Answer).where(Answer.question == "relevance").values(publication_id=1))
    page = served.client.post("/w?lang=es", data={"code": code})
    assert "total de cinco" in page.text
    assert stored() == 0


def test_a_retry_is_told_the_same_code_and_a_page_without_script_shows_it(client: TestClient) -> None:
    body = envelope()
    first, again = (client.post(f"/f/{OPEN}", json=body).json() for _ in range(2))
    assert (first["status"], again["status"]) == ("stored", "already_stored")
    assert first["withdrawal"] == again["withdrawal"]
    shown = client.post(f"/f/{OPEN}", data=fields()).text
    assert 'class="receipt"' in shown
    assert " hidden" not in shown.split('class="receipt"')[1].split(">")[0]


def test_codes_of_different_responses_differ_and_say_nothing_of_the_id(client: TestClient) -> None:
    bodies = [envelope() for _ in range(20)]
    codes = {client.post(f"/f/{OPEN}", json=body).json()["withdrawal"] for body in bodies}
    assert len(codes) == 20
    assert not any(body["id"].replace("-", "").upper()[:4] in code for body in bodies for code in codes)


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JKM0", "<script>alert(1)</script>", "\x00" * 12])
def test_what_is_no_code_is_refused_beside_the_field(client: TestClient, typed: str) -> None:
    page = client.post("/w?lang=es", data={"code": typed})
    assert page.status_code == 422
    assert "Escribe las 12 letras" in page.text
    assert "<script>alert" not in page.text


def test_an_unknown_code_deletes_nothing(client: TestClient, stored: Count) -> None:
    sent(client)
    assert client.post("/w", data={"code": "2222-2222-2222"}).status_code == 404
    assert stored() == 1


def test_guessing_is_slowed(served: Served) -> None:
    statuses = {served.client.post("/w", data={"code": "2222-2222-2222"}).status_code for _ in range(40)}
    assert statuses == {404, 429}


def test_too_large_a_body_is_refused(client: TestClient) -> None:
    page = client.post("/w", content=b"code=" + b"A" * 100_000, headers={"Content-Type": FORM_TYPE})
    assert page.status_code == 413


def test_a_withdrawn_response_is_never_published(served: Served) -> None:
    codes = [sent(served.client) for _ in range(9)]
    for code in codes[:5]:
        served.client.post("/w", data={"code": code})
    with served.database.write() as session:
        session.execute(update(SurveyLink).values(state="closed"))
    advance_all(served.database, now=NOW, k=5)
    with served.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Tally)) == 0
    assert findings(served.database) == ()
