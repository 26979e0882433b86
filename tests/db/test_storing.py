"""One response is counted and written with every answer as it is, or nothing of it is there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError

from db.engine import Database
from db.models import Answer, Response, SurveyLink
from db.queries.responses import store_response, stored_answers
from tests.factories import TODAY, make_link, response_row

ODD: dict[str, object] = {
    "word": 'comillas "dobles", \'simples\', \\ barra, ñandú 🦤, "3"',
    "number": 3,
    "digits": "3",
    "decimal": 0.1,
    "large": 123_456_789_012,
    "yes": True,
    "no": False,
    "list": ["a", "b"],
    "nested": {"before": "1", "now": ["2", {"x": None}]},
    "empty": "",
    "nothing": [],
    "looks_like_json": '{"a": [1]}',
}


@pytest.fixture
def link(database: Database) -> SurveyLink:
    with database.write() as session:
        return make_link(session)


def row_for(link: SurveyLink) -> dict[str, object]:
    return response_row(link) | {"withdrawal": uuid4().hex[:12]}


def store(database: Database, link: SurveyLink, row: dict[str, object], answers: dict[str, object]) -> bool:
    published = frozenset({"word", "list"})
    with database.plain_write(is_one_step=True) as connection:
        return store_response(connection, row, answers, training_id=link.training_id, published=published)


def counts(database: Database) -> tuple[int, int, int]:
    with database.read() as session:
        found = [session.scalar(select(func.count()).select_from(table)) or 0 for table in (Response, Answer)]
        return session.scalars(select(SurveyLink.received)).one(), found[0], found[1]


def test_every_value_is_stored_as_it_is(database: Database, link: SurveyLink) -> None:
    row = row_for(link)
    assert store(database, link, row, ODD)
    with database.read() as session:
        assert stored_answers(session, str(row["id"])) == (link.id, ODD)
        stored = session.get_one(Response, row["id"])
        assert {name: getattr(stored, name) for name in row} == row
        answers = session.scalars(select(Answer)).all()
        assert {one.training_id for one in answers} == {link.training_id}
        assert {one.publication_id for one in answers} == {None}
        assert {one.question for one in answers if one.is_published_by_training} == {"word", "list"}
    assert counts(database) == (1, 1, len(ODD))


def test_a_response_without_answers_is_a_response(database: Database, link: SurveyLink) -> None:
    row = row_for(link)
    assert store(database, link, row, {})
    assert counts(database) == (1, 1, 0)
    with database.read() as session:
        assert stored_answers(session, str(row["id"])) == (link.id, {})


def test_an_id_that_is_there_is_refused_and_not_counted(database: Database, link: SurveyLink) -> None:
    row = row_for(link)
    store(database, link, row, {"word": "first"})
    with pytest.raises(IntegrityError):
        store(database, link, row | {"withdrawal": "another"}, {"word": "second"})
    assert counts(database) == (1, 1, 1)


@pytest.mark.parametrize(
    "change", [{"state": "closed"}, {"closes_on": TODAY - timedelta(days=1)}, {"cap": 3, "received": 3}]
)
def test_a_link_that_is_closed_when_it_is_stored_takes_nothing(
    database: Database, link: SurveyLink, change: dict[str, object]
) -> None:
    with database.write() as session:
        for name, value in change.items():
            setattr(session.get_one(SurveyLink, link.id), name, value)
    assert not store(database, link, row_for(link), ODD)
    assert counts(database) == (change.get("received", 0), 0, 0)


def test_postgresql_is_asked_once_and_told_no_end(database: Database, link: SurveyLink) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    store(database, link, row_for(link), ODD)
    is_sqlite = database.engine.dialect.name == "sqlite"
    assert [one.split()[0] for one in statements] == (
        ["BEGIN", "UPDATE", "INSERT", "INSERT"] if is_sqlite else ["WITH"]
    )
