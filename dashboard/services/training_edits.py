"""Creating, changing and cancelling trainings; a second editor is told and loses nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from dashboard.errors import (
    EditConflictError,
    FieldProblem,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.store import Database, writing
from dashboard.services.training_surveys import as_kept, objective_problems
from db.models import (
    Facilitator,
    Organisation,
    Project,
    Territory,
    Training,
    TrainingAudience,
    TrainingOrganisation,
    TrainingTopic,
)
from db.queries import trainings
from db.vocabulary import (
    MODALITIES,
    PRECISIONS,
    QUALIFIERS,
    TRAINING_KINDS,
    TRAINING_ROLES,
    TRAINING_STATUSES,
)

LONGEST_TITLE = 200
LONGEST_WORD = 40
MOST_PEOPLE = 100_000
MOST_HOURS = 1000
MOST_TAGS = 20
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """What an editor typed. `revision` is the one they opened; None for a new training."""

    title: str
    kind: str
    territory_code: str
    status: str = "planned"
    starts_on: date | None = None
    ends_on: date | None = None
    date_precision: str = "day"
    hours: float | None = None
    modality: str | None = None
    place: str = ""
    attendance_total: int | None = None
    attendance_qualifier: str = "exact"
    project_id: int | None = None
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()  # role, name
    facilitators: tuple[str, ...] = ()
    objectives: tuple[tuple[str, str], ...] = ()  # Spanish, English; one of them may be blank
    revision: int | None = None


def save_training(
    database: Database,
    member: Member,
    draft: TrainingDraft,
    training_id: int | None = None,
    *,
    now: datetime,
) -> int:
    """Stores a new training or the changes to one; returns its id.

    Raises PermissionDeniedError, NotFoundError, InvalidInputError (every problem, by field) and
    EditConflictError when somebody saved since `draft.revision`.
    """
    _require_editor(member)
    try:
        with writing(database) as session:
            problems = list(_problems(session, member, draft))
            if problems:
                raise InvalidInputError(problems)
            training = _training(session, member, training_id, draft.revision)
            _apply(session, training, draft, now)
            session.add(training)
            session.flush()
            audit.record(session, member.id, "training_saved", f"training {training.id}", now=now)
            return training.id
    except StaleDataError as error:
        raise EditConflictError from error


def cancel_training(
    database: Database, member: Member, training_id: int, revision: int, *, now: datetime
) -> None:
    """Marks a training as cancelled; it stays in the list, and nothing is deleted."""
    _require_editor(member)
    with writing(database) as session:
        training = _training(session, member, training_id, revision)
        training.status = "cancelled"
        training.updated_at = now
        audit.record(session, member.id, "training_cancelled", f"training {training_id}", now=now)


def _training(session: Session, member: Member, training_id: int | None, revision: int | None) -> Training:
    if training_id is None:
        return Training(source=member.name, is_synthetic=False)
    training = trainings.training_by_id(session, member.scope, training_id)
    if training is None:
        raise NotFoundError
    if training.revision != revision:
        raise EditConflictError
    return training


def _apply(session: Session, training: Training, draft: TrainingDraft, now: datetime) -> None:
    for name in (
        "kind", "territory_code", "status", "starts_on", "date_precision", "hours", "modality",
        "attendance_total", "attendance_qualifier", "project_id",
    ):  # fmt: skip
        setattr(training, name, getattr(draft, name))
    training.title = draft.title.strip()
    training.place = draft.place.strip()
    training.ends_on = draft.ends_on or draft.starts_on
    training.objectives = as_kept(draft.objectives)
    training.updated_at = now
    training.topics = [TrainingTopic(topic=topic) for topic in dict.fromkeys(draft.topics)]
    training.audiences = [TrainingAudience(audience=each) for each in dict.fromkeys(draft.audiences)]
    training.facilitators = [Facilitator(name=name.strip()) for name in draft.facilitators]
    training.organisations = [
        TrainingOrganisation(role=role, organisation=_organisation(session, name))
        for role, name in dict.fromkeys((role, name.strip()) for role, name in draft.organisations)
    ]


def _organisation(session: Session, name: str) -> Organisation:
    known = session.scalars(select(Organisation).where(Organisation.name == name)).one_or_none()
    if known is not None:
        return known
    created = Organisation(name=name, kind="other", source="Huella")
    session.add(created)
    session.flush()
    return created


def _problems(session: Session, member: Member, draft: TrainingDraft) -> Iterator[FieldProblem]:
    yield from _vocabulary_problems(draft)
    yield from _date_problems(draft)
    yield from _size_problems(draft)
    yield from objective_problems(draft.objectives)
    if session.get(Territory, draft.territory_code) is None:
        yield FieldProblem("territory_code", "errors.territory")
    elif not _may_place(member, draft):
        yield FieldProblem("territory_code", "errors.territory_not_yours")
    if draft.project_id is not None and session.get(Project, draft.project_id) is None:
        yield FieldProblem("project_id", "errors.project")


def _may_place(member: Member, draft: TrainingDraft) -> bool:
    """A limited coordinator may only save what they will still see afterwards."""
    if not member.scope.is_limited:
        return True
    in_region = draft.territory_code[:2] in (member.scope.regions or ())
    return in_region or draft.project_id in (member.scope.projects or ())


def _vocabulary_problems(draft: TrainingDraft) -> Iterator[FieldProblem]:
    closed = (
        ("kind", draft.kind, TRAINING_KINDS),
        ("status", draft.status, TRAINING_STATUSES),
        ("date_precision", draft.date_precision, PRECISIONS),
        ("attendance_qualifier", draft.attendance_qualifier, QUALIFIERS),
        ("modality", draft.modality or MODALITIES[0], MODALITIES),
        *(("organisations", role, TRAINING_ROLES) for role, _ in draft.organisations),
    )
    for field, value, allowed in closed:
        if value not in allowed:
            yield FieldProblem(field, "errors.choice")


def _date_problems(draft: TrainingDraft) -> Iterator[FieldProblem]:
    if draft.starts_on is None:
        if draft.status != "cancelled" and draft.date_precision != "unknown":
            yield FieldProblem("starts_on", "errors.starts_on")
        return
    last = draft.ends_on or draft.starts_on
    if last < draft.starts_on:
        yield FieldProblem("ends_on", "errors.ends_on")
    if not (draft.starts_on >= EARLIEST and last <= LATEST):
        yield FieldProblem("starts_on", "errors.date_range")


def _size_problems(draft: TrainingDraft) -> Iterator[FieldProblem]:
    if not 0 < len(draft.title.strip()) <= LONGEST_TITLE:
        yield FieldProblem("title", "errors.title", (("most", str(LONGEST_TITLE)),))
    if len(draft.place) > LONGEST_TITLE:
        yield FieldProblem("place", "errors.too_long", (("most", str(LONGEST_TITLE)),))
    if draft.attendance_total is not None and not 0 <= draft.attendance_total <= MOST_PEOPLE:
        yield FieldProblem("attendance_total", "errors.people", (("most", str(MOST_PEOPLE)),))
    if draft.hours is not None and not 0 < draft.hours <= MOST_HOURS:
        yield FieldProblem("hours", "errors.hours", (("most", str(MOST_HOURS)),))
    names = (*draft.facilitators, *(name for _, name in draft.organisations))
    if any(not 0 < len(name.strip()) <= LONGEST_TITLE for name in names):
        yield FieldProblem("organisations", "errors.names")
    for field, tags in (("topics", draft.topics), ("audiences", draft.audiences)):
        if len(tags) > MOST_TAGS or any(not 0 < len(tag) <= LONGEST_WORD for tag in tags):
            yield FieldProblem(field, "errors.tags", (("most", str(MOST_TAGS)),))


def _require_editor(member: Member) -> None:
    if not member.may_edit:
        raise PermissionDeniedError
