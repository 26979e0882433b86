"""Comments, reviewed and tagged before they show."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_comment_training_id")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["account.id"], name=op.f("fk_comment_approved_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comment_training_id", "comment", ["training_id"])
    op.create_table(
        "comment_tag",
        sa.Column("comment_id", sa.String(length=36), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_tag_comment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("comment_id", "tag", name=op.f("pk_comment_tag")),
    )
    op.create_index("ix_comment_tag_tag", "comment_tag", ["tag"])
    op.create_table(
        "comment_review",
        sa.Column("response_id", sa.String(length=36), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("comment_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint("state IN ('approved', 'rejected')", name=op.f("ck_comment_review_state")),
        sa.CheckConstraint(
            "comment_id IS NULL OR state = 'approved'", name=op.f("ck_comment_review_comment")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_review_comment_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["response_id", "question"],
            ["answer.response_id", "answer.question"],
            name=op.f("fk_comment_review_response_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_comment_review")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comment_review_comment_id", "comment_review", ["comment_id"], unique=True)


def downgrade() -> None:
    """Approved comments are copies that nothing else holds: the older schema would lose a person's work."""
    approved = op.get_bind().scalar(sa.text("SELECT count(*) FROM comment"))
    if approved:
        raise RuntimeError(
            f"{approved} approved comments have no place in the older schema. Nothing was changed."
        )
    op.drop_table("comment_review")
    op.drop_table("comment_tag")
    op.drop_table("comment")
