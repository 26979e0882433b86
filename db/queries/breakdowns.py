"""Breakdowns by who answered: what a block is counted from, once, and what it published."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, insert, select
from sqlalchemy.orm import Session, aliased

from db.criteria import Scope
from db.models import (
    Answer,
    Breakdown,
    BreakdownBlock,
    BreakdownTraining,
    Publication,
    Response,
    SurveyLink,
    Tally,
    Training,
)
from db.queries.frames import frame
from db.queries.publication import chunks

COLUMNS = ("question", "attribute", "category", "choice", "people", "bound")
SIZE_COLUMNS = ("territory_code", "period", "people")
BLOCK_COLUMNS = ("territory_code", "period", "k", "published_at")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A training that stands in no block yet."""

    id: int
    territory_code: str
    starts_on: date
    has_published: bool  # answers of its own, not through a pool


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a category (JSON; "" = none given) gave a value (JSON) to a question of a version."""

    category: str
    question: str
    version_id: int
    value: str
    people: int


def candidates(session: Session, before: date) -> list[Candidate]:
    """Trainings that took place before a day and were never broken down."""
    placed = select(BreakdownTraining.training_id).where(BreakdownTraining.training_id == Training.id)
    tallied = select(Tally.id).where(Tally.training_id == Training.id).exists()
    query = select(Training.id, Training.territory_code, Training.starts_on, tallied).where(
        Training.starts_on < before, Training.status != "cancelled", ~placed.exists()
    )
    return [
        Candidate(training, code, day, has_published)
        for training, code, day, has_published in session.execute(query)
        if day is not None
    ]


def published_blocks(session: Session) -> set[tuple[str, str]]:
    """(region, period) of every block there is."""
    rows = session.execute(select(BreakdownBlock.territory_code, BreakdownBlock.period))
    return {(territory, period) for territory, period in rows}


def versions_used(session: Session, trainings: Collection[int]) -> set[int]:
    """The survey versions that trainings asked with."""
    found: set[int] = set()
    for chunk in chunks(trainings):
        query = select(SurveyLink.version_id).where(SurveyLink.training_id.in_(chunk)).distinct()
        found.update(session.scalars(query))
    return found


def everyone_by_attribute(
    session: Session, trainings: Collection[int], attributes: Sequence[str]
) -> tuple[int, dict[str, Counter[str]]]:
    """Everyone who responded to these trainings: how many, and what they gave for each attribute (JSON)."""
    everyone = 0
    found: dict[str, Counter[str]] = {attribute: Counter() for attribute in attributes}
    value = cast(Answer.value, Text)
    for chunk in chunks(trainings):
        of_trainings = SurveyLink.training_id.in_(chunk)
        everyone += (
            session.scalar(select(func.count()).select_from(Response).join(SurveyLink).where(of_trainings))
            or 0
        )
        query = (
            select(Answer.question, value, func.count())
            .join(Response, Response.id == Answer.response_id)
            .join(SurveyLink, SurveyLink.id == Response.link_id)
            .where(of_trainings, Answer.question.in_(attributes))
            .group_by(Answer.question, value)
        )
        for attribute, given, people in session.execute(query):
            found[attribute][given] += people
    return everyone, found


def crossed_people(
    session: Session, trainings: Collection[int], attribute: str, questions: Sequence[str]
) -> Iterable[Cell]:
    """The published answers of a block by the value of one attribute of those who gave them."""
    given = aliased(Answer)
    category, value = func.coalesce(cast(given.value, Text), ""), cast(Answer.value, Text)
    same_person = and_(given.response_id == Answer.response_id, given.question == attribute)
    for chunk in chunks(trainings):
        query = (
            _published_answers(chunk)
            .with_only_columns(category, Answer.question, Response.version_id, value, func.count())
            .outerjoin(given, same_person)
            .where(Answer.question.in_(questions))
            .group_by(category, Answer.question, Response.version_id, value)
        )
        yield from (Cell(*row) for row in session.execute(query))


def add_block(
    session: Session,
    block: dict[str, object],
    trainings: Collection[int],
    cells: Sequence[dict[str, object]],
) -> None:
    """Writes a block with its trainings and its cells."""
    key = {name: block[name] for name in ("territory_code", "period")}
    connection = session.connection()
    connection.execute(insert(BreakdownBlock), [block])
    connection.execute(insert(BreakdownTraining), [{"training_id": each, **key} for each in trainings])
    if cells:
        connection.execute(insert(Breakdown), [{**cell, **key} for cell in cells])


def blocks(session: Session, scope: Scope) -> pd.DataFrame:
    """The blocks a scope admits, newest period first."""
    query = select(
        BreakdownBlock.territory_code, BreakdownBlock.period, BreakdownBlock.k, BreakdownBlock.published_at
    ).order_by(BreakdownBlock.period.desc(), BreakdownBlock.territory_code)
    return frame(session, query.where(*_admitted(scope)), BLOCK_COLUMNS)


def people_shown(session: Session, scope: Scope) -> pd.DataFrame:
    """The most people that any attribute shows in each block a scope admits; those withheld are left out."""
    people = and_(
        Breakdown.territory_code == BreakdownBlock.territory_code,
        Breakdown.period == BreakdownBlock.period,
        Breakdown.question == "",
    )
    by_attribute = (
        select(
            BreakdownBlock.territory_code,
            BreakdownBlock.period,
            func.coalesce(func.sum(Breakdown.people), 0).label("people"),
        )
        .join(Breakdown, people)
        .group_by(BreakdownBlock.territory_code, BreakdownBlock.period, Breakdown.attribute)
    )
    each = by_attribute.where(*_admitted(scope)).subquery()
    query = select(each.c.territory_code, each.c.period, func.max(each.c.people)).group_by(
        each.c.territory_code, each.c.period
    )
    return frame(session, query, SIZE_COLUMNS)


def breakdown(session: Session, territory_code: str, period: str) -> pd.DataFrame:
    """Every cell of a block; `people` is missing where it is withheld."""
    query = select(
        Breakdown.question,
        Breakdown.attribute,
        Breakdown.category,
        Breakdown.choice,
        Breakdown.people,
        Breakdown.bound,
    ).where(Breakdown.territory_code == territory_code, Breakdown.period == period)
    return frame(session, query, COLUMNS)


def _admitted(scope: Scope) -> list[ColumnElement[bool]]:
    """The blocks of a person's regions; a region's people belong to no single project."""
    return [BreakdownBlock.territory_code.in_(scope.regions or ())] if scope.is_limited else []


def _published_answers(trainings: Sequence[int]) -> Select[Answer]:
    """Answers that a step of their own training published; pools are of a year, not of a semester."""
    return (
        select(Answer)
        .join(Response, Response.id == Answer.response_id)
        .join(SurveyLink, SurveyLink.id == Response.link_id)
        .join(Publication, Publication.id == Answer.publication_id)
        .join(Tally, Tally.id == Publication.tally_id)
        .where(SurveyLink.training_id.in_(trainings), Tally.training_id == Answer.training_id)
    )
