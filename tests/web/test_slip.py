"""A form that asks for a slip: its field, what a wrong one is told, and what spends it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.services.slips import make_slips_of_code, slip_count
from dashboard.web.buckets import FormLimits, Rate
from db.models import SurveyLink
from tests.web.conftest import OPEN, Count, Served, envelope, fields, served_by

PATH = f"/f/{OPEN}"


@pytest.fixture
def codes(served: Served) -> tuple[str, ...]:
    key = served.site.settings.slip_key
    return make_slips_of_code(served.database, OPEN, 5, base="http://localhost", key=key).codes


@pytest.fixture
def spent(served: Served) -> Callable[[], int]:
    with served.database.read() as session:
        link = session.query(SurveyLink).filter_by(code=OPEN).one().id
    return lambda: slip_count(served.database, link).spent


def test_a_link_without_slips_has_no_field(served: Served) -> None:
    assert 'name="slip"' not in served.client.get(PATH).text


def test_the_form_asks_for_it_before_the_questions(served: Served, codes: tuple[str, ...]) -> None:
    page = served.client.get(PATH).text
    assert page.index('name="consent"') < page.index('name="slip"') < page.index('data-name="relevance"')


def test_it_is_spent_with_the_response(
    served: Served, codes: tuple[str, ...], stored: Count, spent: Callable[[], int]
) -> None:
    sent = fields(slip=f" {codes[0][:3]}-{codes[0][3:].lower()}")
    assert served.client.post(PATH, data=sent).status_code == 201
    assert served.client.post(PATH, data=sent).status_code == 200
    assert served.client.post(PATH, json=envelope(slip=codes[1])).status_code == 201
    assert (stored(), spent()) == (2, 2)


@pytest.mark.parametrize("typed", [None, "", "AAA-AAA-AAA", "x", "<i>", "\x00", "9" * 400])
def test_a_wrong_one_is_told_on_its_field_and_nothing_typed_is_lost(
    served: Served, codes: tuple[str, ...], stored: Count, spent: Callable[[], int], typed: str | None
) -> None:
    page = served.client.post(PATH, data=fields(slip=typed, do="Hablar <con> todos"))
    assert page.status_code == 422
    assert 'href="#q-slip"' in page.text
    assert "Hablar &lt;con&gt; todos" in page.text
    assert "<i>" not in page.text
    assert (stored(), spent()) == (0, 0)


def test_a_spent_one_is_told_in_json(served: Served, codes: tuple[str, ...], stored: Count) -> None:
    assert served.client.post(PATH, json=envelope(slip=codes[0])).status_code == 201
    for slip in (codes[0], ""):
        answer = served.client.post(PATH, json=envelope(slip=slip))
        assert answer.status_code == 422
        assert list(answer.json()["problems"]) == ["slip"]
    assert stored() == 1


def test_guessing_is_slowed_down_and_good_slips_are_not(
    served: Served, codes: tuple[str, ...], stored: Count
) -> None:
    slow = FormLimits(link=Rate(0.1, 2), overall=Rate(100, 100))
    with served_by(replace(served.site, slip_guesses=slow)) as client:
        good = [client.post(PATH, json=envelope(slip=code)).status_code for code in codes[:4]]
        assert good == [201] * 4
        guesses = [client.post(PATH, json=envelope(slip="AAAAAAAAA")) for _ in range(3)]
        assert [guess.status_code for guess in guesses] == [422, 422, 429]
        assert int(guesses[-1].headers["retry-after"]) >= 1
        page = client.post(PATH, data=fields(slip=codes[4], do="Una idea"))
        assert page.status_code == 429
        assert "Una idea" in page.text
    assert stored() == 4
