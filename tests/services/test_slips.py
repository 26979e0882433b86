"""A slip lets one response in, whoever comes first, and nothing links the two."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, inspect, select

from dashboard.errors import (
    InvalidAnswersError,
    InvalidInputError,
    LinkClosedError,
    NotFoundError,
    PermissionDeniedError,
    SlipRefusedError,
)
from dashboard.exports.slips import SlipSheet
from dashboard.roles import Role
from dashboard.services.codes import tidy_slip
from dashboard.services.links import close_link
from dashboard.services.responses import Receipt, Submission, Trust, submit_response
from dashboard.services.slips import (
    SlipCount,
    ask_for_slips,
    make_slips,
    make_slips_of_code,
    slip_count,
    slip_hash,
)
from dashboard.services.withdrawals import withdraw
from db.criteria import Scope
from db.engine import Database
from db.models import Response, Slip, SurveyLink
from db.vocabulary import CODE_ALPHABET
from tests.factories import NOW, TODAY, make_answers, make_link
from tests.services.people import member_of

KEY = "what slips are hashed with"
TRUST = Trust(KEY, KEY)
BASE = "https://huella.example.cl"


@pytest.fixture
def link(database: Database) -> SurveyLink:
    with database.write() as session:
        return make_link(session)


@pytest.fixture
def sheet(database: Database, link: SurveyLink) -> SlipSheet:
    return make_slips(database, member_of(database), link.id, 12, base=BASE, key=KEY, now=NOW)


def filled(sheet: SlipSheet, slip: str, **values: object) -> Submission:
    given = Submission(sheet.code, str(uuid4()), make_answers(), "es", "phone", has_consent=True, slip=slip)
    return replace(given, **values)  # type: ignore[arg-type]  # fields of its own


def send(database: Database, given: Submission) -> Receipt:
    return submit_response(database, given, today=TODAY, now=NOW, trust=TRUST)


def state(database: Database, link: SurveyLink) -> tuple[int, int, int]:
    """Responses, what the link has counted, spent slips: stored by half they would differ."""
    with database.read() as session:
        responses = session.scalar(select(func.count()).select_from(Response)) or 0
        received = session.scalars(select(SurveyLink.received).where(SurveyLink.id == link.id)).one()
    return responses, received, slip_count(database, link.id).spent


def test_codes_are_many_different_and_hard_to_confuse(sheet: SlipSheet) -> None:
    assert len(set(sheet.codes)) == 12
    assert all(len(code) == 9 and set(code) <= set(CODE_ALPHABET) for code in sheet.codes)


def test_only_keyed_hashes_are_kept(database: Database, link: SurveyLink, sheet: SlipSheet) -> None:
    assert {column["name"] for column in inspect(database.engine).get_columns("slip")} == {
        "code_hash", "link_id", "spent",
    }  # fmt: skip
    with database.read() as session:
        kept = set(session.scalars(select(Slip.code_hash)))
    assert kept == {slip_hash(link.id, code, KEY) for code in sheet.codes}
    assert kept.isdisjoint({slip_hash(link.id, code, "another") for code in sheet.codes})


def test_a_slip_lets_one_response_in(database: Database, link: SurveyLink, sheet: SlipSheet) -> None:
    code = sheet.codes[0]
    assert send(database, filled(sheet, f"{code[:3]}-{code[3:6]} {code[6:].lower()}")).is_new
    with pytest.raises(SlipRefusedError) as refused:
        send(database, filled(sheet, code))
    assert [problem.field for problem in refused.value.problems] == ["slip"]
    assert state(database, link) == (1, 1, 1)


@pytest.mark.parametrize("typed", ["", "   ", "ABC", "AAAAAAAAA", "x" * 99, "\x00", "É" * 9])
def test_without_a_good_slip_nothing_is_stored(
    database: Database, link: SurveyLink, sheet: SlipSheet, typed: str
) -> None:
    with pytest.raises(SlipRefusedError):
        send(database, filled(sheet, typed))
    assert state(database, link) == (0, 0, 0)


def test_the_same_response_again_spends_no_other_slip(
    database: Database, link: SurveyLink, sheet: SlipSheet
) -> None:
    given = filled(sheet, sheet.codes[0])
    assert send(database, given).is_new
    assert not send(database, given).is_new
    assert not send(database, replace(given, slip="")).is_new
    assert state(database, link) == (1, 1, 1)


def test_two_at_once_with_one_slip_store_one(database: Database, link: SurveyLink, sheet: SlipSheet) -> None:
    def attempt(_: int) -> bool:
        try:
            return send(database, filled(sheet, sheet.codes[0])).is_new
        except SlipRefusedError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [False] * 7 + [True]
    assert state(database, link) == (1, 1, 1)


def test_one_response_sent_by_eight_at_once_is_stored_once_and_told_to_all(
    database: Database, link: SurveyLink, sheet: SlipSheet
) -> None:
    given = filled(sheet, sheet.codes[0])
    with ThreadPoolExecutor(8) as pool:
        told = [receipt.is_new for receipt in pool.map(lambda _: send(database, given), range(8))]
    assert sorted(told) == [False] * 7 + [True]
    assert state(database, link) == (1, 1, 1)


def test_what_is_refused_for_another_reason_spends_nothing(
    database: Database, link: SurveyLink, sheet: SlipSheet
) -> None:
    with pytest.raises(InvalidAnswersError):
        send(database, filled(sheet, sheet.codes[0], answers={}))
    close_link(database, member_of(database), link.id, now=NOW, k=5)
    with pytest.raises(LinkClosedError):
        send(database, filled(sheet, sheet.codes[0]))
    assert state(database, link) == (0, 0, 0)


def test_a_full_link_spends_nothing(database: Database, link: SurveyLink, sheet: SlipSheet) -> None:
    with database.write() as session:
        session.get_one(SurveyLink, link.id).cap = 1
    assert send(database, filled(sheet, sheet.codes[0])).is_new
    with pytest.raises(LinkClosedError):
        send(database, filled(sheet, sheet.codes[1]))
    assert state(database, link) == (1, 1, 1)


def test_a_slip_of_another_link_or_another_key_is_no_slip(
    database: Database, link: SurveyLink, sheet: SlipSheet
) -> None:
    with database.write() as session:
        other = make_link(session)
    mine = make_slips_of_code(database, other.code, 1, base=BASE, key=KEY)
    with pytest.raises(SlipRefusedError):
        send(database, filled(sheet, mine.codes[0]))
    for trust in (Trust(KEY, "another"), Trust()):
        with pytest.raises(SlipRefusedError):
            submit_response(database, filled(sheet, sheet.codes[0]), today=TODAY, now=NOW, trust=trust)
    assert state(database, link) == (0, 0, 0)


def test_taking_a_response_back_does_not_free_its_slip(
    database: Database, link: SurveyLink, sheet: SlipSheet
) -> None:
    receipt = send(database, filled(sheet, sheet.codes[0]))
    withdraw(database, receipt.withdrawal)
    with pytest.raises(SlipRefusedError):
        send(database, filled(sheet, sheet.codes[0]))
    assert slip_count(database, link.id) == SlipCount(made=12, spent=1)


def test_asking_for_slips_can_be_stopped(database: Database, sheet: SlipSheet, link: SurveyLink) -> None:
    ask_for_slips(database, member_of(database), link.id, is_asked=False, now=NOW)
    assert send(database, filled(sheet, "")).is_new
    assert slip_count(database, link.id) == SlipCount(made=12, spent=0)


@pytest.mark.parametrize("count", [0, -1, 501])
def test_a_number_that_cannot_be_is_refused(database: Database, link: SurveyLink, count: int) -> None:
    with pytest.raises(InvalidInputError):
        make_slips(database, member_of(database), link.id, count, base=BASE, key=KEY, now=NOW)


def test_a_link_has_no_endless_slips(
    database: Database, link: SurveyLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.services.slips.MOST_OF_LINK", 5)
    make_slips_of_code(database, link.code, 4, base=BASE, key=KEY)
    with pytest.raises(InvalidInputError):
        make_slips_of_code(database, link.code, 2, base=BASE, key=KEY)
    assert slip_count(database, link.id).made == 4


def test_who_may_not_edit_or_see_makes_none(database: Database, link: SurveyLink) -> None:
    with pytest.raises(PermissionDeniedError):
        make_slips(database, member_of(database, Role.MANAGER), link.id, 1, base=BASE, key=KEY, now=NOW)
    elsewhere = replace(member_of(database), scope=Scope(("12",)))
    with pytest.raises(NotFoundError):
        make_slips(database, elsewhere, link.id, 1, base=BASE, key=KEY, now=NOW)
    assert slip_count(database, link.id) == SlipCount(0, 0)


def test_what_is_no_slip_is_tidied_away() -> None:
    assert tidy_slip(" abc-def-ghj ") == "ABCDEFGHJ"
    assert tidy_slip("ABCDEFGH") == tidy_slip("ABCDEFGH0") == tidy_slip("") == ""
