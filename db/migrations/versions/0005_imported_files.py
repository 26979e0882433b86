"""Files of answers that were imported, by the digest of their content: the same one is stored once."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_import",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.Column("imported_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("responses > 0", name=op.f("ck_answer_import_responses")),
        sa.ForeignKeyConstraint(["link_id"], ["survey_link.id"], name=op.f("fk_answer_import_link_id")),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["account.id"], name=op.f("fk_answer_import_imported_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_import")),
        sa.UniqueConstraint("link_id", "sha256", name=op.f("uq_answer_import_link_id_sha256")),
    )


def downgrade() -> None:
    """Refused when a file was imported: the older schema would take it a second time."""
    imported = op.get_bind().scalar(sa.text("SELECT count(*) FROM answer_import"))
    if imported:
        raise RuntimeError(
            f"{imported} imported files cannot be remembered by the older schema. Nothing was changed."
        )
    op.drop_table("answer_import")
