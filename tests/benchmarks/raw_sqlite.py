"""Raw answers counted by SQL on SQLite, with the best index for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.benchmarks.counting import Counts, CountsOf, counted

GROUPS = {
    "": "''",
    "year": "substr(training.starts_on, 1, 4)",
    "region": "substr(training.territory_code, 1, 2)",
}
INDEX = "CREATE INDEX bench_answer ON answer (question, training_id, value)"


@contextmanager
def sqlite_with(path: Path) -> Iterator[CountsOf]:
    """The index holds all that the queries read of answers, and is dropped afterwards."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA cache_size=-262144")
        connection.execute(INDEX)
        connection.execute("ANALYZE")
        connection.commit()
        try:
            yield lambda question, by: counts(connection, question, by)
        finally:
            connection.execute("DROP INDEX bench_answer")
            connection.execute("DROP TABLE sqlite_stat1")
            connection.execute("DROP TABLE IF EXISTS sqlite_stat4")  # where it was compiled in
            connection.commit()


def counts(connection: sqlite3.Connection, question: str, by: str) -> Counts:
    return counted(question, connection.execute(query(by, GROUPS), (question,)))


def query(by: str, groups: dict[str, str], parameter: str = "?", value: str = "answer.value") -> str:
    """Group, value and people; without a group nothing is asked about trainings."""
    training = " JOIN training ON training.id = answer.training_id" if by else ""
    return (
        f"SELECT {groups[by]} AS part, {value} AS given, count(*) FROM answer{training}"
        f" WHERE answer.question = {parameter} GROUP BY part, given"
    )
