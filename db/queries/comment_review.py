"""Texts that wait for a reader: one at a time, without anything else their writers answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, false, func, or_, select, update
from sqlalchemy.orm import Session

from db.criteria import NO_FILTERS, Filters, Scope
from db.models import (
    Answer,
    Comment,
    CommentReview,
    CommentTag,
    Response,
    SurveyLink,
    SurveyVersion,
    Training,
)
from db.queries.conditions import training_conditions
from db.queries.links import is_open_on

Key = tuple[str, str]  # a response's id, a question
Asked = Mapping[str, Collection[int]]
"""Question → the numbered versions that ask it openly."""


@dataclass(frozen=True, slots=True)
class Readable:
    """Which texts may be read: of trainings with enough responses to the question, and no link open."""

    scope: Scope
    filters: Filters
    asked: Asked
    least: int
    today: date


@dataclass(frozen=True, slots=True)
class Text:
    """One text. Any: JSON, as it was stored."""

    training_id: int
    title: str
    question: str
    language: str
    value: Any


def unread(session: Session, readable: Readable, most: int) -> list[Key]:
    """The texts nobody has decided on, in no order that says anything; no more than so many."""
    query = _readable(select(Answer.response_id, Answer.question), readable).where(~_is_reviewed())
    return [(response, question) for response, question in session.execute(query.limit(most))]


def unread_text(session: Session, readable: Readable, key: Key) -> Text | None:
    """The text of a key, while it is kept, may be read and was not decided on."""
    columns = select(Answer.training_id, Training.title, Answer.question, Response.language, Answer.value)
    one = _readable(columns, readable).where(~_is_reviewed(), _is(key))
    row = session.execute(one).one_or_none()
    return Text(*row) if row is not None else None


def review_of(session: Session, key: Key) -> CommentReview | None:
    """What was decided on a text."""
    return session.get(CommentReview, {"response_id": key[0], "question": key[1]})


def training_of(session: Session, key: Key, scope: Scope) -> int | None:
    """The training whose text it is, if the scope reaches it."""
    query = (
        select(Answer.training_id)
        .join(Training, Training.id == Answer.training_id)
        .where(_is(key), *training_conditions(scope, NO_FILTERS))
    )
    return session.scalars(query).one_or_none()


def add_comment(session: Session, comment: Comment, tags: Sequence[str]) -> None:
    session.add(comment)
    session.flush()
    session.add_all(CommentTag(comment_id=comment.id, tag=tag) for tag in tags)
    session.flush()


def replace_tags(session: Session, comment_id: str, *, gone: Collection[str], added: Collection[str]) -> None:
    """Takes some tags of a comment away and gives it others."""
    told = delete(CommentTag).where(CommentTag.comment_id == comment_id, CommentTag.tag.in_(sorted(gone)))
    session.execute(told)
    session.add_all(CommentTag(comment_id=comment_id, tag=tag) for tag in sorted(added))
    session.flush()


def delete_comment(session: Session, comment_id: str) -> None:
    """Deletes a comment for good; its text, where it is still kept, counts as one not to be shown."""
    told = update(CommentReview).where(CommentReview.comment_id == comment_id)
    session.execute(told.values(state="rejected", comment_id=None))
    session.execute(delete(Comment).where(Comment.id == comment_id))


def delete_comments_of(session: Session, withdrawal: str) -> None:
    """Deletes the comments made from the response of a withdrawal code, before the response goes."""
    of_code = select(Response.id).where(Response.withdrawal == withdrawal).scalar_subquery()
    kept = select(Answer.question).where(Answer.response_id == of_code).with_for_update()
    session.execute(kept).all()  # whoever is approving one of them right now finishes first
    made = select(CommentReview.comment_id).where(CommentReview.response_id == of_code)
    for comment_id in [each for each in session.scalars(made) if each is not None]:
        delete_comment(session, comment_id)


def _readable(columns: Select[*tuple[Any, ...]], readable: Readable) -> Select[*tuple[Any, ...]]:
    """Through the responses of links: the answers of one response lie side by side."""
    return (
        columns.select_from(SurveyLink)
        .join(Training, Training.id == SurveyLink.training_id)
        .join(Response, Response.link_id == SurveyLink.id)
        .join(Answer, Answer.response_id == Response.id)
        .where(
            *training_conditions(readable.scope, readable.filters),
            Training.status != "cancelled",
            Training.id.not_in(_receiving(readable.today)),
            or_(false(), *(_enough(question, readable) for question in readable.asked)),
        )
    )


def _enough(question: str, readable: Readable) -> ColumnElement[bool]:
    """Enough people were asked this very question; a variant asks what the version it varies asks."""
    numbered = func.coalesce(SurveyVersion.variant_of, SurveyVersion.id)
    trainings = (
        select(SurveyLink.training_id)
        .join(SurveyVersion, SurveyVersion.id == SurveyLink.version_id)
        .where(numbered.in_(sorted(readable.asked[question])))
        .group_by(SurveyLink.training_id)
        .having(func.sum(SurveyLink.received) >= readable.least)
    )
    return and_(Answer.question == question, Training.id.in_(trainings))


def _receiving(today: date) -> Select[int]:
    """Trainings that take responses, or will: a text that has just come in would tell who wrote it."""
    later = and_(SurveyLink.state == "open", SurveyLink.opens_on > today)
    return select(SurveyLink.training_id).where(or_(is_open_on(today), later))


def _is_reviewed() -> ColumnElement[bool]:
    return exists().where(
        CommentReview.response_id == Answer.response_id, CommentReview.question == Answer.question
    )


def _is(key: Key) -> ColumnElement[bool]:
    return and_(Answer.response_id == key[0], Answer.question == key[1])
