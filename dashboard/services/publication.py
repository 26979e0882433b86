"""Publishes what may be published: the only way from answers to what a screen can show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from dashboard.errors import PublicationError
from dashboard.privacy.steps import draw, step_size
from dashboard.services.forms import published_definition
from dashboard.services.store import Database, reading, writing
from dashboard.settings import MINIMUM_K
from dashboard.survey.question_types import type_of
from db.queries import publication as steps
from db.queries.publication import Step, Stream, WaitingAnswer

CHILE = ZoneInfo("America/Santiago")


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What all steps of one publication share; the time to the minute, for an answer made the step due."""

    number: int
    now: datetime
    k: int


def advance(database: Database, training_id: int, *, now: datetime, k: int, zone: ZoneInfo = CHILE) -> int:
    """Publishes every step of one training that is due; how many. Idempotent; waits for other publishers."""
    return _advance(database, training_id, now=now, k=k, today=now.astimezone(zone).date())


def advance_all(database: Database, *, now: datetime, k: int, zone: ZoneInfo = CHILE) -> int:
    """The same for every training: repairs what a dead process left, and publishes what closed by date."""
    return _advance(database, None, now=now, k=k, today=now.astimezone(zone).date())


def publication_number(database: Database) -> int:
    """The number of the newest publication: a cache key for everything that shows tallies."""
    with reading(database) as session:
        return steps.latest_number(session)


def rebuild(database: Database, *, now: datetime, k: int) -> int:
    """Adds the tallies up again from the steps; what was published stays published. Returns the steps read.

    One transaction that first takes the publishers' turn, so a database being written to stays consistent.
    """
    _require_k(k)
    with writing(database) as session:
        steps.take_turn(session)
        published = steps.all_steps(session)
        steps.clear_tallies(session)
        steps.add_to_tallies(session, published)
    return len(published)


def _advance(database: Database, training_id: int | None, *, now: datetime, k: int, today: date) -> int:
    _require_k(k)
    with reading(database) as session:
        if not _due(session, training_id, today, k):
            return 0
    with writing(database) as session:
        number = steps.take_turn(session)
        due = _due(session, training_id, today, k)  # again, now that no one else publishes
        if not due:
            return 0
        trainings = {training for training, _ in due}
        waiting = steps.waiting_answers(session, trainings)
        earlier = steps.last_steps(session, trainings)
        stamp = _Stamp(number, now.replace(second=0, microsecond=0), k)
        new = [
            _step(session, stream, waiting[stream], size, earlier.get(stream, 0) + 1, stamp)
            for stream, size in due.items()
        ]
        steps.add_steps(session, new)
    return len(due)


def _due(session: Session, training_id: int | None, today: date, k: int) -> dict[Stream, int]:
    waiting = steps.waiting_counts(session, training_id)
    still_open = steps.open_trainings(session, today)
    sizes = {
        stream: step_size(count, is_open=stream[0] in still_open, k=k) for stream, count in waiting.items()
    }
    return {stream: size for stream, size in sizes.items() if size}


def _step(
    session: Session,
    stream: Stream,
    waiting: Sequence[WaitingAnswer],
    size: int,
    place: int,
    stamp: _Stamp,
) -> Step:
    """The step of a stream that is due: `size` of the waiting answers, drawn at random."""
    if len(waiting) < size or size < stamp.k:
        raise PublicationError
    drawn = draw(waiting, size)
    return Step(
        training_id=stream[0],
        question=stream[1],
        step=place,
        answers=size,
        counts=_counts(session, stream[1], drawn),
        k=stamp.k,
        number=stamp.number,
        published_at=stamp.now,
        response_ids=tuple(answer.response_id for answer in drawn),
    )


def _counts(session: Session, question: str, drawn: Sequence[WaitingAnswer]) -> Mapping[str, int]:
    """People per choice; each value is read by the question type of the version it was given to."""
    counts: Counter[str] = Counter()
    types = {
        version: type_of(published_definition(session, version).question(question))
        for version in {answer.version_id for answer in drawn}
    }
    for answer in drawn:
        counts.update(types[answer.version_id].tally(answer.value))
    return dict(counts)


def _require_k(k: int) -> None:
    if k < MINIMUM_K:
        raise PublicationError("errors.k_too_small", least=MINIMUM_K, k=k)
