"""Alembic's environment: migrates the database that DATABASE_URL names, or the connection it is given."""

import os

from alembic import context
from sqlalchemy import Connection

from db.engine import open_engine
from db.models import Base

FALLBACK_URL = "sqlite:///data/huella.sqlite"


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    engine = open_engine(os.environ.get("DATABASE_URL", FALLBACK_URL), checks_references=False)
    with engine.begin() as own:
        migrate(own)
    engine.dispose()
