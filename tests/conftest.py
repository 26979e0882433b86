"""Fixtures for everyone: an empty, a seeded and a demo database, new for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from dashboard.services import passwords
from dashboard.settings import TABLE, settings
from db.engine import Database
from tests.databases import (
    Copies,
    PostgresCopies,
    SqliteCopies,
    migrated,
    opened,
    postgres_server,
    seeded_with_chile,
    throw_away_folder,
)
from tests.demo import demo_home, map_home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With two workers, all journeys stay together, beside one served copy."""
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def sqlite_copies() -> Iterator[SqliteCopies]:
    with throw_away_folder("huella-sqlite-") as folder:
        yield SqliteCopies(folder)


@pytest.fixture(scope="session")
def postgres_copies() -> Iterator[PostgresCopies]:
    with postgres_server(in_memory=True) as url:
        copies = PostgresCopies(url)
        copies.hurry()
        yield copies
        copies.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest) -> Copies:
    """Each test that takes it, or a database made with it, runs once on either database."""
    fixture = "sqlite_copies" if request.param == "sqlite" else "postgres_copies"
    found: Copies = request.getfixturevalue(fixture)
    return found


@pytest.fixture
def empty_url(copies: Copies) -> Iterator[str]:
    """A database without any table."""
    url = copies.empty()
    yield url
    copies.drop(url)


@pytest.fixture
def database_url(copies: Copies) -> Iterator[str]:
    """A migrated database without rows."""
    url = copies.copy("migrated", migrated)
    yield url
    copies.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with opened(database_url) as database:
        yield database


@pytest.fixture
def seeded(copies: Copies) -> Iterator[Database]:
    """A database with the territories of Chile and nothing else."""
    url = copies.copy("seeded", seeded_with_chile)
    with opened(url) as database:
        yield database
    copies.drop(url)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole run: workers have theirs in it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def demo_folder(shared_folder: Path) -> Path:
    """Where the demo's database and map were made, once for all workers."""
    return demo_home(shared_folder)


@pytest.fixture(scope="session")
def map_folder(shared_folder: Path) -> Path:
    """Where the map was derived, once for all workers."""
    return map_home(shared_folder)


@pytest.fixture
def demo_database(demo_folder: Path, sqlite_copies: SqliteCopies) -> Iterator[Database]:
    """The whole demo, facts and synthetic programme, on SQLite; a copy that a test may change."""
    url = sqlite_copies.copy_of(demo_folder / "huella.sqlite")
    with opened(url) as database:
        yield database
    sqlite_copies.drop(url)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Argon2id with the least work; the work for real passwords is seen in tests/unit/test_passwords.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No test reads the developer's settings or touches the developer's data folder."""
    for row in TABLE:
        monkeypatch.delenv(row.env, raising=False)
    monkeypatch.setenv("HUELLA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'huella.sqlite'}")
    settings.cache_clear()
    yield
    settings.cache_clear()
