"""Typing paper questionnaires: the same checks as the phone form, each sheet stored once.

Only while the link is open, so that the publication rule needs no case of its own: answers that come after a
closing are typed when the link is open again, and start their own wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from dashboard.errors import InvalidInputError, ResponseConflictError
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.answer_batch import (
    Gathering,
    gathering,
    midnight,
    require_consent,
    response_row,
)
from dashboard.services.links import editable_link
from dashboard.services.responses import is_stored, random_id, tallied_questions
from dashboard.services.store import Database, writing
from dashboard.survey.problems import Problem, Problems
from dashboard.survey.validation import validate
from db.models import SurveyLink
from db.queries import links, responses

CHANNEL = "paper"
MOST_SHEETS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper as it was typed. `id` is a random one, made when the sheet was begun."""

    id: str
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each sheet, by id; whatever is not `stored` may be handed in again."""

    stored: tuple[str, ...] = ()
    problems: Mapping[str, Problems] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()  # stored before with other answers: those stay
    left: tuple[str, ...] = ()  # the link was closed or full
    passed_over: int = 0  # answers to questions that the other answers of a sheet rule out: not kept


@dataclass(slots=True)
class _Tray:
    """The sheets of one transaction, sorted as they are handled."""

    stored: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    new: int = 0


def store_sheets(
    database: Database,
    member: Member,
    link_id: int,
    sheets: Sequence[Sheet],
    *,
    has_consent: bool,
    today: date,
    now: datetime,
) -> Outcome:
    """Stores every sheet that is right; says of each other one why not. Committed when it returns.

    Raises PermissionDeniedError, NotFoundError, ConsentMissingError, InvalidInputError (ids, too many sheets)
    and DatabaseAwayError (nothing stored).
    """
    ids = [random_id(sheet.id) for sheet in sheets]
    if len(ids) > MOST_SHEETS or len(set(ids)) < len(ids):
        raise InvalidInputError((), "paper.grid.too_many", most=str(MOST_SHEETS))
    found = gathering(database, member, link_id, today=today)
    require_consent(has_consent)
    right, problems = _checked(found, sheets, today)
    if not right:
        return Outcome(problems=problems)
    with writing(database) as session:
        link = editable_link(session, member, link_id, holds=True)
        tray = _store(session, link, found, right, today)
        if tray.new:
            details = {"link": link.id, "sheets": tray.new}
            subject = f"training {link.training_id}"
            audit.record(session, member.id, "paper_stored", subject, now=now, details=details)
    given = {sheet.id: sheet.answers for sheet in sheets}
    passed_over = sum(len(set(given[each]) - set(right[each])) for each in tray.stored)
    return Outcome(tuple(tray.stored), problems, tuple(tray.conflicts), tuple(tray.left), passed_over)


def _checked(
    found: Gathering, sheets: Sequence[Sheet], today: date
) -> tuple[dict[str, dict[str, object]], dict[str, Problems]]:
    right: dict[str, dict[str, object]] = {}
    problems: dict[str, Problems] = {}
    for sheet in sheets:
        checked = validate(found.definition, sheet.answers, now=midnight(today))
        if isinstance(checked, Problems):
            problems[sheet.id] = checked
        elif not set(sheet.answers) & set(checked.answers):
            problems[sheet.id] = Problems((Problem(None, "paper.grid.blank_sheet"),))
        else:
            right[sheet.id] = dict(checked.answers)
    return right, problems


def _store(
    session: Session,
    link: SurveyLink,
    found: Gathering,
    right: Mapping[str, Mapping[str, object]],
    today: date,
) -> _Tray:
    """Holding the link's row nobody else adds to it, so what is looked up here cannot change meanwhile."""
    tray, published = _Tray(), tallied_questions(found.definition)
    for sheet_id, answers in right.items():
        known = _known(session, link, found, random_id(sheet_id), answers)
        if known is not None:
            (tray.stored if known else tray.conflicts).append(sheet_id)
        elif not links.count_response(session, link.id, today):
            tray.left.append(sheet_id)
        else:
            row = response_row(link, random_id(sheet_id), CHANNEL, found.language, today)
            responses.insert_response(
                session, row, answers, training_id=link.training_id, published=published
            )
            tray.stored.append(sheet_id)
            tray.new += 1
    return tray


def _known(
    session: Session, link: SurveyLink, found: Gathering, response_id: str, answers: Mapping[str, object]
) -> bool | None:
    """Whether the sheet was stored before as it is now; None when it was not stored."""
    try:
        return is_stored(session, response_id, link, found.definition, answers) or None
    except ResponseConflictError:
        return False
