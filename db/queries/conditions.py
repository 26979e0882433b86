"""Scope and Filters as SQL conditions on trainings: the same for every query."""

from sqlalchemy import ColumnElement, false, func, or_, select

from db.criteria import COUNTRY, Filters, Scope
from db.models import Training, TrainingAudience, TrainingOrganisation, TrainingTopic


def training_conditions(scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    """What a training must satisfy to be seen through a scope and filters."""
    return [*_scope_conditions(scope), *_attribute_conditions(filters), *_related_conditions(filters)]


def _scope_conditions(scope: Scope) -> list[ColumnElement[bool]]:
    if not scope.is_limited:
        return []
    region = func.substr(Training.territory_code, 1, 2)
    limits = ((region, scope.regions), (Training.project_id, scope.projects))
    admitting = [column.in_(allowed) for column, allowed in limits if allowed]
    return [or_(false(), *admitting)]  # an empty IN would make the database look at every training's row


def _attribute_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.territory and filters.territory != COUNTRY:
        # A CUT code starts with the codes of its province and region.
        conditions.append(Training.territory_code.startswith(filters.territory, autoescape=True))
    if filters.since is not None:
        conditions.append(Training.ends_on >= filters.since)
    if filters.until is not None:
        conditions.append(Training.starts_on <= filters.until)
    if filters.kind:
        conditions.append(Training.kind.in_(filters.kind))
    if filters.status:
        conditions.append(Training.status.in_(filters.status))
    if filters.project:
        conditions.append(Training.project_id.in_(filters.project))
    if filters.training is not None:
        conditions.append(Training.id == filters.training)
    if filters.search:
        conditions.append(_search_condition(filters.search))
    return conditions


def _search_condition(search: str) -> ColumnElement[bool]:
    return or_(
        Training.title.icontains(search, autoescape=True), Training.place.icontains(search, autoescape=True)
    )


def _related_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.topic:
        of_topic = select(TrainingTopic.training_id).where(TrainingTopic.topic.in_(filters.topic))
        conditions.append(Training.id.in_(of_topic))
    if filters.audience:
        audience = TrainingAudience.audience.in_(filters.audience)
        conditions.append(Training.id.in_(select(TrainingAudience.training_id).where(audience)))
    if filters.organisation:
        organisation = TrainingOrganisation.organisation_id.in_(filters.organisation)
        conditions.append(Training.id.in_(select(TrainingOrganisation.training_id).where(organisation)))
    return conditions
