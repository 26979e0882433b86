"""Many responses of one training stored in one transaction, by somebody of the team who has them on paper."""

from dataclasses import dataclass
from datetime import date, datetime, time

from dashboard.errors import ConsentMissingError
from dashboard.roles import Member
from dashboard.services.forms import link_status, published_definition
from dashboard.services.links import editable_link
from dashboard.services.store import Database, reading
from dashboard.survey.definition import Definition
from db.models import SurveyLink
from db.queries.links import AskedLink


@dataclass(frozen=True, slots=True)
class Gathering:
    """A link whose answers arrive otherwise than by phone; `room` is how many more fit (None: no limit)."""

    link_id: int
    code: str
    training_id: int
    definition: Definition
    language: str
    received: int
    room: int | None
    is_open: bool


def gathering(database: Database, member: Member, link_id: int, *, today: date) -> Gathering:
    """What is needed to type or import answers; NotFoundError outside the member's scope."""
    with reading(database) as session:
        link = editable_link(session, member, link_id)
        definition = published_definition(session, link.version_id)
        return Gathering(
            link_id=link.id,
            code=link.code,
            training_id=link.training_id,
            definition=definition,
            language=definition.language_of(link.language),
            received=link.received,
            room=max(0, link.cap - link.received) if link.cap is not None else None,
            is_open=link_status(link, today) == "open",
        )


def require_consent(has_consent: bool) -> None:
    """Nothing is stored unless the people agreed where they wrote."""
    if not has_consent:
        raise ConsentMissingError("paper.consent_missing")


def response_row(
    link: AskedLink | SurveyLink, response_id: str, channel: str, language: str, today: date
) -> dict[str, object]:
    """The row of one response: never who typed it, nor when beyond the day."""
    return {
        "id": response_id,
        "link_id": link.id,
        "version_id": link.version_id,
        "received_on": today,
        "language": language,
        "channel": channel,
    }


def midnight(today: date) -> datetime:
    """What now() says to a survey's rules: nobody knows at what time a paper was filled in."""
    return datetime.combine(today, time.min)
