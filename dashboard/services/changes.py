"""What changed within somebody's reach since their last visit: exact counts of what anyone may count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from dashboard.services.store import Database, reading
from dashboard.services.visits import Seen, reach_of
from db.criteria import Scope
from db.queries import attention

FEW = 3  # trainings named of each kind


@dataclass(frozen=True, slots=True)
class Named:
    """A training by name, as a link shows it."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Change:
    """`name` is what happened, `count` how often; `trainings` names the first few it happened to."""

    name: str
    count: int
    trainings: tuple[Named, ...] = ()


def changes(database: Database, scope: Scope, last: Seen, *, today: date) -> tuple[Change, ...]:
    """What is newer than a last visit, without what did not happen.

    Responses are counted where the same trainings are within reach as then; a response that was withdrawn
    or erased since is not taken away: links count what they received.
    """
    with reading(database) as session:
        received = attention.received(session, scope) - last.received if last.reach == reach_of(scope) else 0
        added = attention.added_since(session, scope, last.newest)
        found = (
            Change("received", max(0, received)),
            _of("published", attention.published_since(session, scope, last.number)),
            _of("closed", attention.closed_since(session, scope, last.number, last.on, today)),
            _of("planned", [row for row in added if row.status == "planned"]),
            _of("added", [row for row in added if row.status == "done"]),
            _of("held", attention.held_since(session, scope, last.newest, last.on, today)),
        )
    return tuple(change for change in found if change.count)


def _of(name: str, rows: Sequence[Row[*tuple[Any, ...]]]) -> Change:  # Any: id, title and others
    named = dict.fromkeys(Named(row.id, row.title) for row in rows)
    return Change(name, len(rows), tuple(named)[:FEW])
