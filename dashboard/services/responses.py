"""Where both renderers end: one response is checked again and stored once, or refused with every reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from dashboard.errors import (
    ConsentMissingError,
    FieldProblem,
    InvalidAnswersError,
    InvalidInputError,
    LinkClosedError,
    PinNeededError,
    ResponseConflictError,
    SlipRefusedError,
)
from dashboard.services import pins, slips
from dashboard.services.answer_batch import midnight, response_row
from dashboard.services.codes import withdrawal_code
from dashboard.services.forms import OpenForm, asked_link, open_form, published_definition, require_open
from dashboard.services.store import Database, plain_reading, plain_writing
from dashboard.survey.definition import Definition
from dashboard.survey.problems import Problems
from dashboard.survey.question_types import type_of
from dashboard.survey.validation import validate
from db.models import SurveyLink
from db.queries import responses
from db.queries.connections import Spoken
from db.queries.links import AskedLink
from db.vocabulary import CHANNELS

__all__ = [
    "OpenForm",
    "Receipt",
    "Submission",
    "Trust",
    "is_stored",
    "open_form",
    "random_id",
    "submit_response",
    "tallied_questions",
]

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
    token: str = ""  # of whoever knew the link's PIN
    slip: str = ""  # the code on a slip, as it was typed


@dataclass(frozen=True, slots=True)
class Trust:
    """What tokens and slips are proved with. Without it, a link that asks for either takes nothing."""

    secret: str = ""
    slip_key: str = ""


NO_TRUST = Trust()


@dataclass(frozen=True, slots=True)
class Receipt:
    """`is_new` is False when the same response had already been stored. `withdrawal` takes it back."""

    is_new: bool
    training_id: int
    withdrawal: str


def submit_response(
    database: Database,
    submission: Submission,
    *,
    today: date,
    now: datetime | None = None,
    trust: Trust = NO_TRUST,
) -> Receipt:
    """Stores a response; when this returns, it is committed. `now` is local: what now() says to the survey's
    rules, midnight where it is not given. A response that is stored already needs neither PIN nor slip.

    Raises LinkUnknownError, LinkClosedError, PinNeededError, SlipRefusedError, ConsentMissingError,
    InvalidAnswersError, InvalidInputError, ResponseConflictError (same id, other answers) and
    DatabaseAwayError (nothing stored).
    """
    response_id = random_id(submission.id)
    if not submission.has_consent:
        raise ConsentMissingError
    with plain_reading(database) as connection:
        link = asked_link(connection, submission.code)
        definition = published_definition(connection, link.version_id)
    checked = validate(definition, submission.answers, now=now or midnight(today))
    answers = {} if isinstance(checked, Problems) else checked.answers
    withdrawal = withdrawal_code(response_id)
    try:
        require_open(link, today)
        pins.require_token(link, submission.token, secret=trust.secret, now=now)
        if isinstance(checked, Problems):
            raise InvalidAnswersError(checked.problems)
        language = definition.language_of(submission.language)
        row = response_row(link, response_id, _channel(submission), language, today)
        spend_slip = partial(slips.spend, link=link, typed=submission.slip, key=trust.slip_key)
        _store(database, link, definition, ({**row, "withdrawal": withdrawal}, answers), spend_slip)
    except (IntegrityError, LinkClosedError, PinNeededError, SlipRefusedError):
        if isinstance(checked, Problems) or not _was_stored(database, response_id, link, definition, answers):
            raise
        return Receipt(False, link.training_id, withdrawal)
    return Receipt(True, link.training_id, withdrawal)


def _channel(submission: Submission) -> str:
    return submission.channel if submission.channel in CHANNELS else "phone"


def _store(
    database: Database,
    link: AskedLink,
    definition: Definition,
    given: responses.Given,
    spend_slip: Callable[[Connection], None],
) -> None:
    """One transaction: the slip is spent exactly when the response is stored."""
    row, answers = given
    published = tallied_questions(definition)
    with plain_writing(database, is_one_step=not link.needs_slip) as connection:
        spend_slip(connection)
        if not responses.store_response(
            connection, row, answers, training_id=link.training_id, published=published
        ):
            raise LinkClosedError


def _was_stored(
    database: Database,
    response_id: str,
    link: AskedLink,
    definition: Definition,
    answers: Mapping[str, object],
) -> bool:
    """Sent before, or twice at once and the other one was first: its slip is spent, its link perhaps full."""
    with plain_reading(database) as connection:
        return is_stored(connection, response_id, link, definition, answers)


def is_stored(
    spoken: Spoken,
    response_id: str,
    link: AskedLink | SurveyLink,
    definition: Definition,
    answers: Mapping[str, object],
) -> bool:
    """Whether this very response is there; what was worked out may differ, for a retry comes later.

    Raises ResponseConflictError when another one has its id.
    """
    found = responses.stored_answers(spoken, response_id)
    if found is None:
        return False
    given = {question.name for question in definition.questions if type_of(question).takes_answer}
    stored = {name: value for name, value in found[1].items() if name in given}
    if (found[0], stored) != (link.id, {name: value for name, value in answers.items() if name in given}):
        raise ResponseConflictError
    return True


def tallied_questions(definition: Definition) -> frozenset[str]:
    """Questions tallied per training; a sensitive one never is, whatever the definition says."""
    return frozenset(q.name for q in definition.questions if q.published == "training" and not q.sensitive)


def random_id(given: str) -> str:
    """The id of a response as it is stored; InvalidInputError where it is not a random one."""
    try:
        parsed = UUID(given)
    except (ValueError, AttributeError, TypeError):
        parsed = None
    if parsed is None or parsed.version != RANDOM_UUID:
        raise InvalidInputError([FieldProblem("id", "errors.response_id")], "errors.response_id")
    return str(parsed)
