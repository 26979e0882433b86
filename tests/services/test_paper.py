"""Paper sheets: the same checks as by phone, each stored once, and only while the link is open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from dashboard.errors import (
    ConsentMissingError,
    DatabaseAwayError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)
from dashboard.roles import Member, Role
from dashboard.services.answer_batch import gathering
from dashboard.services.invariants import findings
from dashboard.services.links import close_link, reopen_link
from dashboard.services.paper import MOST_SHEETS, Outcome, Sheet, store_sheets
from dashboard.services.publication import advance
from dashboard.services.store import Database as StoreDatabase
from db.criteria import Scope
from db.engine import Database
from db.models import Answer, AuditEvent, Response, SurveyLink, Tally
from tests.factories import NOW, TODAY, make_answers
from tests.services.people import link_with, member_of

K = 5


def sheet(**changes: Any) -> Sheet:
    return Sheet(str(uuid4()), make_answers(**changes))


def hand_in(database: Database, member: Member, link: SurveyLink, *sheets: Sheet, **values: Any) -> Outcome:
    chosen: dict[str, Any] = {"has_consent": True, "today": TODAY, "now": NOW} | values
    return store_sheets(database, member, link.id, sheets, **chosen)


def stored(database: Database) -> tuple[int, int]:
    with database.read() as session:
        return len(session.scalars(select(Response.id)).all()), session.scalars(
            select(SurveyLink.received)
        ).one()


def test_a_sheet_is_stored_as_paper_with_the_day_and_nothing_about_who_typed_it(database: Database) -> None:
    member, link, typed = member_of(database), link_with(database), sheet()
    assert hand_in(database, member, link, typed).stored == (typed.id,)
    with database.read() as session:
        response = session.get_one(Response, typed.id)
        assert (response.channel, response.language, response.received_on) == ("paper", "es", TODAY)
        answers: dict[str, Any] = dict(session.execute(select(Answer.question, Answer.value)).all())
        assert answers == make_answers()
    assert stored(database) == (1, 1)


def test_right_sheets_are_stored_and_wrong_ones_stay_with_every_reason(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    right, wrong = sheet(), sheet(relevance="9", recommend="eleven")
    outcome = hand_in(database, member, link, right, wrong)
    assert outcome.stored == (right.id,)
    assert [problem.question for problem in outcome.problems[wrong.id]] == ["relevance", "recommend"]
    mended = Sheet(wrong.id, make_answers())
    assert hand_in(database, member, link, mended).stored == (wrong.id,)
    assert stored(database) == (2, 2)


def test_a_retry_stores_nothing_twice_and_is_told_stored(database: Database) -> None:
    member, link, sheets = member_of(database), link_with(database), [sheet(), sheet()]
    first = hand_in(database, member, link, *sheets)
    again = hand_in(database, member, link, *sheets, sheet())
    assert set(first.stored) < set(again.stored)
    assert stored(database) == (3, 3)


def test_a_sheet_that_was_changed_after_it_was_stored_is_a_conflict(database: Database) -> None:
    member, link, typed = member_of(database), link_with(database), sheet()
    hand_in(database, member, link, typed)
    changed = Sheet(typed.id, make_answers(recommend="1"))
    outcome = hand_in(database, member, link, changed)
    assert (outcome.stored, outcome.conflicts) == ((), (typed.id,))
    with database.read() as session:
        value = session.scalars(select(Answer.value).where(Answer.question == "recommend")).one()
        assert value == "9"


def test_a_double_click_in_eight_threads_stores_each_sheet_once(database: Database) -> None:
    member, link, sheets = member_of(database), link_with(database), [sheet() for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: hand_in(database, member, link, *sheets), range(8)))
    assert {outcome.stored for outcome in outcomes} == {tuple(each.id for each in sheets)}
    assert stored(database) == (4, 4)
    with database.read() as session:
        assert [event.details for event in session.scalars(select(AuditEvent))] == [
            {"link": link.id, "sheets": 4}
        ]


def test_two_people_fill_a_link_to_its_cap_and_no_further(database: Database) -> None:
    member, other, link = member_of(database), member_of(database), link_with(database, cap=5)
    batches = [(member, [sheet() for _ in range(4)]), (other, [sheet() for _ in range(4)])]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda each: hand_in(database, each[0], link, *each[1]), batches))
    assert sum(len(outcome.stored) for outcome in outcomes) == 5
    assert sum(len(outcome.left) for outcome in outcomes) == 3
    assert stored(database) == (5, 5)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "closed"},
        {"closes_on": TODAY - timedelta(days=1)},
        {"opens_on": TODAY + timedelta(days=1)},
        {"cap": 3, "received": 3},
    ],
)
def test_a_link_that_takes_no_answers_takes_no_paper_either(
    database: Database, changes: dict[str, Any]
) -> None:
    member, link, typed = member_of(database), link_with(database, **changes), sheet()
    outcome = hand_in(database, member, link, typed)
    assert (outcome.stored, outcome.left) == ((), (typed.id,))
    assert stored(database)[0] == 0
    assert not gathering(database, member, link.id, today=TODAY).is_open


def test_late_paper_waits_like_late_answers_by_phone(database: Database) -> None:
    """Closed, published, reopened, two sheets more: they are not shown until they are enough for a step."""
    member, link = member_of(database), link_with(database)
    hand_in(database, member, link, *(sheet() for _ in range(6)))
    close_link(database, member, link.id, now=NOW, k=K)
    late = [sheet(recommend="0"), sheet(recommend="0")]
    assert hand_in(database, member, link, *late).left == tuple(each.id for each in late)
    reopen_link(database, member, link.id, now=NOW)
    assert hand_in(database, member, link, *late).stored == tuple(each.id for each in late)
    advance(database, link.training_id, now=NOW, k=K)
    close_link(database, member, link.id, now=NOW, k=K)
    with database.read() as session:
        tally = session.scalars(select(Tally).where(Tally.question == "recommend")).one()
        assert (tally.answers, tally.counts) == (6, {"9": 6})
    assert findings(database) == ()


def test_without_consent_nothing_is_stored(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    with pytest.raises(ConsentMissingError):
        hand_in(database, member, link, sheet(), has_consent=False)
    assert stored(database) == (0, 0)


def test_a_manager_may_not_and_another_region_is_not_found(database: Database) -> None:
    link = link_with(database)  # region 05
    manager = member_of(database, Role.MANAGER)
    with pytest.raises(PermissionDeniedError):
        hand_in(database, manager, link, sheet())
    limited = member_of(database, scope=Scope(regions=("02",), projects=()))
    with pytest.raises(NotFoundError):
        hand_in(database, limited, link, sheet())
    with pytest.raises(NotFoundError):
        gathering(database, limited, link.id, today=TODAY)
    assert stored(database) == (0, 0)


def test_the_record_of_deeds_holds_no_answer(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    hand_in(database, member, link, sheet(useful="El canario 7391"))
    with database.read() as session:
        (event,) = session.scalars(select(AuditEvent)).all()
        told = f"{event.action} {event.subject} {event.details}"
        assert told == f"paper_stored training {link.training_id} {{'link': {link.id}, 'sheets': 1}}"
        assert event.account_id == member.id


def test_a_sheet_without_a_single_answer_is_not_a_response(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    outcome = hand_in(database, member, link, Sheet(str(uuid4()), {}))
    assert outcome.stored == ()
    assert len(outcome.problems) == 1
    assert stored(database) == (0, 0)


@pytest.mark.parametrize("identifier", ["", "1", str(UUID(int=0)), "x" * 1000])
def test_an_id_that_is_not_random_is_refused(database: Database, identifier: str) -> None:
    member, link = member_of(database), link_with(database)
    with pytest.raises(InvalidInputError):
        hand_in(database, member, link, Sheet(identifier, make_answers()))


def test_hostile_batches_are_refused_whole(database: Database) -> None:
    member, link, typed = member_of(database), link_with(database), sheet()
    with pytest.raises(InvalidInputError):
        hand_in(database, member, link, typed, Sheet(typed.id.upper(), make_answers(recommend="1")))
    with pytest.raises(InvalidInputError):
        hand_in(database, member, link, *(sheet() for _ in range(MOST_SHEETS + 1)))
    nonsense = Sheet(str(uuid4()), {"relevance": {"a": []}, "nonsense": 10**50, "safe": "5" * 10_000})
    assert len(hand_in(database, member, link, nonsense).problems[nonsense.id]) == 3
    assert stored(database) == (0, 0)


def test_a_database_that_is_away_is_said_and_nothing_is_stored(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, link, typed = member_of(database), link_with(database), sheet()

    def away(_: object) -> None:
        raise DatabaseAwayError

    with monkeypatch.context() as patched:
        patched.setattr(StoreDatabase, "write", away)
        with pytest.raises(DatabaseAwayError):
            hand_in(database, member, link, typed)
    assert stored(database) == (0, 0)
    assert hand_in(database, member, link, typed).stored == (typed.id,)
