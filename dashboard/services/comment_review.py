"""A person reads what was written, one text at a time, and decides what may be shown."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from random import SystemRandom
from uuid import uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dashboard.errors import ConflictError, EditConflictError, NotFoundError, PermissionDeniedError
from dashboard.privacy.masking import KINDS, masked
from dashboard.roles import Member, Role
from dashboard.services import audit
from dashboard.services.comment_words import LONGEST_TEXT, marks, tidy_tags, tidy_text
from dashboard.services.comments import LEAST_RESPONSES, open_questions
from dashboard.services.store import Database, reading, writing
from db.criteria import NO_FILTERS, Filters
from db.models import Comment, CommentReview
from db.queries import comment_review, comments
from db.queries.comment_review import Key, Readable, Text

REVIEWERS = frozenset({Role.COORDINATOR, Role.MANAGER})
MOST_COUNTED = 500
_SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class WaitingText:
    """One text to decide on. `ticket` names it to this module; nothing of it is for a screen or an address.

    `proposal` is what was written, with everything masked that could be found.
    """

    ticket: str
    label: str
    training_id: int
    title: str
    language: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count` texts wait (`is_more`: at least so many), and one of them, by chance."""

    count: int
    is_more: bool
    text: WaitingText | None


def may_review(member: Member) -> bool:
    """Coordinators and managers read; whoever runs accounts need not know what people wrote."""
    return member.role in REVIEWERS


def waiting(
    database: Database,
    member: Member,
    filters: Filters,
    *,
    today: date,
    language: str = "es",
    ticket: str = "",
    skipped: Collection[str] = (),
) -> Waiting:
    """What waits to be read in the trainings of a member and a view; PermissionDeniedError for others.

    The text of `ticket` while it still waits, or else one drawn by chance that was not skipped, or else one
    that was.
    """
    _require_reviewer(member)
    with reading(database) as session:
        readable, labels = _readable(session, member, filters, today, language)
        keys = comment_review.unread(session, readable, MOST_COUNTED + 1)
        fresh = [key for key in keys if _ticket(key) not in skipped]
        drawn = SystemRandom().choice(fresh or keys) if keys else None
        kept = _text(session, readable, _key(ticket), labels) if ticket else None
        text = kept or (_text(session, readable, drawn, labels) if drawn else None)
    return Waiting(min(len(keys), MOST_COUNTED), len(keys) > MOST_COUNTED, text)


def approve(
    database: Database,
    member: Member,
    ticket: str,
    text: str,
    tags: Sequence[str] = (),
    *,
    now: datetime,
    today: date,
) -> str:
    """Publishes a text as edited, with its themes; the id of the comment.

    E-mails, links, numbers and RUTs are masked again, whatever the reviewer left. Raises InvalidInputError,
    ConflictError where somebody else decided first, NotFoundError where the text is gone or may not be read.
    """
    _require_reviewer(member)
    themes = tidy_tags(tags)
    with _deciding(database) as session:
        key, found = _begin(session, member, ticket, today)
        comment = Comment(
            id=str(uuid4()),
            training_id=found.training_id,
            question=found.question,
            text=tidy_text(text, found.language),
            language=found.language,
            approved_by=member.id,
            approved_on=today,
        )
        comment_review.add_comment(session, comment, themes)
        _decide(session, key, "approved", comment.id)
        _record(session, member, "comment_approved", found.training_id, now)
    return comment.id


def reject(database: Database, member: Member, ticket: str, *, now: datetime, today: date) -> None:
    """Decides that a text is not shown. Raises as `approve` does."""
    _require_reviewer(member)
    with _deciding(database) as session:
        key, found = _begin(session, member, ticket, today)
        _decide(session, key, "rejected", None)
        _record(session, member, "comment_rejected", found.training_id, now)


def undo(database: Database, member: Member, ticket: str, *, now: datetime) -> None:
    """Takes a decision back: the comment goes, the text waits again. NotFoundError where there is none."""
    _require_reviewer(member)
    key = _key(ticket)
    with writing(database) as session:
        training_id = comment_review.training_of(session, key, member.scope)
        review = comment_review.review_of(session, key)
        if training_id is None or review is None:
            raise NotFoundError("comments.gone")
        if review.comment_id is not None:
            comment_review.delete_comment(session, review.comment_id)
        session.delete(review)
        _record(session, member, "comment_undone", training_id, now)


def unpublish(database: Database, member: Member, comment_id: str, *, now: datetime) -> None:
    """Stops showing a comment, for good. NotFoundError where there is none, or not for this person."""
    _require_reviewer(member)
    with writing(database) as session:
        comment = _published(session, member, comment_id)
        comment_review.delete_comment(session, comment_id)
        _record(session, member, "comment_unpublished", comment.training_id, now)


def change_themes(
    database: Database,
    member: Member,
    comment_id: str,
    tags: Sequence[str],
    *,
    seen: Collection[str],
    now: datetime,
) -> None:
    """Gives a published comment these themes in place of those somebody saw; its text stays as it is.

    Raises InvalidInputError, NotFoundError where there is no such comment or not for this person, and
    EditConflictError where somebody else gave it others since they were `seen`.
    """
    _require_reviewer(member)
    wanted = set(tidy_tags(tags))
    with writing(database) as session:
        comment = _published(session, member, comment_id, is_locked=True)
        held = set(comments.tags_of(session, comment_id))
        if held == wanted:
            return
        if held != set(seen):
            raise EditConflictError("comments.themes_moved")
        comment_review.replace_tags(session, comment_id, gone=held - wanted, added=wanted - held)
        _record(session, member, "comment_themes_changed", comment.training_id, now)


def themes_of(database: Database, member: Member, comment_id: str) -> tuple[str, ...]:
    """The themes of a published comment at this moment. NotFoundError as above."""
    _require_reviewer(member)
    with reading(database) as session:
        _published(session, member, comment_id)
        return tuple(comments.tags_of(session, comment_id))


def _published(session: Session, member: Member, comment_id: str, *, is_locked: bool = False) -> Comment:
    comment = comments.visible_comment(session, member.scope, comment_id, is_locked=is_locked)
    if comment is None:
        raise NotFoundError("comments.gone")
    return comment


@contextmanager
def _deciding(database: Database) -> Iterator[Session]:
    """Who decides on the same text at the same time is told that somebody else did."""
    try:
        with writing(database) as session:
            yield session
    except IntegrityError as error:
        raise ConflictError("comments.already") from error


def _begin(session: Session, member: Member, ticket: str, today: date) -> tuple[Key, Text]:
    """The rule is asked again at the moment of the decision."""
    key = _key(ticket)
    readable, _ = _readable(session, member, NO_FILTERS, today, member.language)
    found = comment_review.unread_text(session, readable, key)
    if found is not None:
        return key, found
    if comment_review.review_of(session, key) is not None:
        raise ConflictError("comments.already")
    raise NotFoundError("comments.gone")


def _decide(session: Session, key: Key, state: str, comment_id: str | None) -> None:
    session.add(CommentReview(response_id=key[0], question=key[1], state=state, comment_id=comment_id))
    session.flush()


def _record(session: Session, member: Member, action: str, training_id: int, now: datetime) -> None:
    audit.record(session, member.id, action, f"training {training_id}", now=now)


def _require_reviewer(member: Member) -> None:
    if not may_review(member):
        raise PermissionDeniedError


def _readable(
    session: Session, member: Member, filters: Filters, today: date, language: str
) -> tuple[Readable, dict[str, str]]:
    """What this member may read now, and what its questions are called."""
    asked = open_questions(session, language)
    versions = {name: question.versions for name, question in asked.items()}
    labels = {name: question.label for name, question in asked.items()}
    return Readable(member.scope, filters, versions, LEAST_RESPONSES, today), labels


def _text(session: Session, readable: Readable, key: Key, labels: Mapping[str, str]) -> WaitingText | None:
    found = comment_review.unread_text(session, readable, key)
    if found is None:
        return None
    return WaitingText(
        ticket=_ticket(key),
        label=labels[found.question],
        training_id=found.training_id,
        title=found.title,
        language=found.language,
        proposal=masked(str(found.value), marks(found.language), KINDS)[:LONGEST_TEXT],
    )


def _ticket(key: Key) -> str:
    return _SEPARATOR.join(key)


def _key(ticket: str) -> Key:
    response, _, question = ticket.partition(_SEPARATOR)
    return response, question
