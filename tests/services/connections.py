"""Counts the connections that are held at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event

from db.engine import Database


@dataclass
class Held:
    """Now, and at most since the counting began."""

    now: int = 0
    most: int = 0


@contextmanager
def counted(database: Database) -> Iterator[Held]:
    held = Held()

    def checked_out(*_: object) -> None:
        held.now += 1
        held.most = max(held.most, held.now)

    def checked_in(*_: object) -> None:
        held.now -= 1

    pool = database.engine.pool
    event.listen(pool, "checkout", checked_out)
    event.listen(pool, "checkin", checked_in)
    yield held
    event.remove(pool, "checkout", checked_out)
    event.remove(pool, "checkin", checked_in)
