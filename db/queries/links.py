"""Links by code or training, and whether they are open."""

from datetime import date

from sqlalchemy import ColumnElement, Date, Integer, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session

from db.models import Organisation, SurveyLink, SurveyVersion, Territory, Training, TrainingOrganisation

# Put together once: for each response, that would take longer than running them.
_OF_CODE = select(SurveyLink).where(SurveyLink.code == bindparam("of_code"))


def link_by_code(session: Session, code: str) -> SurveyLink | None:
    return session.scalars(_OF_CODE, {"of_code": code}).one_or_none()


def links_of_training(session: Session, training_id: int) -> list[SurveyLink]:
    query = select(SurveyLink).where(SurveyLink.training_id == training_id).order_by(SurveyLink.id.desc())
    return list(session.scalars(query))


def is_open_on(today: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The condition that a link takes responses on a local day."""
    return and_(
        SurveyLink.state == "open",
        or_(SurveyLink.opens_on.is_(None), SurveyLink.opens_on <= today),
        or_(SurveyLink.closes_on.is_(None), SurveyLink.closes_on >= today),
        or_(SurveyLink.cap.is_(None), SurveyLink.received < SurveyLink.cap),
    )


_COUNT_RESPONSE = (
    update(SurveyLink)
    .where(SurveyLink.id == bindparam("of_link"), is_open_on(bindparam("today", type_=Date)))
    .values(received=SurveyLink.received + 1)
    .execution_options(synchronize_session=False)
)


def count_response(session: Session, link_id: int, today: date) -> bool:
    """Adds one to `received` if the link is open, holding its row until the commit; False if it is not."""
    done = session.connection().execute(_COUNT_RESPONSE, {"of_link": link_id, "today": today})
    return done.rowcount == 1


def definition_of(session: Session, version_id: int) -> object:
    """The stored JSON of a survey version."""
    return session.scalars(select(SurveyVersion.definition).where(SurveyVersion.id == version_id)).one()


_HEADING = (
    select(Training.title, Territory.name)
    .join(Territory)
    .where(Training.id == bindparam("of_training", type_=Integer))
)
_ORGANISERS = (
    select(TrainingOrganisation.role, Organisation.name)
    .join(Organisation)
    .where(TrainingOrganisation.training_id == bindparam("of_training", type_=Integer))
    .order_by(TrainingOrganisation.role.desc(), Organisation.name)
)


def form_heading(session: Session, training_id: int) -> tuple[str, str, str]:
    """Title, organiser (implementer, else host) and territory of the training a form is about."""
    title, territory = session.execute(_HEADING, {"of_training": training_id}).one()
    by_role = dict(session.execute(_ORGANISERS, {"of_training": training_id}).all())
    return title, by_role.get("implementer", by_role.get("host", "")), territory
