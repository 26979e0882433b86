"""Raw responses: written by submissions and read by publication alone, never by dashboards."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, String, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from db.models import Answer, Response
from db.queries.connections import Spoken, connection_of

Given = tuple[Mapping[str, object], Mapping[str, object]]
"""A response's row, and its answers by question."""


_OF_RESPONSE = bindparam("of_response", type_=String)
_LINK_OF = select(Response.link_id).where(Response.id == _OF_RESPONSE)
_ANSWERS_OF: Select[str, Any] = select(Answer.question, Answer.value).where(
    Answer.response_id == _OF_RESPONSE
)


_NEW_RESPONSE = insert(Response)
_NEW_ANSWERS = insert(Answer)


def stored_answers(spoken: Spoken, response_id: str) -> tuple[int, dict[str, Any]] | None:
    """The link and the answers of a response; `None` where there is none. Any: JSON values."""
    connection = connection_of(spoken)
    link_id = connection.execute(_LINK_OF, {"of_response": response_id}).scalar_one_or_none()
    if link_id is None:
        return None
    return link_id, dict(connection.execute(_ANSWERS_OF, {"of_response": response_id}).all())


def delete_response(session: Session, withdrawal: str) -> tuple[int, int] | None:
    """Deletes the response of a withdrawal code: how many answers it held, and how many of them are in
    published steps; `None` where there is none.
    """
    of_code = select(Response.id).where(Response.withdrawal == withdrawal)
    response_id = session.scalars(of_code).one_or_none()
    if response_id is None:
        return None
    gone = delete(Answer).where(Answer.response_id == response_id).returning(Answer.publication_id)
    steps = session.connection().execute(gone).scalars().all()
    session.connection().execute(delete(Response).where(Response.id == response_id))
    return len(steps), sum(step is not None for step in steps)


def insert_response(
    spoken: Spoken,
    response: Mapping[str, object],
    answers: Mapping[str, object],
    *,
    training_id: int,
    published: frozenset[str],
) -> None:
    """Writes a response and its answers; raises IntegrityError when the id is already there."""
    insert_responses(spoken, [(response, answers)], training_id=training_id, published=published)


def insert_responses(
    spoken: Spoken, given: Sequence[Given], *, training_id: int, published: frozenset[str]
) -> None:
    """Writes responses and their answers; raises IntegrityError when an id is already there."""
    connection = connection_of(spoken)
    connection.execute(_NEW_RESPONSE, [dict(response) for response, _ in given])
    rows = [
        {
            "response_id": response["id"],
            "question": question,
            "training_id": training_id,
            "value": value,
            "is_published_by_training": question in published,
        }
        for response, answers in given
        for question, value in answers.items()
    ]
    if rows:
        connection.execute(_NEW_ANSWERS, rows)
