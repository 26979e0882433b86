"""Published versions of the surveys that come with Huella."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.survey.library.post_training import post_training
from db.models import Survey, SurveyVersion


def built_in_version(session: Session, *, now: datetime) -> int:
    """The newest version of the post-training survey; publishes one when ours has changed since.

    A stored version is never changed: a new wording in the code becomes a new version.
    """
    definition = post_training().to_json()
    name = str(definition["name"])
    survey = session.scalars(select(Survey).where(Survey.name == name)).one_or_none()
    if survey is None:
        survey = Survey(name=name)
        session.add(survey)
        session.flush()
    versions = select(SurveyVersion).where(SurveyVersion.survey_id == survey.id)
    newest = session.scalars(versions.order_by(SurveyVersion.number.desc())).first()
    if newest is not None and newest.definition == definition:
        return newest.id
    number = 1 if newest is None else newest.number + 1
    version = SurveyVersion(survey_id=survey.id, number=number, definition=definition, published_at=now)
    session.add(version)
    session.flush()
    return version.id
