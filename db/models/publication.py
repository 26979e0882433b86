"""Published tallies: the only thing dashboards read of what people answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import Id, Json, UtcDateTime, Word


class PublicationCounter(Base):
    """One row, made by the migration; publishers take it first, so numbers follow the order of commits."""

    __tablename__ = "publication_counter"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


class Publication(Base):
    """A step of one stream: at least k answers to one question of one training, published for good."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("training_id", "question", "step"),
        Index(None, "number"),
        CheckConstraint("answers > 0", name="answers"),
    )

    id: Mapped[Id]
    number: Mapped[int]
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"))
    question: Mapped[Word]
    step: Mapped[int]  # 1, 2, 3 … within the stream
    answers: Mapped[int]  # how many people's answers this step adds
    counts: Mapped[Json]  # choice → people, of this step alone
    k: Mapped[int]  # the threshold in force when it was published
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Tally(Base):
    """Choice counts of a stream: the sum of its steps. `answers` people answered the question."""

    __tablename__ = "tally"

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), primary_key=True)
    question: Mapped[Word] = mapped_column(primary_key=True)
    choice: Mapped[str] = mapped_column(String(80), primary_key=True)
    people: Mapped[int]


class TallyTotal(Base):
    """How many people's answers a stream has published, and when it last moved."""

    __tablename__ = "tally_total"

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), primary_key=True)
    question: Mapped[Word] = mapped_column(primary_key=True)
    answers: Mapped[int]
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    number: Mapped[int] = mapped_column(index=True)


class Breakdown(Base):
    """A question by an attribute of the respondent: per region and semester, published once."""

    __tablename__ = "breakdown"

    territory_code: Mapped[str] = mapped_column(String(16), ForeignKey("territory.code"), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)  # "2025-S1"
    question: Mapped[Word] = mapped_column(primary_key=True)
    attribute: Mapped[Word] = mapped_column(primary_key=True)
    category: Mapped[Word] = mapped_column(primary_key=True)
    choice: Mapped[str] = mapped_column(String(80), primary_key=True)
    people: Mapped[int | None]  # None = withheld
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
