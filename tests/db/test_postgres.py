"""What PostgreSQL's connections are looked at for before they are used, and how little is said to it."""

import pytest
from sqlalchemy import Engine, event, select, text

from db import postgres
from db.engine import Database
from db.models import Survey
from tests.databases import PostgresCopies, opened


@pytest.fixture
def copies(postgres_copies: PostgresCopies) -> PostgresCopies:
    """PostgreSQL alone."""
    return postgres_copies


def hang_up(url: str) -> int:
    """What a server does that is stopped: ends all connections to the database; how many."""
    with opened(url) as other, other.read() as session:
        ended = "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
        ours = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return len(session.execute(text(f"{ended} {ours}")).all())


def said(engine: Engine) -> list[str]:
    """Every statement from here on."""
    found: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: found.append(given[2]))
    return found


def test_after_a_restart_of_the_server_nobody_meets_a_dead_connection(
    database: Database, database_url: str
) -> None:
    with database.read() as one, database.plain_read() as two, database.write() as three:
        for each in (one.connection(), two, three.connection()):
            each.execute(select(Survey.id))
    assert hang_up(database_url) == 3
    with database.write() as session:
        session.add(Survey(name="stored"))
    with database.read() as one, database.plain_read() as two, database.snapshot() as three:
        for each in (one.connection(), two, three.connection()):
            assert each.execute(select(Survey.name)).scalars().all() == ["stored"]


@pytest.mark.parametrize(("quiet", "last"), [(0.0, "SELECT 1"), (60.0, "SELECT pg_backend_pid()")])
def test_a_connection_is_asked_where_it_was_not_used_for_long(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch, quiet: float, last: str
) -> None:
    monkeypatch.setattr(postgres, "QUIET_SECONDS", quiet)
    with database.plain_read() as connection:
        backend = connection.scalar(text("SELECT pg_backend_pid()"))
    with database.plain_read(), opened(database_url) as other, other.read() as session:
        of_backend = text("SELECT query FROM pg_stat_activity WHERE pid = :pid")
        assert session.scalar(of_backend, {"pid": backend}) == last


def test_what_is_read_plainly_is_said_and_nothing_else(database: Database) -> None:
    statements = said(database.engine)
    with database.plain_read() as connection:
        connection.execute(text("SELECT 2"))
    assert statements == ["SELECT 2"]


def test_a_snapshot_sees_one_moment_and_a_reader_each_statements_own(database: Database) -> None:
    names = select(Survey.name)
    with database.snapshot() as session, database.read() as reader, database.plain_read() as plain:
        assert session.scalars(names).all() == []
        with database.write() as writer:
            writer.add(Survey(name="meanwhile"))
        assert session.scalars(names).all() == []
        assert reader.scalars(names).all() == ["meanwhile"]
        assert plain.execute(names).scalars().all() == ["meanwhile"]
