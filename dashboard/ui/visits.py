"""Notes once in a while that somebody of the team is here, on whichever page."""

from dashboard.errors import DatabaseAwayError
from dashboard.roles import Member
from dashboard.services import clock, visits
from dashboard.ui import session
from dashboard.ui.resources import database, today


def note_visit(member: Member | None) -> None:
    """At most once in a slot of time for each session; without a database the page itself says so."""
    now = clock.now()
    slot = visits.slot_of(now).isoformat()
    if member is None or session.text(session.SEEN) == slot:
        return
    try:
        visits.note_visit(database(), member, now=now, today=today())
    except DatabaseAwayError:
        return
    session.state()[session.SEEN] = slot
