"""The surveys there are: their drafts, versions and differences. Everyone in the team may look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dashboard.errors import InvalidInputError, NotFoundError
from dashboard.roles import Member
from dashboard.services.store import Database, reading
from dashboard.services.survey_creation import create_survey, duplicate_survey, export_survey, import_survey
from dashboard.services.survey_drafts import discard_draft, publish_draft, save_draft
from dashboard.services.survey_publishing import settled_names
from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Definition
from dashboard.survey.differences import Difference, differences
from dashboard.survey.library import LIBRARY
from dashboard.survey.problems import Problem
from dashboard.survey.words import Words
from db.queries import surveys as queries
from db.queries.surveys import StoredDraft, StoredVersion

__all__ = [
    "DraftCheck",
    "SurveyDetail",
    "SurveySummary",
    "VersionView",
    "check_draft",
    "create_survey",
    "difference",
    "discard_draft",
    "duplicate_survey",
    "export_survey",
    "import_survey",
    "list_surveys",
    "publish_draft",
    "save_draft",
    "survey_detail",
    "templates",
    "version_definition",
    "versions",
]


@dataclass(frozen=True, slots=True)
class SurveySummary:
    """A stored survey. `newest` is the number of its newest version, None while it was never published.

    `revision` is the draft's; 0 where there is none, for built-in surveys do not change. `links` counts
    those that ask with the newest version.
    """

    id: int
    name: str
    title: Words
    languages: tuple[str, ...]
    questions: int
    is_builtin: bool
    newest: int | None
    published_at: datetime | None
    has_changes: bool
    revision: int
    edited_by: str | None
    edited_at: datetime | None
    links: int


@dataclass(frozen=True, slots=True)
class VersionView:
    """A published version of a survey."""

    id: int
    number: int
    published_at: datetime | None
    questions: int
    links: int


@dataclass(frozen=True, slots=True)
class SurveyDetail:
    """A survey to look at or to edit: `definition` is the draft, or a built-in survey as it is."""

    summary: SurveySummary
    definition: Definition
    versions: tuple[VersionView, ...]

    @property
    def revision(self) -> int:
        return self.summary.revision


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What publishing would do: nothing while there are `problems`; else these questions get another name
    (old, new), for under theirs another question has been counted.
    """

    problems: tuple[Problem, ...]
    renamed: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]
    has_changes: bool


def templates() -> Mapping[str, Definition]:
    """The surveys that come with Huella, by name, stored or not."""
    return {name: survey() for name, survey in LIBRARY.items()}


def list_surveys(database: Database, member: Member) -> tuple[SurveySummary, ...]:
    """Every stored survey by name. Surveys are the whole team's, whatever a member's scope."""
    with reading(database) as session:
        drafts, newest = queries.drafts(session), queries.newest_versions(session)
        return tuple(
            _summary(survey_id, name, drafts.get(survey_id), newest.get(survey_id))[0]
            for survey_id, name in queries.survey_names(session).items()
            if survey_id in drafts or survey_id in newest
        )


def survey_detail(database: Database, member: Member, survey_id: int) -> SurveyDetail:
    """One survey with its versions, newest first. Raises NotFoundError."""
    with reading(database) as session:
        stored = _versions(session, survey_id)
        draft = queries.drafts(session, survey_id).get(survey_id)
        name = queries.survey_names(session)[survey_id]
        summary, definition = _summary(survey_id, name, draft, stored[0] if stored else None)
        return SurveyDetail(summary, definition, tuple(_view(version) for version in stored))


def versions(database: Database, survey_id: int) -> tuple[VersionView, ...]:
    """The published versions, newest first. Raises NotFoundError."""
    with reading(database) as session:
        return tuple(_view(version) for version in _versions(session, survey_id))


def version_definition(database: Database, survey_id: int, number: int) -> Definition:
    """A published version as it was written. Raises NotFoundError."""
    with reading(database) as session:
        return _version(session, survey_id, number)


def difference(database: Database, survey_id: int, older: int, newer: int | None) -> tuple[Difference, ...]:
    """What changed from one version to another; `newer` None is the draft. Raises NotFoundError."""
    with reading(database) as session:
        before = _version(session, survey_id, older)
        if newer is not None:
            return differences(before, _version(session, survey_id, newer))
        return differences(before, _draft(session, survey_id))


def check_draft(database: Database, member: Member, survey_id: int) -> DraftCheck:
    """What would happen if the draft were published now. Raises NotFoundError."""
    with reading(database) as session:
        stored = _versions(session, survey_id)
        draft = _draft(session, survey_id)
        problems = check_definition(draft)
        settled, renamed = (draft, {}) if problems else settled_names(session, draft)
        found = differences(Definition.from_json(stored[0].definition), settled) if stored else ()
    has_changes = not stored or bool(found) or settled.to_json() != stored[0].definition
    return DraftCheck(problems, tuple(renamed.items()), found, has_changes)


def _summary(
    survey_id: int, name: str, draft: StoredDraft | None, newest: StoredVersion | None
) -> tuple[SurveySummary, Definition]:
    is_builtin = name in LIBRARY
    definition = LIBRARY[name]() if is_builtin else _read(draft, newest)
    summary = SurveySummary(
        id=survey_id,
        name=name,
        title=definition.title,
        languages=definition.languages,
        questions=len(definition.questions),
        is_builtin=is_builtin,
        newest=newest.number if newest else None,
        published_at=newest.published_at if newest else None,
        has_changes=draft is not None and (newest is None or draft.fingerprint != newest.fingerprint),
        revision=draft.revision if draft and not is_builtin else 0,
        edited_by=draft.editor if draft else None,
        edited_at=draft.edited_at if draft else None,
        links=newest.links if newest else 0,
    )
    return summary, definition


def _read(draft: StoredDraft | None, newest: StoredVersion | None) -> Definition:
    stored = draft or newest
    if stored is None:
        raise NotFoundError("versions.unknown_survey")
    return Definition.from_json(stored.definition)


def _versions(session: Session, survey_id: int) -> list[StoredVersion]:
    if survey_id not in queries.survey_names(session):
        raise NotFoundError("versions.unknown_survey")
    return queries.numbered_versions(session, survey_id)


def _version(session: Session, survey_id: int, number: int) -> Definition:
    for version in _versions(session, survey_id):
        if version.number == number:
            return Definition.from_json(version.definition)
    raise NotFoundError("versions.unknown_survey")


def _draft(session: Session, survey_id: int) -> Definition:
    draft = queries.drafts(session, survey_id).get(survey_id)
    if draft is None:
        raise InvalidInputError((), "versions.builtin")
    return Definition.from_json(draft.definition)


def _view(version: StoredVersion) -> VersionView:
    questions = len(Definition.from_json(version.definition).questions)
    return VersionView(version.id, version.number, version.published_at, questions, version.links)
