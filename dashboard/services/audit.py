"""The record of who did what to accounts and data; never holds what a participant answered."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import AuditEvent


def record(
    session: Session,
    account_id: int | None,
    action: str,
    subject: str,
    *,
    now: datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    """Adds an event to the caller's transaction: it is stored exactly when the deed is."""
    event = AuditEvent(
        happened_at=now, account_id=account_id, action=action, subject=subject, details=dict(details or {})
    )
    session.add(event)
