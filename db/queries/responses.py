"""Raw responses: written by submissions and read by publication alone, never by dashboards."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from db.models import Answer, Response, SurveyLink
from db.queries.connections import Spoken, connection_of
from db.queries.links import COUNT_RESPONSE

Given = tuple[Mapping[str, object], Mapping[str, object]]
"""A response's row, and its answers by question."""


_STORED: Select[int, str | None, Any] = (
    select(Response.link_id, Answer.question, Answer.value)
    .outerjoin(Answer, Answer.response_id == Response.id)
    .where(Response.id == bindparam("of_response", type_=String))
)
_NEW_RESPONSES = insert(Response)
_NEW_ANSWERS = insert(Answer)


def stored_answers(spoken: Spoken, response_id: str) -> tuple[int, dict[str, Any]] | None:
    """The link and the answers of a response; `None` where there is none. Any: JSON values."""
    found = connection_of(spoken).execute(_STORED, {"of_response": response_id}).all()
    if not found:
        return None
    return found[0][0], {question: value for _, question, value in found if question is not None}


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
    connection.execute(_NEW_RESPONSES, [dict(response) for response, _ in given])
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


# Put together once. The answers travel as one text: as rows of their own each would be a step of the database
# for which a thread gives the interpreter away and has to win it back (decision 16). Values have names of
# their own: what is called like a column would be written to every table that has one.
_GIVEN = "given_"
_RESPONSE = {
    name: bindparam(_GIVEN + name, type_=Response.__table__.c[name].type)
    for name in ("id", "link_id", "version_id", "received_on", "language", "channel", "withdrawal")
}
_ONE_RESPONSE = insert(Response).values(_RESPONSE)
_TRAINING = bindparam("of_training", type_=Integer)
_ANSWERS = bindparam("answers", type_=Text)
_COLUMNS = ("response_id", "training_id", "question", "is_published_by_training", "value")

_listed = func.json_each(_ANSWERS).table_valued("value").c.value
_ITS_ANSWERS = insert(Answer).from_select(
    _COLUMNS,
    select(_RESPONSE["id"], _TRAINING, *(func.json_extract(_listed, f"$[{part}]") for part in range(3))),
)

_elements = func.jsonb_array_elements(cast(_ANSWERS, JSONB)).table_valued("value")
_question, _is_published, _value = (
    func.jsonb_extract_path_text(_elements.c.value, str(part)) for part in range(3)
)
_counted = COUNT_RESPONSE.returning(SurveyLink.id).cte("counted")
_stored = (
    insert(Response)
    .from_select(list(_RESPONSE), select(*_RESPONSE.values()).select_from(_counted))
    .returning(Response.id)
    .cte("stored")
)
_answered = insert(Answer).from_select(
    _COLUMNS,
    select(_stored.c.id, _TRAINING, _question, cast(_is_published, Boolean), cast(_value, JSONB)).select_from(
        _stored.join(_elements, true())
    ),
)
_AT_ONCE = select(_counted.c.id).add_cte(_answered.cte("answered"))


def store_response(
    connection: Connection,
    row: Mapping[str, object],
    answers: Mapping[str, object],
    *,
    training_id: int,
    published: frozenset[str],
) -> bool:
    """Writes a response if its link is open on the day it is of, and counts it there; False if it is not.

    Raises IntegrityError when its id is already there. One statement on PostgreSQL, three on SQLite.
    """
    link = {"of_link": row["link_id"], "today": row["received_on"]}
    response = {_GIVEN + name: value for name, value in row.items()}
    given = {"of_training": training_id, "answers": _written(answers, published)}
    if connection.dialect.name == "postgresql":
        return connection.execute(_AT_ONCE, {**link, **response, **given}).one_or_none() is not None
    if connection.execute(COUNT_RESPONSE, link).rowcount != 1:
        return False
    connection.execute(_ONE_RESPONSE, response)
    connection.execute(_ITS_ANSWERS, {_GIVEN + "id": row["id"], **given})
    return True


def _written(answers: Mapping[str, object], published: frozenset[str]) -> str:
    """For each answer its question, whether it is tallied, and the JSON of its value."""
    return json.dumps([[name, name in published, json.dumps(value)] for name, value in answers.items()])
