"""Turns waiting answers into published steps, in the caller's transaction: drawn, counted, written."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy.orm import Session

from dashboard.errors import AnswersMovedError, PublicationError
from dashboard.privacy.steps import draw
from dashboard.services.clock import to_the_minute
from dashboard.services.forms import published_definition
from dashboard.settings import MINIMUM_K
from dashboard.survey.question_types import QuestionType, type_of
from db.queries import publication, steps
from db.queries.publication import Given, Stream
from db.queries.steps import Step


@dataclass(frozen=True, slots=True)
class Due:
    """A stream whose next step is due: `size` answers, all that wait in its trainings or a draw of them."""

    stream: Stream
    trainings: tuple[int, ...]
    size: int
    is_drawn: bool = False


def require_k(k: int) -> None:
    """Raises PublicationError for a threshold that protects nobody."""
    if k < MINIMUM_K:
        raise PublicationError("errors.k_too_small", least=MINIMUM_K, k=k)


def publish_steps(session: Session, due: Sequence[Due], *, number: int, now: datetime, k: int) -> int:
    """Publishes what is due; how many steps. Raises AnswersMovedError, and nothing is published, if an answer
    was stored or withdrawn in the same moment.

    `number` is the publishers' turn, which the caller has taken. The time of a step is kept to the minute,
    for an answer made it due.
    """
    if not due:
        return 0
    stamp = _Stamp(number, to_the_minute(now), k)
    waiting = _Waiting.of(session, due)
    new = [_step(session, each, waiting, stamp) for each in due]
    if steps.add_steps(session, new) != sum(step.answers for step in new):
        raise AnswersMovedError
    return len(new)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What all steps of one publication share."""

    number: int
    now: datetime
    k: int


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits: counted where all of it is taken, one by one where some are drawn."""

    counted: Mapping[tuple[int, str], Counter[Given]]
    listed: Mapping[tuple[int, str], Sequence[tuple[str, Given]]]

    @classmethod
    def of(cls, session: Session, due: Sequence[Due]) -> Self:
        whole = {training for each in due if not each.is_drawn for training in each.trainings}
        drawn = {training for each in due if each.is_drawn for training in each.trainings}
        return cls(publication.waiting_values(session, whole), publication.waiting_answers(session, drawn))


def _step(session: Session, due: Due, waiting: _Waiting, stamp: _Stamp) -> Step:
    question = due.stream[1]
    values: Counter[Given] = Counter()
    drawn: Sequence[tuple[str, Given]] = ()
    if due.is_drawn:
        listed = [answer for training in due.trainings for answer in waiting.listed[training, question]]
        drawn = draw(listed, due.size)
        values.update(given for _, given in drawn)
    else:
        for training in due.trainings:
            values += waiting.counted[training, question]
    if due.size < stamp.k:
        raise PublicationError
    if values.total() != due.size:
        raise AnswersMovedError
    return Step(
        stream=due.stream,
        answers=due.size,
        counts=_counts(session, question, values),
        k=stamp.k,
        number=stamp.number,
        published_at=stamp.now,
        trainings=() if due.is_drawn else due.trainings,
        response_ids=tuple(response for response, _ in drawn),
    )


def _counts(session: Session, question: str, values: Counter[Given]) -> Mapping[str, int]:
    """People per choice; each value is read by the question type of the version it was given to."""
    counts: Counter[str] = Counter()
    kinds: dict[int, QuestionType] = {}
    for (version, value), people in values.items():
        if version not in kinds:
            kinds[version] = type_of(published_definition(session, version).question(question))
        for choice in kinds[version].tally(json.loads(value)):
            counts[choice] += people
    return dict(counts)
