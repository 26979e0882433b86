"""Named views: one's own and those that others share."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import Account, SavedView

MOST_LISTED = 200


def visible_views(session: Session, account_id: int) -> list[tuple[SavedView, str]]:
    """A person's own, and the shared ones of others, each with its owner's name; the newest 200, by name."""
    query = (
        select(SavedView, Account.name)
        .join(Account)
        .where(or_(SavedView.account_id == account_id, SavedView.is_shared))
        .order_by((SavedView.account_id == account_id).desc(), SavedView.id.desc())
        .limit(MOST_LISTED)
    )
    found = [(view, owner) for view, owner in session.execute(query)]
    return sorted(found, key=lambda pair: (pair[0].name.casefold(), pair[0].id))


def view_with_owner(session: Session, view_id: int) -> tuple[SavedView, str] | None:
    query = select(SavedView, Account.name).join(Account).where(SavedView.id == view_id)
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row is not None else None


def names_of(session: Session, account_id: int) -> dict[int, str]:
    """The names of a person's own views, by id."""
    query = select(SavedView.id, SavedView.name).where(SavedView.account_id == account_id)
    return dict(session.execute(query).all())


def count_of(session: Session, account_id: int) -> int:
    query = select(func.count()).select_from(SavedView).where(SavedView.account_id == account_id)
    return int(session.execute(query).scalar_one())
