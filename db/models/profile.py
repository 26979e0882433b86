"""Territory profiles of the human-rights-cities campaign and the measures they document."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, one_of
from db.types import Id, Json, Name, TerritoryCode, Word
from db.vocabulary import MEASURE_STATUSES, MEASURE_TYPES


class TerritoryProfile(Base):
    __tablename__ = "territory_profile"

    territory_code: Mapped[TerritoryCode] = mapped_column(primary_key=True)
    campaign_region: Mapped[Name]
    country: Mapped[Name]
    joined_year: Mapped[int | None]
    leader: Mapped[Name] = mapped_column(default="")
    leader_role: Mapped[Name] = mapped_column(default="")
    mandate_starts: Mapped[int | None]
    mandate_ends: Mapped[int | None]
    government_type: Mapped[Word] = mapped_column(default="")
    population_range: Mapped[Word] = mapped_column(default="")
    vision: Mapped[Json] = mapped_column(default=dict)  # language → paragraphs
    motivations: Mapped[Json] = mapped_column(default=dict)
    reviewed_on: Mapped[date | None]
    source: Mapped[Name]


class Measure(Base):
    __tablename__ = "measure"
    __table_args__ = (one_of("type", MEASURE_TYPES), one_of("status", MEASURE_STATUSES))

    id: Mapped[Id]
    territory_code: Mapped[TerritoryCode] = mapped_column(index=True)
    type: Mapped[str] = mapped_column(String(12))
    category: Mapped[Word]
    title: Mapped[Json]  # language → text
    description: Mapped[Json]
    status: Mapped[str] = mapped_column(String(12), default="documented")
    since_year: Mapped[int | None]
    link: Mapped[Name] = mapped_column(default="")
    ohchr_type: Mapped[Word] = mapped_column(default="")
    building_block: Mapped[Word] = mapped_column(default="")
    source: Mapped[Name]
    groups: Mapped[list["MeasureGroup"]] = relationship(cascade="all, delete-orphan")


class MeasureGroup(Base):
    __tablename__ = "measure_group"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)
    group: Mapped[Word] = mapped_column(primary_key=True)


class Partnership(Base):
    """Who a territory works with; a source that names nobody leaves the organisation empty."""

    __tablename__ = "partnership"

    id: Mapped[Id]
    territory_code: Mapped[TerritoryCode] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    description: Mapped[Json]
    source: Mapped[Name]


class Agreement(Base):
    __tablename__ = "agreement"

    id: Mapped[Id]
    territory_code: Mapped[TerritoryCode] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    title: Mapped[Name]
    signed_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    source: Mapped[Name]


class Indicator(Base):
    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Id]
    name: Mapped[Word]


class Target(Base):
    """What an indicator should reach in a territory or project, or in the whole country, during a period."""

    __tablename__ = "target"

    id: Mapped[Id]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    territory_code: Mapped[str | None] = mapped_column(String(16), ForeignKey("territory.code"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[float]  # in the indicator's own unit; a share is 0 to 1
    note: Mapped[Name] = mapped_column(default="", server_default="")
    source: Mapped[Name] = mapped_column(default="", server_default="")
    is_synthetic: Mapped[bool] = mapped_column(default=False, server_default=false())
    revision: Mapped[int] = mapped_column(server_default="1")

    # Two people editing one target: the second save finds another revision and is told.
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
