"""Brings a database to the newest schema, or back to none."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db.engine import Database, open_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Runs every migration up to `revision` in one transaction."""
    _run(database, command.upgrade, revision)


def downgrade(database: Database, revision: str = "base") -> None:
    _run(database, command.downgrade, revision)


def _run(database: Database, migrate: Callable[[Config, str], None], revision: str) -> None:
    """Through an engine of its own; raises RuntimeError, and changes nothing, if a reference would dangle."""
    config = _config()
    engine = open_engine(database.url, checks_references=False)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            config.attributes["connection"] = connection
            migrate(config, revision)
            _require_references(connection)
    finally:
        engine.dispose()


def _require_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise RuntimeError(f"{len(dangling)} rows would refer to nothing; the migration was undone.")


def heads() -> tuple[str, ...]:
    return tuple(ScriptDirectory.from_config(_config()).get_heads())


def is_current(database: Database) -> bool:
    """Whether the database stands at the newest migration."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads() == heads()
