"""Published tallies for dashboards. Nothing here reads what one person answered."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.criteria import Filters, Scope
from db.models import SurveyLink, SurveyVersion, Tally, TallyTotal, Training
from db.queries.conditions import training_conditions
from db.queries.frames import frame

COLUMNS = ("training_id", "question", "choice", "people")
TOTAL_COLUMNS = ("training_id", "question", "answers", "published_at")


def tallies(session: Session, scope: Scope, filters: Filters) -> pd.DataFrame:
    """People per training, question and choice, as published."""
    query = (
        select(Tally.training_id, Tally.question, Tally.choice, Tally.people)
        .join(Training, Training.id == Tally.training_id)
        .where(*training_conditions(scope, filters))
    )
    return frame(session, query, COLUMNS)


def tally_totals(session: Session, scope: Scope, filters: Filters) -> pd.DataFrame:
    """How many people's answers to each question of each training are published, and since when."""
    query = (
        select(TallyTotal.training_id, TallyTotal.question, TallyTotal.answers, TallyTotal.published_at)
        .join(Training, Training.id == TallyTotal.training_id)
        .where(*training_conditions(scope, filters))
    )
    return frame(session, query, TOTAL_COLUMNS)


def version_ids(session: Session) -> list[int]:
    """Survey versions in use, newest first: the newest wording of a question is the one shown."""
    used = select(SurveyLink.version_id).distinct()
    return list(
        session.scalars(
            select(SurveyVersion.id).where(SurveyVersion.id.in_(used)).order_by(SurveyVersion.id.desc())
        )
    )
