"""Territories by CUT code and their populations."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, one_of
from db.types import Code, Name, TerritoryCode
from db.vocabulary import LEVELS


class Territory(Base):
    """A country ("CL"), region ("05"), province ("056") or comuna ("05601"); codes are text."""

    __tablename__ = "territory"
    __table_args__ = (one_of("level", LEVELS), Index(None, "parent_code"))

    code: Mapped[Code] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(10))
    name: Mapped[Name]
    parent_code: Mapped[str | None] = mapped_column(String(16), ForeignKey("territory.code"))
    latitude: Mapped[float | None]  # the main town, not the centroid
    longitude: Mapped[float | None]
    point_source: Mapped[str | None] = mapped_column(String(100))


class Population(Base):
    __tablename__ = "population"

    territory_code: Mapped[TerritoryCode] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    people: Mapped[int]
    source: Mapped[Name]
