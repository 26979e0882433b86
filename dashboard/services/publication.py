"""Publishes what may be published: the only way from answers to what a screen can show."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from dashboard.errors import AnswersMovedError
from dashboard.privacy.steps import answers_needed, step_size
from dashboard.services.breakdowns import publish_breakdowns
from dashboard.services.pooling import due_pools
from dashboard.services.stepping import Due, publish_steps, require_k
from dashboard.services.store import Database, plain_reading, reading, writing
from db.changes import latest_number, take_turn
from db.queries import publication as steps
from db.queries.steps import rebuild_tallies

CHILE = ZoneInfo("America/Santiago")
ATTEMPTS = 3


def advance(database: Database, training_id: int, *, now: datetime, k: int, zone: ZoneInfo = CHILE) -> int:
    """Publishes every step of one training that is due; how many. Idempotent; waits for other publishers."""
    return _advance(database, training_id, now=now, k=k, today=now.astimezone(zone).date())


def responses_needed(
    database: Database, training_id: int, *, now: datetime, k: int, zone: ZoneInfo = CHILE
) -> int:
    """How many more responses a training needs before a step of it can be due; 0 = one may be now.

    A response that leaves no room closes its link, so it is looked at too. Closings are published by
    themselves.
    """
    with reading(database) as session:
        most = max(steps.waiting_counts(session, training_id).values(), default=0)
        room = steps.room_of(session, training_id, now.astimezone(zone).date())
    needed = answers_needed(most, is_open=room != 0, k=k)
    return min(needed, room) if room else needed


def advance_all(database: Database, *, now: datetime, k: int, zone: ZoneInfo = CHILE) -> int:
    """Every training, then the pools, then the breakdowns; how many steps and blocks.

    Repairs what a dead process left, and publishes what closed by date.
    """
    today = now.astimezone(zone).date()
    published = _advance(database, None, now=now, k=k, today=today)
    published += _publish(database, partial(due_pools, today=today, k=k), now=now, k=k)
    return published + publish_breakdowns(database, now=now, k=k, today=today)


def publication_number(database: Database) -> int:
    """The number of the newest change: a cache key for everything that dashboards show."""
    with plain_reading(database) as connection:
        return latest_number(connection)


def rebuild(database: Database, *, now: datetime, k: int) -> int:
    """Adds the tallies up again from the steps; what was published stays published. Returns the steps read.

    One transaction that first takes the publishers' turn, so a database being written to stays consistent.
    """
    require_k(k)
    with writing(database) as session:
        published = rebuild_tallies(session, take_turn(session))
        take_turn(session)  # a number that no row carries: whoever keeps tallies looks for deleted ones
        return published


def _advance(database: Database, training_id: int | None, *, now: datetime, k: int, today: date) -> int:
    require_k(k)
    return _publish(database, partial(_due, training_id=training_id, today=today, k=k), now=now, k=k)


def _publish(database: Database, due: Callable[[Session], list[Due]], *, now: datetime, k: int) -> int:
    """Looks first, so that nobody waits for a turn in vain; then again, when no one else publishes."""
    with reading(database) as session:
        if not due(session):
            return 0
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with writing(database) as session:
                number = take_turn(session)
                return publish_steps(session, due(session), number=number, now=now, k=k)
        except AnswersMovedError:
            if attempt == ATTEMPTS:
                raise
    return 0


def _due(session: Session, *, training_id: int | None, today: date, k: int) -> list[Due]:
    waiting = steps.waiting_counts(session, training_id)
    still_open = steps.open_trainings(session, today, training_id)
    found = []
    for (training, question), count in waiting.items():
        is_open = training in still_open
        size = step_size(count, is_open=is_open, k=k)
        if size:
            found.append(Due((training, question), (training,), size, is_drawn=is_open))
    return found
