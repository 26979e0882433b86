"""The phone form as it is opened: language, first lines, what is on the page and what is not."""

import gzip
import re

import pytest

from tests.web.browser import TestClient
from tests.web.conftest import CLOSED, NOT_YET, OPEN


def test_open_form_says_who_asks_that_it_is_anonymous_and_how_long(client: TestClient) -> None:
    page = client.get(f"/f/{OPEN}")
    assert page.status_code == 200
    assert "Fundación Iguales quiere saber qué te pareció" in page.text
    assert "Es anónimo" in page.text
    assert re.search(r"Toma cerca de \d minutos", page.text)


def test_words_from_the_database_are_escaped(client: TestClient) -> None:
    assert "Taller &lt;de&gt; derechos" in client.get(f"/f/{OPEN}").text


@pytest.mark.parametrize("typed", ["abcd-2345", "abcd2345", "ABCD%202345"])
def test_a_code_is_found_however_it_is_typed(client: TestClient, typed: str) -> None:
    assert client.get(f"/f/{typed}").status_code == 200


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("ZZZZ2345", 404, "No encontramos ese código"),
        ("%00%00", 404, "No encontramos ese código"),
        ("' OR 1=1 --", 404, "No encontramos ese código"),
        (CLOSED, 410, "Esta encuesta está cerrada"),
        (NOT_YET, 410, "5 de marzo de 2099"),
    ],
)
def test_a_code_that_opens_nothing_gets_a_friendly_page(
    client: TestClient, code: str, status: int, words: str
) -> None:
    page = client.get(f"/f/{code}")
    assert page.status_code == status
    assert words in page.text
    assert "English" in page.text


def test_every_page_load_makes_a_new_response_id(client: TestClient) -> None:
    pages = [client.get(f"/f/{OPEN}").text for _ in range(2)]
    ids = [re.search(r'name="id" value="([0-9a-f-]{36})"', page) for page in pages]
    assert ids[0] is not None
    assert ids[1] is not None
    assert ids[0][1] != ids[1][1]


def test_sensitive_questions_are_only_in_templates_at_the_start(client: TestClient) -> None:
    page = re.sub(r"<template.*?</template>", "", client.get(f"/f/{OPEN}").text, flags=re.DOTALL)
    assert 'name="relevance"' in page
    assert 'name="gender"' not in page


def test_the_page_is_in_the_language_asked_for(client: TestClient) -> None:
    page = client.get(f"/f/{OPEN}?lang=en").text
    assert '<html lang="en">' in page
    assert "Strongly agree" in page
    assert '<html lang="es">' in client.get(f"/f/{OPEN}?lang=xx").text


def test_headers_let_nothing_in_and_nobody_keep_it(client: TestClient) -> None:
    headers = client.get(f"/f/{OPEN}").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers


def test_nothing_on_the_page_needs_inline_script_or_style_or_another_server(client: TestClient) -> None:
    page = client.get(f"/f/{OPEN}").text
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    assert set(re.findall(r'https?://[^"]+', page)) == {"https://www.wikipedia.org/"}  # quick exit


def test_everything_needed_to_answer_is_under_40_kilobytes(client: TestClient) -> None:
    page = client.get(f"/f/{OPEN}")
    assert page.headers["content-encoding"] == "gzip"
    files = re.findall(r'(?:src|href)="(/huella-static/[^"]+)"', page.text)
    assert len(files) == 7
    parts = [page.content, *(client.get(file).content for file in files)]
    assert sum(len(gzip.compress(part)) for part in parts) < 40_000


def test_a_typed_code_leads_to_its_form(client: TestClient) -> None:
    answer = client.get("/f", params={"code": "abcd-2345"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/f/{OPEN}"
    assert client.get("/f", params={"code": "https://evil.example"}).status_code == 404
    for empty in ("/f", "/f?code=", "/f?code=%20"):
        page = client.get(empty)
        assert page.status_code == 200
        assert '<input id="code" name="code"' in page.text
