"""Publication after a response: due steps appear, one run at a time, and never in the participant's way."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from dashboard.services import publication
from dashboard.web.background import publish_in_rounds
from dashboard.web.publishing import Publisher
from db.engine import Database
from db.models import Response, SurveyLink, Tally
from tests.web.conftest import OPEN, Served, envelope


def _published(served: Served) -> int:
    with served.database.read() as session:
        return session.scalar(select(func.count()).select_from(Tally)) or 0


def test_ten_responses_publish_a_step_and_nine_do_not(served: Served) -> None:
    for _ in range(9):
        assert served.client.post(f"/f/{OPEN}", json=envelope(id=str(uuid4()))).status_code == 201
    assert _published(served) == 0
    served.client.post(f"/f/{OPEN}", json=envelope(id=str(uuid4())))
    assert _published(served) > 0


def _looks(served: Served, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """At which response, counted from one, was looked for what is due."""
    looks: list[int] = []
    really_advance = publication.advance

    def advance(database: Database, training_id: int, **values: Any) -> int:
        with database.read() as session:
            looks.append(session.scalar(select(func.count()).select_from(Response)) or 0)
        return really_advance(database, training_id, **values)

    monkeypatch.setattr("dashboard.services.publication.advance", advance)
    return looks


def _send(served: Served, count: int) -> None:
    for _ in range(count):
        assert served.client.post(f"/f/{OPEN}", json=envelope(id=str(uuid4()))).status_code == 201


def test_nobody_looks_while_nothing_can_be_due(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = _looks(served, monkeypatch)
    _send(served, 16)
    assert looks == [1, 10, 15]


def test_the_response_that_fills_a_link_is_looked_at(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with served.database.write() as session:
        session.execute(update(SurveyLink).where(SurveyLink.code == OPEN).values(cap=7))
    looks = _looks(served, monkeypatch)
    _send(served, 7)
    assert looks == [1, 7]
    assert _published(served) > 0


def test_each_round_forgets_what_was_looked_up(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = _looks(served, monkeypatch)
    _send(served, 2)
    served.site.publisher.advance_all()
    _send(served, 2)
    assert looks == [1, 3]


def test_requests_that_meet_a_running_step_join_it(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = Publisher(served.database, 5)
    runs: list[int] = []

    def advance(_database: object, training_id: int, **_: object) -> int:
        runs.append(training_id)
        if len(runs) == 1:  # three more arrive while the first is on its way
            for _again in range(3):
                publisher.advance(training_id)
        return 0

    monkeypatch.setattr("dashboard.services.publication.advance", advance)
    publisher.advance(7)
    assert runs == [7, 7]


def test_a_step_is_asked_for_at_the_response_that_may_make_it_due(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = Publisher(served.database, 5)
    monkeypatch.setattr("dashboard.services.publication.advance", lambda *_, **__: 0)
    monkeypatch.setattr("dashboard.services.publication.responses_needed", lambda *_, **__: 3)
    assert publisher.may_be_due(7)  # nobody has looked yet
    publisher.advance(7)
    assert [publisher.may_be_due(7) for _ in range(4)] == [False, False, True, True]


def test_while_a_step_is_on_its_way_every_response_asks_for_another_look(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = Publisher(served.database, 5)
    asked: list[bool] = []
    monkeypatch.setattr("dashboard.services.publication.responses_needed", lambda *_, **__: 3)
    monkeypatch.setattr(
        "dashboard.services.publication.advance", lambda *_, **__: asked.append(publisher.may_be_due(7))
    )
    for _ in range(2):
        publisher.advance(7)
    assert asked == [True, True]
    assert not publisher.may_be_due(7)


def test_rounds_go_on_after_a_failure(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def fail(*_: object, **__: object) -> int:
        rounds.append(1)
        raise RuntimeError

    monkeypatch.setattr("dashboard.services.publication.advance_all", fail)

    async def a_moment() -> None:
        task = asyncio.create_task(publish_in_rounds(served.site, seconds=0.01))
        await asyncio.sleep(0.2)
        assert not task.done()
        task.cancel()

    asyncio.run(a_moment())
    assert len(rounds) > 1
