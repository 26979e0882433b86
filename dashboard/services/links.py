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
from dashboard.services.publication import advance
from dashboard.services.store import Database, reading, writing
from dashboard.survey.library.post_training import post_training
from db.criteria import Filters, Scope
from db.models import SurveyLink
from db.queries import links
from db.queries.trainings import is_visible
from db.queries.versions import published_version

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


def links_of(database: Database, scope: Scope, training_id: int, *, today: date) -> tuple[LinkView, ...]:
    """The links of a training, newest first; NotFoundError when the scope does not reach it."""
    with reading(database) as session:
        _require_visible(session, scope, training_id)
        return tuple(_view(link, today) for link in links.links_of_training(session, training_id))


def link_exists(database: Database, code: str) -> bool:
    """Whether a code opens, or once opened, a form."""
    tidy = tidy_code(code)
    with reading(database) as session:
        return bool(tidy) and links.link_by_code(session, tidy) is not None


def open_link(
    database: Database,
    member: Member,
    training_id: int,
    *,
    now: datetime,
    closes_on: date | None = None,
    cap: int | None = None,
    language: str = "es",
    timezone: str = "America/Santiago",
) -> LinkView:
    """A new link with the built-in survey; InvalidInputError for a past date or an impossible cap."""
    _require_editor(member)
    today = local_today(timezone)
    _check(closes_on, cap, today)
    with writing(database) as session:
        _require_visible(session, member.scope, training_id)
        link = SurveyLink(
            code=_free_code(session),
            training_id=training_id,
            version_id=published_version(session, post_training().to_json(), now=now),
            closes_on=closes_on,
            cap=cap,
            language=language,
            state="open",
            received=0,
        )
        session.add(link)
        session.flush()
        audit.record(session, member.id, "link_opened", f"training {training_id}", now=now)
        return _view(link, today)


def close_link(database: Database, member: Member, link_id: int, *, now: datetime, k: int) -> None:
    """Closes a link for good measure at once, then publishes everything that may be shown."""
    training_id = _set_state(database, member, link_id, "closed", now=now)
    advance(database, training_id, now=now, k=k)


def reopen_link(database: Database, member: Member, link_id: int, *, now: datetime) -> None:
    """Takes responses again. What was published stays; new answers start their own wait."""
    _set_state(database, member, link_id, "open", now=now)


def _set_state(database: Database, member: Member, link_id: int, state: str, *, now: datetime) -> int:
    _require_editor(member)
    with writing(database) as session:
        link = session.get(SurveyLink, link_id)
        if link is None:
            raise NotFoundError
        _require_visible(session, member.scope, link.training_id)
        link.state = state
        audit.record(session, member.id, f"link_{state}", f"training {link.training_id}", now=now)
        return link.training_id


def _check(closes_on: date | None, cap: int | None, today: date) -> None:
    problems = []
    if closes_on is not None and closes_on < today:
        problems.append(FieldProblem("closes_on", "errors.closes_on"))
    if cap is not None and not 1 <= cap <= MOST_RESPONSES:
        problems.append(FieldProblem("cap", "errors.cap", (("most", str(MOST_RESPONSES)),)))
    if problems:
        raise InvalidInputError(problems)


def _free_code(session: Session) -> str:
    code = new_code()
    while links.link_by_code(session, code) is not None:
        code = new_code()
    return code


def _require_editor(member: Member) -> None:
    if not member.may_edit:
        raise PermissionDeniedError


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
    )
