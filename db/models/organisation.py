"""Organisations and the projects they pay for and carry out."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, one_of
from db.types import Id, Name, Prose
from db.vocabulary import ORGANISATION_KINDS, PROJECT_ROLES, QUALIFIERS


class Organisation(Base):
    __tablename__ = "organisation"
    __table_args__ = (one_of("kind", ORGANISATION_KINDS), UniqueConstraint("name"))

    id: Mapped[Id]
    name: Mapped[Name]
    kind: Mapped[str] = mapped_column(String(20), default="other")
    territory_code: Mapped[str | None] = mapped_column(String(16), ForeignKey("territory.code"))
    source: Mapped[Name]
    is_synthetic: Mapped[bool] = mapped_column(default=False)


class Project(Base):
    """A funded season of work. A total that was only reported for the whole keeps its qualifier."""

    __tablename__ = "project"
    __table_args__ = (one_of("people_qualifier", QUALIFIERS), UniqueConstraint("name"))

    id: Mapped[Id]
    name: Mapped[Name]
    description: Mapped[Prose] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    territory_code: Mapped[str | None] = mapped_column(String(16), ForeignKey("territory.code"))
    people_trained: Mapped[int | None]  # as reported; None = not reported
    people_qualifier: Mapped[str] = mapped_column(String(10), default="exact")
    source: Mapped[Name]
    is_synthetic: Mapped[bool] = mapped_column(default=False)
    organisations: Mapped[list["ProjectOrganisation"]] = relationship(cascade="all, delete-orphan")


class ProjectOrganisation(Base):
    __tablename__ = "project_organisation"
    __table_args__ = (one_of("role", PROJECT_ROLES),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(12), primary_key=True)
    organisation: Mapped[Organisation] = relationship()
