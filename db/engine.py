"""Opens the database: engine, transactions for reading and for writing, and the schema's state."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from db.changes import number_changes
from db.postgres import open_postgres

BUSY_SECONDS = 10
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "cache_size=-32768",
)


class Database:
    """One engine, two kinds of transaction. A value to pass around, not a global."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)
        self._writing = self.engine.execution_options(writes=True)
        is_sqlite = self.engine.dialect.name == "sqlite"
        self._snapshot = self.engine.execution_options(snapshot=True)
        self._at_once = self.engine.execution_options(at_once=True)
        self._turn = Lock() if is_sqlite else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view; nothing is committed."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        with (
            self._one_writer(),
            Session(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            number_changes(session)
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Like `read`, and all its queries see one moment, also on PostgreSQL (on SQLite they always do)."""
        with Session(self._snapshot, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def plain_read(self) -> Iterator[Connection]:
        """For reading without a session or a transaction: each statement sees the moment it is run."""
        with self._at_once.connect() as connection:
            yield connection

    @contextmanager
    def plain_write(self, *, is_one_step: bool = False) -> Iterator[Connection]:
        """Like `write`, without a session, for what is no training and no link (see `number_changes`).

        What is said to be one step is a single statement on PostgreSQL, which is a transaction by itself.
        """
        begins = self._at_once if is_one_step and self._turn is None else self._writing
        with self._one_writer(), begins.begin() as connection:
            yield connection

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """SQLite has one writer, and lets the others look again after longer and longer naps (up to 0.1 s);
        here the next one is woken at once. Writers of other processes still take SQLite's own lock.
        """
        has_turn = self._turn is not None and self._turn.acquire(timeout=BUSY_SECONDS)
        try:
            yield
        finally:
            if has_turn and self._turn is not None:
                self._turn.release()

    def ping(self) -> None:
        """Returns when the database answers; raises SQLAlchemyError when it does not."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM territory LIMIT 1"))

    def close(self) -> None:
        self.engine.dispose()


def open_engine(url: str, *, checks_references: bool = True) -> Engine:
    """An engine with the project's settings for SQLite or PostgreSQL; a missing SQLite folder is made.

    Migrations alone open it without `checks_references`: SQLite changes a table by making it anew.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
        event.listen(engine, "connect", _prepare_sqlite)
        if not checks_references:
            event.listen(engine, "connect", _leave_references_alone)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return open_postgres(parsed)


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself, see _begin_sqlite
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _leave_references_alone(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: it waits for its turn instead of failing half way."""
    options = connection.get_execution_options()
    if not options.get("at_once", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")
