"""The one door to the database for everyone who may not speak SQL: a handle to pass to services."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from dashboard.errors import DatabaseAwayError
from db.engine import Database

__all__ = [
    "Database",
    "is_answering",
    "open_database",
    "plain_reading",
    "plain_writing",
    "reading",
    "snapshot",
    "writing",
]

AWAY = (OperationalError, InterfaceError, PoolTimeoutError)


@cache
def open_database(url: str) -> Database:
    """The process's database for a URL: the form and the dashboards share one engine."""
    return Database(url)


@contextmanager
def reading(database: Database) -> Iterator[Session]:
    """A reading transaction; raises DatabaseAwayError when the database does not answer."""
    with _telling_away(), database.read() as session:
        yield session


@contextmanager
def snapshot(database: Database) -> Iterator[Session]:
    """A reading transaction whose queries all see one moment; raises DatabaseAwayError likewise."""
    with _telling_away(), database.snapshot() as session:
        yield session


@contextmanager
def writing(database: Database) -> Iterator[Session]:
    """A writing transaction, committed when the block ends; raises DatabaseAwayError likewise."""
    with _telling_away(), database.write() as session:
        yield session


@contextmanager
def plain_reading(database: Database) -> Iterator[Connection]:
    """A reading transaction without the work of a session, for what is asked again and again."""
    with _telling_away(), database.plain_read() as connection:
        yield connection


@contextmanager
def plain_writing(database: Database, *, is_one_step: bool = False) -> Iterator[Connection]:
    """A writing transaction likewise, committed when the block ends; see `Database.plain_write`."""
    with _telling_away(), database.plain_write(is_one_step=is_one_step) as connection:
        yield connection


@contextmanager
def _telling_away() -> Iterator[None]:
    try:
        yield
    except AWAY as error:
        raise DatabaseAwayError from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseAwayError from error
        raise


def is_answering(database: Database) -> bool:
    """Whether the database answers and holds our tables."""
    try:
        database.ping()
    except DBAPIError:
        return False
    except PoolTimeoutError:
        return False
    return True
