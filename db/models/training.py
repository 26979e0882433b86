"""Visits, trainings, who was there and what was said about them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, one_of
from db.models.organisation import Organisation
from db.types import ChangeNumber, Id, Json, Name, Prose, TerritoryCode, UtcDateTime, Word
from db.vocabulary import (
    MODALITIES,
    PRECISIONS,
    QUALIFIERS,
    TRAINING_KINDS,
    TRAINING_ROLES,
    TRAINING_STATUSES,
)


class Visit(Base):
    """A trip on which trainings happen. Dates are bounds; `date_precision` says how exact the source is."""

    __tablename__ = "visit"
    __table_args__ = (one_of("date_precision", PRECISIONS),)

    id: Mapped[Id]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    number: Mapped[int]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    date_precision: Mapped[str] = mapped_column(String(10), default="day")
    territory_code: Mapped[TerritoryCode]
    lead: Mapped[Name] = mapped_column(default="")
    purpose: Mapped[Prose] = mapped_column(default="")
    source: Mapped[Name]
    is_synthetic: Mapped[bool] = mapped_column(default=False)


class Training(Base):
    """One activity. `territory_code` may be a region where the source names no comuna.

    Dates are bounds: with precision "month" or "window" the training happened between them.
    """

    __tablename__ = "training"
    __table_args__ = (
        one_of("kind", TRAINING_KINDS),
        one_of("status", TRAINING_STATUSES),
        one_of("date_precision", PRECISIONS),
        one_of("attendance_qualifier", QUALIFIERS),
        CheckConstraint(f"modality IN {MODALITIES}", name="modality"),
        CheckConstraint("attendance_total >= 0", name="attendance_total"),
        CheckConstraint("ends_on >= starts_on", name="dates"),
        Index(None, "territory_code"),
        Index(None, "starts_on"),
    )

    id: Mapped[Id]
    title: Mapped[Name]
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(10), default="planned")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    date_precision: Mapped[str] = mapped_column(String(10), default="day")
    hours: Mapped[float | None]
    modality: Mapped[str | None] = mapped_column(String(10))
    place: Mapped[Name] = mapped_column(default="")
    territory_code: Mapped[TerritoryCode]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    attendance_total: Mapped[int | None]  # None = not reported, which is not 0
    attendance_qualifier: Mapped[str] = mapped_column(String(10), default="exact")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    objectives: Mapped[Json] = mapped_column(
        default=list, server_default=text("'[]'")
    )  # {language: text} each
    source: Mapped[Name]
    is_synthetic: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    change_number: Mapped[ChangeNumber]

    topics: Mapped[list["TrainingTopic"]] = relationship(cascade="all, delete-orphan")
    audiences: Mapped[list["TrainingAudience"]] = relationship(cascade="all, delete-orphan")
    organisations: Mapped[list["TrainingOrganisation"]] = relationship(cascade="all, delete-orphan")
    facilitators: Mapped[list["Facilitator"]] = relationship(cascade="all, delete-orphan")
    attendances: Mapped[list["Attendance"]] = relationship(cascade="all, delete-orphan")

    # Two people editing one training: the second save finds another revision and is told.
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class TrainingTopic(Base):
    __tablename__ = "training_topic"

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[Word] = mapped_column(primary_key=True, index=True)


class TrainingAudience(Base):
    __tablename__ = "training_audience"

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"), primary_key=True)
    audience: Mapped[Word] = mapped_column(primary_key=True, index=True)


class TrainingOrganisation(Base):
    __tablename__ = "training_organisation"
    __table_args__ = (one_of("role", TRAINING_ROLES),)

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(12), primary_key=True)
    organisation: Mapped[Organisation] = relationship()


class Facilitator(Base):
    __tablename__ = "facilitator"

    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]


class Attendance(Base):
    """Head counts by a dimension (role, gender, …) where the organiser reported them."""

    __tablename__ = "attendance"
    __table_args__ = (CheckConstraint("people >= 0", name="people"),)

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"), primary_key=True)
    dimension: Mapped[Word] = mapped_column(primary_key=True)
    category: Mapped[Word] = mapped_column(primary_key=True)
    people: Mapped[int]


class Highlight(Base):
    """What a named person said, about a visit, a training or a project; shown once approved."""

    __tablename__ = "highlight"

    id: Mapped[Id]
    person: Mapped[Name]
    role: Mapped[Name]
    words: Mapped[Prose]
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    training_id: Mapped[int | None] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"), index=True)
    is_approved: Mapped[bool] = mapped_column(default=False)
    source: Mapped[Name]
