"""What must hold in every database, counted: each query finds the rows that break one rule."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from db.models import Answer, Publication, Response, SurveyLink, Tally, TallyTotal

Query = Select[*tuple[Any, ...]]  # Any: each query names other columns


def small_steps(least: int) -> Query:
    """Steps of fewer people than the threshold they were published under, or than any allowed."""
    return select(Publication.id).where(or_(Publication.answers < Publication.k, Publication.k < least))


def totals_that_differ() -> Query:
    """Streams whose total is not the sum of their steps."""
    summed = (
        select(Publication.training_id, Publication.question, func.sum(Publication.answers).label("answers"))
        .group_by(Publication.training_id, Publication.question)
        .subquery()
    )
    same = and_(TallyTotal.training_id == summed.c.training_id, TallyTotal.question == summed.c.question)
    return (
        select(summed.c.training_id, summed.c.question)
        .outerjoin(TallyTotal, same)
        .where(or_(TallyTotal.answers.is_(None), TallyTotal.answers != summed.c.answers))
    )


def totals_without_steps() -> Query:
    of_stream = and_(
        Publication.training_id == TallyTotal.training_id, Publication.question == TallyTotal.question
    )
    return select(TallyTotal.training_id, TallyTotal.question).where(
        ~select(Publication.id).where(of_stream).exists()
    )


def overfull_steps() -> Query:
    """Steps that more answers are marked with than they say they hold."""
    marked = (
        select(Answer.publication_id, func.count().label("marked")).group_by(Answer.publication_id).subquery()
    )
    return (
        select(Publication.id)
        .join(marked, marked.c.publication_id == Publication.id)
        .where(marked.c.marked > Publication.answers)
    )


def misplaced_answers() -> Query:
    """Answers marked with a step of another stream, or published though their question never is."""
    elsewhere = or_(
        Publication.training_id != Answer.training_id,
        Publication.question != Answer.question,
        ~Answer.is_published_by_training,
    )
    joined = select(Answer.response_id).join(Publication, Publication.id == Answer.publication_id)
    return joined.where(elsewhere)


def strayed_answers() -> Query:
    """Answers whose training is not that of their response's link."""
    return (
        select(Answer.response_id)
        .join(Response, Response.id == Answer.response_id)
        .join(SurveyLink, SurveyLink.id == Response.link_id)
        .where(SurveyLink.training_id != Answer.training_id)
    )


def miscounted_links() -> Query:
    """Links with more stored responses than they counted as received."""
    stored = select(Response.link_id, func.count().label("stored")).group_by(Response.link_id).subquery()
    joined = select(SurveyLink.id).join(stored, stored.c.link_id == SurveyLink.id)
    return joined.where(stored.c.stored > SurveyLink.received)


def count(session: Session, query: Query) -> int:
    return session.scalars(select(func.count()).select_from(query.subquery())).one()


def stored_tallies(session: Session) -> dict[tuple[int, str, str], int]:
    rows = session.execute(select(Tally.training_id, Tally.question, Tally.choice, Tally.people))
    return {(training, question, choice): people for training, question, choice, people in rows}


def step_counts(session: Session) -> Sequence[tuple[int, int, str, int, dict[str, int]]]:
    """Every step as (id, training, question, answers, counts)."""
    query = select(
        Publication.id,
        Publication.training_id,
        Publication.question,
        Publication.answers,
        Publication.counts,
    )
    return [(number, t, q, answers, counts) for number, t, q, answers, counts in session.execute(query)]
