"""The engine keeps what it acknowledged, and makes writers wait for each other."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from db.engine import Database
from db.models import Setting, Survey, Territory
from tests.databases import SqliteCopies, migrated, opened


@pytest.fixture
def sqlite(sqlite_copies: SqliteCopies) -> str:
    return sqlite_copies.copy("migrated", migrated)


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_sqlite_is_set_up_for_safety(sqlite: str, pragma: str, value: object) -> None:
    with opened(sqlite) as database, database.read() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_write_is_there_for_the_next_reader(database: Database) -> None:
    with database.write() as session:
        session.add(Survey(name="después de la actividad"))
    with database.read() as session:
        assert session.query(Survey).one().name == "después de la actividad"


def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.write() as session:
            session.add(Survey(name="a medias"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with database.read() as session:
        assert session.query(Survey).count() == 0


def test_reading_commits_nothing(database: Database) -> None:
    with database.read() as session:
        session.add(Survey(name="sin guardar"))
        session.flush()
    with database.read() as session:
        assert session.query(Survey).count() == 0


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Territory(code="05601", level="comuna", name="San Antonio", parent_code="056"))


def test_a_value_outside_a_closed_list_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Territory(code="X", level="planet", name="Marte"))


def test_a_second_writer_waits_for_the_first(database: Database) -> None:
    with database.write() as session:
        session.add(Setting(key="count", value=0))

    def add_one() -> None:
        with database.write() as session:
            row = session.get(Setting, "count", with_for_update=True)
            assert row is not None
            before = row.value
            time.sleep(0.05)
            row.value = before + 1

    writers = [threading.Thread(target=add_one) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.read() as session:
        assert session.get_one(Setting, "count").value == 4


def test_sqlite_lets_people_read_while_somebody_writes(sqlite: str) -> None:
    with opened(sqlite) as database, database.write() as writer:
        writer.add(Survey(name="en camino"))
        writer.flush()
        with database.read() as reader:
            assert reader.query(Survey).count() == 0


def test_writers_of_one_process_wait_for_each_other_and_not_for_sqlite(sqlite: str) -> None:
    """SQLite's own waiting naps longer and longer; here it would not wait at all."""
    with opened(sqlite) as database:
        event.listen(database.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=0"))

        def add(number: int) -> None:
            with database.write() as session:
                session.add(Survey(name=f"survey {number}"))
                session.flush()
                time.sleep(0.02)

        with ThreadPoolExecutor(4) as people:
            for one in [people.submit(add, number) for number in range(8)]:
                one.result(20)
        with database.read() as session:
            assert session.query(Survey).count() == 8


def test_sqlite_takes_the_lock_before_it_reads(sqlite: str) -> None:
    with opened(sqlite) as first, opened(sqlite) as second, first.write() as writer:
        writer.scalar(text("SELECT 1"))
        with second.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        impatient = second.engine.execution_options(writes=True)
        with impatient.connect() as connection, pytest.raises(OperationalError, match="locked"):
            connection.execute(text("SELECT 1"))


KILLED_WRITER = """
import os, signal, sys
from db.engine import Database
from db.models import Survey
database = Database(sys.argv[1])
with database.write() as session:
    session.add(Survey(name="acknowledged"))
half_way = database._writing.connect()
half_way.exec_driver_sql("INSERT INTO survey (name) VALUES ('half way')")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL.")
def test_what_was_committed_survives_a_kill_and_what_was_not_is_gone(database: Database) -> None:
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WRITER, database.url], cwd=root, check=False, timeout=60
    )
    assert killed.returncode == -9
    with database.read() as session:
        assert [survey.name for survey in session.query(Survey)] == ["acknowledged"]


def test_a_database_that_answers_is_pinged(database: Database) -> None:
    database.ping()


def test_a_database_without_tables_does_not_answer(empty_url: str) -> None:
    with opened(empty_url) as database, pytest.raises(DBAPIError):
        database.ping()


def test_plain_reading_sees_what_was_stored_meanwhile(database: Database) -> None:
    with database.plain_read() as connection:
        assert connection.execute(select(Survey.name)).all() == []
        with database.write() as session:
            session.add(Survey(name="meanwhile"))
        assert connection.execute(select(Survey.name)).scalars().all() == ["meanwhile"]
