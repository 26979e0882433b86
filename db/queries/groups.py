"""Which trainings share a kind, a topic, an audience or a host: attributes of trainings, never of people."""

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from db.models import Organisation, Training, TrainingAudience, TrainingOrganisation, TrainingTopic
from db.queries.frames import Query

HOST = "host"


def members(session: Session, dimension: str) -> list[tuple[str, str]]:
    """(value, "3,1,2"): the ids of the trainings that have each value. As one text each: reading twenty
    thousand rows would cost more than a whole page. Raises KeyError for an unknown dimension.
    """
    rows = session.connection().execute(_QUERIES[dimension])
    return [(str(value), ids) for value, ids in rows if ids]


def organisation_names(session: Session) -> dict[str, str]:
    """Id, as text → name."""
    rows = session.connection().execute(select(Organisation.id, Organisation.name))
    return {str(number): name for number, name in rows}


_QUERIES: dict[str, Query] = {
    "kind": select(Training.kind, func.aggregate_strings(cast(Training.id, Text), ",")).group_by(
        Training.kind
    ),
    "topic": select(
        TrainingTopic.topic, func.aggregate_strings(cast(TrainingTopic.training_id, Text), ",")
    ).group_by(TrainingTopic.topic),
    "audience": select(
        TrainingAudience.audience, func.aggregate_strings(cast(TrainingAudience.training_id, Text), ",")
    ).group_by(TrainingAudience.audience),
    "host": select(
        TrainingOrganisation.organisation_id,
        func.aggregate_strings(cast(TrainingOrganisation.training_id, Text), ","),
    )
    .where(TrainingOrganisation.role == HOST)
    .group_by(TrainingOrganisation.organisation_id),
}
