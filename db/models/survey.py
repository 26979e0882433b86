"""Surveys, the links that open them, and what people answered."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, one_of
from db.types import ChangeNumber, Id, Json, Moment, Name, QuestionName, UtcDateTime
from db.vocabulary import CHANNELS, LINK_STATES


class Survey(Base):
    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Id]
    name: Mapped[Name]


class SurveyDraft(Base):
    """What will be the next version. `revision` grows with each change, for as long as the survey exists."""

    __tablename__ = "survey_draft"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    definition: Mapped[Json]
    revision: Mapped[int]
    edited_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    edited_at: Mapped[Moment]


def fingerprint(definition: Mapping[str, Any]) -> str:
    """The same for equal definitions, however a database orders an object's keys. Any: JSON."""
    written = json.dumps(definition, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _of_definition(context: DefaultExecutionContext) -> str:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    return fingerprint(row["definition"])


class SurveyVersion(Base):
    """A published definition; never changed afterwards.

    A variant asks for some trainings' own objectives in place of those of the version it varies. It has no
    number: to everyone else it is no newer version.
    """

    __tablename__ = "survey_version"
    __table_args__ = (
        UniqueConstraint("survey_id", "number"),
        CheckConstraint("(number IS NULL) = (variant_of IS NOT NULL)", name="number"),
        Index(None, "survey_id", "fingerprint"),
    )

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int | None]
    variant_of: Mapped[int | None] = mapped_column(ForeignKey("survey_version.id"), index=True)
    definition: Mapped[Json]
    fingerprint: Mapped[str] = mapped_column(String(64), default=_of_definition)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SurveyLink(Base):
    """A code that opens a survey version for a training. `received` counts responses, exactly."""

    __tablename__ = "survey_link"
    __table_args__ = (
        one_of("state", LINK_STATES),
        UniqueConstraint("code"),
        CheckConstraint("received >= 0", name="received"),
        CheckConstraint("cap > 0", name="cap"),
        Index(None, "state", "closes_on"),  # each round and each refresh looks for what is open
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(16))
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="open")
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]  # the last local day it is open
    cap: Mapped[int | None]
    received: Mapped[int] = mapped_column(default=0)
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    needs_slip: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_kiosk: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(10), default="es")
    change_number: Mapped[ChangeNumber]


class Response(Base):
    """One person's form: a random id and a local day. No time of day, no address, no device.

    Without a row id SQLite keeps rows in the order of the random id: the order of arrival is not stored.
    """

    __tablename__ = "response"
    __table_args__ = (
        one_of("channel", CHANNELS),
        Index(None, "link_id"),
        Index(None, "withdrawal", unique=True),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("survey_link.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    received_on: Mapped[date]
    language: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(10))
    withdrawal: Mapped[str | None] = mapped_column(String(12))  # the code its sender may take it back with


WAITING = "publication_id IS NULL AND is_published_by_training"


class Answer(Base):
    """One question's value. `publication_id` says in which step it became part of a tally, if it did."""

    __tablename__ = "answer"
    __table_args__ = (
        # Only what waits is looked for by training: the index stays as small as that, however many answered.
        Index(
            "ix_answer_waiting",
            "training_id",
            "question",
            "publication_id",  # with these two SQLite counts what waits without looking at a single answer
            "is_published_by_training",
            sqlite_where=text(f"{WAITING} = 1"),  # word for word as queries ask, or SQLite looks past it
            postgresql_where=text(WAITING),
        ),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[QuestionName] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"))
    value: Mapped[Json]
    is_published_by_training: Mapped[bool]  # the definition's word: tallied per training, or not
    # No foreign key: steps are never deleted, the doctor looks for what refers to none, and with one the
    # databases look up each of the 1,500 answers of a closing by itself (decision 11).
    publication_id: Mapped[int | None]
