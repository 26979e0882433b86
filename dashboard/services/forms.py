"""What a code opens: the survey, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from dashboard.errors import LinkClosedError, LinkUnknownError
from dashboard.services.codes import tidy_code
from dashboard.services.store import Database, reading
from dashboard.survey.definition import Definition
from db.models import SurveyLink
from db.queries import links


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form ready to be drawn."""

    code: str
    link_id: int
    version_id: int
    training_id: int
    definition: Definition
    training_title: str
    organiser: str
    territory_name: str
    language: str
    is_kiosk: bool


def open_form(database: Database, code: str, *, today: date) -> OpenForm:
    """The form behind a code; raises LinkUnknownError or LinkClosedError when there is none to fill in."""
    with reading(database) as session:
        link = find_link(session, code)
        require_open(link, today)
        title, organiser, territory = links.form_heading(session, link.training_id)
        return OpenForm(
            code=link.code,
            link_id=link.id,
            version_id=link.version_id,
            training_id=link.training_id,
            definition=published_definition(database, link.version_id),
            training_title=title,
            organiser=organiser,
            territory_name=territory,
            language=link.language,
            is_kiosk=link.is_kiosk,
        )


def find_link(session: Session, code: str) -> SurveyLink:
    tidy = tidy_code(code)
    link = links.link_by_code(session, tidy) if tidy else None
    if link is None:
        raise LinkUnknownError
    return link


def link_status(link: SurveyLink, today: date) -> str:
    """open, not_yet or closed, on a local day."""
    if link.state == "open" and link.opens_on is not None and today < link.opens_on:
        return "not_yet"
    is_past = link.closes_on is not None and today > link.closes_on
    is_full = link.cap is not None and link.received >= link.cap
    return "closed" if link.state == "closed" or is_past or is_full else "open"


def require_open(link: SurveyLink, today: date) -> None:
    status = link_status(link, today)
    if status == "not_yet" and link.opens_on is not None:
        raise LinkClosedError("errors.link_not_yet_open", date=link.opens_on.isoformat())
    if status != "open":
        raise LinkClosedError


@lru_cache(maxsize=128)
def published_definition(database: Database, version_id: int) -> Definition:
    """The definition of a version: parsed once per process, for a published version never changes."""
    with reading(database) as session:
        stored = links.definition_of(session, version_id)
    if not isinstance(stored, Mapping):
        raise TypeError(f"Survey version {version_id} holds no definition.")
    return Definition.from_json(stored)
