"""Numbers the changes of what dashboards keep in memory, so that each process reads only what is new."""

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session, UOWTransaction

from db.models import PublicationCounter, SurveyLink, Training
from db.queries.connections import Spoken, connection_of

NUMBERED = (Training, SurveyLink)
_NEXT = update(PublicationCounter).values(number=PublicationCounter.number + 1)
_NUMBER = select(PublicationCounter.number)


def take_turn(session: Session) -> int:
    """The next number; holds the counter's row until the commit, so numbers follow the order of commits."""
    connection = session.connection()
    connection.execute(_NEXT)
    return connection.execute(_NUMBER).scalar_one()


def latest_number(spoken: Spoken) -> int:
    """The number of the newest change; 0 before the first."""
    return connection_of(spoken).execute(_NUMBER).scalar_one_or_none() or 0


def number_changes(session: Session) -> None:
    """From here on every changed training or link is stamped with the number of its change."""
    event.listen(session, "before_flush", _stamp)


def _stamp(session: Session, _context: UOWTransaction, _instances: object) -> None:
    changed = [row for row in (*session.new, *session.dirty) if isinstance(row, NUMBERED)]
    if changed:
        number = take_turn(session)
        for row in changed:
            row.change_number = number
