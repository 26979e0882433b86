"""The form as a script sends it: the contract's status codes, word by word."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.web.body import LONGEST_BODY
from dashboard.web.buckets import FormLimits, Rate
from dashboard.web.site import site_of
from db.engine import Database
from tests.web.browser import TestClient
from tests.web.conftest import (
    CLOSED,
    FORM_TYPE,
    NOT_YET,
    OPEN,
    Count,
    Served,
    demo_settings,
    envelope,
    fields,
    served_by,
)


def test_stored_then_already_stored_then_conflict(client: TestClient, stored: Count) -> None:
    sent = envelope()
    first = client.post(f"/f/{OPEN}", json=sent)
    assert first.status_code == 201
    code = first.json()["withdrawal"]
    assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", code)
    assert first.json() == {"status": "stored", "id": sent["id"], "withdrawal": code}
    assert client.post(f"/f/{OPEN}", json=sent).status_code == 200
    other = client.post(f"/f/{OPEN}", json=sent | {"answers": {"relevance": "1"}})
    assert other.status_code == 409
    assert stored() == 1


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"answers": {}}, "relevance"),
        ({"answers": {"relevance": "9"}}, "relevance"),
        ({"answers": {"relevance": ["1", "2"]}}, "relevance"),
        ({"answers": {"relevance": "5", "nothing": "1"}}, ""),
        ({"answers": {"relevance": "5", "do": "x" * 601}}, "do"),
        ({"answers": []}, "answers"),
        ({"consent": False}, "consent"),
        ({"consent": "yes"}, "consent"),
        ({"id": "1234"}, "id"),
        ({"id": 7}, "id"),
        ({"language": 7}, "language"),
        ({"extra": 1}, "extra"),
    ],
)
def test_what_is_wrong_is_said_by_question(
    client: TestClient, stored: Count, changes: dict[str, Any], place: str
) -> None:
    answer = client.post(f"/f/{OPEN}", json=envelope(**changes))
    assert answer.status_code == 422
    messages = answer.json()["problems"][place]
    assert all(isinstance(message, str) and message for message in messages)
    assert stored() == 0


def test_messages_are_in_the_sender_s_language(client: TestClient) -> None:
    answer = client.post(f"/f/{OPEN}", json=envelope(answers={}, language="en"))
    assert "needs an answer" in answer.json()["problems"]["relevance"][0]


@pytest.mark.parametrize(("code", "status"), [("ZZZZ2345", 404), ("x", 404), (CLOSED, 410), (NOT_YET, 410)])
def test_a_code_that_opens_nothing(client: TestClient, code: str, status: int) -> None:
    answer = client.post(f"/f/{code}", json=envelope())
    assert answer.status_code == status
    assert answer.json()["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 30_000,
        b'{"a":' * 10_000,
        b'{"id": NaN}',
        b'{"id": 1e999}',
        b'{"id": ' + b"9" * 9_000 + b"}",
        b'{"id": "a", "id": "b"}',
        b'{"answers": {"relevance": "\\ud800"}, "id": "\\udfff", "language": "\\u0000"}',
    ],
)
def test_bytes_that_are_no_response_get_422(client: TestClient, stored: Count, body: bytes) -> None:
    answer = client.post(f"/f/{OPEN}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert stored() == 0


@pytest.mark.parametrize("media_type", ["application/json", FORM_TYPE])
def test_a_body_over_the_limit_is_refused(client: TestClient, media_type: str, stored: Count) -> None:
    answer = client.post(
        f"/f/{OPEN}", content=b"x" * (LONGEST_BODY + 1), headers={"Content-Type": media_type}
    )
    assert answer.status_code == 413
    assert stored() == 0


def test_the_limit_holds_without_an_announced_length(client: TestClient) -> None:
    read: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(64):
            read.append(number)
            yield b"x" * 4096

    answer = client.post(f"/f/{OPEN}", content=chunks(), headers={"Content-Type": FORM_TYPE})
    assert answer.status_code == 413


@pytest.mark.parametrize("media_type", ["text/plain", "multipart/form-data; boundary=x", "", "a/b/c"])
def test_other_kinds_of_body_are_refused(client: TestClient, media_type: str) -> None:
    answer = client.post(f"/f/{OPEN}", content=b"x", headers={"Content-Type": media_type})
    assert answer.status_code == 415
    assert "<!doctype html>" in answer.text


def test_a_flood_is_slowed_down_and_told_for_how_long(served: Served) -> None:
    slow = FormLimits(link=Rate(0.1, 2), overall=Rate(100, 100))
    with served_by(replace(served.site, limits=slow)) as client:
        statuses = [client.post(f"/f/{OPEN}", json=envelope()).status_code for _ in range(3)]
        assert statuses == [201, 201, 429]
        refused = client.post(f"/f/{OPEN}", data=fields())
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1
        assert "Espera unos segundos" in refused.text


def test_with_the_database_away_nothing_typed_is_lost(tmp_path: Path) -> None:
    away = Database(f"sqlite:///{tmp_path / 'nothing.sqlite'}")
    with served_by(site_of(demo_settings(tmp_path), away)) as client:
        answer = client.post(f"/f/{OPEN}", json=envelope())
        assert answer.status_code == 503
        assert answer.json()["error"] == "database_away"
        page = client.post(f"/f/{OPEN}", data=fields(do="\nUna idea <b>"))
        assert page.status_code == 503
        assert "Una idea &lt;b&gt;" in page.text
        assert 'name="knows_rights.before"' in page.text
        assert client.get(f"/f/{OPEN}").status_code == 503
    away.close()


def test_a_step_that_fails_does_not_touch_the_participant(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise RuntimeError(" ".join(["Palabras", "secretas"]))

    monkeypatch.setattr("dashboard.services.publication.advance", fail)
    assert served.client.post(f"/f/{OPEN}", json=envelope()).status_code == 201
    assert "publication failed: RuntimeError" in caplog.text
    assert "Palabras secretas" not in caplog.text


def test_guessing_codes_is_slowed_down(served: Served) -> None:
    slow = FormLimits(link=Rate(100, 100), overall=Rate(0.1, 3))
    with served_by(replace(served.site, openings=slow)) as client:
        statuses = [client.get(f"/f/GUESS{number}22").status_code for number in range(2, 6)]
        assert statuses == [404, 404, 404, 429]
        refused = client.get(f"/f/{OPEN}")
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1
