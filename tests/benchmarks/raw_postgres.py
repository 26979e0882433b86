"""Raw answers counted by SQL on PostgreSQL: a copy of the world, loaded with COPY, analysed, indexed."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import psycopg
from psycopg import sql
from sqlalchemy import Table, make_url

from db.models import Answer, Base, Response
from tests.benchmarks.counting import Counts, CountsOf, counted
from tests.benchmarks.raw_sqlite import INDEX, query
from tests.databases import PostgresCopies, migrated, opened, postgres_server

GROUPS = {
    "": "''",
    "year": "extract(year FROM training.starts_on)::int",
    "region": "substr(training.territory_code, 1, 2)",
}
SESSION = (
    "SET TIME ZONE 'UTC'",
    "SET work_mem = '256MB'",
    "SET max_parallel_workers_per_gather = 0",  # else the workers' CPU would be counted nowhere
)


@dataclass(frozen=True, slots=True)
class Postgres:
    """Counts, and the CPU seconds used so far by this process and, where it is a neighbour, by its server."""

    counts: CountsOf
    clock: Callable[[], float]
    sees_server: bool


@contextmanager
def postgres_with(path: Path, server_url: str = "") -> Iterator[Postgres]:
    """A database with every row of the SQLite file; dropped afterwards."""
    with nullcontext(server_url) if server_url else postgres_server() as server:
        copies = PostgresCopies(server)
        url = copies.empty()
        try:
            with opened(url) as database:
                migrated(database)
            with psycopg.connect(_plain(url), autocommit=True) as connection:
                _load(connection, path)
                yield _ready(connection)
        finally:
            copies.drop(url)


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _ready(connection: psycopg.Connection) -> Postgres:
    schedule = Path(f"/proc/{connection.info.backend_pid}/schedstat")
    name = schedule.with_name("comm")
    sees_server = name.exists() and name.read_text(encoding="utf-8").startswith("postgres")

    def clock() -> float:
        server = int(schedule.read_text(encoding="ascii").split()[0]) / 1e9 if sees_server else 0.0
        return process_time() + server

    return Postgres(lambda question, by: _counts(connection, question, by), clock, sees_server)


def _counts(connection: psycopg.Connection, question: str, by: str) -> Counts:
    rows = connection.execute(query(by, GROUPS, "%s").encode(), (question,))
    return counted(question, ((group, json.dumps(value), people) for group, value, people in rows))


def _load(connection: psycopg.Connection, path: Path) -> None:
    for command in SESSION:
        connection.execute(command)
    for table in (Response.__table__, Answer.__table__):
        _drop_references(connection, table)
    with closing(sqlite3.connect(path)) as source:
        for table in Base.metadata.sorted_tables:
            _copy(source, connection, table)
    connection.execute(INDEX)
    connection.execute("VACUUM ANALYZE")


def _drop_references(connection: psycopg.Connection, table: object) -> None:
    """Checked one by one they would take most of the time, and no question is answered with them."""
    assert isinstance(table, Table)
    for constraint in table.foreign_key_constraints:
        command = "ALTER TABLE {} DROP CONSTRAINT {}"
        names = sql.Identifier(table.name), sql.Identifier(str(constraint.name))
        connection.execute(sql.SQL(command).format(*names))


def _copy(source: sqlite3.Connection, connection: psycopg.Connection, table: Table) -> None:
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))  # the migration's rows
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for row in source.execute(f'SELECT {listed} FROM "{table.name}"'):
            copy.write_row(row)
