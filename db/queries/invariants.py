"""What must hold in every database, counted: each query finds the rows that break one rule."""

from collections.abc import Iterator

from sqlalchemy import Text, and_, cast, func, or_, select, union_all
from sqlalchemy.orm import Session

from db.models import (
    Answer,
    Breakdown,
    BreakdownBlock,
    Publication,
    Response,
    SurveyLink,
    Tally,
    Training,
)
from db.queries.frames import Query

Counts = dict[str, int]


def small_steps(least: int) -> Query:
    """Steps of fewer people than the threshold they were published under, or than any allowed."""
    return select(Publication.id).where(or_(Publication.answers < Publication.k, Publication.k < least))


def totals_that_differ() -> Query:
    """Streams whose total is not the sum of their steps, or that have no step."""
    summed = (
        select(Publication.tally_id, func.sum(Publication.answers).label("answers"))
        .group_by(Publication.tally_id)
        .subquery()
    )
    return (
        select(Tally.id)
        .outerjoin(summed, summed.c.tally_id == Tally.id)
        .where(Tally.answers != func.coalesce(summed.c.answers, 0))
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
        and_(Tally.training_id.is_not(None), Tally.training_id != Answer.training_id),
        Tally.question != Answer.question,
        ~Answer.is_published_by_training,
    )
    joined = (
        select(Answer.response_id)
        .join(Publication, Publication.id == Answer.publication_id)
        .join(Tally, Tally.id == Publication.tally_id)
    )
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


def orphans() -> Query:
    """Answers, steps and tallies that refer to something that is not there."""
    response = select(Response.id).where(Response.id == Answer.response_id)
    publication = select(Publication.id).where(Publication.id == Answer.publication_id)
    tally = select(Tally.id).where(Tally.id == Publication.tally_id)
    training = select(Training.id).where(Training.id == Tally.training_id)
    found = union_all(
        select(cast(Answer.response_id, Text)).where(~response.exists()),
        select(cast(Answer.response_id, Text)).where(
            Answer.publication_id.is_not(None), ~publication.exists()
        ),
        select(cast(Publication.id, Text)).where(~tally.exists()),
        select(cast(Tally.id, Text)).where(Tally.training_id.is_not(None), ~training.exists()),
    ).subquery()
    return select(found)


def small_categories() -> Query:
    """Groups of respondents that a breakdown shows though they are smaller than its threshold."""
    block = and_(
        BreakdownBlock.territory_code == Breakdown.territory_code, BreakdownBlock.period == Breakdown.period
    )
    joined = select(Breakdown.attribute).join(BreakdownBlock, block)
    return joined.where(Breakdown.choice == "", Breakdown.bound == "", Breakdown.people < BreakdownBlock.k)


def undisclosed_categories() -> Query:
    """Categories crossed with a question though their own size is withheld."""
    own = select(Breakdown.territory_code, Breakdown.period, Breakdown.attribute, Breakdown.category).where(
        Breakdown.question == "", Breakdown.people.is_(None)
    )
    hidden = own.subquery()
    same = and_(
        hidden.c.territory_code == Breakdown.territory_code,
        hidden.c.period == Breakdown.period,
        hidden.c.attribute == Breakdown.attribute,
        hidden.c.category == Breakdown.category,
    )
    return select(Breakdown.question).join(hidden, same).where(Breakdown.question != "")


def count(session: Session, query: Query) -> int:
    return session.scalars(select(func.count()).select_from(query.subquery())).one()


def stored_tallies(session: Session) -> dict[int, Counts]:
    return dict(session.execute(select(Tally.id, Tally.counts)).all())


def step_counts(session: Session) -> list[tuple[int, int, str, int, Counts]]:
    """Every step as (id, tally, question, answers, counts)."""
    query = select(
        Publication.id, Publication.tally_id, Tally.question, Publication.answers, Publication.counts
    ).join(Tally, Tally.id == Publication.tally_id)
    return [(step, tally, question, n, counts) for step, tally, question, n, counts in session.execute(query)]


def answers_by_step(session: Session) -> Iterator[tuple[int, int, str, int]]:
    """What is still stored of each step's answers: (step, version, value as JSON, people)."""
    value = cast(Answer.value, Text)
    query = (
        select(Answer.publication_id, Response.version_id, value, func.count())
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.publication_id.is_not(None))
        .group_by(Answer.publication_id, Response.version_id, value)
    )
    for step, version, given, people in session.execute(query):
        yield int(step or 0), version, given, people
