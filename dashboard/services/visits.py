"""When somebody was last here, and what there was to see then: what "since your last visit" starts from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dashboard.roles import Member
from dashboard.services.store import Database, reading, writing
from db.changes import latest_number
from db.criteria import Scope
from db.models import AccountVisit
from db.queries import attention

SLOT = timedelta(minutes=10)  # no finer is kept
PAUSE = timedelta(minutes=30)  # after so long without a visit, another one begins


@dataclass(frozen=True, slots=True)
class Seen:
    """What there was at the end of a visit, for what is newer to be told apart from it."""

    on: date
    number: int  # of the newest change
    received: int  # responses, over every training within reach
    newest: int  # the training added last
    reach: str  # which trainings those were: other limits make other sums


def slot_of(moment: datetime) -> datetime:
    """A moment as coarse as it is kept."""
    past = timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past % SLOT


def note_visit(database: Database, member: Member, *, now: datetime, today: date) -> None:
    """Writes down that somebody is here: a pause before it turns what they saw last into their last visit.

    Cheap to repeat: it writes at most once in ten minutes. Two tabs at once do no harm.
    """
    slot = slot_of(now)
    with reading(database) as session:
        row = session.get(AccountVisit, member.id)
        if row is not None and row.seen_at >= slot:
            return
    try:
        with writing(database) as session:
            _write_down(session, member, slot, today)
    except IntegrityError:  # another tab was first, or the account is gone
        return


def _write_down(session: Session, member: Member, slot: datetime, today: date) -> None:
    row = session.get(AccountVisit, member.id, with_for_update=True)
    now = _kept(_seen(session, member.scope, today))
    if row is None:
        session.add(AccountVisit(account_id=member.id, seen_at=slot, seen=now, last=None))
    elif row.seen_at < slot:
        if slot - row.seen_at > PAUSE:
            row.last = row.seen
        row.seen_at, row.seen = slot, now


def last_visit(database: Database, member: Member) -> Seen | None:
    """What there was at the end of the visit before this one; None on the first."""
    with reading(database) as session:
        row = session.get(AccountVisit, member.id)
        return _read(row.last) if row is not None and row.last else None


def reach_of(scope: Scope) -> str:
    """A short mark of which trainings somebody may see."""
    return sha256(repr((scope.regions, scope.projects)).encode()).hexdigest()[:16]


def _seen(session: Session, scope: Scope, today: date) -> Seen:
    return Seen(
        on=today,
        number=latest_number(session),
        received=attention.received(session, scope),
        newest=attention.newest_training(session),
        reach=reach_of(scope),
    )


def _kept(seen: Seen) -> dict[str, Any]:  # Any: texts and numbers, as JSON
    return asdict(seen) | {"on": seen.on.isoformat()}


def _read(stored: Mapping[str, Any]) -> Seen:
    return Seen(**{**stored, "on": date.fromisoformat(stored["on"])})
