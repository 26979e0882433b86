"""A response can be withdrawn with the code its sender was given."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response", sa.Column("withdrawal", sa.String(length=12), nullable=True))
    op.create_index("ix_response_withdrawal", "response", ["withdrawal"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_response_withdrawal", "response")
    with op.batch_alter_table("response", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.drop_column("withdrawal")
