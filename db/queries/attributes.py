"""What trainings have in common (kind, audience, topic …), and what of it changed since a number."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from db.models import Training, TrainingAudience, TrainingOrganisation, TrainingTopic
from db.queries.frames import Query
from db.queries.tallies import ALL, SINCE, Rows

TRAININGS: Query = select(
    Training.id,
    Training.starts_on,
    Training.ends_on,
    Training.date_precision,
    Training.kind,
    Training.status,
    Training.territory_code,
    Training.project_id,
).where(Training.change_number > SINCE)
PAIRS: Mapping[str, Query] = {
    "audience": select(TrainingAudience.training_id, TrainingAudience.audience),
    "topic": select(TrainingTopic.training_id, TrainingTopic.topic),
    "organisation": select(
        TrainingOrganisation.training_id, cast(TrainingOrganisation.organisation_id, Text)
    ).distinct(),
}
COUNT: Query = select(func.count()).select_from(Training)


def changed_trainings(session: Session, since: int) -> Rows:
    """Id, first and last day, date precision, kind, status, territory code and project's id of every
    training with a newer number.
    """
    return session.connection().execute(TRAININGS, {"since": since}).all()


def pairs_of_changed(session: Session, since: int) -> Mapping[str, Sequence[tuple[int, str]]]:
    """The audiences, topics and organisations of the same trainings, each pair once."""
    connection = session.connection()
    changed = select(Training.id).where(Training.change_number > SINCE)
    found: dict[str, Sequence[tuple[int, str]]] = {}
    for name, query in PAIRS.items():
        limited = query if since == ALL else query.where(query.selected_columns[0].in_(changed))
        rows = connection.execute(limited, {} if since == ALL else {"since": since})
        found[name] = [(training, value) for training, value in rows]
    return found


def count_trainings(session: Session) -> int:
    return int(session.connection().execute(COUNT).scalar_one())
