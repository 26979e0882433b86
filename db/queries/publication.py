"""Publication's own reading and writing: waiting answers in, steps and tallies out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from db.models import Answer, Publication, PublicationCounter, Response, SurveyLink, Tally, TallyTotal
from db.queries.links import is_open_on

Stream = tuple[int, str]  # training, question
LARGEST_LIST = 500  # ids per IN, below every database's limit of parameters


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """An answer that is stored and not published. `value` is JSON."""

    response_id: str
    version_id: int
    value: Any  # JSON, as the question type wrote it


@dataclass(frozen=True, slots=True)
class Step:
    """A step to publish, or one that was: `counts` are people per choice, of this step alone."""

    training_id: int
    question: str
    step: int
    answers: int
    counts: Mapping[str, int]
    k: int
    number: int
    published_at: datetime
    response_ids: tuple[str, ...] = ()


def take_turn(session: Session) -> int:
    """The next publication number; holds the counter's row, so publishers follow one another."""
    session.execute(update(PublicationCounter).values(number=PublicationCounter.number + 1))
    return session.scalars(select(PublicationCounter.number)).one()


def latest_number(session: Session) -> int:
    """The number of the newest publication; 0 before the first."""
    return session.scalars(select(PublicationCounter.number)).one_or_none() or 0


def waiting_counts(session: Session, training_id: int | None = None) -> dict[Stream, int]:
    """How many answers wait in each stream, for one training or all."""
    query = (
        select(Answer.training_id, Answer.question, func.count())
        .where(Answer.is_published_by_training, Answer.publication_id.is_(None))
        .group_by(Answer.training_id, Answer.question)
    )
    if training_id is not None:
        query = query.where(Answer.training_id == training_id)
    return {(training, question): count for training, question, count in session.execute(query)}


def waiting_answers(session: Session, trainings: Collection[int]) -> dict[Stream, list[WaitingAnswer]]:
    """The waiting answers of some trainings, by stream."""
    found: dict[Stream, list[WaitingAnswer]] = defaultdict(list)
    columns = (Answer.training_id, Answer.question, Answer.response_id, Response.version_id, Answer.value)
    for chunk in _chunks(trainings):
        query = (
            select(*columns)
            .join(Response)
            .where(
                Answer.training_id.in_(chunk),
                Answer.is_published_by_training,
                Answer.publication_id.is_(None),
            )
        )
        for training, question, response, version, value in session.execute(query):
            found[training, question].append(WaitingAnswer(response, version, value))
    return found


def open_trainings(session: Session, today: date) -> frozenset[int]:
    """Trainings with a link that still takes responses on a local day."""
    query = select(SurveyLink.training_id).where(is_open_on(today)).distinct()
    return frozenset(session.scalars(query))


def last_steps(session: Session, trainings: Collection[int]) -> dict[Stream, int]:
    """The number of the newest step of each stream that has one."""
    found: dict[Stream, int] = {}
    for chunk in _chunks(trainings):
        query = (
            select(Publication.training_id, Publication.question, func.max(Publication.step))
            .where(Publication.training_id.in_(chunk))
            .group_by(Publication.training_id, Publication.question)
        )
        found |= {(training, question): step for training, question, step in session.execute(query)}
    return found


def add_steps(session: Session, steps: Sequence[Step]) -> None:
    """Writes steps, marks their answers as published and adds them to the tallies."""
    stored = [_publication(step) for step in steps]
    session.add_all(stored)
    session.flush()
    marked = (
        update(Answer.__table__)  # type: ignore[arg-type]  # a Table, though typed FromClause
        .where(Answer.response_id == bindparam("of_response"), Answer.question == bindparam("of_question"))
        .values(publication_id=bindparam("in_publication"))
    )
    rows = [
        {"of_response": response, "of_question": step.question, "in_publication": publication.id}
        for step, publication in zip(steps, stored, strict=True)
        for response in step.response_ids
    ]
    session.connection().execute(marked, rows)
    add_to_tallies(session, steps)


def add_to_tallies(session: Session, steps: Sequence[Step]) -> None:
    """Adds steps to the sums; each stream's total remembers when it last moved."""
    trainings = {step.training_id for step in steps}
    people: Counter[tuple[int, str, str]] = Counter()
    for step in steps:
        for choice, count in step.counts.items():
            people[step.training_id, step.question, choice] += count
    known = _tallies(session, trainings)
    for (training, question, choice), count in people.items():
        tally = known.get((training, question, choice))
        if tally is None:
            session.add(Tally(training_id=training, question=question, choice=choice, people=count))
        else:
            tally.people += count
    totals = _totals(session, trainings)
    for step in steps:
        _add_to_total(session, totals, step)
    session.flush()


def all_steps(session: Session) -> list[Step]:
    """Everything that was ever published, in order."""
    query = select(Publication).order_by(Publication.id)
    return [
        Step(p.training_id, p.question, p.step, p.answers, p.counts, p.k, p.number, p.published_at)
        for p in session.scalars(query)
    ]


def clear_tallies(session: Session) -> None:
    """Empties the sums, to be added up again from the steps."""
    session.execute(delete(Tally))
    session.execute(delete(TallyTotal))
    session.flush()
    session.expunge_all()


def _publication(step: Step) -> Publication:
    return Publication(
        number=step.number,
        training_id=step.training_id,
        question=step.question,
        step=step.step,
        answers=step.answers,
        counts=dict(step.counts),
        k=step.k,
        published_at=step.published_at,
    )


def _tallies(session: Session, trainings: Collection[int]) -> dict[tuple[int, str, str], Tally]:
    found: dict[tuple[int, str, str], Tally] = {}
    for chunk in _chunks(trainings):
        rows = session.scalars(select(Tally).where(Tally.training_id.in_(chunk)))
        found |= {(row.training_id, row.question, row.choice): row for row in rows}
    return found


def _totals(session: Session, trainings: Collection[int]) -> dict[Stream, TallyTotal]:
    found: dict[Stream, TallyTotal] = {}
    for chunk in _chunks(trainings):
        rows = session.scalars(select(TallyTotal).where(TallyTotal.training_id.in_(chunk)))
        found |= {(row.training_id, row.question): row for row in rows}
    return found


def _add_to_total(session: Session, totals: dict[Stream, TallyTotal], step: Step) -> None:
    total = totals.get((step.training_id, step.question))
    if total is None:
        total = TallyTotal(
            training_id=step.training_id,
            question=step.question,
            answers=0,
            published_at=step.published_at,
            number=step.number,
        )
        totals[step.training_id, step.question] = total
        session.add(total)
    total.answers += step.answers
    total.published_at = max(step.published_at, total.published_at)
    total.number = max(step.number, total.number)


def _chunks(trainings: Collection[int]) -> list[list[int]]:
    ordered = sorted(trainings)
    return [ordered[start : start + LARGEST_LIST] for start in range(0, len(ordered), LARGEST_LIST)]
