"""Accounts, login sessions and the count of failed logins."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session, selectinload

from db.models import Account, AccountProject, AccountRegion, LoginFailure, LoginSession
from db.queries.connections import Spoken, connection_of
from db.types import UtcDateTime

_LIMITS = (selectinload(Account.regions), selectinload(Account.projects))


def account_by_email(session: Session, email: str) -> Account | None:
    return session.scalars(select(Account).where(Account.email == email).options(*_LIMITS)).one_or_none()


def account_by_id(session: Session, account_id: int) -> Account | None:
    return session.get(Account, account_id, options=_LIMITS)


class Known(NamedTuple):
    """An account as each run of a page asks for it: looked at, never changed."""

    id: int
    email: str
    name: str
    role: str
    language: str
    is_limited: bool
    may_export_rows: bool


# Put together once: every page asks, several times.
_OF_SESSION = (
    select(*(Account.__table__.c[name] for name in Known._fields))
    .join(LoginSession, LoginSession.account_id == Account.id)
    .where(
        LoginSession.id == bindparam("of_session", type_=LoginSession.__table__.c.id.type),
        LoginSession.expires_at > bindparam("now", type_=UtcDateTime),
        Account.is_active,
    )
)
_REGIONS = select(AccountRegion.territory_code).where(AccountRegion.account_id == bindparam("of_account"))
_PROJECTS = select(AccountProject.project_id).where(AccountProject.account_id == bindparam("of_account"))


def known_by_session(spoken: Spoken, session_id: str, now: datetime) -> Known | None:
    """The active account behind a session that has not expired."""
    found = connection_of(spoken).execute(_OF_SESSION, {"of_session": session_id, "now": now}).one_or_none()
    return None if found is None else Known(*found)


def limits_of(spoken: Spoken, account_id: int) -> tuple[list[str], list[int]]:
    """The regions and the projects that an account is limited to, where it is limited."""
    connection, given = connection_of(spoken), {"of_account": account_id}
    regions = list(connection.execute(_REGIONS, given).scalars())
    return regions, list(connection.execute(_PROJECTS, given).scalars())


def session_by_token(session: Session, token_hash: str, now: datetime) -> str | None:
    query = (
        select(LoginSession.id)
        .join(Account)
        .where(LoginSession.token_hash == token_hash, LoginSession.expires_at > now, Account.is_active)
    )
    return session.scalars(query).one_or_none()


def active_accounts(session: Session) -> list[Account]:
    query = select(Account).where(Account.is_active).order_by(Account.id).options(*_LIMITS)
    return list(session.scalars(query))


def end_session(session: Session, token_hash: str) -> None:
    session.execute(delete(LoginSession).where(LoginSession.token_hash == token_hash))


def end_sessions_of(session: Session, account_id: int) -> None:
    session.execute(delete(LoginSession).where(LoginSession.account_id == account_id))


def sweep(session: Session, now: datetime) -> None:
    """Forgets expired sessions and failure windows."""
    session.execute(delete(LoginSession).where(LoginSession.expires_at <= now))
    session.execute(delete(LoginFailure).where(LoginFailure.window_ends_at <= now))


def failure_of(session: Session, key: str, now: datetime) -> LoginFailure | None:
    query = select(LoginFailure).where(LoginFailure.key == key, LoginFailure.window_ends_at > now)
    return session.scalars(query).one_or_none()
