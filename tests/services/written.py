"""Builders of written texts, and shorthands for reading and deciding on them."""

from typing import Any

from dashboard.roles import Member
from dashboard.services import comment_review as review
from dashboard.services.codes import withdrawal_code
from dashboard.services.comments import LEAST_RESPONSES, CommentPage, published
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from tests.factories import NOW, TODAY, make_link, make_response, make_training, make_version

WRITTEN = "Más tiempo para practicar"
QUESTION = "improve"


def asked(
    database: Database,
    responses: int = LEAST_RESPONSES,
    *,
    territory: str = "05601",
    text: str = WRITTEN,
    definition: dict[str, Any] | None = None,
    training: dict[str, Any] | None = None,
    **link: Any,
) -> int:
    """A training whose first response wrote a text; the id of the training."""
    with database.write() as session:
        made = make_training(session, territory, **training or {})
        version = make_version(session, definition).id
        state: dict[str, Any] = {"state": "closed", "version_id": version} | link
        opened = make_link(session, made, **state)
        for number in range(responses):
            answers = {"relevance": "5"} | ({QUESTION: text} if not number else {})
            response = make_response(session, opened, answers)
            response.withdrawal = withdrawal_code(response.id)
        return made.id


def shown(database: Database, scope: Scope = EVERYTHING, **how: Any) -> CommentPage:
    filters = how.pop("filters", NO_FILTERS)
    return published(database, scope, filters, language="es", **how)


def texts(database: Database, **how: Any) -> list[str]:
    return [comment.text for comment in shown(database, **how).shown]


def ticket_of(database: Database, member: Member, filters: Filters = NO_FILTERS) -> str:
    found = review.waiting(database, member, filters, today=TODAY)
    return found.text.ticket if found.text else ""


def waits(database: Database, member: Member, filters: Filters = NO_FILTERS) -> int:
    return review.waiting(database, member, filters, today=TODAY).count


def approve(database: Database, member: Member, text: str = WRITTEN, *tags: str) -> str:
    ticket = ticket_of(database, member)
    return review.approve(database, member, ticket, text, tags, now=NOW, today=TODAY)
