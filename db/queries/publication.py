"""What waits to be published, and where: publication reads raw answers here and nowhere else."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, Integer, Text, and_, bindparam, cast, func, or_, select
from sqlalchemy.orm import Session

from db.criteria import Pool
from db.models import Answer, Response, SurveyLink, Training
from db.queries.frames import Query
from db.queries.links import is_open_on

Source = int | Pool  # whose answers a stream holds: those of a training (its id), or of a pool
Stream = tuple[Source, str]  # source, question
LARGEST_LIST = 500  # ids per IN, below every database's limit of parameters
Given = tuple[int, str]  # survey version, value as JSON, as the question type wrote it


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a training began; `starts_on` None = nobody knows."""

    territory_code: str
    starts_on: date | None


def is_waiting() -> ColumnElement[bool]:
    """An answer that may be tallied and has not been; spelled as the index on it is."""
    return and_(Answer.publication_id.is_(None), Answer.is_published_by_training)


# Put together once: that takes longer than running them for one training.
_VALUE = cast(Answer.value, Text)
_OF_ONE = Answer.training_id == bindparam("training_id", type_=Integer)
_OF_SOME = Answer.training_id.in_(bindparam("trainings", type_=Integer, expanding=True))
_COUNTS: Query = (
    select(Answer.training_id, Answer.question, func.count())
    .where(is_waiting())
    .group_by(Answer.training_id, Answer.question)
)
_COUNTS_OF_ONE = _COUNTS.where(_OF_ONE)
# Found through the responses: the answers of one lie side by side, those of one question far apart.
_RESPONDING = select(Answer.response_id).where(_OF_SOME, is_waiting()).distinct().subquery()
_VALUES: Query = (
    select(Answer.training_id, Answer.question, Response.version_id, _VALUE, func.count())
    .select_from(_RESPONDING)
    .join(Response, Response.id == _RESPONDING.c.response_id)
    .join(Answer, Answer.response_id == Response.id)
    .where(is_waiting())
    .group_by(Answer.training_id, Answer.question, Response.version_id, _VALUE)
)
_ANSWERS: Query = (
    select(Answer.training_id, Answer.question, Answer.response_id, Response.version_id, _VALUE)
    .join(Response)
    .where(_OF_SOME, is_waiting())
)


def waiting_counts(session: Session, training_id: int | None = None) -> dict[tuple[int, str], int]:
    """How many answers wait in each training and question, for one training or all."""
    query = _COUNTS if training_id is None else _COUNTS_OF_ONE
    rows = session.connection().execute(query, {} if training_id is None else {"training_id": training_id})
    return {(training, question): count for training, question, count in rows}


def waiting_values(session: Session, trainings: Collection[int]) -> dict[tuple[int, str], Counter[Given]]:
    """What waits in some trainings, by training and question: how many gave each value."""
    found: dict[tuple[int, str], Counter[Given]] = defaultdict(Counter)
    for chunk in chunks(trainings):
        rows = session.connection().execute(_VALUES, {"trainings": chunk})
        for training, question, version, given, people in rows:
            found[training, question][version, given] += people
    return found


def waiting_answers(
    session: Session, trainings: Collection[int]
) -> dict[tuple[int, str], list[tuple[str, Given]]]:
    """The same one by one, to be drawn from: the response's id and what was given."""
    found: dict[tuple[int, str], list[tuple[str, Given]]] = defaultdict(list)
    for chunk in chunks(trainings):
        rows = session.connection().execute(_ANSWERS, {"trainings": chunk})
        for training, question, response, version, given in rows:
            found[training, question].append((response, (version, given)))
    return found


_TODAY = bindparam("today", type_=Date)
_OPEN = select(SurveyLink.training_id).where(is_open_on(_TODAY)).distinct()
_OPEN_OF_ONE = _OPEN.where(SurveyLink.training_id == bindparam("training_id", type_=Integer))


def open_trainings(session: Session, today: date, training_id: int | None = None) -> frozenset[int]:
    """Trainings (or one) with a link that still takes responses on a local day."""
    query = _OPEN if training_id is None else _OPEN_OF_ONE
    values = {"today": today} | ({} if training_id is None else {"training_id": training_id})
    return frozenset(session.connection().execute(query, values).scalars())


_ROOM_OF_ONE = select(SurveyLink.cap, SurveyLink.received).where(
    is_open_on(_TODAY), SurveyLink.training_id == bindparam("training_id", type_=Integer)
)


def room_of(session: Session, training_id: int, today: date) -> int | None:
    """How many responses a training's open links still take: None = as many as come, 0 = none is open."""
    values = {"training_id": training_id, "today": today}
    links = session.connection().execute(_ROOM_OF_ONE, values).all()
    caps = [cap - received for cap, received in links if cap is not None]
    return sum(caps) if len(caps) == len(links) else None


def trainings_to_open(session: Session, today: date) -> frozenset[int]:
    """Trainings with a link that takes responses, or will."""
    later = and_(SurveyLink.state == "open", SurveyLink.opens_on > today)
    query = select(SurveyLink.training_id).where(or_(is_open_on(today), later)).distinct()
    return frozenset(session.scalars(query))


def places(session: Session, trainings: Collection[int]) -> dict[int, Place]:
    """Where and when each training began."""
    found: dict[int, Place] = {}
    for chunk in chunks(trainings):
        query = select(Training.id, Training.territory_code, Training.starts_on).where(Training.id.in_(chunk))
        found |= {training: Place(code, day) for training, code, day in session.execute(query)}
    return found


def chunks(ids: Collection[int] | Iterator[int]) -> list[list[int]]:
    ordered = sorted(ids)
    return [ordered[start : start + LARGEST_LIST] for start in range(0, len(ordered), LARGEST_LIST)]
