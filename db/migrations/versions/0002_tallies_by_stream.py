"""Tallies by stream: of a training or of a pool; breakdowns by who answered; numbered changes.

What a stream has published is one row with its counts, the sum of its steps, so it is added up again here.
"""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBERED = ("training", "survey_link")
CELL = ("territory_code", "period")
KEY = ("question", "attribute", "category", "choice")


def upgrade() -> None:
    steps = _old_steps()
    op.drop_table("tally_total")
    op.drop_table("tally")
    _create_tally()
    numbers = _add_tallies(steps)
    with op.batch_alter_table("publication") as batch:
        batch.add_column(sa.Column("tally_id", sa.Integer(), nullable=True))
    publication = sa.table("publication", sa.column("id", sa.Integer), sa.column("tally_id", sa.Integer))
    for step in steps:
        of_stream = numbers[step["training_id"], step["question"]]
        op.execute(publication.update().where(publication.c.id == step["id"]).values(tally_id=of_stream))
    with op.batch_alter_table("publication") as batch:
        batch.drop_constraint("uq_publication_training_id_question_step", type_="unique")
        batch.drop_constraint("fk_publication_training_id", type_="foreignkey")
        batch.drop_column("training_id")
        batch.drop_column("question")
        batch.alter_column("tally_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key("fk_publication_tally_id", "tally", ["tally_id"], ["id"])
        batch.create_unique_constraint("uq_publication_tally_id_step", ["tally_id", "step"])
    op.drop_index("ix_answer_publication_id", "answer")
    op.drop_index("ix_answer_training_id_question_publication_id", "answer")
    waiting = "publication_id IS NULL AND is_published_by_training"
    op.create_index(
        "ix_answer_waiting", "answer",
        ["training_id", "question", "publication_id", "is_published_by_training"],
        sqlite_where=sa.text(f"{waiting} = 1"), postgresql_where=sa.text(waiting),
    )  # fmt: skip
    op.create_index("ix_survey_link_state_closes_on", "survey_link", ["state", "closes_on"])
    op.drop_table("breakdown")
    _create_breakdowns()
    for table in NUMBERED:
        op.add_column(
            table, sa.Column("change_number", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        op.create_index(f"ix_{table}_change_number", table, ["change_number"])


def _old_steps() -> list[dict[str, Any]]:
    columns = ("id", "number", "training_id", "question", "answers", "published_at")
    publication = sa.table(
        "publication",
        *(sa.column(name) for name in columns[:-1]),
        sa.column("published_at", db.types.UtcDateTime()),
        sa.column("counts", db.types.JsonValue()),
    )
    found = op.get_bind().execute(sa.select(publication).order_by(publication.c.id))
    return [dict(row) for row in found.mappings()]


def _create_tally() -> None:
    op.create_table(
        "tally",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=True),
        sa.Column("territory_code", sa.String(length=16), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("counts", db.types.JsonValue(), nullable=False),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("answers > 0", name=op.f("ck_tally_answers")),
        sa.CheckConstraint(
            "(training_id IS NULL) = (territory_code IS NOT NULL) AND (territory_code IS NULL) = (year IS NULL)",
            name=op.f("ck_tally_source"),
        ),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_tally_training_id")),
        sa.ForeignKeyConstraint(["territory_code"], ["territory.code"], name=op.f("fk_tally_territory_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
        sa.UniqueConstraint("training_id", "question", name=op.f("uq_tally_training_id_question")),
        sa.UniqueConstraint(
            "territory_code", "year", "question", name=op.f("uq_tally_territory_code_year_question")
        ),
    )
    op.create_index("ix_tally_number", "tally", ["number"])


def _sums(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each stream of a training with the sum of its steps."""
    streams: dict[tuple[int, str], dict[str, Any]] = {}
    for step in steps:
        named = {name: step[name] for name in ("training_id", "question", "published_at")}
        stream = streams.setdefault(
            (step["training_id"], step["question"]), {**named, "answers": 0, "number": 0, "counts": Counter()}
        )
        stream["answers"] += step["answers"]
        stream["counts"].update(step["counts"])
        stream["published_at"] = max(stream["published_at"], step["published_at"])
        stream["number"] = max(stream["number"], step["number"])
    return [stream | {"counts": dict(stream["counts"])} for stream in streams.values()]


def _add_tallies(steps: list[dict[str, Any]]) -> dict[tuple[int, str], int]:
    """Stores the sums; stream → the new row's id."""
    tally = sa.table(
        "tally",
        *(sa.column(name) for name in ("id", "training_id", "question", "answers", "number")),
        sa.column("counts", db.types.JsonValue()),
        sa.column("published_at", db.types.UtcDateTime()),
    )
    op.bulk_insert(tally, _sums(steps))
    found = op.get_bind().execute(sa.select(tally.c.id, tally.c.training_id, tally.c.question))
    return {(training, question): number for number, training, question in found}


def _create_breakdowns() -> None:
    op.create_table(
        "breakdown_block",
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_breakdown_block_territory_code")
        ),
        sa.PrimaryKeyConstraint(*CELL, name=op.f("pk_breakdown_block")),
    )
    op.create_index("ix_breakdown_block_number", "breakdown_block", ["number"])
    block = [f"breakdown_block.{name}" for name in CELL]
    op.create_table(
        "breakdown_training",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["training_id"], ["training.id"], name=op.f("fk_breakdown_training_training_id")
        ),
        sa.ForeignKeyConstraint(CELL, block, name=op.f("fk_breakdown_training_territory_code_period")),
        sa.PrimaryKeyConstraint("training_id", name=op.f("pk_breakdown_training")),
    )
    op.create_table(
        "breakdown",
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("attribute", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("bound", sa.String(length=10), nullable=False),
        sa.CheckConstraint("bound IN ('', 'at_least', 'at_most')", name=op.f("ck_breakdown_bound")),
        sa.ForeignKeyConstraint(CELL, block, name=op.f("fk_breakdown_territory_code_period")),
        sa.PrimaryKeyConstraint(*CELL, *KEY, name=op.f("pk_breakdown")),
    )


def downgrade() -> None:
    """Back to tallies by training and choice; refused when a pool has published, for it has no place there."""
    pools = op.get_bind().scalar(sa.text("SELECT count(*) FROM tally WHERE training_id IS NULL"))
    if pools:
        raise RuntimeError(
            f"{pools} tallies of pools cannot be kept by the older schema. Nothing was changed."
        )
    for table in NUMBERED:
        op.drop_index(f"ix_{table}_change_number", table)
        op.drop_column(table, "change_number")
    for table in ("breakdown", "breakdown_training", "breakdown_block"):
        op.drop_table(table)
    op.drop_index("ix_survey_link_state_closes_on", "survey_link")
    op.drop_index("ix_answer_waiting", "answer")
    op.create_index("ix_answer_publication_id", "answer", ["publication_id"])
    op.create_index(
        "ix_answer_training_id_question_publication_id",
        "answer",
        ["training_id", "question", "publication_id"],
    )
    _put_streams_back()
    op.drop_table("tally")
    _create_old_tables()
    _add_old_tallies()


def _put_streams_back() -> None:
    """Each step names its training and question again."""
    with op.batch_alter_table("publication") as batch:
        batch.add_column(sa.Column("training_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("question", sa.String(length=40), nullable=True))
    for column in ("training_id", "question"):
        op.execute(
            f"UPDATE publication SET {column} ="  # noqa: S608  # a name from the line above
            f" (SELECT tally.{column} FROM tally WHERE tally.id = publication.tally_id)"
        )
    with op.batch_alter_table("publication") as batch:
        batch.drop_constraint("uq_publication_tally_id_step", type_="unique")
        batch.drop_constraint("fk_publication_tally_id", type_="foreignkey")
        batch.drop_column("tally_id")
        batch.alter_column("training_id", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("question", existing_type=sa.String(length=40), nullable=False)
        batch.create_foreign_key("fk_publication_training_id", "training", ["training_id"], ["id"])
        batch.create_unique_constraint(
            "uq_publication_training_id_question_step", ["training_id", "question", "step"]
        )


def _create_old_tables() -> None:
    training = ["training.id"]
    op.create_table(
        "tally",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], training, name=op.f("fk_tally_training_id")),
        sa.PrimaryKeyConstraint("training_id", "question", "choice", name=op.f("pk_tally")),
    )
    op.create_table(
        "tally_total",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], training, name=op.f("fk_tally_total_training_id")),
        sa.PrimaryKeyConstraint("training_id", "question", name=op.f("pk_tally_total")),
    )
    op.create_index("ix_tally_total_number", "tally_total", ["number"])
    op.create_table(
        "breakdown",
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        *(
            sa.Column(name, sa.String(length=40), nullable=False)
            for name in ("question", "attribute", "category")
        ),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_breakdown_territory_code")
        ),
        sa.PrimaryKeyConstraint(*CELL, *KEY, name=op.f("pk_breakdown")),
    )


def _add_old_tallies() -> None:
    streams = _sums(_old_steps())
    columns = ("training_id", "question", "choice", "people")
    tally = sa.table("tally", *(sa.column(name) for name in columns))
    total = sa.table(
        "tally_total",
        *(sa.column(name) for name in ("training_id", "question", "answers", "number")),
        sa.column("published_at", db.types.UtcDateTime()),
    )
    op.bulk_insert(
        tally,
        [
            {"training_id": s["training_id"], "question": s["question"], "choice": c, "people": people}
            for s in streams
            for c, people in s["counts"].items()
        ],
    )
    op.bulk_insert(total, [{k: v for k, v in s.items() if k != "counts"} for s in streams])
