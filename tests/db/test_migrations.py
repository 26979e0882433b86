"""The schema: one line of migrations, up from nothing and back to nothing, and equal to the models."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from db import migrate
from db.engine import Database
from db.models import Base
from tests.databases import opened


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
