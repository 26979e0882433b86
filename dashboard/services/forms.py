"""What a code opens: the survey, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from weakref import WeakKeyDictionary

from sqlalchemy.pool import Pool

from dashboard.errors import LinkClosedError, LinkUnknownError
from dashboard.services.codes import tidy_code
from dashboard.services.store import Database, plain_reading
from dashboard.survey.definition import Definition
from dashboard.survey.repeats import unrolled
from db.models import SurveyLink
from db.queries import links
from db.queries.connections import Spoken, connection_of
from db.queries.links import AskedLink


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
    has_pin: bool = False
    needs_slip: bool = False

    @property
    def mark(self) -> str:
        """What a phone remembers the link by once an answer was sent: not its code."""
        return sha256(self.code.encode()).hexdigest()[:16]


def open_form(database: Database, code: str, *, today: date) -> OpenForm:
    """The form behind a code; raises LinkUnknownError or LinkClosedError when there is none to fill in."""
    with plain_reading(database) as connection:
        tidy = tidy_code(code)
        found = links.asked_form(connection, tidy) if tidy else None
        if found is None:
            raise LinkUnknownError
        link, heading = found
        require_open(link, today)
        return OpenForm(
            code=link.code,
            link_id=link.id,
            version_id=link.version_id,
            training_id=link.training_id,
            definition=published_definition(connection, link.version_id),
            training_title=heading.title,
            organiser=heading.organiser,
            territory_name=heading.territory,
            language=link.language,
            is_kiosk=link.is_kiosk,
            has_pin=link.pin_hash is not None,
            needs_slip=link.needs_slip,
        )


def asked_link(spoken: Spoken, code: str) -> AskedLink:
    """The link of a code as it is now, to look at."""
    tidy = tidy_code(code)
    link = links.asked_link(spoken, tidy) if tidy else None
    if link is None:
        raise LinkUnknownError
    return link


def link_status(link: AskedLink | SurveyLink, today: date) -> str:
    """open, not_yet or closed, on a local day."""
    if link.state == "open" and link.opens_on is not None and today < link.opens_on:
        return "not_yet"
    is_past = link.closes_on is not None and today > link.closes_on
    is_full = link.cap is not None and link.received >= link.cap
    return "closed" if link.state == "closed" or is_past or is_full else "open"


def require_open(link: AskedLink, today: date) -> None:
    status = link_status(link, today)
    if status == "not_yet" and link.opens_on is not None:
        raise LinkClosedError("errors.link_not_yet_open", date=link.opens_on.isoformat())
    if status != "open":
        raise LinkClosedError


# One per database, shared by everyone: a published version never changes, so neither does what it parses to.
_PARSED: WeakKeyDictionary[Pool, dict[int, Definition]] = WeakKeyDictionary()


def published_definition(spoken: Spoken, version_id: int) -> Definition:
    """The definition of a version with its repeats unrolled, parsed once per process.

    Read through the caller's own connection: a burst in which each held one and waited for a second would
    wait for itself.
    """
    parsed = _PARSED.setdefault(connection_of(spoken).engine.pool, {})
    if version_id not in parsed:
        stored = links.definition_of(spoken, version_id)
        if not isinstance(stored, Mapping):
            raise TypeError(f"Survey version {version_id} holds no definition.")
        parsed[version_id] = unrolled(Definition.from_json(stored))
    return parsed[version_id]
