"""Published survey versions: found by their exact definition, published when there is none yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Survey, SurveyVersion


def published_version(session: Session, definition: Mapping[str, Any], *, now: datetime) -> int:
    """The id of the version that holds exactly this definition. Any: JSON, as the survey engine wrote it.

    A stored version is never changed: another wording becomes another version of the survey of that name.
    """
    survey = session.scalars(select(Survey).where(Survey.name == definition["name"])).one_or_none()
    if survey is None:
        survey = Survey(name=definition["name"])
        session.add(survey)
        session.flush()
    of_survey = select(SurveyVersion).where(SurveyVersion.survey_id == survey.id)
    for version in session.scalars(of_survey.order_by(SurveyVersion.number.desc())):
        if version.definition == definition:
            return version.id
    last = session.scalar(select(func.max(SurveyVersion.number)).where(SurveyVersion.survey_id == survey.id))
    new = SurveyVersion(survey_id=survey.id, number=(last or 0) + 1, definition=definition, published_at=now)
    session.add(new)
    session.flush()
    return new.id
