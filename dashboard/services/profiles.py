"""Saying that a territory's profile was looked through and still holds."""

from datetime import date, datetime

from dashboard.errors import NotFoundError, PermissionDeniedError
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.attention import may_review
from dashboard.services.store import Database, writing
from db.models import TerritoryProfile


def mark_reviewed(database: Database, member: Member, code: str, *, today: date, now: datetime) -> None:
    """Notes today as the day of the last review; PermissionDeniedError and NotFoundError as usual."""
    if not (member.may_edit and may_review(member.scope, code)):
        raise PermissionDeniedError
    with writing(database) as session:
        profile = session.get(TerritoryProfile, code)
        if profile is None:
            raise NotFoundError
        profile.reviewed_on = today
        audit.record(session, member.id, "profile_reviewed", f"territory {code}", now=now)
