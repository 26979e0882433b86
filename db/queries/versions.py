"""Published survey versions: found by their exact definition, published when there is none yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models import Survey, SurveyVersion
from db.models.survey import fingerprint

Json = Mapping[str, Any]  # Any: a definition, as the survey engine wrote it


def published_version(session: Session, definition: Json, *, now: datetime) -> int:
    """The id of the version that holds exactly this definition.

    A stored version is never changed: another wording becomes another version of the survey of that name.
    """
    survey_id = survey_of_name(session, str(definition["name"]))
    found = version_with(session, survey_id, definition)
    return found if found is not None else add_version(session, survey_id, definition, now=now).id


def survey_of_name(session: Session, name: str) -> int:
    """The id of the survey of that name, made when there is none; others who publish it wait."""
    survey = session.scalars(select(Survey).where(Survey.name == name).with_for_update()).one_or_none()
    if survey is None:
        survey = Survey(name=name)
        session.add(survey)
        session.flush()
    return survey.id


def version_with(session: Session, survey_id: int, definition: Json) -> int | None:
    """The newest numbered version that holds exactly this definition."""
    return session.scalar(
        _holding(survey_id, definition)
        .where(SurveyVersion.number.is_not(None))
        .order_by(SurveyVersion.number.desc())
        .limit(1)
    )


def add_version(session: Session, survey_id: int, definition: Json, *, now: datetime) -> SurveyVersion:
    """The next version of a survey."""
    last = session.scalar(select(func.max(SurveyVersion.number)).where(SurveyVersion.survey_id == survey_id))
    new = SurveyVersion(
        survey_id=survey_id, number=(last or 0) + 1, definition=dict(definition), published_at=now
    )
    session.add(new)
    session.flush()
    return new


def published_variant(session: Session, version_id: int, definition: Json, *, now: datetime) -> int:
    """The id of the variant of a version that holds exactly this definition; published once."""
    survey_id = session.scalars(select(SurveyVersion.survey_id).where(SurveyVersion.id == version_id)).one()
    found = session.scalar(
        _holding(survey_id, definition).where(SurveyVersion.variant_of == version_id).limit(1)
    )
    if found is not None:
        return found
    new = SurveyVersion(
        survey_id=survey_id, variant_of=version_id, definition=dict(definition), published_at=now
    )
    session.add(new)
    session.flush()
    return new.id


def _holding(survey_id: int, definition: Json) -> Select[int]:
    return select(SurveyVersion.id).where(
        SurveyVersion.survey_id == survey_id, SurveyVersion.fingerprint == fingerprint(definition)
    )
