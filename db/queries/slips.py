"""Slips of a link: added, counted, spent once."""

from collections.abc import Iterable

from sqlalchemy import Integer, String, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from db.models import Slip
from db.queries.connections import Spoken, connection_of


def add_slips(session: Session, link_id: int, hashes: Iterable[str]) -> None:
    """Unspent slips, in the order of their hashes: not in the order in which they are printed."""
    rows = [{"code_hash": one, "link_id": link_id, "spent": False} for one in sorted(hashes)]
    session.connection().execute(insert(Slip), rows)


def slip_counts(session: Session, link_id: int) -> tuple[int, int]:
    """How many slips a link has, and how many of them are spent."""
    every = select(func.count()).select_from(Slip).where(Slip.link_id == link_id)
    return session.scalar(every) or 0, session.scalar(every.where(Slip.spent)) or 0


_SPEND = (
    update(Slip)
    .where(
        Slip.code_hash == bindparam("of_hash", type_=String),
        Slip.link_id == bindparam("of_link", type_=Integer),
        Slip.spent.is_(False),
    )
    .values(spent=True)
)


def spend_slip(spoken: Spoken, link_id: int, code_hash: str) -> bool:
    """Marks a slip as used and holds its row until the commit; False where there is none to spend."""
    done = connection_of(spoken).execute(_SPEND, {"of_hash": code_hash, "of_link": link_id})
    return done.rowcount == 1
