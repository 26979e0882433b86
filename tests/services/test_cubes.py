"""One cube per process, never older than what it was asked for, and none at all when a promise is broken."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from random import Random
from threading import Event
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, event, select, update

from dashboard.cube.cube import Cube
from dashboard.errors import PublicationError
from dashboard.services.cubes import cube
from dashboard.services.overview import overview
from dashboard.services.publication import publication_number
from dashboard.services.results import results
from dashboard.services.territory_values import territory_values
from db.changes import take_turn
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Pool
from db.engine import Database
from db.models import PublicationCounter, Tally, Training
from db.queries.links import count_response
from tests.databases import opened
from tests.factories import TODAY, make_link, make_training
from tests.services.connections import counted
from tests.services.cube_changes import change, publish, start

Contents = dict[object, Any]  # Any: whatever is known of a training or a pool


@pytest.fixture
def other(database: Database, database_url: str) -> Iterator[Database]:
    """What another process on the same database has."""
    with opened(database_url) as another:
        yield another


def contents(found: Cube) -> Contents:
    """All that a cube holds, in no order and without its inner numbers."""
    trainings, links = found.trainings, found.links
    known: Contents = {}
    for training, at in trainings.place_of.items():
        attendance, hours = trainings.attendance[at], trainings.hours[at]
        known[training] = (
            trainings.titles[at],
            trainings.codes[trainings.territories[at]],
            trainings.starts_on[at],
            int(trainings.months[at]),
            None if np.isnan(attendance) else float(attendance),
            None if np.isnan(hours) else float(hours),
            bool(trainings.is_done[at]),
            bool(trainings.is_cancelled[at]),
            int(links.received_by_training[at]),
            int(links.open_by_training[at]),
            int(found.counts.published[at]),
        )
    known["pools"] = {pool: int(found.pooled.published[row]) for pool, row in found.pools.items()}
    for question, of in found.columns.of_question.items():
        for choice, column in of.items():
            for counts, rows in ((found.counts, trainings.place_of), (found.pooled, found.pools)):
                people = counts.block(np.array([column]))[0]
                known |= {
                    (whose, question, choice): int(people[at]) for whose, at in rows.items() if people[at]
                }
    return known


def fresh(url: str, today: date = TODAY) -> Contents:
    with opened(url) as another:
        return contents(cube(another, today))


@pytest.mark.parametrize("seed", range(3))
def test_a_refreshed_cube_equals_one_read_afresh(
    database: Database, other: Database, database_url: str, seed: int
) -> None:
    """The second process looks now and then, and publishes too."""
    start(database)
    rng = Random(seed)
    for turn in range(30):
        change(rng.choice([database, other]), rng)
        if turn % 3 == 0:
            cube(rng.choice([database, other]), TODAY)
        if turn % 10 == 9:
            expected = fresh(database_url)
            assert contents(cube(database, TODAY)) == expected
            assert contents(cube(other, TODAY)) == expected


def test_links_open_and_close_with_the_days(database: Database, database_url: str) -> None:
    with database.write() as session:
        training = make_training(session)
        for opens, closes in ((-1, 1), (1, 2), (None, 0), (-9, -5)):
            make_link(
                session,
                training,
                opens_on=None if opens is None else TODAY + timedelta(days=opens),
                closes_on=TODAY + timedelta(days=closes),
            )
    for days in (0, 1, 2, 3, -7, 0, 5, 1):
        today = TODAY + timedelta(days=days)
        assert contents(cube(database, today)) == fresh(database_url, today)


def test_what_one_process_publishes_the_other_sees(database: Database, other: Database) -> None:
    start(database)
    before = cube(other, TODAY)
    assert before.columns.size == 0
    with database.write() as session:
        training = session.scalars(select(Training.id)).first()
        assert training is not None
        publish(session, training, "relevance", Random(1), answers=9)
    assert cube(other, TODAY).counts.most.max() == 9
    assert before.columns.size == 0


def test_a_refresh_with_nothing_new_shares_everything(database: Database) -> None:
    start(database)
    change(database, Random(1), "publish")
    first, second = cube(database, TODAY), cube(database, TODAY)
    assert second.counts is first.counts
    assert second.trainings is first.trainings
    assert second.links is first.links


def test_responses_received_need_no_publication(database: Database, other: Database) -> None:
    with database.write() as session:
        link = make_link(session)
    for received in range(3):
        found = results(other, EVERYTHING, NO_FILTERS, language="es", today=TODAY)
        assert (found.received, found.answered, found.withheld) == (received, 0, int(received > 0))
        number = publication_number(database)
        with database.write() as session:
            assert count_response(session, link.id, TODAY)
        assert publication_number(database) == number


def test_a_response_of_the_last_minute_is_counted_after_midnight(database: Database) -> None:
    """It was let in before midnight and stored after the first refresh of the new day."""
    with database.write() as session:
        link = make_link(session, closes_on=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    cube(database, tomorrow)
    with database.write() as session:
        assert count_response(session, link.id, TODAY)
    assert cube(database, tomorrow).links.received_by_training.tolist() == [1]


@pytest.mark.parametrize(
    "broken",
    [{"answers": 4}, {"counts": {"5": -1}}, {"counts": {"5": 99}}, {"counts": {"5": "7"}}, {"counts": [7]}],
)
@pytest.mark.parametrize("is_warm", [True, False])
def test_a_broken_promise_shows_no_number_until_it_is_mended(
    database: Database, broken: dict[str, object], is_warm: bool
) -> None:
    start(database)
    with database.write() as session:
        publish(session, Pool("05601", 2025), "relevance", Random(1), answers=7)
    if is_warm:
        assert results(database, EVERYTHING, NO_FILTERS, language="es", today=TODAY).pooled == 7
    _store(database, **broken)
    for _ in range(2):
        with pytest.raises(PublicationError):
            results(database, EVERYTHING, NO_FILTERS, language="es", today=TODAY)
        with pytest.raises(PublicationError):
            overview(database, EVERYTHING, NO_FILTERS, today=TODAY)
    _store(database, answers=8, counts={"5": 8})
    assert results(database, EVERYTHING, NO_FILTERS, language="es", today=TODAY).pooled == 8


def _store(database: Database, **values: object) -> None:
    with database.write() as session:
        session.connection().execute(update(Tally).values(number=take_turn(session), **values))


def test_what_was_deleted_is_gone(database: Database) -> None:
    """As `publish --rebuild` does with a tally that has no steps."""
    start(database)
    rng = Random(1)
    for _ in range(3):
        change(database, rng, "publish")
    assert cube(database, TODAY).sizes[1] > 0
    with database.write() as session:
        take_turn(session)
        session.connection().execute(delete(Tally))
    found = cube(database, TODAY)
    assert found.sizes[1] == 0
    assert not found.counts.most.any()


def test_a_smaller_number_means_another_database(database: Database, database_url: str) -> None:
    start(database)
    change(database, Random(1), "publish")
    cube(database, TODAY)
    with database.write() as session:
        connection = session.connection()
        connection.execute(delete(Tally))
        connection.execute(update(Training).values(title="Otra"))
        connection.execute(update(PublicationCounter).values(number=1))
    assert contents(cube(database, TODAY)) == fresh(database_url)
    assert set(cube(database, TODAY).trainings.titles) == {"Otra"}


def asked_at_once(database: Database) -> tuple[list[Future[Cube]], int]:
    """What nine readers got of whom eight asked while the first one refreshed; how many refreshed."""
    begun, may_go_on = Event(), Event()
    refreshes: list[object] = []

    def slow(*_: object) -> None:
        refreshes.append(1)
        begun.set()
        may_go_on.wait(10)

    event.listen(database.engine.pool, "checkout", slow)
    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(cube, database, TODAY)
        begun.wait(10)
        others = [pool.submit(cube, database, TODAY) for _ in range(8)]
        Event().wait(0.2)  # long enough for all to ask
        may_go_on.set()
    event.remove(database.engine.pool, "checkout", slow)
    return [first, *others], len(refreshes)


def test_whoever_waits_for_a_refresh_shares_the_next_one(database: Database) -> None:
    start(database)
    cube(database, TODAY)
    found, refreshes = asked_at_once(database)
    assert {each.result().number for each in found} == {publication_number(database)}
    assert refreshes < len(found)


def test_nobody_shares_a_refresh_that_failed(database: Database) -> None:
    start(database)
    change(database, Random(1), "publish")
    cube(database, TODAY)
    _store(database, answers=4)
    found, _ = asked_at_once(database)
    assert [type(each.exception()) for each in found] == [PublicationError] * 9


@pytest.mark.parametrize("filters", [NO_FILTERS, Filters(status=("done",))], ids=["all", "some"])
def test_nobody_holds_a_connection_while_waiting_for_another(database: Database, filters: Filters) -> None:
    start(database)
    with counted(database) as held:
        results(database, EVERYTHING, filters, language="es", today=TODAY)
        overview(database, EVERYTHING, filters, today=TODAY)
        territory_values(database, EVERYTHING, filters, level="region", measure="satisfaction", today=TODAY)
    assert (held.now, held.most) == (0, 1)
