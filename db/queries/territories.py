"""Territories, their people, profiles and measures."""

import pandas as pd
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, selectinload

from db.criteria import Filters, Scope
from db.models import (
    Measure,
    Organisation,
    Partnership,
    Population,
    Project,
    ProjectOrganisation,
    Territory,
    TerritoryProfile,
    Training,
)
from db.queries.conditions import training_conditions
from db.queries.frames import frame

COLUMNS = ("code", "level", "name", "parent_code", "latitude", "longitude")
POPULATION_COLUMNS = ("code", "population", "population_year", "population_source")
SIZES = select(
    select(func.count()).select_from(Territory).scalar_subquery(),
    select(func.count()).select_from(Population).scalar_subquery(),
)


def territories(session: Session) -> pd.DataFrame:
    """Every territory, in order of code."""
    query = select(
        Territory.code,
        Territory.level,
        Territory.name,
        Territory.parent_code,
        Territory.latitude,
        Territory.longitude,
    ).order_by(Territory.code)
    return frame(session, query, COLUMNS)


def sizes(session: Session) -> tuple[int, int]:
    """How many territories and populations there are."""
    territory_count, population_count = session.connection().execute(SIZES).one()
    return territory_count, population_count


def populations(session: Session, year: int) -> pd.DataFrame:
    """People per territory in a year."""
    query = select(Population.territory_code, Population.people, Population.year, Population.source)
    return frame(session, query.where(Population.year == year), POPULATION_COLUMNS)


def population_years(session: Session) -> tuple[int, int] | None:
    """First and last year with a population."""
    first, last = session.execute(select(func.min(Population.year), func.max(Population.year))).one()
    return (first, last) if first is not None else None


def measure_counts(session: Session) -> dict[str, int]:
    """Measures documented per territory; a territory with a profile and none counts 0."""
    counts: dict[str, int] = dict.fromkeys(session.scalars(select(TerritoryProfile.territory_code)), 0)
    query = select(Measure.territory_code, func.count()).group_by(Measure.territory_code)
    counts.update(dict(session.execute(query).all()))
    return counts


def profile_of(session: Session, code: str) -> TerritoryProfile | None:
    return session.get(TerritoryProfile, code)


def measures_in(session: Session, code: str) -> list[Measure]:
    """Measures of a territory and, for a region, of the territories inside it."""
    query = (
        select(Measure)
        .where(Measure.territory_code.startswith(code, autoescape=True))
        .order_by(Measure.category, Measure.id)
        .options(selectinload(Measure.groups))
    )
    return list(session.scalars(query))


def partnerships_in(session: Session, code: str) -> list[tuple[Partnership, str | None]]:
    query = (
        select(Partnership, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Partnership.organisation_id)
        .where(Partnership.territory_code == code)
        .order_by(Partnership.id)
    )
    return [(partnership, name) for partnership, name in session.execute(query)]


def projects_with_totals(session: Session, scope: Scope, filters: Filters) -> list[Project]:
    """Projects among the trainings seen whose people were reported for the whole."""
    seen = exists().where(Training.project_id == Project.id, *training_conditions(scope, filters))
    query = (
        select(Project)
        .where(Project.people_trained.is_not(None), seen)
        .order_by(Project.id)
        .options(selectinload(Project.organisations).selectinload(ProjectOrganisation.organisation))
    )
    return list(session.scalars(query))
