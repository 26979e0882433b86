"""Links of a training: open, close and show results, open again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from dashboard.errors import FieldProblem, InvalidInputError, NotFoundError, PermissionDeniedError
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.clock import today as local_today
from dashboard.services.codes import new_code, tidy_code
from dashboard.services.forms import link_status
from dashboard.services.publication import CHILE, advance
from dashboard.services.store import Database, reading, writing
from dashboard.services.training_surveys import POST_TRAINING, version_to_open
from db.criteria import Filters, Scope
from db.models import SurveyLink
from db.queries import links
from db.queries.trainings import is_visible

MOST_RESPONSES = 100_000


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as screens show it; `state` is open, not_yet or closed today."""

    id: int
    code: str
    training_id: int
    state: str
    opens_on: date | None
    closes_on: date | None
    cap: int | None
    received: int
    is_kiosk: bool
    language: str
    has_pin: bool = False
    needs_slip: bool = False


def links_of(database: Database, scope: Scope, training_id: int, *, today: date) -> tuple[LinkView, ...]:
    """The links of a training, newest first; NotFoundError when the scope does not reach it."""
    with reading(database) as session:
        _require_visible(session, scope, training_id)
        return tuple(_view(link, today) for link in links.links_of_training(session, training_id))


def link_exists(database: Database, code: str) -> bool:
    """Whether a code opens, or once opened, a form."""
    tidy = tidy_code(code)
    with reading(database) as session:
        return bool(tidy) and links.asked_link(session, tidy) is not None


def open_link(
    database: Database,
    member: Member,
    training_id: int,
    *,
    now: datetime,
    closes_on: date | None = None,
    language: str = "es",
    timezone: str = "America/Santiago",
    survey: str | int = POST_TRAINING,
) -> LinkView:
    """A new link with a survey: the name of a built-in one, or the id of a published one.

    The survey that follows a training asks for the training's own objectives where it has any.
    InvalidInputError for a past date or a survey that cannot be opened.
    """
    _require_editor(member)
    today = local_today(timezone)
    if closes_on is not None and closes_on < today:
        raise InvalidInputError([FieldProblem("closes_on", "errors.closes_on")])
    with writing(database) as session:
        _require_visible(session, member.scope, training_id)
        link = SurveyLink(
            code=_free_code(session),
            training_id=training_id,
            version_id=version_to_open(session, training_id, survey, now=now),
            closes_on=closes_on,
            language=language,
            state="open",
            received=0,
        )
        session.add(link)
        session.flush()
        audit.record(session, member.id, "link_opened", f"training {training_id}", now=now)
        return _view(link, today)


def limit_link(database: Database, member: Member, link_id: int, cap: int | None, *, now: datetime) -> None:
    """Lets a link take no more than `cap` responses; None = as many as come. InvalidInputError likewise."""
    _require_editor(member)
    if cap is not None and not 1 <= cap <= MOST_RESPONSES:
        raise InvalidInputError([FieldProblem("cap", "errors.cap", (("most", str(MOST_RESPONSES)),))])
    with writing(database) as session:
        link = visible_link(session, member.scope, link_id)
        link.cap = cap
        audit.record(session, member.id, "link_limited", f"training {link.training_id}", now=now)


def close_link(database: Database, member: Member, link_id: int, *, now: datetime, k: int) -> None:
    """Closes a link for good measure at once, then publishes everything that may be shown."""
    training_id = _set_state(database, member, link_id, "closed", now=now)
    advance(database, training_id, now=now, k=k)


def reopen_link(database: Database, member: Member, link_id: int, *, now: datetime) -> None:
    """Takes responses again, without the last day or the limit that had closed it.

    What was published stays; new answers start their own wait.
    """
    _set_state(database, member, link_id, "open", now=now)


def _set_state(database: Database, member: Member, link_id: int, state: str, *, now: datetime) -> int:
    _require_editor(member)
    with writing(database) as session:
        link = visible_link(session, member.scope, link_id)
        link.state = state
        if state == "open":
            _lift_limits(link, now.astimezone(CHILE).date())
        audit.record(session, member.id, f"link_{state}", f"training {link.training_id}", now=now)
        return link.training_id


def _lift_limits(link: SurveyLink, today: date) -> None:
    """A last day that is past, or a limit that is reached, would close it again at once."""
    if link.closes_on is not None and link.closes_on < today:
        link.closes_on = None
    if link.cap is not None and link.received >= link.cap:
        link.cap = None


def _free_code(session: Session) -> str:
    code = new_code()
    while links.asked_link(session, code) is not None:
        code = new_code()
    return code


def editable_link(session: Session, member: Member, link_id: int, *, holds: bool = False) -> SurveyLink:
    """A link that this member may change; `holds` keeps everyone else's answers waiting meanwhile.

    PermissionDeniedError, NotFoundError.
    """
    _require_editor(member)
    return visible_link(session, member.scope, link_id, holds=holds)


def _require_editor(member: Member) -> None:
    if not member.may_edit:
        raise PermissionDeniedError


def visible_link(session: Session, scope: Scope, link_id: int, *, holds: bool = False) -> SurveyLink:
    """A link of a training that a scope reaches; NotFoundError for any other."""
    link = session.get(SurveyLink, link_id, with_for_update=holds or None)
    if link is None:
        raise NotFoundError
    _require_visible(session, scope, link.training_id)
    return link


def _require_visible(session: Session, scope: Scope, training_id: int) -> None:
    if not is_visible(session, scope, Filters(training=training_id)):
        raise NotFoundError


def _view(link: SurveyLink, today: date) -> LinkView:
    return LinkView(
        id=link.id,
        code=link.code,
        training_id=link.training_id,
        state=link_status(link, today),
        opens_on=link.opens_on,
        closes_on=link.closes_on,
        cap=link.cap,
        received=link.received,
        is_kiosk=link.is_kiosk,
        language=link.language,
        has_pin=link.pin_hash is not None,
        needs_slip=link.needs_slip,
    )
