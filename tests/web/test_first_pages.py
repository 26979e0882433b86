"""The empty form is drawn once per link, and yet each person gets an id, and the truth, of their own."""

import gzip
import re
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from starlette.responses import HTMLResponse

from dashboard.survey.definition import Choice, Definition, Question, Section
from dashboard.survey.library.post_training import post_training
from dashboard.survey.words import Words
from dashboard.web.first_pages import MOST_PAGES, PLACE, FirstPages, Halves, is_the_same_for_all
from db.models import Training
from tests.web.browser import TestClient
from tests.web.conftest import OPEN, Served

ID = re.compile(r'name="id" value="([^"]+)"')


def test_each_page_has_an_id_of_its_own_and_nothing_else_differs(client: TestClient) -> None:
    pages = [client.get(f"/f/{OPEN}").text for _ in range(3)]
    ids = [ID.findall(page) for page in pages]
    assert len({found for each in ids for found in each}) == 3
    assert all(len(each) == 1 for each in ids)
    assert len({ID.sub("", page) for page in pages}) == 1


def test_a_new_title_and_another_language_are_shown_at_once(served: Served) -> None:
    before = served.client.get(f"/f/{OPEN}?lang=es").text
    with served.database.write() as session:
        session.execute(update(Training).values(title="Otro nombre"))
    after = served.client.get(f"/f/{OPEN}?lang=es").text
    assert "Otro nombre" not in before
    assert "Otro nombre" in after
    assert 'lang="en"' in served.client.get(f"/f/{OPEN}?lang=en").text


def test_a_page_is_the_same_compressed_or_not(client: TestClient) -> None:
    small = client.get(f"/f/{OPEN}", headers={"Accept-Encoding": "gzip"})
    plain = client.get(f"/f/{OPEN}", headers={"Accept-Encoding": "identity"})
    assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert "content-encoding" not in plain.headers
    assert ID.sub("", small.text) == ID.sub("", plain.text)
    assert int(small.headers["content-length"]) < 1.02 * len(gzip.compress(plain.content, 6))
    differing = {"content-length", "content-encoding"}
    assert {name: value for name, value in small.headers.items() if name not in differing} == {
        name: value for name, value in plain.headers.items() if name not in differing
    }


@given(st.binary(max_size=60), st.binary(max_size=60), st.integers(0, 1_500), st.uuids(version=4))
def test_what_was_compressed_around_an_id_is_read_back_as_it_was(
    before: bytes, after: bytes, times: int, own: UUID
) -> None:
    id_ = str(own).encode()
    first, second = (
        part.replace(b"\0", b"-") for part in (before * times + PLACE.encode(), after + before * 9)
    )
    halves = Halves.of(first, second)
    assert gzip.decompress(halves.compressed(id_)) == halves.whole(id_) == first + id_ + second


def changed(**changes: object) -> Definition:
    choices = tuple(Choice(value, Words.of(es=value)) for value in "ab")
    question = replace(Question("q", "select_one", Words.of(es="q"), choices=choices), **changes)  # type: ignore[arg-type]
    return replace(post_training(), sections=(Section("s", Words.of(es="s"), items=(question,)),))


@pytest.mark.parametrize(
    "changes",
    [
        {"is_shuffled": True},
        {"default": "today()"},
        {"relevant": "now () > 3"},
        {"required_when": "today() != ''"},
    ],
)
def test_what_depends_on_the_person_or_the_moment_is_drawn_anew(changes: dict[str, object]) -> None:
    assert is_the_same_for_all(changed())
    assert not is_the_same_for_all(changed(**changes))


def test_a_flood_of_links_does_not_fill_the_memory() -> None:
    pages = FirstPages()
    for number in range(MOST_PAGES + 50):
        pages.page(number, lambda own: HTMLResponse(f"<p>{own}</p>"))
    assert len(pages._halves) == MOST_PAGES
