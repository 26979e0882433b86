"""Where both renderers end: one response is checked again and stored once, or refused with every reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dashboard.errors import (
    ConsentMissingError,
    FieldProblem,
    InvalidAnswersError,
    InvalidInputError,
    LinkClosedError,
    ResponseConflictError,
)
from dashboard.services.forms import OpenForm, find_link, open_form, published_definition, require_open
from dashboard.services.store import Database, reading, writing
from dashboard.survey.definition import Definition
from dashboard.survey.problems import Problems
from dashboard.survey.validation import validate
from db.models import SurveyLink
from db.queries import links, responses
from db.vocabulary import CHANNELS

__all__ = ["OpenForm", "Receipt", "Submission", "open_form", "submit_response"]

RANDOM_UUID = 4  # a version-1 id would carry the phone's address and the time


@dataclass(frozen=True, slots=True)
class Submission:
    """What a renderer hands in. `id` is made by the renderer, so that a retry is recognised."""

    code: str
    id: str
    answers: Mapping[str, object]
    language: str
    channel: str
    has_consent: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """`is_new` is False when the same response had already been stored."""

    is_new: bool
    training_id: int


def submit_response(database: Database, submission: Submission, *, today: date) -> Receipt:
    """Stores a response; when this returns, it is committed.

    Raises LinkUnknownError, LinkClosedError, ConsentMissingError, InvalidAnswersError, InvalidInputError,
    ResponseConflictError (same id, other answers) and DatabaseAwayError (nothing stored).
    """
    response_id = _response_id(submission.id)
    if not submission.has_consent:
        raise ConsentMissingError
    with reading(database) as session:
        link = find_link(session, submission.code)
        definition = published_definition(session, link.version_id)
        checked = validate(definition, submission.answers)
        problems = checked.problems if isinstance(checked, Problems) else ()
        answers = {} if isinstance(checked, Problems) else dict(checked.answers)
        if not problems and _is_stored(session, response_id, link, answers):
            return Receipt(is_new=False, training_id=link.training_id)
    require_open(link, today)
    if problems:
        raise InvalidAnswersError(problems)
    return _store(database, submission, response_id, link, definition, answers, today)


def _store(
    database: Database,
    submission: Submission,
    response_id: str,
    link: SurveyLink,
    definition: Definition,
    answers: Mapping[str, object],
    today: date,
) -> Receipt:
    row = {
        "id": response_id,
        "link_id": link.id,
        "version_id": link.version_id,
        "received_on": today,
        "language": _language(submission.language, definition),
        "channel": submission.channel if submission.channel in CHANNELS else "phone",
    }
    try:
        with writing(database) as session:
            if not links.count_response(session, link.id, today):
                raise LinkClosedError
            responses.insert_response(
                session, row, answers, training_id=link.training_id, published=_published(definition)
            )
    except IntegrityError:
        # The same id arrived twice at once: the other one was stored while this one waited.
        with reading(database) as session:
            if _is_stored(session, response_id, link, answers):
                return Receipt(is_new=False, training_id=link.training_id)
        raise
    return Receipt(is_new=True, training_id=link.training_id)


def _is_stored(session: Session, response_id: str, link: SurveyLink, answers: Mapping[str, object]) -> bool:
    found = responses.stored_answers(session, response_id)
    if found is None:
        return False
    if found != (link.id, dict(answers)):
        raise ResponseConflictError
    return True


def _published(definition: Definition) -> frozenset[str]:
    """Questions tallied per training; a sensitive one never is, whatever the definition says."""
    return frozenset(q.name for q in definition.questions if q.published == "training" and not q.sensitive)


def _language(asked: str, definition: Definition) -> str:
    return asked if asked in definition.languages else definition.default_language


def _response_id(given: str) -> str:
    try:
        parsed = UUID(given)
    except (ValueError, AttributeError, TypeError):
        parsed = None
    if parsed is None or parsed.version != RANDOM_UUID:
        raise InvalidInputError([FieldProblem("id", "errors.response_id")], "errors.response_id")
    return str(parsed)
