"""Targets with the names of what they are about, and what only the database can count for them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.criteria import Filters, Scope
from db.models import Indicator, Project, Target, Territory, Training, TrainingOrganisation
from db.queries.conditions import training_conditions
from db.queries.frames import Query

TargetRow = tuple[Target, str, str, str]
"""The target, its indicator, and the names of its territory and project ("" where it has none)."""

REACHED = ("host", "partner")  # organisations that received a training or joined in; not who gave it

_WITH_NAMES: Query = (
    select(Target, Indicator.name, func.coalesce(Territory.name, ""), func.coalesce(Project.name, ""))
    .join(Indicator, Indicator.id == Target.indicator_id)
    .outerjoin(Territory, Territory.code == Target.territory_code)
    .outerjoin(Project, Project.id == Target.project_id)
)


def targets(session: Session) -> list[TargetRow]:
    """All targets, those that end first on top."""
    order = (Target.ends_on, Target.starts_on, Target.id)
    return [_row(found) for found in session.execute(_WITH_NAMES.order_by(*order))]


def target_by_id(session: Session, target_id: int) -> TargetRow | None:
    found = session.execute(_WITH_NAMES.where(Target.id == target_id)).one_or_none()
    return _row(found) if found is not None else None


def _row(found: Sequence[Any]) -> TargetRow:  # Any: SQLAlchemy's row
    target, indicator, territory, project = found
    return target, indicator, territory, project


def indicator_id(session: Session, name: str) -> int:
    """The row of an indicator, made when it is the first time that one has a target."""
    known = session.scalars(select(Indicator.id).where(Indicator.name == name)).one_or_none()
    if known is not None:
        return known
    created = Indicator(name=name)
    session.add(created)
    session.flush()
    return created.id


def same_target(
    session: Session, indicator: str, place: tuple[str | None, int | None], period: tuple[date, date]
) -> Target | None:
    """The target of this indicator, territory or project, and period."""
    query = (
        select(Target)
        .join(Indicator, Indicator.id == Target.indicator_id)
        .where(
            Indicator.name == indicator,
            Target.territory_code.is_not_distinct_from(place[0]),
            Target.project_id.is_not_distinct_from(place[1]),
            Target.starts_on == period[0],
            Target.ends_on == period[1],
        )
    )
    return session.scalars(query.order_by(Target.id)).first()


def organisations_reached(session: Session, scope: Scope, filters: Filters, since: date, until: date) -> int:
    """How many different organisations hosted or joined a training that began between two days."""
    query = (
        select(func.count(TrainingOrganisation.organisation_id.distinct()))
        .join(Training, Training.id == TrainingOrganisation.training_id)
        .where(
            *training_conditions(scope, filters),
            Training.status == "done",
            Training.starts_on.between(since, until),
            TrainingOrganisation.role.in_(REACHED),
        )
    )
    return session.scalars(query).one()


def territory_names(session: Session) -> list[tuple[str, str, str]]:
    """Code, level and name of every territory."""
    query = select(Territory.code, Territory.level, Territory.name).order_by(Territory.code)
    return [(code, level, name) for code, level, name in session.execute(query)]


def project_names(session: Session) -> list[tuple[int, str]]:
    """Id and name of every project."""
    return [(number, name) for number, name in session.execute(select(Project.id, Project.name))]
