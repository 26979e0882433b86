"""What dashboards keep in memory, and what of it changed. Nothing here reads what one person answered."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Integer, Row, Select, Text, and_, bindparam, case, cast, func, or_, select, true, union
from sqlalchemy.orm import Session, aliased

from db.criteria import Filters, Pool, Scope
from db.models import BreakdownBlock, SurveyLink, SurveyVersion, Tally, Training
from db.queries.conditions import training_conditions
from db.queries.frames import Query
from db.queries.links import is_open_on

Rows = Sequence[Row[*tuple[Any, ...]]]  # Any: each query has other columns
ALL = -1  # as a number to read from: numbers begin at 0
BATCH = 5_000  # tallies fetched at a time

# Written once: putting such a query together takes longer than running it.
TRAININGS: Query = select(
    Training.id,
    Training.title,
    Training.territory_code,
    Training.starts_on,
    Training.date_precision,
    Training.status,
    Training.attendance_total,
    Training.hours,
    Training.is_synthetic,
)
TALLIES: Query = select(
    Tally.training_id,
    Tally.territory_code,
    Tally.year,
    Tally.question,
    Tally.answers,
    Tally.published_at,
    cast(Tally.counts, Text),
)
SIZES = select(
    select(func.count()).select_from(Training).scalar_subquery(),
    select(func.count()).select_from(Tally).scalar_subquery(),
)
SINCE = bindparam("since", type_=Integer)
CARRIED = select(func.count()).select_from(
    union(
        *(
            select(number).where(number > SINCE)
            for number in (
                Tally.number,
                Training.change_number,
                SurveyLink.change_number,
                BreakdownBlock.number,
            )
        )
    ).subquery()
)
CHANGED_TRAININGS = TRAININGS.where(Training.change_number > SINCE)
CHANGED_TALLIES = TALLIES.where(Tally.number > SINCE)


def changed_trainings(session: Session, since: int) -> Rows:
    """Of every training with a newer number: id, title, territory code, first day, date precision, status,
    attendance, hours, is synthetic.
    """
    return _rows(session, TRAININGS if since == ALL else CHANGED_TRAININGS, since)


def changed_links(session: Session, since: int, *, today: date, last: date) -> Rows:
    """Id, training's id, received and whether it is open (1 or 0) of every link that can have changed.

    Submissions count up `received` without a number, but only on links that were open on the day of the
    `last` reading or later; one day more, for what began before midnight and was stored after it.
    """
    return _rows(
        session, _links(today, None if since == ALL else min(last, today) - timedelta(days=1)), since
    )


def changed_tallies(session: Session, since: int) -> Iterator[tuple[int | Pool, str, int, datetime, object]]:
    """Whose (a training's id, or a Pool), question, answers, newest step's time, choice → people.

    The first reading may be of hundreds of thousands: they come a batch at a time.
    """
    connection = session.connection()
    if since == ALL:
        found = connection.execute(TALLIES, execution_options={"yield_per": BATCH}).partitions()
    else:
        found = iter((_rows(session, CHANGED_TALLIES, since),))
    for batch in found:
        counted = json.loads(f"[{','.join([row[-1] for row in batch])}]")  # at once: three times as fast
        for row, counts in zip(batch, counted, strict=True):
            training, code, year, question, answers, published_at, _ = row
            whose = Pool(code, year) if training is None else training
            yield whose, question, answers, published_at, counts


def has_bare_number(session: Session, since: int, latest: int) -> bool:
    """Whether no row carries one of the numbers taken since: then something may have been deleted."""
    carried = session.connection().execute(CARRIED, {"since": since}).scalar_one()
    return int(carried) < latest - since


def row_counts(session: Session) -> tuple[int, int]:
    """How many trainings and tallies there are."""
    trainings, tallies = session.connection().execute(SIZES).one()
    return trainings, tallies


def training_ids(session: Session, scope: Scope, filters: Filters) -> str:
    """The trainings that scope and filters admit, as "3,1,2": reading twenty thousand rows of one number
    each costs more than a whole page.
    """
    admitted = and_(true(), *training_conditions(scope, filters))
    # A filter, not a "where": that made SQLite jump through the table in the order of an index.
    listed = func.aggregate_strings(cast(Training.id, Text), ",").filter(admitted)
    return session.connection().execute(select(listed)).scalar_one() or ""


def version_ids(session: Session) -> list[int]:
    """Numbered survey versions in use, newest first: the newest wording of a question is the one shown.

    A variant stands for the version that it varies.
    """
    return list(session.connection().scalars(_version_ids()))


@cache
def _version_ids() -> Select[int]:
    asked = aliased(SurveyVersion)
    used = (
        select(SurveyLink.id)
        .join(asked, asked.id == SurveyLink.version_id)
        .where(func.coalesce(asked.variant_of, asked.id) == SurveyVersion.id)
        .exists()
    )
    return select(SurveyVersion.id).where(used).order_by(SurveyVersion.id.desc())


@lru_cache(maxsize=8)
def _links(today: date, day_before: date | None) -> Query:
    query: Query = select(
        SurveyLink.id, SurveyLink.training_id, SurveyLink.received, case((is_open_on(today), 1), else_=0)
    )
    if day_before is None:
        return query
    may_receive = and_(
        SurveyLink.state == "open", or_(SurveyLink.closes_on.is_(None), SurveyLink.closes_on >= day_before)
    )
    return query.where(or_(SurveyLink.change_number > SINCE, may_receive))


def _rows(session: Session, query: Query, since: int) -> Rows:
    return session.connection().execute(query, {} if since == ALL else {"since": since}).all()
