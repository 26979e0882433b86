"""The doctor finds each broken promise, and nothing in a healthy database."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dashboard.services.invariants import findings
from dashboard.services.publication import advance_all, rebuild
from db.engine import Database, open_engine
from db.models import Answer, Breakdown, BreakdownBlock, Publication, SurveyLink, Tally
from tests.factories import NOW, make_link, make_response, make_territory, make_training

Break = Callable[[Session], object]


@pytest.fixture
def healthy(database: Database) -> Database:
    with database.write() as session:
        for count in (12, 30):
            link = make_link(session)
            for _ in range(count):
                make_response(session, link)
    advance_all(database, now=NOW, k=5)
    return database


def test_a_healthy_database_has_no_findings(healthy: Database) -> None:
    assert findings(healthy) == ()


def _shrink_a_step(session: Session) -> None:
    step = session.scalars(select(Publication)).first()
    assert step is not None
    step.k = step.answers + 1


def _move_an_answer(session: Session) -> None:
    other = session.scalars(select(Publication).join(Tally).where(Tally.question == "recommend")).first()
    assert other is not None
    session.execute(update(Answer).where(Answer.question == "relevance").values(publication_id=other.id))


def _invent_a_tally(session: Session) -> None:
    values = {"training_id": make_training(session).id, "published_at": NOW, "number": 1}
    session.add(Tally(question="never_asked", answers=5, counts={}, **values))


def _recount_a_step(session: Session) -> None:
    step = session.scalars(select(Publication).join(Tally).where(Tally.question == "recommend")).first()
    assert step is not None
    step.counts = {"0": step.answers}


def _break_down(session: Session, *cells: tuple[str, str, int | None]) -> None:
    make_territory(session, "05")
    values = {"territory_code": "05", "period": "2025-S2"}
    session.add(BreakdownBlock(k=5, published_at=NOW, number=1, **values))
    session.flush()
    for question, category, people in cells:
        session.add(
            Breakdown(
                question=question, attribute="gender", category=category, choice="", people=people, **values
            )
        )


def _stray(session: Session) -> None:
    other = make_training(session)
    session.execute(
        update(Answer)
        .where(Answer.publication_id.is_(None), Answer.question == "relevance")
        .values(training_id=other.id)
    )


@pytest.mark.parametrize(
    ("break_it", "rule"),
    [
        (lambda s: s.execute(update(Tally).values(counts={"5": 1})), "tallies"),
        (lambda s: s.execute(update(Tally).values(answers=3)), "totals"),
        (_invent_a_tally, "totals"),
        (_recount_a_step, "miscounted_steps"),
        (lambda s: _break_down(s, ("", "man", 4)), "small_categories"),
        (lambda s: _break_down(s, ("", "man", None), ("safe", "man", 7)), "undisclosed_categories"),
        (lambda s: s.execute(update(Publication).values(k=4)), "small_steps"),
        (_shrink_a_step, "small_steps"),
        (_move_an_answer, "misplaced_answers"),
        (_stray, "strayed_answers"),
        (lambda s: s.execute(update(Publication).values(answers=5)), "overfull_steps"),
        (lambda s: s.execute(update(SurveyLink).values(received=1)), "miscounted_links"),
        (lambda s: s.execute(update(Publication).values(counts={"5": 99})), "impossible_steps"),
    ],
)
def test_each_broken_promise_is_found(healthy: Database, break_it: Break, rule: str) -> None:
    with healthy.write() as session:
        break_it(session)
    assert rule in {finding.rule for finding in findings(healthy)}


ORPHANS = {
    "response": "DELETE FROM response WHERE id IN (SELECT id FROM response LIMIT 1)",
    "publication": "DELETE FROM publication WHERE id IN (SELECT id FROM publication LIMIT 1)",
    "tally": "DELETE FROM tally WHERE id IN (SELECT id FROM tally LIMIT 1)",
    "training": "UPDATE tally SET training_id = 999999 WHERE id IN (SELECT id FROM tally LIMIT 1)",
}


@pytest.mark.parametrize("lost", ORPHANS)
def test_what_refers_to_nothing_is_found(healthy: Database, lost: str) -> None:
    """As a careless repair or a half restored backup leaves it: the databases themselves would refuse."""
    engine = open_engine(healthy.url, checks_references=False)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql(ORPHANS[lost])
    engine.dispose()
    assert "orphans" in {finding.rule for finding in findings(healthy)}


def test_a_rebuild_mends_sums(healthy: Database) -> None:
    with healthy.write() as session:
        session.execute(update(Tally).values(answers=1, counts={"5": 0}))
    assert {finding.rule for finding in findings(healthy)} == {"totals", "tallies"}
    rebuild(healthy, now=NOW, k=5)
    assert findings(healthy) == ()
