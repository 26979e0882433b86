"""Signing in, sessions that end, limits on guessing, and accounts that are limited."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import InvalidInputError, SignInError, TooManyAttemptsError
from dashboard.roles import Role
from dashboard.services import accounts
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import Account, AuditEvent, LoginFailure, LoginSession
from tests.factories import NOW, PASSWORD, make_account, make_project, make_territory

EMAIL = "ana@huella.example"


@pytest.fixture
def account_id(database: Database) -> int:
    return accounts.add_account(
        database, email=f" {EMAIL.upper()} ", name="Ana", role="coordinator", password=PASSWORD, now=NOW
    )


def signed_in(database: Database) -> accounts.SignedIn:
    return accounts.sign_in(database, EMAIL, PASSWORD, now=NOW, hours=12)


def test_the_right_password_opens_a_session(database: Database, account_id: int) -> None:
    opened = signed_in(database)
    assert opened.member.id == account_id
    assert opened.member.role is Role.COORDINATOR
    found = accounts.session_of_token(database, opened.token, now=NOW)
    assert found == opened.session_id
    assert accounts.member_of_session(database, opened.session_id, now=NOW) == opened.member


@pytest.mark.usefixtures("account_id")
def test_passwords_and_tokens_are_stored_as_hashes_only(database: Database) -> None:
    opened = signed_in(database)
    with database.read() as session:
        stored = session.scalars(select(Account.password_hash)).one()
        row = session.scalars(select(LoginSession)).one()
    assert stored is not None
    assert stored.startswith("$argon2id$")
    assert opened.token not in {row.id, row.token_hash}


@pytest.mark.usefixtures("account_id")
@pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong"), ("nobody@huella.example", PASSWORD)])
def test_an_unknown_person_and_a_wrong_password_get_the_same_answer(
    database: Database, email: str, password: str
) -> None:
    with pytest.raises(SignInError) as refused:
        accounts.sign_in(database, email, password, now=NOW, hours=12)
    assert refused.value.key == "errors.sign_in"


def test_an_account_without_a_password_cannot_sign_in_with_one(database: Database) -> None:
    accounts.add_account(database, email=EMAIL, name="Ana", role="manager", password=None, now=NOW)
    with pytest.raises(SignInError):
        accounts.sign_in(database, EMAIL, "", now=NOW, hours=12)


def test_an_inactive_account_is_nobody(database: Database, account_id: int) -> None:
    opened = signed_in(database)
    with database.write() as session:
        session.get_one(Account, account_id).is_active = False
    with pytest.raises(SignInError):
        signed_in(database)
    assert accounts.member_of_session(database, opened.session_id, now=NOW) is None


@pytest.mark.usefixtures("account_id")
def test_guessing_is_stopped_and_forgiven_later(database: Database) -> None:
    for _ in range(accounts.MOST_FAILURES):
        with pytest.raises(SignInError):
            accounts.sign_in(database, EMAIL, "wrong", now=NOW, hours=12)
    with pytest.raises(TooManyAttemptsError) as refused:
        signed_in(database)
    assert refused.value.values == {"minutes": 15}
    later = NOW + accounts.FAILURE_WINDOW
    assert accounts.sign_in(database, EMAIL, PASSWORD, now=later, hours=12).token


@pytest.mark.usefixtures("account_id")
def test_an_unknown_address_is_limited_alike_and_not_written_down(database: Database) -> None:
    for _ in range(accounts.MOST_FAILURES):
        with pytest.raises(SignInError):
            accounts.sign_in(database, "secret.person@x.example", "wrong", now=NOW, hours=12)
    with pytest.raises(TooManyAttemptsError):
        accounts.sign_in(database, "secret.person@x.example", "wrong", now=NOW, hours=12)
    with database.read() as session:
        assert "secret" not in session.scalars(select(LoginFailure.key)).one()


@pytest.mark.usefixtures("account_id")
def test_a_session_ends_by_time_and_by_signing_out(database: Database) -> None:
    opened = signed_in(database)
    late = NOW + timedelta(hours=12)
    assert accounts.session_of_token(database, opened.token, now=late) is None
    assert accounts.member_of_session(database, opened.session_id, now=late) is None
    accounts.sign_out(database, opened.token)
    assert accounts.session_of_token(database, opened.token, now=NOW) is None


def test_a_limited_account_has_a_limited_scope(database: Database) -> None:
    with database.write() as session:
        make_territory(session, "02")
        project = make_project(session)
        limited = make_account(session, regions=("02",), projects=(project.id,))
        nothing = make_account(session, is_limited=True)
        free = make_account(session)
    found = [accounts.member_by_email(database, each.email) for each in (limited, nothing, free)]
    scopes = [member.scope for member in found if member is not None]
    assert scopes == [Scope(("02",), (project.id,)), Scope((), ()), EVERYTHING]


def _opened(session: Session, account: Account) -> str:
    opened = LoginSession(
        id=f"session of {account.id}",
        account_id=account.id,
        token_hash=f"{account.id:064}",
        expires_at=NOW + timedelta(hours=1),
    )
    session.add(opened)
    return opened.id


def test_a_session_tells_the_same_of_an_account_as_its_address(database: Database) -> None:
    with database.write() as session:
        for code in ("02", "13"):
            make_territory(session, code)
        projects = [make_project(session).id for _ in range(2)]
        limits = {"regions": ("13", "02"), "projects": tuple(reversed(projects))}
        made = [
            make_account(session, "manager", language="en", may_export_rows=True, **limits),
            make_account(session, is_limited=True),
            make_account(session, regions=("02",), is_limited=False),
        ]
        ids = [_opened(session, account) for account in made]
        gone = _opened(session, make_account(session, is_active=False))
    found = [accounts.member_of_session(database, each, now=NOW) for each in ids]
    assert found == [accounts.member_by_email(database, each.email) for each in made]
    scopes = [member.scope for member in found if member is not None]
    assert scopes == [Scope(("02", "13"), tuple(projects)), Scope((), ()), EVERYTHING]
    assert accounts.member_of_session(database, gone, now=NOW) is None
    assert accounts.member_of_session(database, "nobody's", now=NOW) is None


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"email": "no-at-sign"}, {"email"}),
        ({"name": "  ", "role": "king"}, {"name", "role"}),
        ({"password": "short"}, {"password"}),
        ({"password": "x" * 201}, {"password"}),
    ],
)
def test_a_wrong_account_is_refused_by_field(
    database: Database, changes: dict[str, str], fields: set[str]
) -> None:
    values: dict[str, Any] = {
        "email": EMAIL,
        "name": "Ana",
        "role": "manager",
        "password": PASSWORD,
    } | changes
    with pytest.raises(InvalidInputError) as refused:
        accounts.add_account(database, now=NOW, **values)
    assert {problem.field for problem in refused.value.problems} == fields


def test_an_account_cannot_be_limited_to_what_does_not_exist(database: Database) -> None:
    with database.write() as session:
        make_territory(session, "05601")
    with pytest.raises(InvalidInputError) as refused:
        accounts.add_account(
            database, email=EMAIL, name="Ana", role="manager", password=None, now=NOW,
            limits=Scope(regions=("99", "05601"), projects=(7,)),
        )  # fmt: skip
    assert {problem.field for problem in refused.value.problems} == {"region", "project"}


@pytest.mark.usefixtures("account_id")
def test_an_address_has_one_account(database: Database) -> None:
    with pytest.raises(InvalidInputError):
        accounts.add_account(database, email=EMAIL, name="Otra", role="manager", password=PASSWORD, now=NOW)


@pytest.mark.usefixtures("account_id")
def test_a_new_password_needs_the_old_one_and_ends_sessions(database: Database) -> None:
    opened = signed_in(database)
    with pytest.raises(InvalidInputError):
        accounts.change_password(database, opened.member, "wrong", "a new long password", now=NOW)
    accounts.change_password(database, opened.member, PASSWORD, "a new long password", now=NOW)
    assert accounts.session_of_token(database, opened.token, now=NOW) is None
    assert accounts.sign_in(database, EMAIL, "a new long password", now=NOW, hours=1).token
    with database.read() as session:
        assert "password_changed" in set(session.scalars(select(AuditEvent.action)))


def test_one_click_is_for_demo_accounts_only(database: Database, account_id: int) -> None:
    assert account_id
    with pytest.raises(SignInError):
        accounts.sign_in_demo(database, EMAIL, now=NOW, hours=12)
    accounts.add_account(
        database, email="x" + accounts.DEMO_DOMAIN, name="Demo", role="manager", password=None, now=NOW
    )
    assert accounts.sign_in_demo(database, "x" + accounts.DEMO_DOMAIN, now=NOW, hours=12).token
    assert [member.name for member in accounts.demo_accounts(database)] == ["Demo"]
