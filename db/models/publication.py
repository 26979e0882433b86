"""Published tallies: the only thing dashboards read of what people answered."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, one_of
from db.types import Id, Json, QuestionName, TerritoryCode, UtcDateTime
from db.vocabulary import BOUNDS


class PublicationCounter(Base):
    """One row, made by the migration: the number of the newest change of what dashboards show.

    Whoever changes that takes it first, so numbers follow the order of commits.
    """

    __tablename__ = "publication_counter"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


class Tally(Base):
    """What a stream has published: the sum of its steps. `answers` people answered the question.

    A stream is a question of one training, or of a pool: the few answers of many trainings of a territory
    and a year, which show together only.
    """

    __tablename__ = "tally"
    __table_args__ = (
        UniqueConstraint("training_id", "question"),
        UniqueConstraint("territory_code", "year", "question"),
        CheckConstraint(
            "(training_id IS NULL) = (territory_code IS NOT NULL)"
            " AND (territory_code IS NULL) = (year IS NULL)",
            name="source",
        ),
        CheckConstraint("answers > 0", name="answers"),
    )

    id: Mapped[Id]
    training_id: Mapped[int | None] = mapped_column(ForeignKey("training.id"))
    territory_code: Mapped[str | None] = mapped_column(String(16), ForeignKey("territory.code"))
    year: Mapped[int | None]
    question: Mapped[QuestionName]
    answers: Mapped[int]
    counts: Mapped[Json]  # choice → people
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the newest step
    number: Mapped[int] = mapped_column(index=True)  # the newest step's


class Publication(Base):
    """A step of one stream: at least k answers to one question, published for good."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("tally_id", "step"),
        Index(None, "number"),
        CheckConstraint("answers > 0", name="answers"),
    )

    id: Mapped[Id]
    number: Mapped[int]
    tally_id: Mapped[int] = mapped_column(ForeignKey("tally.id"))
    step: Mapped[int]  # 1, 2, 3 … within the stream
    answers: Mapped[int]  # how many people's answers this step adds
    counts: Mapped[Json]  # choice → people, of this step alone
    k: Mapped[int]  # the threshold in force when it was published
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BreakdownBlock(Base):
    """A region and semester whose answers were broken down by who gave them: once, for good."""

    __tablename__ = "breakdown_block"

    territory_code: Mapped[TerritoryCode] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)  # "2025-S1"
    k: Mapped[int]
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    number: Mapped[int] = mapped_column(index=True)


class BreakdownTraining(Base):
    """A training whose answers stand in a block; it stands in no other, wherever it moves."""

    __tablename__ = "breakdown_training"
    __table_args__ = (
        ForeignKeyConstraint(
            ["territory_code", "period"], ["breakdown_block.territory_code", "breakdown_block.period"]
        ),
    )

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), primary_key=True)
    territory_code: Mapped[str] = mapped_column(String(16))
    period: Mapped[str] = mapped_column(String(10))


class Breakdown(Base):
    """One cell of a block. Question "" counts the people themselves; choice "" a category's people.

    `people` is null where it is withheld; `bound` says that it is a least or a most, not the number. A choice
    without a row was given by nobody of its category.
    """

    __tablename__ = "breakdown"
    __table_args__ = (
        ForeignKeyConstraint(
            ["territory_code", "period"], ["breakdown_block.territory_code", "breakdown_block.period"]
        ),
        one_of("bound", BOUNDS),
    )

    territory_code: Mapped[str] = mapped_column(String(16), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    question: Mapped[QuestionName] = mapped_column(primary_key=True)
    attribute: Mapped[QuestionName] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(80), primary_key=True)
    choice: Mapped[str] = mapped_column(String(80), primary_key=True)
    people: Mapped[int | None]
    bound: Mapped[str] = mapped_column(String(10), default="")
