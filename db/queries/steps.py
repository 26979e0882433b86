"""Writes steps: each adds to the tally of its stream, and marks the answers it took."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.criteria import Pool
from db.models import Answer, Publication, Tally
from db.queries.publication import LARGEST_LIST, Source, Stream, chunks, is_waiting

Row = dict[str, Any]  # Any: columns of one table


@dataclass(frozen=True, slots=True)
class Step:
    """A step to publish: `counts` are people per choice, of this step alone.

    It takes everything that waits for its question in `trainings`, or the answers of `response_ids` alone.
    """

    stream: Stream
    answers: int
    counts: Mapping[str, int]
    k: int
    number: int
    published_at: datetime
    trainings: tuple[int, ...] = ()
    response_ids: tuple[str, ...] = ()


_TALLY = (Tally.id, Tally.training_id, Tally.territory_code, Tally.year, Tally.question)
_SUMS = (Tally.answers, Tally.counts, Tally.published_at)
_OF_SOME = Tally.training_id.in_(bindparam("trainings", type_=Integer, expanding=True))
_TALLIES_OF_TRAININGS = select(*_TALLY, *_SUMS).where(_OF_SOME)
_TALLIES_OF_POOLS = select(*_TALLY, *_SUMS).where(Tally.training_id.is_(None))
_ADD_TALLIES = insert(Tally).returning(Tally.id, sort_by_parameter_order=True)
_MOVE_TALLIES = (
    update(Tally.__table__)  # type: ignore[arg-type]  # a Table, though typed FromClause
    .where(Tally.id == bindparam("of_tally"))
    .values(
        answers=bindparam("new_answers"),
        counts=bindparam("new_counts", type_=Tally.__table__.c.counts.type),
        published_at=bindparam("new_time", type_=Tally.__table__.c.published_at.type),
        number=bindparam("new_number"),
    )
)
_ADD_STEPS = insert(Publication).returning(Publication.id, sort_by_parameter_order=True)
_MARKED = update(Answer.__table__).values(publication_id=bindparam("in_publication"))  # type: ignore[arg-type]
_MARK_WHOLE = _MARKED.where(
    Answer.training_id == bindparam("of_training"), Answer.question == bindparam("of_question"), is_waiting()
)
_MARK_DRAWN = _MARKED.where(
    Answer.question == bindparam("of_question"),
    Answer.response_id.in_(bindparam("of_responses", type_=String, expanding=True)),
    is_waiting(),
)


def add_steps(session: Session, steps: Sequence[Step]) -> int:
    """Writes steps, adds them to the tallies and marks their answers as published; how many it marked."""
    connection = session.connection()
    known = _tallies(session, {step.stream[0] for step in steps})
    new = [step for step in steps if step.stream not in known]
    ids = {step.stream: row["id"] for step in steps if (row := known.get(step.stream))}
    if new:
        added = connection.execute(_ADD_TALLIES, [_first(step) for step in new]).scalars()
        ids |= dict(zip((step.stream for step in new), added, strict=True))
    if len(new) < len(steps):
        moved = [_sum(known[step.stream], step) for step in steps if step.stream in known]
        connection.execute(_MOVE_TALLIES, moved)
    earlier = _last_steps(session, [row["id"] for row in known.values()])
    rows = [_row(step, ids[step.stream], 1 + earlier.get(ids[step.stream], 0)) for step in steps]
    published = list(zip(connection.execute(_ADD_STEPS, rows).scalars().all(), steps, strict=True))
    return _mark(session, published)


def rebuild_tallies(session: Session, number: int) -> int:
    """Adds every tally up again from its steps, and forgets one without any; how many steps it read.

    Tallies that change carry the number, so that whoever keeps them in memory reads them again.
    """
    answers: Counter[int] = Counter()
    counts: dict[int, Counter[str]] = {}
    published = session.execute(select(Publication.tally_id, Publication.answers, Publication.counts)).all()
    for tally_id, people, of_step in published:
        answers[tally_id] += people
        counts.setdefault(tally_id, Counter()).update(of_step)
    for tally in session.scalars(select(Tally)):
        rebuilt = (answers[tally.id], dict(counts.get(tally.id, {})))
        if not answers[tally.id]:
            session.execute(delete(Tally).where(Tally.id == tally.id))
        elif (tally.answers, tally.counts) != rebuilt:
            tally.answers, tally.counts, tally.number = *rebuilt, number
    return len(published)


def _tallies(session: Session, sources: Collection[Source]) -> dict[Stream, Row]:
    """What the streams of some trainings and pools have published."""
    connection = session.connection()
    found: dict[Stream, Row] = {}
    for chunk in chunks(source for source in sources if isinstance(source, int)):
        for row in connection.execute(_TALLIES_OF_TRAININGS, {"trainings": chunk}).mappings():
            found[row["training_id"], row["question"]] = dict(row)
    if any(isinstance(source, Pool) for source in sources):
        for row in connection.execute(_TALLIES_OF_POOLS).mappings():
            found[Pool(row["territory_code"], row["year"]), row["question"]] = dict(row)
    return {stream: row for stream, row in found.items() if stream[0] in sources}


def _last_steps(session: Session, tallies: Collection[int]) -> dict[int, int]:
    """The place of the newest step of each tally that has one."""
    found: dict[int, int] = {}
    for chunk in chunks(tallies):
        query = (
            select(Publication.tally_id, func.max(Publication.step))
            .where(Publication.tally_id.in_(chunk))
            .group_by(Publication.tally_id)
        )
        found |= dict(session.connection().execute(query).all())
    return found


def _first(step: Step) -> Row:
    source, question = step.stream
    pool = source if isinstance(source, Pool) else None
    return {
        "training_id": None if pool else source,
        "territory_code": pool.territory_code if pool else None,
        "year": pool.year if pool else None,
        "question": question,
        "answers": step.answers,
        "counts": dict(step.counts),
        "published_at": step.published_at,
        "number": step.number,
    }


def _sum(tally: Row, step: Step) -> Row:
    return {
        "of_tally": tally["id"],
        "new_answers": tally["answers"] + step.answers,
        "new_counts": dict(Counter(tally["counts"]) + Counter(step.counts)),
        "new_time": max(step.published_at, tally["published_at"]),
        "new_number": step.number,
    }


def _row(step: Step, tally_id: int, place: int) -> Row:
    return {
        "number": step.number,
        "tally_id": tally_id,
        "step": place,
        "answers": step.answers,
        "counts": dict(step.counts),
        "k": step.k,
        "published_at": step.published_at,
    }


def _mark(session: Session, published: Sequence[tuple[int, Step]]) -> int:
    """Each answer knows the step that took it, so none is taken twice."""
    connection = session.connection()
    whole = [
        {"in_publication": publication, "of_training": training, "of_question": step.stream[1]}
        for publication, step in published
        for training in step.trainings
    ]
    marked = connection.execute(_MARK_WHOLE, whole).rowcount if whole else 0
    for publication, step in published:
        for start in range(0, len(step.response_ids), LARGEST_LIST):
            some = step.response_ids[start : start + LARGEST_LIST]
            drawn = {"in_publication": publication, "of_question": step.stream[1], "of_responses": some}
            marked += connection.execute(_MARK_DRAWN, drawn).rowcount
    return marked
