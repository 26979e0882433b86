"""Keeps one cube per database in memory, up to date by reading only what changed, for all sessions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy.orm import Session

from dashboard.cube.cube import NO_CUBE, Changes, Cube
from dashboard.cube.selection import Selection, everything, selected
from dashboard.errors import PublicationError
from dashboard.services.store import Database, reading, snapshot
from dashboard.settings import MINIMUM_K
from db.changes import latest_number
from db.criteria import Filters, Scope
from db.queries import tallies


@dataclass(slots=True)
class _Held:
    """The newest cube, and which of the refreshes that began made it."""

    lock: Lock = field(default_factory=Lock)
    cube: Cube = NO_CUBE
    begun: int = 0
    made_by: int = 0


# One per database, shared by everyone: a cube is never changed, only replaced.
_HELD: WeakKeyDictionary[Database, _Held] = WeakKeyDictionary()


def cube(database: Database, today: date) -> Cube:
    """What is published now, and whose. Raises PublicationError if a tally breaks the rule's promises.

    To be called without a connection in hand: whoever refreshes needs one while others wait.
    """
    held = _HELD.setdefault(database, _Held())
    begun = held.begun
    with held.lock:
        # A refresh that began after this caller asked is as good as one of its own; a failed one is not.
        if held.made_by <= begun or held.cube.day != today:
            held.begun += 1
            with _failing_closed(), snapshot(database) as session:
                held.cube = _refreshed(session, held.cube, today)
            held.made_by = held.begun
        return held.cube


def selection(database: Database, scope: Scope, filters: Filters, today: date) -> Selection:
    """The trainings that scope and filters admit, without cancelled ones, and the pools that fit whole."""
    found = cube(database, today)
    if not scope.is_limited and not filters.active:
        return everything(found)
    with reading(database) as session:
        ids = tallies.training_ids(session, scope, filters)
    return selected(found, found.trainings.mask(np.fromstring(ids, dtype=np.int64, sep=",")), scope, filters)


@contextmanager
def _failing_closed() -> Iterator[None]:
    """Whatever goes wrong while the rule's promises are checked: no number, and a sentence that says so."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise PublicationError from error


def _refreshed(session: Session, last: Cube, today: date) -> Cube:
    """All in one snapshot, so the number says exactly what has been read."""
    number = latest_number(session)
    if last is NO_CUBE or number < last.number:  # nothing yet, or another database in its place
        return _loaded(session, number, today)
    try:
        found = last.with_changes(_changes(session, last, number, today), least=MINIMUM_K)
    except KeyError:
        return _loaded(session, number, today)
    may_be_less = number > last.number and tallies.has_bare_number(session, last.number, number)
    if may_be_less and tallies.row_counts(session) != found.sizes:  # something was deleted
        return _loaded(session, number, today)
    return found


def _loaded(session: Session, number: int, today: date) -> Cube:
    """Raises PublicationError for a tally that is nobody's."""
    try:
        return NO_CUBE.with_changes(_changes(session, NO_CUBE, number, today), least=MINIMUM_K)
    except KeyError as error:
        raise PublicationError from error


def _changes(session: Session, last: Cube, number: int, today: date) -> Changes:
    since = tallies.ALL if last is NO_CUBE else last.number
    links = tallies.changed_links(session, since, today=today, last=last.day)
    if number == since:
        return Changes(number, today, links=links)
    return Changes(
        number,
        today,
        trainings=tallies.changed_trainings(session, since),
        links=links,
        tallies=tallies.changed_tallies(session, since),
    )
