"""A tablet that everybody uses keeps nothing, and every answer of the form says who may do what with it."""

import pytest

from dashboard.services.passwords import hash_password
from db.models import SurveyLink
from tests.factories import make_link
from tests.web.conftest import CLOSED, NOT_YET, OPEN, Served, envelope, fields

GUARDED = "PQRS2345"


@pytest.fixture(autouse=True)
def guarded(served: Served) -> None:
    with served.database.write() as session:
        make_link(session, code=GUARDED, pin_hash=hash_password("4829"))


def test_the_address_or_the_link_makes_a_shared_tablet(served: Served) -> None:
    page = served.client.get(f"/f/{OPEN}?kiosk")
    assert "data-kiosk" in page.text
    assert 'id="asleep"' in page.text
    assert 'id="answered"' not in page.text
    assert page.headers["x-huella-keep"] == "never"
    with served.database.write() as session:
        session.query(SurveyLink).filter_by(code=OPEN).one().is_kiosk = True
    assert "data-kiosk" in served.client.get(f"/f/{OPEN}").text


def test_a_phone_keeps_its_form_and_knows_a_mark_that_is_not_the_code(served: Served) -> None:
    page = served.client.get(f"/f/{OPEN}")
    assert "data-kiosk" not in page.text
    assert 'id="answered" hidden' in page.text
    assert "x-huella-keep" not in page.headers
    assert f'data-mark="{OPEN}' not in page.text


def test_the_next_person_finds_a_shared_tablet_too(served: Served) -> None:
    page = served.client.get(f"/f/{OPEN}?kiosk").text
    assert f'data-home="/f/{OPEN}?kiosk=1&amp;lang=es"' in page
    assert f'href="/f/{OPEN}?kiosk=1&amp;lang=en"' in page
    thanks = served.client.post(f"/f/{OPEN}?kiosk", data=fields())
    assert thanks.status_code == 201
    assert thanks.headers["refresh"] == f"15; url=/f/{OPEN}?kiosk=1&lang=es"
    declined = served.client.post(f"/f/{OPEN}?kiosk=1", data=fields(consent="no"))
    assert "kiosk=1" in declined.headers["location"]
    assert "refresh" in served.client.get(declined.headers["location"]).headers
    assert "refresh" not in served.client.post(f"/f/{OPEN}", data=fields()).headers


def test_a_pin_page_stays_on_the_shared_tablet(served: Served) -> None:
    page = served.client.get(f"/f/{GUARDED}?kiosk=1&lang=en").text
    assert f'action="/f/{GUARDED}?kiosk=1&amp;lang=en"' in page


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", f"/f/{OPEN}", None, 200),
        ("GET", f"/f/{OPEN}?kiosk", None, 200),
        ("GET", f"/f/{OPEN}?goodbye=1", None, 200),
        ("GET", "/f/ZZZZ2345", None, 404),
        ("GET", "/f/x/y", None, 404),
        ("GET", f"/f/{CLOSED}", None, 410),
        ("GET", f"/f/{NOT_YET}", None, 410),
        ("GET", f"/f/{GUARDED}", None, 200),
        ("GET", "/f", None, 200),
        ("GET", f"/f?code={OPEN}", None, 303),
        ("GET", "/f/worker.js", None, 200),
        ("GET", "/w", None, 200),
        ("PUT", f"/f/{OPEN}", None, 405),
        ("POST", f"/f/{GUARDED}", {"pin": "4829"}, 200),
        ("POST", f"/f/{GUARDED}", {"pin": "1"}, 403),
        ("POST", f"/f/{GUARDED}", fields(), 403),
        ("POST", f"/f/{OPEN}", fields(), 201),
        ("POST", f"/f/{OPEN}", fields(relevance=""), 422),
        ("POST", f"/f/{OPEN}", fields(consent="no"), 303),
        ("POST", f"/f/{CLOSED}", fields(), 410),
        ("POST", f"/f/{OPEN}", {"x": "y" * 70_000}, 413),
        ("POST", "/w", {"code": "x"}, 422),
    ],
)
def test_every_answer_says_who_may_do_what_with_it(
    served: Served, method: str, path: str, body: dict[str, str] | None, status: int
) -> None:
    answer = served.client.request(method, path, data=body)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == ("no-cache" if "worker" in path else "no-store")


def test_json_answers_say_so_too(served: Served) -> None:
    for path, sent in ((OPEN, envelope()), (OPEN, envelope(answers={})), (GUARDED, envelope())):
        answer = served.client.post(f"/f/{path}", json=sent)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"


def test_quick_exit_stands_on_every_page(served: Served) -> None:
    for path in (f"/f/{GUARDED}", f"/f/{OPEN}", f"/f/{CLOSED}", "/f/ZZZZ2345", "/f", "/w"):
        assert 'id="exit"' in served.client.get(path).text
