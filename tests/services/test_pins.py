"""The PIN of a link: who may set it, what it is exchanged for, and that nothing is stored without it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from dashboard.errors import InvalidInputError, NotFoundError, PermissionDeniedError, PinNeededError
from dashboard.roles import Role
from dashboard.services.links import links_of
from dashboard.services.pins import (
    RightPins,
    checked_pin,
    remove_pin,
    renewed_token,
    set_pin,
    tidy_pin,
    token_for,
)
from dashboard.services.responses import Submission, Trust, submit_response
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import AuditEvent, Response, SurveyLink
from tests.factories import NOW, TODAY, make_answers, make_link
from tests.services.people import member_of

SECRET = "a secret of at least thirty-two characters"
TRUST = Trust(SECRET, SECRET)
PIN = "482913"


@pytest.fixture
def link(database: Database) -> SurveyLink:
    with database.write() as session:
        return make_link(session)


@pytest.fixture
def guarded(database: Database, link: SurveyLink) -> SurveyLink:
    set_pin(database, member_of(database), link.id, PIN, now=NOW)
    return link


def filled(link: SurveyLink, token: str = "") -> Submission:
    return Submission(link.code, str(uuid4()), make_answers(), "es", "phone", has_consent=True, token=token)


def let_in(database: Database, link: SurveyLink, pin: str = PIN, now: datetime = NOW) -> str:
    return token_for(database, link.code, pin, secret=SECRET, now=now, right=RightPins())


def stored(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


@pytest.mark.parametrize("typed", ["", "123", "123456789", "12a4", "١٢٣٤", "12.4", "-1234"])
def test_what_is_no_pin_cannot_be_set(database: Database, link: SurveyLink, typed: str) -> None:
    assert tidy_pin(typed) == ""
    with pytest.raises(InvalidInputError) as refused:
        set_pin(database, member_of(database), link.id, typed, now=NOW)
    assert [problem.field for problem in refused.value.problems] == ["pin"]


def test_spaces_between_digits_do_not_matter() -> None:
    assert checked_pin(" 482 913 ") == PIN


def test_only_the_hash_is_kept_and_the_deed_is_written_down(database: Database, guarded: SurveyLink) -> None:
    with database.read() as session:
        kept = session.get_one(SurveyLink, guarded.id).pin_hash or ""
        events = list(session.scalars(select(AuditEvent)))
    assert kept.startswith("$argon2id$")
    assert [event.action for event in events] == ["link_pin_set"]
    assert not any(PIN in f"{event.subject} {event.details}" for event in events)


def test_who_may_not_edit_or_see_may_not_set_it(database: Database, link: SurveyLink) -> None:
    with pytest.raises(PermissionDeniedError):
        set_pin(database, member_of(database, Role.MANAGER), link.id, PIN, now=NOW)
    elsewhere = replace(member_of(database), scope=Scope(("12",)))
    with pytest.raises(NotFoundError):
        set_pin(database, elsewhere, link.id, PIN, now=NOW)
    with pytest.raises(NotFoundError):
        remove_pin(database, elsewhere, link.id, now=NOW)


def test_without_the_pin_nothing_is_stored(database: Database, guarded: SurveyLink) -> None:
    for token in ("", "x", f"{2**60}.{'0' * 40}", "9" * 99, "1.é", "\x00", f"{let_in(database, guarded)}0"):
        with pytest.raises(PinNeededError):
            submit_response(database, filled(guarded, token), today=TODAY, now=NOW, trust=TRUST)
    assert stored(database) == 0


def test_with_it_a_response_is_stored(database: Database, guarded: SurveyLink) -> None:
    token = let_in(database, guarded)
    assert submit_response(database, filled(guarded, token), today=TODAY, now=NOW, trust=TRUST).is_new


def test_a_wrong_pin_gets_no_token_and_a_link_without_pin_needs_none(
    database: Database, guarded: SurveyLink
) -> None:
    for wrong in ("482914", "", "48291", "abc"):
        with pytest.raises(PinNeededError):
            let_in(database, guarded, wrong)
    with database.write() as session:
        other = make_link(session)
    assert let_in(database, other, "1234") == ""


def test_without_a_secret_or_a_clock_no_token_is_believed(database: Database, guarded: SurveyLink) -> None:
    given = filled(guarded, let_in(database, guarded))
    with pytest.raises(PinNeededError):
        submit_response(database, given, today=TODAY, now=NOW)
    with pytest.raises(PinNeededError):
        submit_response(database, given, today=TODAY, trust=TRUST)


def test_a_token_grows_old_and_belongs_to_its_link_and_pin(database: Database, guarded: SurveyLink) -> None:
    token = let_in(database, guarded)
    member = member_of(database)
    sent = filled(guarded, token)
    with pytest.raises(PinNeededError):
        submit_response(database, sent, today=TODAY, now=NOW + timedelta(hours=14), trust=TRUST)
    with database.write() as session:
        other = make_link(session)
    set_pin(database, member, other.id, PIN, now=NOW)
    with pytest.raises(PinNeededError):
        submit_response(database, filled(other, token), today=TODAY, now=NOW, trust=TRUST)
    set_pin(database, member, guarded.id, "7777", now=NOW)
    with pytest.raises(PinNeededError):
        submit_response(database, sent, today=TODAY, now=NOW, trust=TRUST)
    assert stored(database) == 0


def test_a_token_holds_for_twelve_hours_and_tells_nobody_apart(
    database: Database, guarded: SurveyLink
) -> None:
    token = let_in(database, guarded)
    assert token == let_in(database, guarded, now=NOW + timedelta(minutes=20))
    late = NOW + timedelta(hours=12)
    assert submit_response(database, filled(guarded, token), today=TODAY, now=late, trust=TRUST).is_new


def test_a_retry_of_what_is_stored_needs_no_pin(database: Database, guarded: SurveyLink) -> None:
    sent = filled(guarded, let_in(database, guarded))
    submit_response(database, sent, today=TODAY, now=NOW, trust=TRUST)
    again = submit_response(database, replace(sent, token=""), today=TODAY, now=NOW, trust=TRUST)
    assert not again.is_new
    assert stored(database) == 1


def test_a_token_is_renewed_with_the_pin_typed_again(database: Database, guarded: SurveyLink) -> None:
    later, right = NOW + timedelta(hours=20), RightPins()
    old = let_in(database, guarded)
    with pytest.raises(PinNeededError):
        renewed_token(database, guarded.code, (old, ""), secret=SECRET, now=later, right=right)
    new = renewed_token(database, guarded.code, (old, PIN), secret=SECRET, now=later, right=right)
    assert submit_response(database, filled(guarded, new), today=TODAY, now=later, trust=TRUST).is_new


def test_a_removed_pin_asks_nobody(database: Database, guarded: SurveyLink) -> None:
    member = member_of(database)
    (view,) = links_of(database, EVERYTHING, guarded.training_id, today=TODAY)
    assert view.has_pin
    remove_pin(database, member, guarded.id, now=NOW)
    (view,) = links_of(database, EVERYTHING, guarded.training_id, today=TODAY)
    assert not view.has_pin
    assert submit_response(database, filled(guarded), today=TODAY).is_new


def test_a_right_pin_is_hashed_slowly_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def slow(_: str, pin: str) -> bool:
        asked.append(pin)
        return pin == PIN

    monkeypatch.setattr("dashboard.services.pins.is_right", slow)
    right = RightPins()
    assert [right.is_right("hash", one) for one in (PIN, PIN, "1111", "1111", PIN)] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert asked == [PIN, "1111", "1111"]
    assert PIN not in repr(right)
