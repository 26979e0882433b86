"""Raw responses: written by submissions and read by publication alone, never by dashboards."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.models import Answer, Response


def stored_answers(session: Session, response_id: str) -> tuple[int, dict[str, Any]] | None:
    """The link and the answers of a response; `None` where there is none. Any: JSON values."""
    link_id = session.scalars(select(Response.link_id).where(Response.id == response_id)).one_or_none()
    if link_id is None:
        return None
    rows = session.execute(select(Answer.question, Answer.value).where(Answer.response_id == response_id))
    return link_id, dict(rows.all())


def insert_response(
    session: Session,
    response: Mapping[str, object],
    answers: Mapping[str, object],
    *,
    training_id: int,
    published: frozenset[str],
) -> None:
    """Writes a response and its answers; raises IntegrityError when the id is already there."""
    connection = session.connection()
    connection.execute(insert(Response), [dict(response)])
    rows = [
        {
            "response_id": response["id"],
            "question": question,
            "training_id": training_id,
            "value": value,
            "is_published_by_training": question in published,
        }
        for question, value in answers.items()
    ]
    if rows:
        connection.execute(insert(Answer), rows)
