"""The form without a script: problems beside the questions, everything typed kept, nothing stored twice."""

import re
from uuid import uuid4

from tests.web.browser import TestClient
from tests.web.conftest import CLOSED, OPEN, Count, fields


def test_a_complete_form_is_stored_and_thanked(client: TestClient, stored: Count) -> None:
    page = client.post(f"/f/{OPEN}", data=fields())
    assert page.status_code == 201
    assert "¡Gracias!" in page.text
    assert stored() == 1


def test_a_second_click_stores_nothing_more(client: TestClient, stored: Count) -> None:
    sent = fields()
    assert client.post(f"/f/{OPEN}", data=sent).status_code == 201
    again = client.post(f"/f/{OPEN}", data=sent)
    assert again.status_code == 200
    assert "ya habían llegado" in again.text
    assert stored() == 1


def test_the_same_id_with_other_answers_keeps_the_first(client: TestClient, stored: Count) -> None:
    sent = fields()
    client.post(f"/f/{OPEN}", data=sent)
    answer = client.post(f"/f/{OPEN}", data=sent | {"relevance": "1"})
    assert answer.status_code == 409
    assert "ya se había guardado" in answer.text
    assert stored() == 1


def test_without_consent_nothing_is_stored(client: TestClient, stored: Count) -> None:
    page = client.post(f"/f/{OPEN}", data=fields(consent=None))
    assert page.status_code == 422
    assert 'href="#q-consent"' in page.text
    assert stored() == 0


def test_declining_leads_to_a_goodbye(client: TestClient, stored: Count) -> None:
    answer = client.post(f"/f/{OPEN}", data=fields(consent="no"))
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "No guardamos nada" in page.text
    assert stored() == 0


def test_problems_stand_beside_the_questions_and_everything_typed_is_kept(
    client: TestClient, stored: Count
) -> None:
    sent = fields(relevance=None, do="<script>alert(1)</script> & más")
    sent["knows_rights.now"] = ""
    page = client.post(f"/f/{OPEN}", data=sent)
    assert page.status_code == 422
    assert stored() == 0
    assert 'href="#q-relevance"' in page.text
    assert 'id="q-relevance"' in page.text
    assert 'href="#q-knows_rights"' in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; más" in page.text
    assert re.search(r'value="time" checked', page.text)
    assert re.search(r'name="knows_rights.before" value="2" checked', page.text)
    assert f'name="id" value="{sent["id"]}"' in page.text


def test_an_answer_that_opens_questions_brings_the_page_again(client: TestClient, stored: Count) -> None:
    shown = _shown(client.get(f"/f/{OPEN}").text)
    sent = fields(age_band="30_44", step=shown)
    page = client.post(f"/f/{OPEN}", data=sent)
    assert page.status_code == 422
    assert stored() == 0
    assert "3 preguntas más" in page.text
    assert 'id="summary"' not in page.text
    assert "gender" in _shown(page.text)
    assert "Hablar con mi equipo" in page.text
    done = client.post(f"/f/{OPEN}", data=sent | {"step": _shown(page.text), "gender": "no_answer"})
    assert done.status_code == 201
    assert stored() == 1


def test_nobody_under_16_is_shown_a_sensitive_question(client: TestClient, stored: Count) -> None:
    shown = _shown(client.get(f"/f/{OPEN}").text)
    page = client.post(f"/f/{OPEN}", data=fields(age_band="14_15", step=shown))
    assert page.status_code == 201
    assert stored() == 1


def test_a_bad_id_is_replaced_by_a_good_one(client: TestClient) -> None:
    page = client.post(f"/f/{OPEN}", data=fields(id="not-a-uuid"))
    assert page.status_code == 422
    assert re.search(r'name="id" value="[0-9a-f-]{36}"', page.text)


def test_a_closed_link_takes_nothing(client: TestClient, stored: Count) -> None:
    assert client.post(f"/f/{CLOSED}", data=fields()).status_code == 410
    assert client.post("/f/ZZZZ2345", data=fields()).status_code == 404
    assert stored() == 0


def test_the_problem_page_is_in_the_language_of_the_form(client: TestClient) -> None:
    page = client.post(f"/f/{OPEN}", data=fields(language="en", relevance=None))
    assert '<html lang="en">' in page.text
    assert "Check this before sending" in page.text


def test_an_unknown_field_is_named(client: TestClient, stored: Count) -> None:
    page = client.post(f"/f/{OPEN}", data=fields(favourite_colour="blue"))
    assert page.status_code == 422
    assert "favourite_colour" in page.text
    assert stored() == 0


def test_two_people_are_two_responses(client: TestClient, stored: Count) -> None:
    for _ in range(2):
        assert client.post(f"/f/{OPEN}", data=fields(id=str(uuid4()))).status_code == 201
    assert stored() == 2


def _shown(page: str) -> str:
    found = re.search(r'name="step" value="([^"]*)"', page)
    assert found
    return found[1]
