"""Slips: one-time codes on paper, each good for one response that nobody can trace back to it."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dashboard.errors import FieldProblem, InvalidInputError, SlipRefusedError
from dashboard.exports.slips import SlipSheet
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.codes import SLIP_LENGTH, new_code, tidy_slip
from dashboard.services.forms import asked_link
from dashboard.services.links import editable_link
from dashboard.services.posters import checked_address
from dashboard.services.store import Database, reading, writing
from db.models import SurveyLink
from db.queries import links, slips
from db.queries.connections import Spoken
from db.queries.links import AskedLink

MOST_AT_ONCE = 500
MOST_OF_LINK = 5_000


@dataclass(frozen=True, slots=True)
class SlipCount:
    """How many slips a link has, and how many let a response in."""

    made: int
    spent: int


def slip_hash(link_id: int, code: str, key: str) -> str:
    """All that is kept of a slip."""
    return hmac.new(key.encode(), f"huella slip\n{link_id}\n{code}".encode(), hashlib.sha256).hexdigest()


def slip_count(database: Database, link_id: int) -> SlipCount:
    with reading(database) as session:
        return SlipCount(*slips.slip_counts(session, link_id))


def ask_for_slips(database: Database, member: Member, link_id: int, *, is_asked: bool, now: datetime) -> None:
    """Whether a link takes responses with a slip only; PermissionDeniedError, NotFoundError."""
    with writing(database) as session:
        link = editable_link(session, member, link_id)
        link.needs_slip = is_asked
        deed = "link_slips_asked" if is_asked else "link_slips_not_asked"
        audit.record(session, member.id, deed, f"training {link.training_id}", now=now)


def make_slips(
    database: Database, member: Member, link_id: int, count: int, *, base: str, key: str, now: datetime
) -> SlipSheet:
    """New slips to print, and the link asks for them from now on. Their codes are told this once.

    `base` is the public address, `key` what the hashes are made with. PermissionDeniedError, NotFoundError,
    InvalidInputError for a number or an address that cannot be.
    """
    with writing(database) as session:
        link = editable_link(session, member, link_id)
        sheet = _made(session, link, count, base, key)
        audit.record(
            session,
            member.id,
            "slips_made",
            f"training {link.training_id}",
            now=now,
            details={"count": count},
        )
        return sheet


def make_slips_of_code(database: Database, code: str, count: int, *, base: str, key: str) -> SlipSheet:
    """The same by code, for the command line, which has no member; LinkUnknownError, InvalidInputError."""
    with writing(database) as session:
        link = session.get_one(SurveyLink, asked_link(session, code).id)
        return _made(session, link, count, base, key)


def _made(session: Session, link: SurveyLink, count: int, base: str, key: str) -> SlipSheet:
    if not 1 <= count <= MOST_AT_ONCE:
        raise InvalidInputError(
            [FieldProblem("count", "safety.slips.count_problem", (("most", str(MOST_AT_ONCE)),))]
        )
    address = f"{checked_address(base)}/f/{link.code}"
    if slips.slip_counts(session, link.id)[0] + count > MOST_OF_LINK:
        raise InvalidInputError(
            [FieldProblem("count", "safety.slips.too_many", (("most", str(MOST_OF_LINK)),))]
        )
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(new_code(SLIP_LENGTH))
    slips.add_slips(session, link.id, (slip_hash(link.id, one, key) for one in codes))
    link.needs_slip = True
    title, organiser, _ = links.form_heading(session, link.training_id)
    return SlipSheet(title, organiser, address, link.code, link.language, tuple(codes))


def spend(spoken: Spoken, link: AskedLink, typed: str, key: str) -> None:
    """Spends a slip in the caller's transaction, where the link asks for one; InvalidInputError otherwise."""
    if not link.needs_slip:
        return
    code = tidy_slip(typed)
    if not code or not key or not slips.spend_slip(spoken, link.id, slip_hash(link.id, code, key)):
        problem = "safety.slips.missing" if not typed.strip() else "safety.slips.wrong"
        raise SlipRefusedError([FieldProblem("slip", problem)])
