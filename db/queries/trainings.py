"""Trainings as a table, and one training with all that belongs to it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, selectinload

from db.criteria import NO_FILTERS, Filters, Scope
from db.models import Highlight, Organisation, Project, SurveyLink, Territory, Training, TrainingOrganisation
from db.queries.conditions import training_conditions
from db.queries.frames import frame
from db.queries.links import is_open_on

STORED = (
    "id", "title", "kind", "status", "starts_on", "ends_on", "date_precision", "place", "territory_code",
    "latitude", "longitude", "attendance", "attendance_qualifier", "hours", "project_id", "project",
    "is_synthetic",
)  # fmt: skip
LINE_COLUMNS = ("id", "title", "kind", "starts_on", "ends_on", "date_precision", "host")
COLUMNS = (*STORED, "comuna", "province", "region", "region_code", "received", "links_open", "host")


Line = Mapping[str, Any]  # Any: a column's own type


def trainings(session: Session, scope: Scope, filters: Filters, today: date) -> pd.DataFrame:
    """One row per training, newest first. `attendance` is NaN when not reported; `comuna` "" when unknown."""
    found = frame(session, _stored(scope, filters), STORED)
    for number in ("attendance", "hours", "latitude", "longitude"):
        found[number] = pd.to_numeric(found[number])
    found["project"] = found["project"].fillna("")
    _add_places(found, _territories(session))
    links = {row.training_id: row for row in session.execute(_link_counts(today))}
    hosts = dict(session.execute(_hosts()).all())
    found["received"] = [links[t].received if t in links else 0 for t in found["id"]]
    found["links_open"] = [links[t].open if t in links else 0 for t in found["id"]]
    found["host"] = [hosts.get(training, "") for training in found["id"]]
    return found[list(COLUMNS)]


_HOST = (
    select(func.min(Organisation.name))
    .join(TrainingOrganisation, TrainingOrganisation.organisation_id == Organisation.id)
    .where(TrainingOrganisation.training_id == Training.id, TrainingOrganisation.role == "host")
    .scalar_subquery()
)
_LINES = select(
    Training.id, Training.title, Training.kind, Training.starts_on, Training.ends_on,
    Training.date_precision, func.coalesce(_HOST, ""),
).order_by(Training.starts_on.desc().nulls_last(), Training.id.desc())  # fmt: skip


def lines(session: Session, scope: Scope, ids: list[int]) -> tuple[Line, ...]:
    """Some trainings as short lists name them (LINE_COLUMNS), newest first."""
    query = _LINES.where(Training.id.in_(ids), *training_conditions(scope, NO_FILTERS))
    return tuple(dict(zip(LINE_COLUMNS, row, strict=True)) for row in session.execute(query))


def is_visible(session: Session, scope: Scope, filters: Filters) -> bool:
    """Whether any training satisfies scope and filters."""
    query = select(Training.id).where(*training_conditions(scope, filters)).limit(1)
    return session.scalars(query).first() is not None


def training_by_id(session: Session, scope: Scope, training_id: int) -> Training | None:
    """A training with its collections, if the scope reaches it."""
    query = (
        select(Training)
        .where(*training_conditions(scope, Filters(training=training_id)))
        .options(
            selectinload(Training.topics),
            selectinload(Training.audiences),
            selectinload(Training.facilitators),
            selectinload(Training.attendances),
            selectinload(Training.organisations).selectinload(TrainingOrganisation.organisation),
        )
    )
    return session.scalars(query).one_or_none()


def highlights_about(
    session: Session, *, training_id: int | None, visit_id: int | None, project_id: int | None
) -> list[Highlight]:
    """Approved words about a training, its visit or its project."""
    about = {
        Highlight.training_id: training_id,
        Highlight.visit_id: visit_id,
        Highlight.project_id: project_id,
    }
    conditions = [column == value for column, value in about.items() if value is not None]
    if not conditions:
        return []
    anything = conditions[0]
    for condition in conditions[1:]:
        anything = anything | condition
    query = select(Highlight).where(Highlight.is_approved, anything).order_by(Highlight.id)
    return list(session.scalars(query))


def _stored(scope: Scope, filters: Filters) -> Select[*tuple[Any, ...]]:  # Any: 17 columns
    return (
        select(
            Training.id, Training.title, Training.kind, Training.status, Training.starts_on, Training.ends_on,
            Training.date_precision, Training.place, Training.territory_code, Training.latitude,
            Training.longitude, Training.attendance_total, Training.attendance_qualifier, Training.hours,
            Training.project_id, Project.name, Training.is_synthetic,
        )
        .outerjoin(Project, Project.id == Training.project_id)
        .where(*training_conditions(scope, filters))
        .order_by(Training.starts_on.desc().nulls_last(), Training.id.desc())
    )  # fmt: skip


def _territories(session: Session) -> Mapping[str, Territory]:
    return {territory.code: territory for territory in session.scalars(select(Territory))}


def _add_places(found: pd.DataFrame, territories: Mapping[str, Territory]) -> None:
    places = [territories[code] for code in found["territory_code"]]
    is_comuna = [place.level == "comuna" for place in places]
    found["comuna"] = [p.name if comuna else "" for p, comuna in zip(places, is_comuna, strict=True)]
    found["province"] = [_name(territories, code[:3], 3) for code in found["territory_code"]]
    found["region_code"] = [code[:2] for code in found["territory_code"]]
    found["region"] = [_name(territories, code[:2], 2) for code in found["territory_code"]]
    for axis in ("latitude", "longitude"):
        town = pd.Series(
            [getattr(p, axis) if comuna else None for p, comuna in zip(places, is_comuna, strict=True)],
            index=found.index,
            dtype="float64",
        )
        found[axis] = found[axis].fillna(town)


def _name(territories: Mapping[str, Territory], code: str, length: int) -> str:
    return territories[code].name if len(code) == length and code in territories else ""


def _link_counts(today: date) -> Select[*tuple[Any, ...]]:  # Any: labelled
    is_open = func.sum(case((is_open_on(today), 1), else_=0)).label("open")
    received = func.sum(SurveyLink.received).label("received")
    return select(SurveyLink.training_id, received, is_open).group_by(SurveyLink.training_id)


def _hosts() -> Select[int, str]:
    return (
        select(TrainingOrganisation.training_id, func.min(Organisation.name))
        .join(Organisation)
        .where(TrainingOrganisation.role == "host")
        .group_by(TrainingOrganisation.training_id)
    )
