"""New surveys: from nothing, from the library, from another survey or from a file."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dashboard.errors import ConflictError, FieldProblem, InvalidInputError, NotFoundError
from dashboard.i18n import LANGUAGES, translator
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.store import Database, reading, writing
from dashboard.services.survey_drafts import require_editor
from dashboard.services.survey_limits import (
    MOST_SURVEYS,
    as_stored,
    free_name,
    require_name,
    require_storable,
)
from dashboard.survey.definition import Definition
from dashboard.survey.library import LIBRARY
from dashboard.survey.words import Words
from db.models import Survey, SurveyDraft
from db.queries import surveys

ATTEMPTS = 3


def create_survey(database: Database, member: Member, definition: Definition, *, now: datetime) -> int:
    """Stores a new survey as a draft; returns its id. A name that is taken becomes name_2, name_3 …

    Raises PermissionDeniedError and InvalidInputError (every limit it exceeds).
    """
    require_editor(member)
    require_storable(definition)
    for _ in range(ATTEMPTS):
        try:
            with writing(database) as session:
                name = free_name(definition.name, surveys.survey_names(session).values())
                return _add(session, replace(definition, name=name), member.id, now)
        except IntegrityError:  # another survey of that name was stored in the same moment
            continue
    raise ConflictError


def duplicate_survey(database: Database, member: Member, source: int | str, *, now: datetime) -> int:
    """A copy of a survey (its id, or the name of a built-in one) as its draft has it; returns its id."""
    require_editor(member)
    with reading(database) as session:
        definition = _copied(session, source)
    return create_survey(database, member, replace(definition, title=_copy_of(definition.title)), now=now)


def import_survey(database: Database, definition: Definition, *, name: str = "", now: datetime) -> int:
    """For the command line: stores a new survey as a draft under exactly this name; returns its id.

    Raises InvalidInputError where the name is taken or a limit exceeded.
    """
    require_storable(definition)
    with writing(database) as session:
        chosen = require_name(name or definition.name, surveys.survey_names(session).values())
        return _add(session, replace(definition, name=chosen), None, now)


def export_survey(database: Database, name: str) -> Definition:
    """For the command line: the newest version of the survey of that name, or else its draft.

    Raises NotFoundError.
    """
    with reading(database) as session:
        if name in LIBRARY:
            return LIBRARY[name]()
        ids = {each: survey_id for survey_id, each in surveys.survey_names(session).items()}
        if name not in ids:
            raise NotFoundError("versions.unknown_survey")
        versions = surveys.numbered_versions(session, ids[name])
        if versions:
            return Definition.from_json(versions[0].definition)
        return _copied(session, ids[name])


def _copied(session: Session, source: int | str) -> Definition:
    if isinstance(source, str):
        if source not in LIBRARY:
            raise NotFoundError("versions.unknown_survey")
        return LIBRARY[source]()
    survey = session.get(Survey, source)
    if survey is None:
        raise NotFoundError("versions.unknown_survey")
    if survey.name in LIBRARY:
        return LIBRARY[survey.name]()
    return Definition.from_json(surveys.drafts(session, source)[source].definition)


def _copy_of(title: Words) -> Words:
    return Words(
        tuple(
            (language, translator(language)("versions.copy", title=text) if language in LANGUAGES else text)
            for language, text in title.by_language
        )
    )


def _add(session: Session, definition: Definition, account_id: int | None, now: datetime) -> int:
    if surveys.survey_count(session) >= MOST_SURVEYS:
        values = (("most", str(MOST_SURVEYS)),)
        raise InvalidInputError([FieldProblem("survey", "versions.too_many_surveys", values)])
    survey = Survey(name=definition.name)
    session.add(survey)
    session.flush()
    draft = SurveyDraft(
        survey_id=survey.id,
        definition=as_stored(definition),
        revision=1,
        edited_by=account_id,
        edited_at=now,
    )
    session.add(draft)
    audit.record(session, account_id, "survey_created", f"survey {survey.id}", now=now)
    return survey.id
