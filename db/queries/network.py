"""How many trainings link a funder, a project, an organisation and a territory, pair by pair."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from db.criteria import Filters, Scope
from db.models import Organisation, Project, ProjectOrganisation, Territory, Training, TrainingOrganisation
from db.queries.conditions import training_conditions
from db.queries.frames import Query, frame

LINK_COLUMNS = ("source", "target", "trainings")
NODE_COLUMNS = ("key", "trainings")
STAGES = ("funder", "project", "organisation", "territory")


def links(session: Session, scope: Scope, filters: Filters, *, role: str, digits: int) -> list[pd.DataFrame]:
    """Three tables (LINK_COLUMNS), from each stage to the next; a key that is missing is NaN.

    A training counts once for each funder of its project and each of its organisations with this role.
    `digits` of its CUT code say its territory: 2 for the region, 5 for the comuna.
    """
    return [
        frame(session, _counted(scope, filters, role, digits, pair), LINK_COLUMNS)
        for pair in pairwise(STAGES)
    ]


def nodes(session: Session, scope: Scope, filters: Filters, *, role: str, digits: int) -> list[pd.DataFrame]:
    """Four tables (NODE_COLUMNS): each stage's trainings, every training once for each key it has there."""
    return [
        frame(session, _counted(scope, filters, role, digits, (stage,)), NODE_COLUMNS) for stage in STAGES
    ]


def training_count(session: Session, scope: Scope, filters: Filters) -> int:
    """The trainings behind it all."""
    query = select(func.count(Training.id)).where(*_shown(scope, filters))
    return session.scalars(query).one()


def names(session: Session) -> dict[str, dict[Any, str]]:
    """Key → name of each stage; organisations and funders are the same table."""
    organisations = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    return {
        "funder": organisations,
        "project": dict(session.execute(select(Project.id, Project.name)).all()),
        "organisation": organisations,
        "territory": dict(session.execute(select(Territory.code, Territory.name)).all()),
    }


def _column(stage: str, digits: int) -> ColumnElement[Any]:  # Any: a number or a text
    columns: dict[str, Any] = {
        "funder": ProjectOrganisation.organisation_id,
        "project": Training.project_id,
        "organisation": TrainingOrganisation.organisation_id,
    }
    found: ColumnElement[Any] = (
        columns[stage] if stage in columns else func.substr(Training.territory_code, 1, digits)
    )
    return found


def _shown(scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    """What took place or is planned."""
    return [*training_conditions(scope, filters), Training.status != "cancelled"]


def _counted(scope: Scope, filters: Filters, role: str, digits: int, stages: Sequence[str]) -> Query:
    """Trainings by these stages, joined to no more than they need so that none counts twice."""
    columns = [_column(stage, digits) for stage in stages]
    query: Query = select(*columns, func.count(Training.id)).select_from(Training)
    if "funder" in stages:
        is_funder = and_(
            ProjectOrganisation.project_id == Training.project_id, ProjectOrganisation.role == "funder"
        )
        query = query.outerjoin(ProjectOrganisation, is_funder)
    if "organisation" in stages:
        has_role = and_(TrainingOrganisation.training_id == Training.id, TrainingOrganisation.role == role)
        query = query.outerjoin(TrainingOrganisation, has_role)
    return query.where(*_shown(scope, filters)).group_by(*columns)
