"""What the poster of a link says, for whoever may see its training; nobody's answer is on it."""

from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from dashboard.errors import InvalidInputError
from dashboard.exports.poster import Poster
from dashboard.roles import Member
from dashboard.services.forms import asked_link, published_definition
from dashboard.services.links import visible_link
from dashboard.services.store import Database, reading
from dashboard.survey.duration import minutes_asked
from db.models import SurveyLink
from db.queries import links
from db.queries.links import AskedLink

LONGEST_ADDRESS = 200


def poster_of(database: Database, member: Member, link_id: int, *, base: str, k: int) -> Poster:
    """The poster of a link; `base` is the public address of the installation.

    NotFoundError where the scope does not reach the training, InvalidInputError for an address that a phone
    could not open.
    """
    with reading(database) as session:
        return _poster(session, visible_link(session, member.scope, link_id), base, k)


def poster_of_code(database: Database, code: str, *, base: str, k: int) -> Poster:
    """The same by code, for the command line, which has no member; LinkUnknownError, InvalidInputError."""
    with reading(database) as session:
        return _poster(session, asked_link(session, code), base, k)


def _poster(session: Session, link: AskedLink | SurveyLink, base: str, k: int) -> Poster:
    title, organiser, _ = links.form_heading(session, link.training_id)
    return Poster(
        title=title,
        organiser=organiser,
        address=f"{checked_address(base)}/f/{link.code}",
        code=link.code,
        language=link.language,
        minutes=minutes_asked(published_definition(session, link.version_id)),
        least=k,
    )


def checked_address(base: str) -> str:
    """A public address without a slash at its end; InvalidInputError where no phone could open it."""
    if not _is_address(base):
        raise InvalidInputError(
            key="poster.command.address", address=base[:LONGEST_ADDRESS], most=LONGEST_ADDRESS
        )
    return base.rstrip("/")


def _is_address(base: str) -> bool:
    """http or https, a host, perhaps a port and a path: nothing else, nothing that is not seen."""
    if len(base) > LONGEST_ADDRESS or not base.isprintable() or " " in base or "\\" in base:
        return False
    try:
        parts = urlsplit(base)
        _ = parts.port  # raises when it is no number
    except ValueError:
        return False
    has_more = "?" in base or "#" in base or "@" in base
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not has_more
