"""Pools in a database: few answers show together only, move up when a year is over, and never move again."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from dashboard.services.invariants import findings
from dashboard.services.publication import advance_all
from db.criteria import Pool
from db.engine import Database
from db.models import Answer, SurveyLink, Tally, Training
from tests.factories import make_link, make_response, make_training

K = 5
AUTUMN = datetime(2026, 4, 20, 15, 0, tzinfo=UTC)
NEXT_YEAR = datetime(2027, 1, 4, 15, 0, tzinfo=UTC)
THIS_YEAR = date(2026, 3, 10)


def add_training(
    database: Database, responses: int, territory: str = "05601", state: str = "closed", **values: object
) -> int:
    """The id of the link of a training of 10 March 2026."""
    when = {"starts_on": THIS_YEAR, "ends_on": THIS_YEAR} | values
    with database.write() as session:
        link = make_link(session, make_training(session, territory, **when), state=state)
        for _ in range(responses):
            make_response(session, link)
        return link.id


def add_responses(database: Database, link_id: int, count: int) -> None:
    with database.write() as session:
        for _ in range(count):
            make_response(session, session.get_one(SurveyLink, link_id))


def pooled(database: Database, question: str = "recommend") -> dict[tuple[str, int], int]:
    """What pools have published: (territory, year) → people."""
    with database.read() as session:
        query = select(Tally).where(Tally.training_id.is_(None), Tally.question == question)
        return {(str(t.territory_code), int(t.year or 0)): t.answers for t in session.scalars(query)}


def own(database: Database, question: str = "recommend") -> list[int]:
    """What trainings have published by themselves."""
    with database.read() as session:
        query = select(Tally.answers).where(Tally.training_id.is_not(None), Tally.question == question)
        return list(session.scalars(query))


def test_few_answers_wait_for_others_of_their_comuna_and_year(database: Database) -> None:
    add_training(database, 3)
    advance_all(database, now=AUTUMN, k=K)
    assert pooled(database) == {}
    add_training(database, 2)
    advance_all(database, now=AUTUMN, k=K)
    assert pooled(database) == {("05601", 2026): 5}
    assert own(database) == []
    assert findings(database) == ()


def test_an_open_training_is_in_no_pool(database: Database) -> None:
    add_training(database, 4)
    add_training(database, 4, state="open")
    advance_all(database, now=AUTUMN, k=K)
    assert pooled(database) == {}


def test_the_rest_of_a_year_moves_up_to_the_region_and_to_the_country(database: Database) -> None:
    add_training(database, 3, "05601")
    add_training(database, 3, "05101")
    add_training(database, 4, "02101")
    add_training(database, 4, "15101")
    advance_all(database, now=AUTUMN, k=K)
    assert pooled(database) == {}
    advance_all(database, now=NEXT_YEAR, k=K)
    assert pooled(database) == {("05", 2026): 6, ("CL", 2026): 8}
    assert findings(database) == ()


def test_the_rest_of_a_year_waits_while_somebody_can_still_answer(database: Database) -> None:
    add_training(database, 3, "05601")
    add_training(database, 4, "05101")
    link = add_training(database, 0, "05601", state="open")
    advance_all(database, now=NEXT_YEAR, k=K)
    assert pooled(database) == {}  # San Antonio's three may still be joined by others of San Antonio
    with database.write() as session:
        session.get_one(SurveyLink, link).state = "closed"
    advance_all(database, now=NEXT_YEAR, k=K)
    assert pooled(database) == {("05", 2026): 7}


def test_a_reopened_training_keeps_what_is_pooled_and_waits_anew(database: Database) -> None:
    link = add_training(database, 3)
    add_training(database, 2)
    advance_all(database, now=AUTUMN, k=K)
    with database.write() as session:
        session.get_one(SurveyLink, link).state = "open"
    add_responses(database, link, 6)
    advance_all(database, now=AUTUMN, k=K)
    assert (pooled(database), own(database)) == ({("05601", 2026): 5}, [])
    with database.write() as session:
        session.get_one(SurveyLink, link).state = "closed"
    advance_all(database, now=AUTUMN, k=K)
    assert (pooled(database), own(database)) == ({("05601", 2026): 5}, [6])


def test_what_a_reopened_training_leaves_over_goes_to_its_pool(database: Database) -> None:
    link = add_training(database, 8)
    advance_all(database, now=AUTUMN, k=K)
    add_responses(database, link, 3)
    add_training(database, 2)
    advance_all(database, now=AUTUMN, k=K)
    assert (own(database), pooled(database)) == ([8], {("05601", 2026): 5})


def test_a_training_that_moves_leaves_its_pooled_answers_where_they_are(database: Database) -> None:
    link = add_training(database, 3)
    add_training(database, 3)
    advance_all(database, now=AUTUMN, k=K)
    before = pooled(database)
    with database.write() as session:
        make_training(session, "02101")
        training = session.get_one(Training, session.get_one(SurveyLink, link).training_id)
        training.territory_code = "02101"
        training.starts_on = date(2025, 5, 5)
    advance_all(database, now=NEXT_YEAR, k=K)
    assert pooled(database) == before == {("05601", 2026): 6}


def test_withdrawn_answers_leave_a_pool_that_was_not_due(database: Database) -> None:
    add_training(database, 3)
    other = add_training(database, 4, state="open")
    with database.write() as session:
        for answer in session.scalars(select(Answer).limit(1)):
            training = answer.training_id
        for answer in session.scalars(select(Answer).where(Answer.training_id == training)):
            session.delete(answer)
        session.get_one(SurveyLink, other).state = "closed"
    advance_all(database, now=AUTUMN, k=K)
    assert pooled(database) == {}


def test_a_larger_k_needs_a_larger_pool(database: Database) -> None:
    add_training(database, 4)
    add_training(database, 4)
    advance_all(database, now=AUTUMN, k=10)
    assert pooled(database) == {}
    add_training(database, 7)
    advance_all(database, now=AUTUMN, k=10)
    assert pooled(database) == {("05601", 2026): 15}


def test_a_training_without_a_date_is_in_no_pool_until_it_has_one(database: Database) -> None:
    link = add_training(database, 4, starts_on=None, ends_on=None)
    add_training(database, 4)
    advance_all(database, now=NEXT_YEAR, k=K)
    assert pooled(database) == {}
    with database.write() as session:
        session.get_one(Training, session.get_one(SurveyLink, link).training_id).starts_on = THIS_YEAR
    advance_all(database, now=NEXT_YEAR, k=K)
    assert pooled(database) == {("05601", 2026): 8}


def test_a_question_few_people_saw_is_pooled_by_itself(database: Database) -> None:
    """The training shows what 12 people answered; the four who saw one question more wait for others."""
    link = add_training(database, 0)
    with database.write() as session:
        current = session.get_one(SurveyLink, link)
        for number in range(12):
            seen = {"relevance": "5"} | ({"recommend": "9"} if number < 4 else {})
            make_response(session, current, seen)
    advance_all(database, now=AUTUMN, k=K)
    assert (own(database, "relevance"), own(database)) == ([12], [])
    add_training(database, 3)
    advance_all(database, now=AUTUMN, k=K)
    assert pooled(database) == {("05601", 2026): 7}
    assert pooled(database, "relevance") == {}


@pytest.mark.parametrize("territory", ["05601", "05"])
def test_publishing_again_changes_nothing(database: Database, territory: str) -> None:
    add_training(database, 3, territory)
    add_training(database, 4, territory)
    assert advance_all(database, now=AUTUMN, k=K) > 0
    before = pooled(database)
    assert advance_all(database, now=AUTUMN, k=K) == 0
    assert pooled(database) == before == {(Pool(territory, 2026).territory_code, 2026): 7}
