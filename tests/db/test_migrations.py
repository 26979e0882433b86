"""The schema: one line of migrations, up from nothing and back to nothing, and equal to the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from db import migrate
from db.engine import Database
from db.models import Answer, Base, Publication, Tally, Territory
from tests.databases import opened
from tests.factories import NOW


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_head() -> None:
    assert len(migrate.heads()) == 1


def test_upgrade_from_empty_makes_every_table(empty_url: str) -> None:
    with opened(empty_url) as database:
        assert not migrate.is_current(database)
        migrate.upgrade(database)
        assert migrate.is_current(database)
        assert tables(database) == set(Base.metadata.tables)


def test_upgrade_twice_changes_nothing(database: Database) -> None:
    before = tables(database)
    migrate.upgrade(database)
    assert tables(database) == before


def test_downgrade_to_base_leaves_nothing(empty_url: str) -> None:
    with opened(empty_url) as database:
        migrate.upgrade(database)
        migrate.downgrade(database)
        assert tables(database) == set()
        migrate.upgrade(database)
        assert migrate.is_current(database)


def test_models_and_migrations_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


OLD_SEASON = """
INSERT INTO territory (code, level, name) VALUES ('CL', 'country', 'Chile');
INSERT INTO training (id, title, kind, status, date_precision, place, territory_code, attendance_qualifier,
    source, is_synthetic, revision, updated_at)
    VALUES (1, 'Charla', 'talk', 'done', 'day', '', 'CL', 'exact', 'test', {false}, 1, '2026-01-01 00:00:00');
INSERT INTO survey (id, name) VALUES (1, 's');
INSERT INTO survey_version (id, survey_id, number, definition) VALUES (1, 1, 1, '{{}}');
INSERT INTO survey_link (id, code, training_id, version_id, state, received, is_kiosk, language)
    VALUES (1, 'ABCD2345', 1, 1, 'closed', 13, {false}, 'es');
INSERT INTO publication (id, number, training_id, question, step, answers, counts, k, published_at) VALUES
    (1, 1, 1, 'safe', 1, 7, '{{"5": 4, "4": 3}}', 5, '2026-01-01 10:00:00'),
    (2, 2, 1, 'safe', 2, 6, '{{"5": 6}}', 5, '2026-02-01 10:00:00'),
    (3, 2, 1, 'method', 1, 5, '{{"1": 5}}', 5, '2026-02-01 10:00:00');
INSERT INTO tally (training_id, question, choice, people) VALUES
    (1, 'safe', '5', 10), (1, 'safe', '4', 3), (1, 'method', '1', 5);
INSERT INTO tally_total (training_id, question, answers, published_at, number) VALUES
    (1, 'safe', 13, '2026-02-01 10:00:00', 2), (1, 'method', 5, '2026-02-01 10:00:00', 2);
INSERT INTO response (id, link_id, version_id, received_on, language, channel)
    VALUES ('r1', 1, 1, '2026-01-01', 'es', 'phone');
INSERT INTO answer (response_id, question, training_id, value, is_published_by_training, publication_id)
    VALUES ('r1', 'safe', 1, '"5"', {true}, 2);
"""


def old_sums(database: Database) -> dict[tuple[str, str], int]:
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT question, choice, people FROM tally")).all()
        return {(question, choice): people for question, choice, people in rows}


def test_published_tallies_survive_the_way_there_and_back(empty_url: str) -> None:
    with opened(empty_url) as database:
        migrate.upgrade(database, "0001")
        words = {"true": "1", "false": "0"} if "sqlite" in empty_url else {"true": "true", "false": "false"}
        with database.engine.begin() as connection:
            for statement in OLD_SEASON.format(**words).split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
        before = old_sums(database)

        migrate.upgrade(database)
        with database.read() as session:
            found = {
                t.question: (t.answers, dict(t.counts), t.number) for t in session.scalars(select(Tally))
            }
            steps = session.execute(select(Tally.question, Publication.step).join(Publication)).all()
            answers = session.execute(select(Answer.response_id, Answer.value, Answer.publication_id)).all()
        assert found == {"safe": (13, {"5": 10, "4": 3}, 2), "method": (5, {"1": 5}, 2)}
        assert sorted(tuple(row) for row in steps) == [("method", 1), ("safe", 1), ("safe", 2)]

        assert [tuple(row) for row in answers] == [("r1", "5", 2)]

        migrate.downgrade(database, "0001")
        assert old_sums(database) == before


def test_a_pool_that_has_published_is_not_lost_on_the_way_back(empty_url: str) -> None:
    with opened(empty_url) as database:
        migrate.upgrade(database)
        with database.write() as session:
            session.add(Territory(code="CL", level="country", name="Chile"))
            session.flush()
            pool = {"territory_code": "CL", "year": 2025}
            published = {"answers": 5, "counts": {"5": 5}, "published_at": NOW, "number": 1}
            session.add(Tally(question="safe", **pool, **published))
        with pytest.raises(RuntimeError, match="pools"):
            migrate.downgrade(database, "0001")
        assert migrate.is_current(database)
