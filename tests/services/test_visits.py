"""A visit begins after a pause; what changed since the last one is counted, and nothing finer is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from dashboard.roles import Member, Role
from dashboard.services.changes import Change, changes
from dashboard.services.links import close_link
from dashboard.services.publication import advance_all
from dashboard.services.visits import PAUSE, SLOT, Seen, last_visit, note_visit, slot_of
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import Account, AccountVisit, SurveyLink, Training
from tests.factories import NOW, TODAY, make_account, make_link, make_response, make_training

LATER = NOW + timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


def member_with(database: Database, scope: Scope = EVERYTHING) -> Member:
    with database.write() as session:
        account = make_account(session, regions=scope.regions or ())
        return Member(account.id, account.email, account.name, Role.COORDINATOR, scope=scope)


def visit(database: Database, member: Member, moment: datetime = NOW) -> Seen | None:
    note_visit(database, member, now=moment, today=moment.date())
    return last_visit(database, member)


def told(database: Database, member: Member, moment: datetime = LATER) -> dict[str, Change]:
    last = visit(database, member, moment)
    assert last is not None
    found = changes(database, member.scope, last, today=moment.date())
    return {change.name: change for change in found}


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_slot_begins_no_later_and_at_most_ten_minutes_before(moment: datetime) -> None:
    slot = slot_of(moment)
    assert slot <= moment < slot + SLOT
    assert slot_of(slot) == slot
    assert (slot.minute % 10, slot.second, slot.microsecond) == (0, 0, 0)


def test_the_first_visit_has_none_before_it(database: Database) -> None:
    member = member_with(database)
    assert last_visit(database, member) is None
    assert visit(database, member) is None


def test_a_short_pause_belongs_to_the_same_visit(database: Database) -> None:
    member = member_with(database)
    for minutes in (0, 5, 12, 30, 58):
        assert visit(database, member, NOW + timedelta(minutes=minutes)) is None


def test_a_long_pause_begins_another_visit(database: Database) -> None:
    member = member_with(database)
    visit(database, member)
    last = visit(database, member, LATER)
    assert last is not None
    assert last.on == TODAY
    still = visit(database, member, LATER + timedelta(minutes=25))
    assert still == last


def test_what_is_kept_is_no_finer_than_ten_minutes(database: Database) -> None:
    member = member_with(database)
    visit(database, member, NOW + timedelta(minutes=17, seconds=23))
    with database.read() as session:
        row = session.scalars(select(AccountVisit)).one()
    assert row.seen_at == NOW + timedelta(minutes=10)
    assert set(row.seen) == {"on", "number", "received", "newest", "reach"}
    assert row.seen["on"] == TODAY.isoformat()


def test_a_pause_shorter_than_promised_never_ends_a_visit(database: Database) -> None:
    """Slots are coarse: however they fall, less than half an hour is no pause."""
    member = member_with(database)
    visit(database, member, NOW + timedelta(minutes=9, seconds=59))
    assert visit(database, member, NOW + timedelta(minutes=9, seconds=59) + PAUSE) is None


def test_an_account_that_is_gone_is_no_error(database: Database) -> None:
    member = member_with(database)
    visit(database, member)
    with database.write() as session:
        session.execute(delete(Account).where(Account.id == member.id))
    with database.read() as session:
        assert session.scalars(select(AccountVisit)).all() == []
    assert visit(database, member, LATER) is None


def test_nothing_new_says_nothing(database: Database) -> None:
    member = member_with(database)
    with database.write() as session:
        make_link(session, make_training(session), received=7)
    visit(database, member)
    assert told(database, member) == {}


def test_what_came_since_is_counted_and_named(database: Database) -> None:
    member = member_with(database)
    with database.write() as session:
        old = make_training(session, title="Con respuestas", status="done")
        link = make_link(session, old).id
        make_link(session, make_training(session, title="Vence hoy"), closes_on=TODAY)
    visit(database, member)
    with database.write() as session:
        row = session.get_one(SurveyLink, link)
        for _ in range(12):
            make_response(session, row)
        day = date(2027, 1, 5)
        make_training(session, title="Futura", status="planned", starts_on=day, ends_on=day)
        make_training(session, title="Anulada", status="cancelled")
        make_training(session, title="Registrada", status="done")
    close_link(database, member, link, now=NOW, k=5)
    found = told(database, member)
    assert {name: change.count for name, change in found.items()} == {
        "received": 12,
        "published": 1,
        "closed": 2,
        "planned": 1,
        "added": 1,
    }
    assert [one.title for one in found["published"].trainings] == ["Con respuestas"]
    assert {one.title for one in found["closed"].trainings} == {"Con respuestas", "Vence hoy"}
    assert [one.title for one in found["planned"].trainings] == ["Futura"]


def test_a_training_that_took_place_since_is_told(database: Database) -> None:
    member = member_with(database)
    with database.write() as session:
        make_training(session, title="De ayer", starts_on=TOMORROW, ends_on=TOMORROW)
        vague = make_training(session, title="De un mes incierto", starts_on=TOMORROW, ends_on=TOMORROW)
        vague.date_precision = "month"
    visit(database, member)
    found = told(database, member)
    assert [one.title for one in found["held"].trainings] == ["De ayer"]


def test_answers_that_wait_are_received_and_not_published(database: Database) -> None:
    member = member_with(database)
    with database.write() as session:
        link = make_link(session, state="closed").id
    visit(database, member)
    with database.write() as session:
        for _ in range(3):
            make_response(session, session.get_one(SurveyLink, link))
    advance_all(database, now=NOW, k=5)
    found = told(database, member)
    assert (found["received"].count, "published" in found) == (3, False)


@pytest.mark.parametrize(("region", "expected"), [("02", 2), ("05", 0)])
def test_only_what_is_within_reach_counts(database: Database, region: str, expected: int) -> None:
    with database.write() as session:
        link = make_link(session, make_training(session, "02101")).id
        make_training(session, "05601")
    member = member_with(database, Scope(regions=(region,)))
    visit(database, member)
    with database.write() as session:
        for _ in range(2):
            make_response(session, session.get_one(SurveyLink, link))
    found = told(database, member)
    assert sum(change.count for change in found.values()) == expected


def test_after_other_limits_responses_cannot_be_compared(database: Database) -> None:
    member = member_with(database)
    with database.write() as session:
        link = make_link(session).id
    last = (visit(database, member), visit(database, member, LATER))[1]
    assert last is not None
    with database.write() as session:
        make_response(session, session.get_one(SurveyLink, link))
    found = changes(database, Scope(regions=("05",)), last, today=TOMORROW)
    assert [change.name for change in found] == []
    assert [change.name for change in changes(database, EVERYTHING, last, today=TOMORROW)] == ["received"]


def test_cancelling_takes_no_response_back(database: Database) -> None:
    member = member_with(database)
    with database.write() as session:
        training = make_training(session).id
        make_link(session, session.get_one(Training, training), received=9)
    visit(database, member)
    with database.write() as session:
        session.get_one(Training, training).status = "cancelled"
    assert "received" not in told(database, member)
