"""Surveys with repeats, calculations and ranges, from the stored version to the figures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from dashboard.errors import InvalidAnswersError, ResponseConflictError
from dashboard.services.forms import open_form
from dashboard.services.publication import advance_all
from dashboard.services.responses import Submission, submit_response
from dashboard.services.results import results
from dashboard.survey.definition import Definition, Repeat, Section
from db.criteria import EVERYTHING, NO_FILTERS
from db.engine import Database
from db.models import SurveyLink
from tests.factories import NOW, TODAY, make_link, make_training, make_version
from tests.unit.survey.factories import choices, question, survey, words

NOON = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=12)
TIMED = survey(question("why"), question("when", "calculate", calculation="now()"))


def _link(database: Database, definition: Definition) -> SurveyLink:
    with database.write() as session:
        version = make_version(session, definition.to_json())
        return make_link(session, make_training(session, "05601"), version_id=version.id, state="open")


def _submission(link: SurveyLink, **answers: object) -> Submission:
    return Submission(link.code, str(uuid4()), answers, "es", "phone", has_consent=True)


def test_open_form_has_no_repeats_left(database: Database) -> None:
    house = Section("house", words("Casa"), None, (question("age", "integer"),), repeat=Repeat("", 2))
    link = _link(database, replace(survey(), sections=(house,)))
    definition = open_form(database, link.code, today=TODAY).definition
    assert [asked.name for asked in definition.questions] == ["age__1", "house__more_1", "age__2"]
    given = _submission(link, age__1="40", house__more_1="yes", age__2="7")
    assert submit_response(database, given, today=TODAY).is_new


def test_retry_is_recognised_though_the_clock_has_moved_on(database: Database) -> None:
    given = _submission(_link(database, TIMED), why="x")
    later = NOON + timedelta(minutes=5)
    assert submit_response(database, given, today=TODAY, now=NOON).is_new
    assert not submit_response(database, given, today=TODAY, now=later).is_new
    with pytest.raises(ResponseConflictError):
        submit_response(database, replace(given, answers={"why": "y"}), today=TODAY, now=later)


def test_rules_that_ask_for_today_know_it_without_a_clock(database: Database) -> None:
    link = _link(database, survey(question("day", "date", constraint=". <= today()")))
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert submit_response(database, _submission(link, day=TODAY.isoformat()), today=TODAY).is_new
    with pytest.raises(InvalidAnswersError):
        submit_response(database, _submission(link, day=tomorrow), today=TODAY)


def test_published_range_is_shown_step_by_step_and_a_rank_hides_nothing_else(database: Database) -> None:
    scale = question("hours", "range", least=0.0, most=2.0, step=0.5)
    order = question("order", "rank", choices=choices("a", "b"))
    link = _link(database, survey(scale, order))
    for number in range(8):
        hours = "1.5" if number % 2 else "0"
        given = _submission(link, hours=hours, order=["b", "a"])
        assert submit_response(database, given, today=TODAY).is_new
    with database.write() as session:
        session.get_one(SurveyLink, link.id).state = "closed"
    advance_all(database, now=NOW, k=5)
    found = results(database, EVERYTHING, NO_FILTERS, language="es", today=TODAY).choices
    assert set(found["question"]) == {"hours"}
    counted = dict(zip(found["choice"], found["count"], strict=True))
    assert counted == {"0": 4, "0.5": 0, "1": 0, "1.5": 4, "2": 0}
