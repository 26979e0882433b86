"""What changed since a number and a day, and what waits for somebody: counts and short lists."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import Session

from db.criteria import NO_FILTERS, Scope
from db.models import Publication, SurveyLink, Tally, Territory, TerritoryProfile, Training
from db.queries.conditions import training_conditions
from db.queries.frames import Query
from db.queries.links import is_open_on

Rows = Sequence[Row[*tuple[Any, ...]]]  # Any: each query has other columns


def received(session: Session, scope: Scope) -> int:
    """Responses to every training within reach, cancelled ones too: cancelling takes nothing back."""
    query = select(func.coalesce(func.sum(SurveyLink.received), 0))
    if scope.is_limited:
        query = query.join(Training, Training.id == SurveyLink.training_id).where(
            *training_conditions(scope, NO_FILTERS)
        )
    return int(session.scalars(query).one())


def newest_training(session: Session) -> int:
    """The highest id; 0 where there is none. Trainings are never deleted, so later ones are higher."""
    return session.scalars(select(func.max(Training.id))).one() or 0


def published_since(session: Session, scope: Scope, number: int) -> Rows:
    """Id, title and first day of the trainings with a step of their own after a number, newest first."""
    stepped = (
        select(Tally.training_id)
        .join(Publication, Publication.tally_id == Tally.id)
        .where(Publication.number > number, Tally.training_id.is_not(None))
    )
    return session.execute(_trainings(scope).where(Training.id.in_(stepped))).all()


def added_since(session: Session, scope: Scope, newest: int) -> Rows:
    """Id, title, first day and status of the trainings added after one."""
    query = _trainings(scope).add_columns(Training.status).where(Training.id > newest)
    return session.execute(query).all()


def held_since(session: Session, scope: Scope, newest: int, since: date, today: date) -> Rows:
    """Id, title and first day of older trainings that ended after a day: of those whose day is known."""
    query = _trainings(scope).where(
        Training.id <= newest,
        Training.status == "done",
        Training.date_precision == "day",
        Training.ends_on > since,
        Training.ends_on <= today,
    )
    return session.execute(query).all()


def closed_since(session: Session, scope: Scope, number: int, since: date, today: date) -> Rows:
    """Training's id, title and first day of each link that somebody closed after a number, or that its last
    day closed. A link that its limit closed leaves no trace of when.
    """
    by_hand = and_(SurveyLink.state == "closed", SurveyLink.change_number > number)
    by_date = and_(SurveyLink.state == "open", SurveyLink.closes_on >= since, SurveyLink.closes_on < today)
    query = _trainings(scope).join(SurveyLink, SurveyLink.training_id == Training.id)
    return session.execute(query.where(or_(by_hand, by_date))).all()


def closing_soon(session: Session, scope: Scope, today: date, until: date) -> Rows:
    """Training's id, title, last day and responses of each open link that closes by a day, the next first."""
    query = (
        select(Training.id, Training.title, SurveyLink.closes_on, SurveyLink.received)
        .join(SurveyLink, SurveyLink.training_id == Training.id)
        .where(
            *training_conditions(scope, NO_FILTERS),
            Training.status != "cancelled",
            is_open_on(today),
            SurveyLink.closes_on <= until,
        )
        .order_by(SurveyLink.closes_on, SurveyLink.id)
    )
    return session.execute(query).all()


def unreviewed_profiles(session: Session, before: date) -> Rows:
    """Code, name and day of the last review, never reviewed or the longest ago first."""
    query = (
        select(TerritoryProfile.territory_code, Territory.name, TerritoryProfile.reviewed_on)
        .join(Territory, Territory.code == TerritoryProfile.territory_code)
        .where(or_(TerritoryProfile.reviewed_on.is_(None), TerritoryProfile.reviewed_on < before))
        .order_by(TerritoryProfile.reviewed_on.nulls_first(), TerritoryProfile.territory_code)
    )
    return session.execute(query).all()


def reviews(session: Session) -> dict[str, date | None]:
    """Territory → day of its profile's last review, of all that have a profile."""
    query = select(TerritoryProfile.territory_code, TerritoryProfile.reviewed_on)
    return dict(session.execute(query).all())


def _trainings(scope: Scope) -> Query:
    return (
        select(Training.id, Training.title, Training.starts_on)
        .where(*training_conditions(scope, NO_FILTERS), Training.status != "cancelled")
        .order_by(Training.starts_on.desc().nulls_last(), Training.id.desc())
    )
