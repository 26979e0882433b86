"""Files of answers that were imported, and the room that a link has for them."""

from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from db.models import AnswerImport, SurveyLink
from db.queries.links import is_open_on


def imported_on(session: Session, link_id: int, sha256: str) -> datetime | None:
    """When exactly this file was imported into this link; None if it was not."""
    query = select(AnswerImport.imported_at).where(
        AnswerImport.link_id == link_id, AnswerImport.sha256 == sha256
    )
    return session.scalars(query).one_or_none()


def count_responses(session: Session, link_id: int, today: date, count: int) -> bool:
    """Adds to `received` if the link is open and all of them fit; False if not, and nothing is added."""
    fits = or_(SurveyLink.cap.is_(None), SurveyLink.received + count <= SurveyLink.cap)
    statement = (
        update(SurveyLink)
        .where(SurveyLink.id == link_id, is_open_on(today), fits)
        .values(received=SurveyLink.received + count)
        .execution_options(synchronize_session=False)
    )
    return session.connection().execute(statement).rowcount == 1
