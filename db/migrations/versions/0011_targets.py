"""A target says why it was set and by whom, and a second editor is told."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("target", sa.Column("note", sa.String(length=200), server_default="", nullable=False))
    op.add_column("target", sa.Column("source", sa.String(length=200), server_default="", nullable=False))
    op.add_column(
        "target", sa.Column("is_synthetic", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("target", sa.Column("revision", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("target") as batch:
        for column in ("revision", "is_synthetic", "source", "note"):
            batch.drop_column(column)
