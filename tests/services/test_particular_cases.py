"""The particular cases of docs/methods.md: whatever is edited, steps stay whole and follow their training."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from dashboard.services.invariants import findings
from dashboard.services.publication import advance_all, rebuild
from dashboard.services.results import results
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from db.models import Answer, Publication, Response, SurveyLink, Training
from tests.factories import (
    NOW,
    TODAY,
    make_answers,
    make_link,
    make_project,
    make_response,
    make_territory,
    make_training,
)

K = 5


@pytest.fixture
def season(database: Database) -> Database:
    """San Antonio: two trainings of 12 and 7 people; Antofagasta: one of 6. All are published."""
    with database.write() as session:
        own, other = make_project(session, "Propio"), make_project(session, "Ajeno")
        for title, territory, people, project in (
            ("Doce", "05601", 12, own),
            ("Siete", "05601", 7, own),
            ("Seis", "02101", 6, other),
        ):
            training = make_training(session, territory, title=title, project_id=project.id)
            link = make_link(session, training, state="closed")
            for number in range(people):
                make_response(session, link, make_answers(safe="5" if number % 3 else "2"))
    advance_all(database, now=NOW, k=K)
    return database


def answered(database: Database, filters: Filters = NO_FILTERS, scope: Scope = EVERYTHING) -> int:
    return results(database, scope, filters, language="es", today=TODAY).answered


def edit(database: Database, title: str, **values: object) -> None:
    with database.write() as session:
        training = session.scalars(select(Training).where(Training.title == title)).one()
        for name, value in values.items():
            setattr(training, name, value)


def test_a_training_that_moves_takes_all_its_steps_along(season: Database) -> None:
    assert (answered(season, Filters(territory="05")), answered(season, Filters(territory="02"))) == (19, 6)
    edit(season, "Siete", territory_code="02101")
    assert (answered(season, Filters(territory="05")), answered(season, Filters(territory="02"))) == (12, 13)
    assert answered(season) == 25


def test_a_training_with_another_date_takes_all_its_steps_along(season: Database) -> None:
    year = Filters(since=date(2024, 1, 1), until=date(2024, 12, 31))
    assert answered(season, year) == 0
    edit(season, "Siete", starts_on=date(2024, 5, 5), ends_on=date(2024, 5, 5))
    assert answered(season, year) == 7


def test_a_merged_project_shows_whole_trainings(season: Database) -> None:
    assert (answered(season, Filters(project=(1,))), answered(season, Filters(project=(2,)))) == (19, 6)
    edit(season, "Seis", project_id=1)
    assert (answered(season, Filters(project=(1,))), answered(season, Filters(project=(2,)))) == (25, 0)
    assert answered(season, scope=Scope(projects=(1,))) == 25


def test_a_cancelled_training_stops_showing_whole(season: Database) -> None:
    edit(season, "Siete", status="cancelled")
    assert answered(season) == 18
    edit(season, "Siete", status="done")
    assert answered(season) == 25


def test_purging_old_responses_changes_no_figure(season: Database) -> None:
    before = results(season, EVERYTHING, NO_FILTERS, language="es", today=TODAY)
    with season.write() as session:
        session.execute(delete(Answer))
        session.execute(delete(Response))
    rebuild(season, now=NOW, k=K)
    after = results(season, EVERYTHING, NO_FILTERS, language="es", today=TODAY)
    assert (after.answered, after.satisfaction, after.recommendation) == (
        before.answered,
        before.satisfaction,
        before.recommendation,
    )
    assert findings(season) == ()


def test_a_withdrawn_response_delays_a_step_and_never_shrinks_one(database: Database) -> None:
    with database.write() as session:
        link = make_link(session)
        first = [make_response(session, link).id for _ in range(10)]
    with database.write() as session:
        for response in first[:3]:
            session.delete(session.get_one(Response, response))
    advance_all(database, now=NOW, k=K)
    assert answered(database) == 0  # ten came, seven are left: fewer than twice five
    with database.write() as session:
        for _ in range(3):
            make_response(session, session.get_one(SurveyLink, link.id))
    advance_all(database, now=NOW, k=K)
    assert answered(database) == 5
    with database.read() as session:
        assert set(session.scalars(select(Publication.answers))) == {5}


def test_each_step_remembers_its_k_and_a_later_one_keeps_the_new(database: Database) -> None:
    with database.write() as session:
        link = make_link(session, make_training(session))
        for _ in range(10):
            make_response(session, link)
    advance_all(database, now=NOW, k=5)
    with database.write() as session:
        for _ in range(14):
            make_response(session, session.get_one(SurveyLink, link.id))
    advance_all(database, now=NOW + timedelta(days=1), k=10)
    assert answered(database) == 5  # nineteen wait, and twenty are needed
    with database.write() as session:
        make_response(session, session.get_one(SurveyLink, link.id))
    advance_all(database, now=NOW + timedelta(days=1), k=10)
    assert answered(database) == 15
    with database.read() as session:
        assert {(p.answers, p.k) for p in session.scalars(select(Publication))} == {(5, 5), (10, 10)}
    assert findings(database) == ()


def test_a_scope_by_project_sees_no_pool(database: Database) -> None:
    with database.write() as session:
        make_territory(session, "05601")
        project = make_project(session)
        for _ in range(2):
            training = make_training(session, "05601", project_id=project.id)
            link = make_link(session, training, state="closed")
            for _ in range(3):
                make_response(session, link)
    advance_all(database, now=NOW, k=K)
    assert answered(database) == 6
    assert answered(database, scope=Scope(regions=("05",))) == 6
    assert answered(database, scope=Scope(projects=(project.id,))) == 0
    assert answered(database, Filters(project=(project.id,))) == 0
    shown = results(database, EVERYTHING, Filters(project=(project.id,)), language="es", today=TODAY)
    assert (shown.pooled, shown.left_out) == (0, 6)
