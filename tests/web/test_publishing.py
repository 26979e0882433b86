"""Publication after a response: due steps appear, one run at a time, and never in the participant's way."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from dashboard.web.background import publish_in_rounds
from dashboard.web.publishing import Publisher
from db.models import Tally
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
