"""Accounts, login sessions and the count of failed logins."""

from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, delete, select
from sqlalchemy.orm import Session, selectinload

from db.models import Account, AccountProject, AccountRegion, LoginFailure, LoginSession

MemberRow = Row[int, str, str, str, str, bool, bool]
_LIMITS = (selectinload(Account.regions), selectinload(Account.projects))


def account_by_email(session: Session, email: str) -> Account | None:
    return session.scalars(select(Account).where(Account.email == email).options(*_LIMITS)).one_or_none()


def account_by_id(session: Session, account_id: int) -> Account | None:
    return session.get(Account, account_id, options=_LIMITS)


_MEMBER = (
    select(
        Account.id,
        Account.email,
        Account.name,
        Account.role,
        Account.language,
        Account.is_limited,
        Account.may_export_rows,
    )
    .join(LoginSession)
    .where(
        LoginSession.id == bindparam("session_id"),
        LoginSession.expires_at > bindparam("now"),
        Account.is_active,
    )
)


def member_of_session(connection: Connection, session_id: str, now: datetime) -> MemberRow | None:
    """id, email, name, role, language, is_limited and may_export_rows of the active account behind a session
    that has not expired. Every run of every page asks, so it is put together once.
    """
    return connection.execute(_MEMBER, {"session_id": session_id, "now": now}).one_or_none()


def limits_of(connection: Connection, account_id: int) -> tuple[list[str], list[int]]:
    """The regions and the projects an account is limited to, in order."""
    regions = select(AccountRegion.territory_code).where(AccountRegion.account_id == account_id)
    projects = select(AccountProject.project_id).where(AccountProject.account_id == account_id)
    return sorted(connection.scalars(regions)), sorted(connection.scalars(projects))


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
