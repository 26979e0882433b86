"""Every type of question on the light form: how it is drawn, and what is stored of both ways to send it."""

import re
from html import unescape
from uuid import uuid4

import pytest

from tests.every_type import SENT, STORED, every_type, form_fields
from tests.factories import make_link, make_training, make_version
from tests.raw_answers import received, stored_values
from tests.web.browser import TestClient
from tests.web.conftest import Served


@pytest.fixture
def code(served: Served) -> str:
    with served.database.write() as session:
        version = make_version(session, every_type().to_json()).id
        return make_link(session, make_training(session), version_id=version).code


@pytest.fixture
def page(client: TestClient, code: str) -> str:
    return str(client.get(f"/f/{code}").text)


def card(page: str, name: str) -> str:
    """The section of one question, up to the next one."""
    found = re.search(rf'<section[^>]*id="q-{name}".*?</section>', page, flags=re.DOTALL)
    assert found, name
    return found[0]


def sent_fields(page: str, **changes: object) -> dict[str, object]:
    """What a browser without a script sends from this page."""
    step = re.search(r'name="step" value="([^"]*)"', page)
    assert step
    own = {"id": str(uuid4()), "language": "es", "consent": "yes", "step": unescape(step[1])}
    return own | form_fields(SENT) | changes


def json_body(**changes: object) -> dict[str, object]:
    answers = {name: value for name, value in (SENT | changes).items() if value is not None}
    return {"id": str(uuid4()), "answers": answers, "language": "es", "consent": True}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nick", r'<input id="i-nick" name="nick"[^>]* type="text"[^>]* data-limit="40"'),
        ("story", r"<textarea[^>]* name=\"story\""),
        ("age", r'inputmode="numeric"'),
        ("hours", r'inputmode="decimal"'),
        ("energy", r'data-slider data-least="0" data-most="10" data-step="1" value=""'),
        ("colour", r'<select id="i-colour" name="colour"'),
        ("likes", r'type="checkbox" name="likes" value="leer"'),
        ("mood", r'<label class="face">\s*<input type="radio" name="mood" value="awful">\s*<svg[^>]*>'),
        ("fair", r'<use href="#mood-5"/>'),
        ("again", r'name="again" value="10"'),
        ("knows", r'name="knows.before" value="1"'),
        ("first_things", r'<select name="first_things.3"'),
        ("born", r'type="date" value=""'),
        ("wakes", r'type="time" value=""'),
        ("met", r'type="datetime-local" value=""'),
        ("agrees", r'type="checkbox" name="agrees" value="yes" required'),
        ("elements", r'value="español"'),
    ],
)
def test_each_type_has_its_control(page: str, name: str, expected: str) -> None:
    assert re.search(expected, card(page, name)), card(page, name)


def test_what_is_worked_out_or_unsupported_has_no_screen(page: str) -> None:
    assert 'id="q-is_adult"' not in page
    assert re.search(r'<i hidden data-screen="computed" data-name="is_adult"', page)
    assert re.search(r'<i hidden data-screen="computed" data-name="source"', page)
    assert "kept_type" not in page


def test_guidance_is_folded_away(page: str) -> None:
    assert re.search(r"<details[^>]*><summary>Más información</summary>", card(page, "story"))
    assert "<details" not in card(page, "nick")


def test_a_section_without_a_title_says_nothing(page: str) -> None:
    assert 'class="section"' not in card(page, "born")
    assert "Elecciones" in card(page, "region")


def test_a_label_leaves_a_place_for_the_answer_it_repeats(page: str) -> None:
    assert '<span data-pipe="nick">…</span>, ¿qué te llevas' in card(page, "story")


def test_words_that_were_answered_are_escaped_in_later_labels(client: TestClient, code: str) -> None:
    page = client.get(f"/f/{code}").text
    again = client.post(f"/f/{code}", data=sent_fields(page, nick="<b>Ale</b>", age="500"))
    assert again.status_code == 422
    assert '<span data-pipe="nick">&lt;b&gt;Ale&lt;/b&gt;</span>' in again.text


def test_choices_that_do_not_fit_wait_in_templates(page: str) -> None:
    shown = re.sub(r"<template.*?</template>", "", card(page, "comuna"), flags=re.DOTALL)
    assert ' name="comuna"' not in shown
    assert "todavía no hay opciones" in shown
    assert card(page, "comuna").count('class="unfit"') == 3
    assert '"region":"norte"' in unescape(card(page, "comuna"))


def test_rules_travel_as_trees_with_their_words(page: str) -> None:
    rules = unescape(card(page, "age"))
    assert '"constraint":{' in rules
    assert "La edad va de 5 a 119 años." in rules
    assert "Necesitamos tu edad para seguir." in rules


def test_nothing_on_the_page_is_inline(page: str) -> None:
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)


def test_answers_sent_as_json_are_stored(client: TestClient, served: Served, code: str) -> None:
    answer = client.post(f"/f/{code}", json=json_body())
    assert answer.status_code == 201, answer.text
    assert stored_values(served.database, code) == STORED


def test_a_form_without_a_script_grows_until_it_is_whole(
    client: TestClient, served: Served, code: str, page: str
) -> None:
    """The comuna hangs on the region, the company on the age: both are asked once they are known."""
    first = {"comuna": "", "guardian": ""}
    again = client.post(f"/f/{code}", data=sent_fields(page, **first))
    assert again.status_code == 422
    assert "2 preguntas más" in again.text
    assert received(served.database, code) == 0
    shown = re.sub(r"<template.*?</template>", "", card(again.text, "comuna"), flags=re.DOTALL)
    assert re.findall(r'name="comuna" value="(\w+)"', shown) == ["tocopilla", "calama"]
    assert '¿De qué comuna del <span data-pipe="region">Norte</span>?' in shown
    done = client.post(f"/f/{code}", data=sent_fields(again.text))
    assert done.status_code == 201
    assert stored_values(served.database, code) == STORED


def test_another_region_takes_the_old_comuna_away(client: TestClient, code: str, page: str) -> None:
    again = client.post(f"/f/{code}", data=sent_fields(page, region="sur"))
    shown = re.sub(r"<template.*?</template>", "", card(again.text, "comuna"), flags=re.DOTALL)
    assert again.status_code == 422
    assert re.findall(r'name="comuna" value="(\w+)"', shown) == ["ancud"]
    assert "checked" not in card(again.text, "comuna")


def test_everything_typed_comes_back(client: TestClient, code: str, page: str) -> None:
    again = client.post(f"/f/{code}", data=sent_fields(page, agrees="")).text
    assert 'href="#q-agrees"' in again
    assert 'value="7.5"' in card(again, "hours")
    assert 'value="8"' in card(again, "energy")
    assert re.search(r'name="mood" value="great" checked', card(again, "mood"))
    assert re.search(r'<option value="verde" selected>', card(again, "colour"))
    assert re.search(
        r'first_things.1".*?<option value="techo" selected>', card(again, "first_things"), re.DOTALL
    )
    assert 'value="2014-03-01"' in card(again, "born")
    assert 'value="07:05"' in card(again, "wakes")
    assert 'value="2026-11-20T18:30"' in card(again, "met")


def test_a_default_is_filled_in_once(client: TestClient, code: str, page: str) -> None:
    again = client.post(f"/f/{code}", data=sent_fields(page, elements="", agrees="")).text
    assert 'name="elements"' in card(again, "elements")
    assert 'value=""' in card(again, "elements")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("age", None, "Necesitamos tu edad para seguir."),
        ("age", "130", "La edad va de 5 a 119 años."),
        ("comuna", "ancud", "comuna"),
        ("comuna", None, "comuna"),
        ("energy", "7.5", "energía"),
        ("first_things", ["pan"], "Ordena"),
        ("born", "2999-01-01", "naciste"),
        ("born", "2026-02-30", "naciste"),
        ("agrees", None, "dejar de responder"),
    ],
)
def test_the_server_has_the_last_word(
    client: TestClient, served: Served, code: str, name: str, value: object, message: str
) -> None:
    answer = client.post(f"/f/{code}", json=json_body(**{name: value}))
    assert answer.status_code == 422
    assert message in answer.json()["problems"][name][0]
    assert received(served.database, code) == 0
