"""What tests alone may look at: the raw answers behind a code."""

from typing import Any

from sqlalchemy import select

from db.engine import Database
from db.models import Answer, Response, SurveyLink


def received(database: Database, code: str) -> int:
    """How many responses are stored, which must be what the link counts."""
    with database.read() as session:
        link = session.scalars(select(SurveyLink).where(SurveyLink.code == code)).one()
        stored = session.scalars(select(Response.id).where(Response.link_id == link.id)).all()
        assert link.received == len(stored)
        return len(stored)


def stored_values(database: Database, code: str) -> dict[str, Any]:
    """The answers of the only response to a code."""
    with database.read() as session:
        response = session.scalars(select(Response).join(SurveyLink).where(SurveyLink.code == code)).one()
        answers = session.scalars(select(Answer).where(Answer.response_id == response.id))
        return {answer.question: answer.value for answer in answers}
