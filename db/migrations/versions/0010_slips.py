"""One-time codes on slips, spent with a response and not linked to it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "survey_link", sa.Column("needs_slip", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    # Without a row id SQLite keeps slips in the order of their hashes: who came first is not stored.
    op.create_table(
        "slip",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["survey_link.id"], name=op.f("fk_slip_link_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_slip")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_slip_link_id"), "slip", ["link_id"])


def downgrade() -> None:
    """Refused while a link asks for slips: the older schema would take responses without one."""
    asking = op.get_bind().scalar(sa.text("SELECT count(*) FROM survey_link WHERE needs_slip"))
    if asking:
        raise RuntimeError(f"{asking} links take responses with a slip only. Nothing was changed.")
    op.drop_table("slip")
    op.drop_column("survey_link", "needs_slip")
