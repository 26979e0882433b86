"""What filters can offer: the values that occur, never a list from somewhere else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.criteria import NO_FILTERS, Scope
from db.models import Organisation, Project, Training, TrainingAudience, TrainingOrganisation, TrainingTopic
from db.queries.conditions import training_conditions


def projects(session: Session, scope: Scope) -> list[tuple[int, str]]:
    query = select(Project.id, Project.name).join(Training).where(*training_conditions(scope, NO_FILTERS))
    return [(number, name) for number, name in session.execute(query.distinct().order_by(Project.name))]


def organisations(session: Session, scope: Scope) -> list[tuple[int, str]]:
    query = (
        select(Organisation.id, Organisation.name)
        .join(TrainingOrganisation)
        .join(Training)
        .where(*training_conditions(scope, NO_FILTERS))
    )
    return [(number, name) for number, name in session.execute(query.distinct().order_by(Organisation.name))]


def kinds(session: Session, scope: Scope) -> list[str]:
    query = select(Training.kind).where(*training_conditions(scope, NO_FILTERS))
    return sorted(session.scalars(query.distinct()))


def topics(session: Session, scope: Scope) -> list[str]:
    query = select(TrainingTopic.topic).join(Training).where(*training_conditions(scope, NO_FILTERS))
    return sorted(session.scalars(query.distinct()))


def audiences(session: Session, scope: Scope) -> list[str]:
    query = select(TrainingAudience.audience).join(Training).where(*training_conditions(scope, NO_FILTERS))
    return sorted(session.scalars(query.distinct()))
