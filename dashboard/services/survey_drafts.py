"""Changing and publishing surveys: a second editor is told, and what is published never changes."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

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
from dashboard.services.survey_limits import as_stored, require_storable
from dashboard.services.survey_publishing import settled_names
from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Definition
from dashboard.survey.library import LIBRARY
from dashboard.survey.problems import Problem
from dashboard.survey.words import Words
from db.models import Survey, SurveyDraft
from db.models.survey import fingerprint
from db.queries import surveys
from db.queries.versions import add_version


def save_draft(
    database: Database,
    member: Member,
    survey_id: int,
    definition: Definition,
    revision: int,
    *,
    now: datetime,
) -> int:
    """Replaces the draft that had this revision; returns the new revision. The survey keeps its name.

    A draft need not be right yet. Raises PermissionDeniedError, NotFoundError, InvalidInputError (limits, or
    a built-in survey) and EditConflictError when somebody saved since.
    """
    require_editor(member)
    require_storable(definition)
    with writing(database) as session:
        survey, draft = _to_change(session, survey_id, revision)
        stored = as_stored(replace(definition, name=survey.name))
        if stored == draft.definition:
            return draft.revision
        _change(draft, stored, member, now)
        audit.record(session, member.id, "survey_saved", f"survey {survey_id}", now=now)
        return draft.revision


def publish_draft(database: Database, member: Member, survey_id: int, revision: int, *, now: datetime) -> int:
    """Makes the draft the newest version; returns its number. What is published already stays as it is.

    Questions whose name means something else in another version or survey take a new one, in the draft too
    (see `surveys.check_draft`). Raises as `save_draft` does; InvalidInputError lists every problem.
    """
    require_editor(member)
    with writing(database) as session:
        survey, draft = _held(session, survey_id)
        versions = surveys.numbered_versions(session, survey_id)
        if versions and versions[0].fingerprint == fingerprint(draft.definition):
            return versions[0].number  # a second click publishes nothing
        _require_revision(draft, revision)
        definition = Definition.from_json(draft.definition)
        require_publishable(definition)
        definition, renamed = settled_names(session, definition)
        stored = definition.to_json()
        version = add_version(session, survey.id, stored, now=now)
        _change(draft, stored, member, now)
        details = {"number": version.number, "renamed": renamed}
        audit.record(session, member.id, "survey_published", f"survey {survey_id}", now=now, details=details)
        return version.number or 0


def discard_draft(
    database: Database, member: Member, survey_id: int, revision: int, *, now: datetime
) -> None:
    """Back to the newest version; a survey that was never published is removed."""
    require_editor(member)
    with writing(database) as session:
        survey, draft = _to_change(session, survey_id, revision)
        versions = surveys.numbered_versions(session, survey_id)
        if versions:
            _change(draft, versions[0].definition, member, now)
        else:
            session.delete(draft)
            session.flush()
            session.delete(survey)
        audit.record(session, member.id, "survey_discarded", f"survey {survey_id}", now=now)


def require_publishable(definition: Definition) -> None:
    """Raises InvalidInputError with everything that `check_definition` finds."""
    found = check_definition(definition)
    if found:
        raise InvalidInputError([_field_problem(problem, definition) for problem in found])


def _field_problem(problem: Problem, definition: Definition) -> FieldProblem:
    language = definition.default_language
    values = (
        (name, value.text(language) if isinstance(value, Words) else str(value))
        for name, value in problem.values
    )
    label = problem.label.text(language) if problem.label else problem.question or ""
    return FieldProblem(problem.question or "", problem.key, (("question", label), *values))


def _to_change(session: Session, survey_id: int, revision: int) -> tuple[Survey, SurveyDraft]:
    survey, draft = _held(session, survey_id)
    _require_revision(draft, revision)
    return survey, draft


def _held(session: Session, survey_id: int) -> tuple[Survey, SurveyDraft]:
    """A survey and its draft; whoever else would change it waits until this transaction ends."""
    survey = session.get(Survey, survey_id)
    if survey is None:
        raise NotFoundError("versions.unknown_survey")
    draft = surveys.draft_to_change(session, survey_id)
    if draft is None or survey.name in LIBRARY:
        raise InvalidInputError([FieldProblem("survey", "versions.builtin")], "versions.builtin")
    return survey, draft


def _require_revision(draft: SurveyDraft, revision: int) -> None:
    if draft.revision != revision:
        raise EditConflictError("versions.edit_conflict")


def require_editor(member: Member) -> None:
    if not member.may_edit:
        raise PermissionDeniedError("versions.no_permission")


def _change(draft: SurveyDraft, stored: object, member: Member, now: datetime) -> None:
    draft.definition = stored
    draft.revision += 1
    draft.edited_by = member.id
    draft.edited_at = now
