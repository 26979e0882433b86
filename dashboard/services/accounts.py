"""Signing in and out, and accounts."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from sqlalchemy.orm import Session

from dashboard.errors import FieldProblem, InvalidInputError, SignInError, TooManyAttemptsError
from dashboard.i18n import LANGUAGES
from dashboard.roles import Member, Role
from dashboard.services import audit, passwords
from dashboard.services.store import Database, plain_reading, reading, writing
from db.criteria import EVERYTHING, Scope
from db.models import Account, AccountProject, AccountRegion, LoginFailure, LoginSession, Project, Territory
from db.queries import accounts

MOST_FAILURES = 5
FAILURE_WINDOW = timedelta(minutes=15)
LONGEST_EMAIL = 200
DEMO_DOMAIN = "@demo.huella.example"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh login. `token` goes into the cookie and nowhere else."""

    token: str
    session_id: str
    member: Member
    expires_at: datetime


def sign_in(database: Database, email: str, password: str, *, now: datetime, hours: int) -> SignedIn:
    """Opens a session; raises SignInError (whatever was wrong) or TooManyAttemptsError (minutes=)."""
    key = _hash("login", _tidy(email))
    with reading(database) as session:
        failure = accounts.failure_of(session, key, now)
        if failure is not None and failure.failures >= MOST_FAILURES:
            raise TooManyAttemptsError(minutes=_minutes(failure.window_ends_at - now))
        account = accounts.account_by_email(session, _tidy(email))
    stored = account.password_hash if account is not None and account.is_active else None
    if not passwords.is_right(stored, password) or account is None:
        _count_failure(database, key, now)
        raise SignInError
    return _open_session(database, account, now=now, hours=hours, forget=key)


def sign_in_demo(database: Database, email: str, *, now: datetime, hours: int) -> SignedIn:
    """One click in demo mode; only demo accounts exist for it. The caller checks that demo mode is on."""
    with reading(database) as session:
        account = accounts.account_by_email(session, _tidy(email))
    if account is None or not account.is_active or not account.email.endswith(DEMO_DOMAIN):
        raise SignInError
    return _open_session(database, account, now=now, hours=hours)


def demo_accounts(database: Database) -> tuple[Member, ...]:
    with reading(database) as session:
        found = [a for a in accounts.active_accounts(session) if a.email.endswith(DEMO_DOMAIN)]
        return tuple(_whole(account) for account in found)


def session_of_token(database: Database, token: str, *, now: datetime) -> str | None:
    """The id of the live session a cookie's token opens."""
    with reading(database) as session:
        return accounts.session_by_token(session, _hash("session", token), now)


def member_of_session(database: Database, session_id: str, *, now: datetime) -> Member | None:
    """Whose session it is, while it lives: asked at every run of a page, so with as little as possible."""
    with plain_reading(database) as connection:
        known = accounts.known_by_session(connection, session_id, now)
        if known is None:
            return None
        limits = accounts.limits_of(connection, known.id) if known.is_limited else None
        return _member(known, EVERYTHING if limits is None else _limited(*limits))


def member_by_email(database: Database, email: str) -> Member | None:
    """The active account of an address that an identity provider vouches for."""
    with reading(database) as session:
        account = accounts.account_by_email(session, _tidy(email))
        return _whole(account) if account is not None and account.is_active else None


def sign_out(database: Database, token: str) -> None:
    with writing(database) as session:
        accounts.end_session(session, _hash("session", token))


def change_password(database: Database, member: Member, old: str, new: str, *, now: datetime) -> None:
    """Replaces the password and ends the account's sessions; InvalidInputError says which field and why."""
    with reading(database) as session:
        account = accounts.account_by_id(session, member.id)
        stored = account.password_hash if account is not None else None
    if not passwords.is_right(stored, old):
        raise InvalidInputError([FieldProblem("old", "errors.password_wrong")])
    _require_password(new, "new")
    hashed = passwords.hash_password(new)
    with writing(database) as session:
        session.get_one(Account, member.id).password_hash = hashed
        accounts.end_sessions_of(session, member.id)
        audit.record(session, member.id, "password_changed", f"account {member.id}", now=now)


def set_language(database: Database, member: Member, language: str) -> None:
    if language not in LANGUAGES:
        raise InvalidInputError([FieldProblem("language", "errors.invalid_input")])
    with writing(database) as session:
        session.get_one(Account, member.id).language = language


def add_account(
    database: Database,
    *,
    email: str,
    name: str,
    role: str,
    password: str | None,
    now: datetime,
    limits: Scope = EVERYTHING,
) -> int:
    """Adds an account; InvalidInputError lists everything wrong. `limits` keeps it to regions or projects."""
    problems = _problems(email, name, role)
    if problems:
        raise InvalidInputError(problems)
    if password is not None:
        _require_password(password, "password")
    with writing(database) as session:
        if accounts.account_by_email(session, _tidy(email)) is not None:
            raise InvalidInputError([FieldProblem("email", "errors.email_taken")])
        _require_known(session, limits)
        account = Account(
            email=_tidy(email),
            name=name.strip(),
            role=role,
            password_hash=passwords.hash_password(password) if password is not None else None,
            is_limited=limits.is_limited,
            regions=[AccountRegion(territory_code=code) for code in limits.regions or ()],
            projects=[AccountProject(project_id=project) for project in limits.projects or ()],
        )
        session.add(account)
        session.flush()
        audit.record(session, None, "account_added", f"account {account.id}", now=now)
        return account.id


def _open_session(
    database: Database, account: Account, *, now: datetime, hours: int, forget: str = ""
) -> SignedIn:
    token = secrets.token_urlsafe(32)
    expires_at = now + timedelta(hours=hours)
    opened = LoginSession(
        id=str(uuid4()), token_hash=_hash("session", token), account_id=account.id, expires_at=expires_at
    )
    with writing(database) as session:
        accounts.sweep(session, now)
        failure = session.get(LoginFailure, forget) if forget else None
        if failure is not None:
            session.delete(failure)
        session.add(opened)
    return SignedIn(token, opened.id, _whole(account), expires_at)


def _count_failure(database: Database, key: str, now: datetime) -> None:
    with writing(database) as session:
        accounts.sweep(session, now)
        failure = session.get(LoginFailure, key, with_for_update=True)
        if failure is None:
            session.add(LoginFailure(key=key, failures=1, window_ends_at=now + FAILURE_WINDOW))
        else:
            failure.failures += 1


def _member(account: Account | accounts.Known, scope: Scope) -> Member:
    return Member(
        id=account.id,
        email=account.email,
        name=account.name,
        role=Role(account.role),
        language=account.language,
        scope=scope,
        may_export_rows=account.may_export_rows,
    )


def _whole(account: Account) -> Member:
    if not account.is_limited:
        return _member(account, EVERYTHING)
    regions = (region.territory_code for region in account.regions)
    return _member(account, _limited(regions, (project.project_id for project in account.projects)))


def _limited(regions: Iterable[str], projects: Iterable[int]) -> Scope:
    return Scope(tuple(sorted(regions)), tuple(sorted(projects)))


def _problems(email: str, name: str, role: str) -> list[FieldProblem]:
    local, at, domain = email.strip().partition("@")
    is_address = (
        bool(local and at and "." in domain) and len(email) <= LONGEST_EMAIL and " " not in email.strip()
    )
    checks = (
        ("email", "errors.email", is_address),
        ("name", "errors.name", 0 < len(name.strip()) <= LONGEST_EMAIL),
        ("role", "errors.role", role in set(Role)),
    )
    return [FieldProblem(field, key) for field, key, is_fine in checks if not is_fine]


def _require_known(session: Session, limits: Scope) -> None:
    regions = (session.get(Territory, code) for code in limits.regions or ())
    projects = (session.get(Project, number) for number in limits.projects or ())
    problems = []
    if any(region is None or region.level != "region" for region in regions):
        problems.append(FieldProblem("region", "errors.region"))
    if any(project is None for project in projects):
        problems.append(FieldProblem("project", "errors.project"))
    if problems:
        raise InvalidInputError(problems)


def _require_password(password: str, field: str) -> None:
    if not passwords.is_acceptable(password):
        values = (("least", str(passwords.SHORTEST_PASSWORD)), ("most", str(passwords.LONGEST_PASSWORD)))
        raise InvalidInputError([FieldProblem(field, "errors.password_length", values)])


def _tidy(email: str) -> str:
    return email.strip().lower()[:LONGEST_EMAIL]


def _hash(purpose: str, text: str) -> str:
    return sha256(f"{purpose}:{text}".encode("utf-8", "replace")).hexdigest()


def _minutes(left: timedelta) -> int:
    return max(1, -(-int(left.total_seconds()) // 60))


__all__ = [
    "SignedIn",
    "add_account",
    "change_password",
    "demo_accounts",
    "member_by_email",
    "member_of_session",
    "session_of_token",
    "set_language",
    "sign_in",
    "sign_in_demo",
    "sign_out",
]
