"""Surveys with their drafts and versions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Account, Survey, SurveyDraft, SurveyLink, SurveyVersion
from db.models.survey import fingerprint


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A numbered version. `links` counts those that ask with it or with a variant of it."""

    id: int
    number: int
    definition: Any  # JSON, as the survey engine wrote it
    fingerprint: str
    published_at: datetime | None
    links: int


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft; `editor` is the name of who changed it last."""

    definition: Any  # JSON, as above
    revision: int
    editor: str | None
    edited_at: datetime

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.definition)


def survey_count(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(Survey)).one()


def survey_names(session: Session) -> dict[int, str]:
    """Every survey's name by id, in the order of names."""
    return dict(session.execute(select(Survey.id, Survey.name).order_by(Survey.name)).all())


def drafts(session: Session, survey_id: int | None = None) -> dict[int, StoredDraft]:
    """The draft of each survey (or of one) that has one."""
    query = select(
        SurveyDraft.survey_id,
        SurveyDraft.definition,
        SurveyDraft.revision,
        Account.name,
        SurveyDraft.edited_at,
    ).outerjoin(Account, Account.id == SurveyDraft.edited_by)
    if survey_id is not None:
        query = query.where(SurveyDraft.survey_id == survey_id)
    return {survey: StoredDraft(*row) for survey, *row in session.execute(query)}


def draft_to_change(session: Session, survey_id: int) -> SurveyDraft | None:
    """The row itself; whoever else would change it waits."""
    query = select(SurveyDraft).where(SurveyDraft.survey_id == survey_id).with_for_update()
    return session.scalars(query).one_or_none()


def newest_versions(session: Session) -> dict[int, StoredVersion]:
    """The newest numbered version of each survey that has one."""
    newest = (
        select(SurveyVersion.survey_id, func.max(SurveyVersion.number).label("number"))
        .group_by(SurveyVersion.survey_id)
        .subquery()
    )
    query = select(SurveyVersion).join(
        newest,
        (newest.c.survey_id == SurveyVersion.survey_id) & (newest.c.number == SurveyVersion.number),
    )
    found = list(session.scalars(query))
    links = _links(session, [version.id for version in found])
    return {version.survey_id: _stored(version, links) for version in found}


def numbered_versions(session: Session, survey_id: int) -> list[StoredVersion]:
    """The numbered versions of a survey, newest first."""
    query = (
        select(SurveyVersion)
        .where(SurveyVersion.survey_id == survey_id, SurveyVersion.number.is_not(None))
        .order_by(SurveyVersion.number.desc())
    )
    found = list(session.scalars(query))
    links = _links(session, [version.id for version in found])
    return [_stored(version, links) for version in found]


def version_numbers(session: Session) -> list[int]:
    """The ids of all numbered versions of all surveys, oldest first."""
    query = select(SurveyVersion.id).where(SurveyVersion.number.is_not(None)).order_by(SurveyVersion.id)
    return list(session.scalars(query))


def versions_of_training(session: Session, training_id: int) -> list[int]:
    """The ids of the versions a training has asked with, oldest first."""
    query = (
        select(SurveyLink.version_id)
        .where(SurveyLink.training_id == training_id)
        .distinct()
        .order_by(SurveyLink.version_id)
    )
    return list(session.scalars(query))


def _links(session: Session, versions: Collection[int]) -> dict[int, int]:
    base = func.coalesce(SurveyVersion.variant_of, SurveyVersion.id)
    query = (
        select(base, func.count())
        .select_from(SurveyLink)
        .join(SurveyVersion, SurveyVersion.id == SurveyLink.version_id)
        .where(base.in_(versions))
        .group_by(base)
    )
    return dict(session.execute(query).all())


def _stored(version: SurveyVersion, links: dict[int, int]) -> StoredVersion:
    return StoredVersion(
        id=version.id,
        number=version.number or 0,
        definition=version.definition,
        fingerprint=version.fingerprint,
        published_at=version.published_at,
        links=links.get(version.id, 0),
    )
