"""Setting, changing and deleting targets; a second editor is told, and every deed is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from dashboard.errors import (
    EditConflictError,
    FieldProblem,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)
from dashboard.indicators.registry import INDICATORS
from dashboard.roles import Member, Role
from dashboard.services import audit
from dashboard.services.store import Database, writing
from dashboard.services.targets import reaches, target_view
from db.changes import take_turn
from db.criteria import COUNTRY
from db.models import Project, Target, Territory
from db.queries import targets

SETTERS = frozenset({Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR})
"""Managers change no training, but say what is to be reached."""

LONGEST_NOTE = 200
LONGEST_PERIOD = 3_660  # days
_BOUNDS = {"share": "targets.problem.share", "points": "targets.problem.points"}
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """What an editor typed; a share is 0 to 1. `revision` is the one they opened; None for a new target."""

    indicator: str
    starts_on: date | None
    ends_on: date | None
    value: float | None
    territory_code: str = ""
    project_id: int | None = None
    note: str = ""
    revision: int | None = None


def may_set_targets(member: Member) -> bool:
    """Whether this person may set targets at all, somewhere."""
    return member.role in SETTERS


def save_target(
    database: Database, member: Member, draft: TargetDraft, target_id: int | None = None, *, now: datetime
) -> int:
    """Stores a new target or the changes to one; returns its id.

    Raises PermissionDeniedError, NotFoundError, InvalidInputError (every problem, by field) and
    EditConflictError when somebody saved since `draft.revision`.
    """
    require_setter(member)
    try:
        with writing(database) as session:
            take_turn(session)  # one at a time: two people cannot set the same target twice
            target = _opened(session, member, target_id, draft.revision)
            problems = [*problems_of(session, member, draft), *_twice(session, draft, target_id)]
            if problems:
                raise InvalidInputError(problems)
            store(session, member, target, draft)
            audit.record(session, member.id, "target_saved", f"target {target.id}", now=now)
            return target.id
    except StaleDataError as error:
        raise EditConflictError("targets.conflict") from error


def delete_target(
    database: Database, member: Member, target_id: int, revision: int, *, now: datetime
) -> None:
    """Deletes a target; NotFoundError when somebody already did."""
    require_setter(member)
    try:
        with writing(database) as session:
            take_turn(session)
            session.delete(_opened(session, member, target_id, revision))
            session.flush()
            audit.record(session, member.id, "target_deleted", f"target {target_id}", now=now)
    except StaleDataError as error:
        raise EditConflictError("targets.conflict") from error


def require_setter(member: Member) -> None:
    if not may_set_targets(member):
        raise PermissionDeniedError


def store(session: Session, member: Member, target: Target, draft: TargetDraft) -> None:
    """Writes a draft without problems into a target, in the caller's transaction."""
    target.indicator_id = targets.indicator_id(session, draft.indicator)
    target.territory_code = place_of(draft)[0]
    target.project_id = draft.project_id
    target.starts_on, target.ends_on = period_of(draft)
    target.value = float(draft.value or 0)
    target.note = draft.note.strip()
    target.source, target.is_synthetic = member.name, False
    session.add(target)
    session.flush()


def place_of(draft: TargetDraft) -> tuple[str | None, int | None]:
    """Territory and project as they are stored: the whole country is neither."""
    code = draft.territory_code
    return (None if code in ("", COUNTRY) else code), draft.project_id


def period_of(draft: TargetDraft) -> tuple[date, date]:
    """The days of a draft without problems."""
    if draft.starts_on is None or draft.ends_on is None:
        raise ValueError("A target without days was not examined. Ask problems_of first.")
    return draft.starts_on, draft.ends_on


def _opened(session: Session, member: Member, target_id: int | None, revision: int | None) -> Target:
    if target_id is None:
        return Target()
    row = targets.target_by_id(session, target_id)
    if row is None or not reaches(member.scope, target_view(row)):
        raise NotFoundError("targets.gone")
    if row[0].revision != revision:
        raise EditConflictError("targets.conflict")
    return row[0]


def problems_of(session: Session, member: Member, draft: TargetDraft) -> Iterator[FieldProblem]:
    """Everything that is wrong with a draft by itself."""
    if draft.indicator not in INDICATORS:
        yield FieldProblem("indicator", "errors.choice")
    yield from _place_problems(session, member, draft)
    yield from _date_problems(draft)
    yield from _value_problems(draft)
    if len(draft.note.strip()) > LONGEST_NOTE:
        yield FieldProblem("note", "errors.too_long", (("most", str(LONGEST_NOTE)),))


def _place_problems(session: Session, member: Member, draft: TargetDraft) -> Iterator[FieldProblem]:
    code, project = place_of(draft)
    scope = member.scope
    if code is not None and project is not None:
        yield FieldProblem("project_id", "targets.problem.both")
    elif code is not None and session.get(Territory, code) is None:
        yield FieldProblem("territory_code", "errors.territory")
    elif code is not None and scope.is_limited and code[:2] not in (scope.regions or ()):
        yield FieldProblem("territory_code", "errors.territory_not_yours")
    elif project is not None and session.get(Project, project) is None:
        yield FieldProblem("project_id", "errors.project")
    elif project is not None and scope.is_limited and project not in (scope.projects or ()):
        yield FieldProblem("project_id", "targets.problem.project_not_yours")
    elif code is None and project is None and scope.is_limited:
        yield FieldProblem("territory_code", "targets.problem.country_not_yours")


def _date_problems(draft: TargetDraft) -> Iterator[FieldProblem]:
    first, last = draft.starts_on, draft.ends_on
    if first is None:
        yield FieldProblem("starts_on", "targets.problem.starts_on")
    if last is None:
        yield FieldProblem("ends_on", "targets.problem.ends_on")
    if first is None or last is None:
        return
    if last < first:
        yield FieldProblem("ends_on", "errors.ends_on")
    elif not (first >= EARLIEST and last <= LATEST):
        yield FieldProblem("starts_on", "errors.date_range")
    elif (last - first).days >= LONGEST_PERIOD:
        yield FieldProblem("ends_on", "targets.problem.too_long")


def _value_problems(draft: TargetDraft) -> Iterator[FieldProblem]:
    indicator = INDICATORS.get(draft.indicator)
    if draft.value is None:
        yield FieldProblem("value", "targets.problem.value")
    elif indicator is not None:
        if not indicator.lowest <= draft.value <= indicator.highest:
            key, most = _BOUNDS.get(indicator.unit, "targets.problem.positive"), f"{indicator.highest:.0f}"
            yield FieldProblem("value", key, (("most", most),))
        elif indicator.is_whole and draft.value != int(draft.value):
            yield FieldProblem("value", "targets.problem.whole")


def _twice(session: Session, draft: TargetDraft, target_id: int | None) -> Iterator[FieldProblem]:
    if draft.starts_on is None or draft.ends_on is None:
        return
    known = targets.same_target(session, draft.indicator, place_of(draft), period_of(draft))
    if known is not None and known.id != target_id:
        yield FieldProblem("indicator", "targets.problem.twice")
