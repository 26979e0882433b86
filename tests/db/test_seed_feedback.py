"""Synthetic responses: valid answers to the definition they are given, few enough rows here to be quick."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import pytest
from sqlalchemy import func, select

from dashboard.survey.library import LIBRARY
from dashboard.survey.validation import Validated, validate
from db.engine import Database
from db.models import Answer, Base, Response, Survey, SurveyLink, SurveyVersion, Training
from db.seed.asked import asked_questions
from db.seed.facts import load_facts
from db.seed.reference import load_reference
from db.seed.synthetic import SyntheticPlan, load_synthetic
from db.seed.synthetic_answers import SyntheticResponse, synthetic_responses
from db.seed.synthetic_feedback import DEMO_CODE, LoadedFeedback, load_synthetic_responses
from db.seed.synthetic_plan import planned_trainings
from db.vocabulary import CODE_ALPHABET
from tests.databases import Copies, opened, seeded_with_chile

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SURVEY = LIBRARY["post_training"]()
DEFINITION = SURVEY.to_json()
FEW = 24  # the newest trainings: the open links, the planned ones and some that are closed


def load_a_demo(database: Database) -> LoadedFeedback:
    with database.write() as session:
        load_reference(session)
        load_facts(session, NOW)
        plan = load_synthetic(session, now=NOW)
        few = SyntheticPlan(plan.seed, plan.trainings[-FEW:])
        return load_synthetic_responses(session, few, DEFINITION, now=NOW)


def contents(database: Database) -> dict[str, list[str]]:
    with database.read() as session:
        return {
            table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def demo(seeded: Database) -> Database:
    load_a_demo(seeded)
    return seeded


def some_responses() -> Iterator[SyntheticResponse]:
    return synthetic_responses(planned_trainings(), DEFINITION)


def test_every_response_is_valid_as_it_stands() -> None:
    for response in islice(some_responses(), 300):
        found = validate(SURVEY, response.answers)
        assert isinstance(found, Validated), found
        assert dict(found.answers) == response.answers


def test_there_are_as_many_responses_as_each_training_says() -> None:
    counted = Counter(response.training_id for response in some_responses())
    assert counted.total() == sum(training.responses for training in planned_trainings())


def test_the_same_seed_gives_the_same_responses_and_ids_never_repeat() -> None:
    first, second = list(islice(some_responses(), 200)), list(islice(some_responses(), 200))
    assert first == second
    assert len({response.id for response in first}) == 200


def test_a_training_answers_the_same_whatever_stands_beside_it() -> None:
    (last,) = [training for training in planned_trainings() if training.number == 141]
    alone = list(synthetic_responses([last], DEFINITION))
    assert alone == list(some_responses())[-len(alone) :]


def test_who_says_under_16_is_not_asked_what_is_sensitive() -> None:
    for response in some_responses():
        if response.answers.get("age_band") in (None, "under_14", "14_15", "no_answer"):
            assert response.answers.keys().isdisjoint({"gender", "indigenous", "disability"})


def test_a_condition_that_is_not_understood_leaves_its_question_empty() -> None:
    question = {"name": "q", "type": "likert", "published": "training", "relevant": "${a} > 3"}
    (asked,) = asked_questions({"sections": [{"questions": [question]}]})
    assert not asked.is_relevant({"a": "5"})


def test_an_unknown_survey_can_be_answered_too() -> None:
    choices = [{"value": "x"}, {"value": "y", "exclusive": True}]
    questions = [
        {"name": kind, "type": kind, "published": "training", "choices": choices}
        for kind in (
            *("likert", "nps", "retrospective_pair", "select_one", "select_multiple"),
            *("text", "integer", "note"),
        )
    ]
    trainings = [each for each in planned_trainings() if each.number == 141]
    answered: set[str] = set()
    for response in synthetic_responses(trainings, {"sections": [{"questions": questions}]}):
        answered |= response.answers.keys()
        assert response.answers.get("select_multiple") in (None, ["x"], ["y"])
    assert answered == {question["name"] for question in questions} - {"note"}


def test_links_count_what_they_received_and_only_recent_ones_are_open(demo: Database) -> None:
    with demo.read() as session:
        links = list(session.scalars(select(SurveyLink)))
        of_link = select(Response.link_id, func.count()).group_by(Response.link_id)
        received = dict(session.execute(of_link).all())
        demo_link = session.scalars(select(SurveyLink).where(SurveyLink.code == DEMO_CODE)).one()
        demo_training = session.get_one(Training, demo_link.training_id)
    assert all(link.received == received.get(link.id, 0) for link in links)
    assert all(set(link.code) <= set(CODE_ALPHABET) and len(link.code) == 8 for link in links)
    states = Counter((link.state, link.closes_on is None) for link in links)
    assert states[("open", True)] == 7  # six that received answers and one that is not yet open
    assert set(states) == {("open", True), ("closed", False)}
    assert (demo_link.state, demo_training.territory_code) == ("open", "05601")


def test_every_response_came_while_its_link_was_open(demo: Database) -> None:
    with demo.read() as session:
        rows = session.execute(select(Response, SurveyLink).join(SurveyLink)).all()
    for response, link in rows:
        assert link.opens_on is not None
        assert link.opens_on <= response.received_on
        assert link.closes_on is None or response.received_on <= link.closes_on


def test_answers_belong_to_synthetic_trainings_and_wait_for_publication(demo: Database) -> None:
    by_training = {q.name: q.published == "training" for q in SURVEY.questions}
    with demo.read() as session:
        answers = list(session.scalars(select(Answer)))
        synthetic = set(session.scalars(select(Training.id).where(Training.is_synthetic)))
    assert len(answers) > 1000
    assert {answer.training_id for answer in answers} <= synthetic
    for answer in answers:
        assert answer.publication_id is None
        assert answer.is_published_by_training == by_training[answer.question]


def test_the_definition_is_stored_once_and_as_given(demo: Database) -> None:
    with demo.read() as session:
        assert session.scalars(select(Survey.name)).all() == ["post_training"]
        assert session.scalars(select(SurveyVersion)).one().definition == DEFINITION


def test_a_second_load_of_everything_changes_nothing(demo: Database) -> None:
    before = contents(demo)
    assert not load_a_demo(demo).is_new
    assert contents(demo) == before


def test_two_databases_get_the_same_demo(copies: Copies) -> None:
    found = []
    for url in (copies.copy("seeded", seeded_with_chile), copies.copy("seeded", seeded_with_chile)):
        with opened(url) as database:
            load_a_demo(database)
            found.append(contents(database))
        copies.drop(url)
    assert found[0] == found[1]
