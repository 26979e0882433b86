"""Drafts of surveys, variants of versions for a training's own objectives, longer question names.

Revision ID: 0004
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SHORT, LONG = 40, 80
NAMES = {"tally": ("question",), "breakdown": ("question", "attribute"), "answer": ("question",)}
WAITING = "publication_id IS NULL AND is_published_by_training"


def upgrade() -> None:
    op.create_table(
        "survey_draft",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("definition", db.types.JsonValue(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Integer(), nullable=True),
        sa.Column("edited_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_draft_survey_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edited_by"], ["account.id"], name=op.f("fk_survey_draft_edited_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_survey_draft")),
    )
    op.add_column("survey_version", sa.Column("fingerprint", sa.String(length=64), nullable=True))
    _add_fingerprints()
    with op.batch_alter_table("survey_version") as batch:
        batch.add_column(sa.Column("variant_of", sa.Integer(), nullable=True))
        batch.alter_column("number", existing_type=sa.Integer(), nullable=True)
        batch.alter_column("fingerprint", existing_type=sa.String(length=64), nullable=False)
        batch.create_foreign_key("fk_survey_version_variant_of", "survey_version", ["variant_of"], ["id"])
        batch.create_check_constraint(
            op.f("ck_survey_version_number"), "(number IS NULL) = (variant_of IS NOT NULL)"
        )
    op.create_index("ix_survey_version_variant_of", "survey_version", ["variant_of"])
    op.create_index("ix_survey_version_survey_id_fingerprint", "survey_version", ["survey_id", "fingerprint"])
    op.add_column(
        "training",
        sa.Column("objectives", db.types.JsonValue(), nullable=False, server_default=sa.text("'[]'")),
    )
    _resize(SHORT, LONG)


def _add_fingerprints() -> None:
    version = sa.table(
        "survey_version",
        sa.column("id", sa.Integer),
        sa.column("definition", db.types.JsonValue()),
        sa.column("fingerprint", sa.String),
    )
    for number, definition in op.get_bind().execute(sa.select(version.c.id, version.c.definition)).all():
        op.execute(
            version.update().where(version.c.id == number).values(fingerprint=_fingerprint(definition))
        )


def _fingerprint(definition: Mapping[str, Any]) -> str:
    written = json.dumps(definition, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _resize(before: int, after: int) -> None:
    """SQLite makes the tables anew. The index on what waits is put back by hand: it covers some rows only."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.drop_index("ix_answer_waiting", "answer")
    for table, columns in NAMES.items():
        kept = {"sqlite_with_rowid": False} if table == "answer" else {}
        with op.batch_alter_table(table, table_kwargs=kept) as batch:
            for column in columns:
                batch.alter_column(
                    column,
                    existing_type=sa.String(length=before),
                    type_=sa.String(length=after),
                    existing_nullable=False,
                )
    if is_sqlite:
        op.create_index(
            "ix_answer_waiting",
            "answer",
            ["training_id", "question", "publication_id", "is_published_by_training"],
            sqlite_where=sa.text(f"{WAITING} = 1"),
        )


def downgrade() -> None:
    """Refused while a draft, a training's objectives or a long name would be lost."""
    _require_nothing_to_lose()
    _resize(LONG, SHORT)
    op.drop_column("training", "objectives")
    op.drop_index("ix_survey_version_survey_id_fingerprint", "survey_version")
    op.drop_index("ix_survey_version_variant_of", "survey_version")
    with op.batch_alter_table("survey_version") as batch:
        batch.drop_constraint(op.f("ck_survey_version_number"), type_="check")
        batch.drop_constraint("fk_survey_version_variant_of", type_="foreignkey")
        batch.drop_column("variant_of")
        batch.drop_column("fingerprint")
        batch.alter_column("number", existing_type=sa.Integer(), nullable=False)
    op.drop_table("survey_draft")


def _require_nothing_to_lose() -> None:
    counted = {
        "variants of surveys": ("SELECT count(*) FROM survey_version WHERE number IS NULL",),
        "trainings with objectives": (
            "SELECT count(*) FROM training WHERE CAST(objectives AS TEXT) <> '[]'",
        ),
        f"question names of more than {SHORT} characters": tuple(
            f"SELECT count(*) FROM {table} WHERE length({column}) > {SHORT}"  # noqa: S608  # names from above
            for table, columns in NAMES.items()
            for column in columns
        ),
    }
    lost = {
        what: sum(op.get_bind().scalar(sa.text(question)) or 0 for question in questions)
        for what, questions in counted.items()
    }
    for what, count in {"drafts of surveys": _unpublished_drafts(), **lost}.items():
        if count:
            raise RuntimeError(f"{count} {what} cannot be kept by the older schema. Nothing was changed.")


def _unpublished_drafts() -> int:
    """Drafts that hold what no version holds."""
    draft = sa.table(
        "survey_draft", sa.column("survey_id", sa.Integer), sa.column("definition", db.types.JsonValue())
    )
    version = sa.table("survey_version", sa.column("survey_id"), sa.column("fingerprint"))
    connection = op.get_bind()
    versions = connection.execute(sa.select(version.c.survey_id, version.c.fingerprint))
    published = {(survey, fingerprint) for survey, fingerprint in versions}
    drafts = connection.execute(sa.select(draft.c.survey_id, draft.c.definition))
    return sum((survey, _fingerprint(definition)) not in published for survey, definition in drafts)
