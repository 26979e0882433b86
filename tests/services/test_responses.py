"""A response is stored once, whole, and without anything that identifies anybody."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from dashboard.errors import (
    ConsentMissingError,
    InvalidAnswersError,
    InvalidInputError,
    LinkClosedError,
    LinkUnknownError,
    ResponseConflictError,
)
from dashboard.services.forms import open_form
from dashboard.services.responses import Submission, submit_response
from db.engine import Database
from db.models import Answer, Organisation, Response, SurveyLink, TrainingOrganisation
from tests.factories import TODAY, make_answers, make_link, make_training
from tests.services.people import link_with


def submission_to(link: SurveyLink, **values: Any) -> Submission:
    filled = Submission(link.code, str(uuid4()), make_answers(), "es", "phone", has_consent=True)
    return replace(filled, **values)


def stored(database: Database) -> tuple[int, int]:
    with database.read() as session:
        responses = session.scalar(select(func.count()).select_from(Response)) or 0
        return responses, session.scalars(select(SurveyLink.received)).one()


def test_a_response_is_stored_with_its_answers(database: Database) -> None:
    link = link_with(database)
    given = submission_to(link)
    assert submit_response(database, given, today=TODAY).is_new
    with database.read() as session:
        response = session.get_one(Response, given.id)
        rows = session.execute(select(Answer.question, Answer.value)).all()
        assert dict(rows) == make_answers()
        assert (response.received_on, response.language, response.channel) == (TODAY, "es", "phone")
    assert stored(database) == (1, 1)


def test_a_retry_does_not_double(database: Database) -> None:
    link = link_with(database)
    given = submission_to(link)
    submit_response(database, given, today=TODAY)
    assert not submit_response(database, given, today=TODAY).is_new
    assert stored(database) == (1, 1)


def test_a_retry_after_closing_is_still_told_that_it_was_stored(database: Database) -> None:
    link = link_with(database, closes_on=TODAY)
    given = submission_to(link)
    submit_response(database, given, today=TODAY)
    assert not submit_response(database, given, today=TODAY + timedelta(days=1)).is_new


def test_the_same_id_with_other_answers_is_a_conflict(database: Database) -> None:
    link = link_with(database)
    given = submission_to(link)
    submit_response(database, given, today=TODAY)
    with pytest.raises(ResponseConflictError):
        submit_response(database, replace(given, answers=make_answers(recommend="1")), today=TODAY)
    assert stored(database) == (1, 1)


def test_the_same_id_on_another_link_is_a_conflict(database: Database) -> None:
    first, second = link_with(database), link_with(database)
    given = submission_to(first)
    submit_response(database, given, today=TODAY)
    with pytest.raises(ResponseConflictError):
        submit_response(database, replace(given, code=second.code), today=TODAY)


def test_eight_retries_at_once_store_one_response(database: Database) -> None:
    link = link_with(database)
    given = submission_to(link)
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: submit_response(database, given, today=TODAY), range(8)))
    assert sum(receipt.is_new for receipt in receipts) == 1
    assert stored(database) == (1, 1)


def test_a_cap_is_never_exceeded_by_people_at_once(database: Database) -> None:
    link = link_with(database, cap=3)

    def send(_: int) -> bool:
        try:
            return submit_response(database, submission_to(link), today=TODAY).is_new
        except LinkClosedError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(send, range(8))) == 3
    assert stored(database) == (3, 3)


def test_without_consent_nothing_is_stored(database: Database) -> None:
    link = link_with(database)
    with pytest.raises(ConsentMissingError):
        submit_response(database, submission_to(link, has_consent=False), today=TODAY)
    assert stored(database) == (0, 0)


def test_wrong_answers_are_all_named_and_none_is_stored(database: Database) -> None:
    link = link_with(database)
    wrong = make_answers(relevance="9", recommend="eleven", nonsense="x")
    with pytest.raises(InvalidAnswersError) as refused:
        submit_response(database, submission_to(link, answers=wrong), today=TODAY)
    assert {problem.question for problem in refused.value.problems} == {"relevance", "recommend", None}  # type: ignore[attr-defined]  # survey problems
    assert stored(database) == (0, 0)


@pytest.mark.parametrize("code", ["", "short", "ZZZZZZZZ", "../../etc", "x" * 10_000, "ÑÑÑÑÑÑÑÑ"])
def test_an_unknown_code_is_refused(database: Database, code: str) -> None:
    link = link_with(database)
    with pytest.raises(LinkUnknownError):
        submit_response(database, submission_to(link, code=code), today=TODAY)


def test_a_code_is_read_as_people_type_it(database: Database) -> None:
    link = link_with(database)
    typed = f" {link.code[:4].lower()}-{link.code[4:].lower()} "
    assert open_form(database, typed, today=TODAY).code == link.code


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"state": "closed"}, "errors.link_closed"),
        ({"closes_on": TODAY - timedelta(days=1)}, "errors.link_closed"),
        ({"opens_on": TODAY + timedelta(days=1)}, "errors.link_not_yet_open"),
        ({"cap": 5, "received": 5}, "errors.link_closed"),
    ],
)
def test_a_link_that_is_not_open_takes_nothing(database: Database, changes: dict[str, Any], key: str) -> None:
    link = link_with(database, **changes)
    with pytest.raises(LinkClosedError) as refused:
        submit_response(database, submission_to(link), today=TODAY)
    assert refused.value.key == key
    with pytest.raises(LinkClosedError):
        open_form(database, link.code, today=TODAY)


def test_a_link_is_open_on_its_last_day(database: Database) -> None:
    link = link_with(database, opens_on=TODAY, closes_on=TODAY)
    assert submit_response(database, submission_to(link), today=TODAY).is_new


@pytest.mark.parametrize(
    "identifier", ["", "1", "ad70b824-e676-11f1-9a1c-02fc00000001", str(UUID(int=0)), "x" * 1000]
)
def test_an_id_that_is_not_random_is_refused(database: Database, identifier: str) -> None:
    link = link_with(database)
    with pytest.raises(InvalidInputError):
        submit_response(database, submission_to(link, id=identifier), today=TODAY)


def test_an_unknown_language_becomes_the_surveys_own(database: Database) -> None:
    link = link_with(database)
    given = submission_to(link, language="xx-SECRET", channel="toaster")
    submit_response(database, given, today=date(2026, 11, 22))
    with database.read() as session:
        response = session.get_one(Response, given.id)
        assert (response.language, response.channel) == ("es", "phone")


def test_a_form_says_whose_it_is(database: Database) -> None:
    with database.write() as session:
        training = make_training(session, title="Taller de derechos")
        link = make_link(session, training)
    form = open_form(database, link.code, today=TODAY)
    assert (form.training_title, form.training_id) == ("Taller de derechos", training.id)
    assert form.definition.name == "post_training"


@pytest.mark.parametrize(
    ("roles", "organiser"),
    [
        ((), ""),
        (("partner",), ""),
        (("partner", "host"), "the host"),
        (("host", "partner", "implementer"), "the implementer"),
    ],
)
def test_a_form_names_who_carried_the_training_out_or_asked_for_it(
    database: Database, roles: tuple[str, ...], organiser: str
) -> None:
    with database.write() as session:
        training = make_training(session)
        link = make_link(session, training)
        for role in roles:
            organisation = Organisation(name=f"the {role}", source="test")
            training.organisations.append(TrainingOrganisation(role=role, organisation=organisation))
    assert open_form(database, link.code, today=TODAY).organiser == organiser
