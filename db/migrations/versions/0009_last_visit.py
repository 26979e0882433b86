"""When an account was last here, for what changed since."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_visit",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seen_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen", db.types.JsonValue(), nullable=False),
        sa.Column("last", db.types.JsonValue(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_visit_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_visit")),
    )


def downgrade() -> None:
    op.drop_table("account_visit")
