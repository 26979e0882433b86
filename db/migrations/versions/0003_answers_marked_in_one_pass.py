"""Answers name their step without a foreign key, so that a closing marks all of them in one pass.

SQLite changes a table by making it anew; the index on what waits is made again with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WAITING = "publication_id IS NULL AND is_published_by_training"


def upgrade() -> None:
    op.drop_index("ix_answer_waiting", "answer")
    with op.batch_alter_table("answer", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.drop_constraint("fk_answer_publication_id", type_="foreignkey")
    _index_what_waits()


def downgrade() -> None:
    op.drop_index("ix_answer_waiting", "answer")
    with op.batch_alter_table("answer", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.create_foreign_key("fk_answer_publication_id", "publication", ["publication_id"], ["id"])
    _index_what_waits()


def _index_what_waits() -> None:
    op.create_index(
        "ix_answer_waiting", "answer",
        ["training_id", "question", "publication_id", "is_published_by_training"],
        sqlite_where=sa.text(f"{WAITING} = 1"), postgresql_where=sa.text(WAITING),
    )  # fmt: skip
