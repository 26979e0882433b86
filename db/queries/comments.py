"""Approved comments and their tags. Nothing here reads a response, nor leads to one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from db.criteria import NO_FILTERS, Filters, Scope
from db.models import Comment, CommentTag, SurveyLink, Training
from db.queries.conditions import training_conditions

Rows = Sequence[Row[*tuple[Any, ...]]]  # Any: columns of different types


def _received() -> ColumnElement[int]:
    """How many responses a training has received, through all its links."""
    total = func.coalesce(func.sum(SurveyLink.received), 0)
    return select(total).where(SurveyLink.training_id == Training.id).scalar_subquery()


def _conditions(
    scope: Scope, filters: Filters, questions: Collection[str], least: int
) -> list[ColumnElement[bool]]:
    return [
        *training_conditions(scope, filters),
        Training.status != "cancelled",
        Comment.question.in_(sorted(questions)),
        _received() >= least,
    ]


def published(
    session: Session, scope: Scope, filters: Filters, *, questions: Collection[str], least: int
) -> Rows:
    """Comments on these questions about trainings with at least so many responses: newest training first."""
    query = (
        select(
            Comment.id, Comment.question, Comment.text, Comment.language, Comment.training_id,
            Training.title, Training.kind, Training.territory_code, Training.starts_on, Training.ends_on,
            Training.date_precision, Training.is_synthetic,
        )
        .join(Training, Training.id == Comment.training_id)
        .where(*_conditions(scope, filters, questions, least))
        .order_by(Training.starts_on.desc().nulls_last(), Training.id.desc(), Comment.id)
    )  # fmt: skip
    return session.connection().execute(query).all()


def tags(
    session: Session, scope: Scope, filters: Filters, *, questions: Collection[str], least: int
) -> dict[str, tuple[str, ...]]:
    """The tags of the same comments, by comment."""
    query = (
        select(CommentTag.comment_id, CommentTag.tag)
        .join(Comment, Comment.id == CommentTag.comment_id)
        .join(Training, Training.id == Comment.training_id)
        .where(*_conditions(scope, filters, questions, least))
        .order_by(CommentTag.tag)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for comment_id, tag in session.execute(query):
        found[comment_id].append(tag)
    return {comment_id: tuple(each) for comment_id, each in found.items()}


def tags_in_use(session: Session, scope: Scope) -> list[str]:
    """Every tag of the comments about a scope's trainings, in order."""
    query = (
        select(CommentTag.tag)
        .join(Comment, Comment.id == CommentTag.comment_id)
        .join(Training, Training.id == Comment.training_id)
        .where(*training_conditions(scope, NO_FILTERS))
        .distinct()
        .order_by(CommentTag.tag)
    )
    return list(session.scalars(query))


def tags_of(session: Session, comment_id: str) -> list[str]:
    """The tags of one comment, in order."""
    query = select(CommentTag.tag).where(CommentTag.comment_id == comment_id).order_by(CommentTag.tag)
    return list(session.scalars(query))


def visible_comment(
    session: Session, scope: Scope, comment_id: str, *, is_locked: bool = False
) -> Comment | None:
    """A comment about a training that the scope reaches; `is_locked`: others wait to change it."""
    query = (
        select(Comment)
        .join(Training, Training.id == Comment.training_id)
        .where(Comment.id == comment_id, *training_conditions(scope, NO_FILTERS))
    )
    if is_locked:
        query = query.with_for_update(of=Comment)
    return session.scalars(query).one_or_none()
