"""Links by code or training, and whether they are open."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Date, Integer, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from db.models import Organisation, SurveyLink, SurveyVersion, Territory, Training, TrainingOrganisation
from db.queries.connections import Spoken, connection_of


class AskedLink(NamedTuple):
    """What a response needs to know of its link: looked at, never changed."""

    id: int
    code: str
    training_id: int
    version_id: int
    state: str
    opens_on: date | None
    closes_on: date | None
    cap: int | None
    received: int
    pin_hash: str | None
    needs_slip: bool
    is_kiosk: bool
    language: str


class Heading(NamedTuple):
    """What a form is about: the training's title, its organiser (implementer, else host) and territory."""

    title: str
    organiser: str
    territory: str


# Put together once: for each response, that would take longer than running them.
_ASKED = select(*(SurveyLink.__table__.c[name] for name in AskedLink._fields)).where(
    SurveyLink.code == bindparam("of_code")
)


def asked_link(spoken: Spoken, code: str) -> AskedLink | None:
    row = connection_of(spoken).execute(_ASKED, {"of_code": code}).one_or_none()
    return None if row is None else AskedLink(*row)


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


COUNT_RESPONSE = (
    update(SurveyLink)
    .where(SurveyLink.id == bindparam("of_link"), is_open_on(bindparam("today", type_=Date)))
    .values(received=SurveyLink.received + 1)
    .execution_options(synchronize_session=False)
)


def count_response(spoken: Spoken, link_id: int, today: date) -> bool:
    """Adds one to `received` if the link is open, holding its row until the commit; False if it is not."""
    done = connection_of(spoken).execute(COUNT_RESPONSE, {"of_link": link_id, "today": today})
    return done.rowcount == 1


def definition_of(spoken: Spoken, version_id: int) -> object:
    """The stored JSON of a survey version."""
    query = select(SurveyVersion.definition).where(SurveyVersion.id == version_id)
    return connection_of(spoken).execute(query).scalar_one()


# One of those who carried the training out, else of those who asked for it.
_ORGANISER = (
    select(Organisation.name)
    .join(TrainingOrganisation)
    .where(
        TrainingOrganisation.training_id == Training.id,
        TrainingOrganisation.role.in_(["implementer", "host"]),
    )
    .order_by(TrainingOrganisation.role.desc(), Organisation.name.desc())
    .limit(1)
    .correlate(Training)
    .scalar_subquery()
)
_HEADING = Training.title, func.coalesce(_ORGANISER, ""), Territory.name
_HEADING_OF = (
    select(*_HEADING)
    .select_from(Training)
    .join(Territory)
    .where(Training.id == bindparam("of_training", type_=Integer))
)
_FORM = (
    _ASKED.add_columns(*_HEADING)
    .select_from(SurveyLink)
    .join(Training, Training.id == SurveyLink.training_id)
    .join(Territory, Territory.code == Training.territory_code)
)


def form_heading(spoken: Spoken, training_id: int) -> Heading:
    """What a form is about."""
    return Heading(*connection_of(spoken).execute(_HEADING_OF, {"of_training": training_id}).one())


def asked_form(spoken: Spoken, code: str) -> tuple[AskedLink, Heading] | None:
    """A link and its heading at once: half of what phones ask for."""
    row = connection_of(spoken).execute(_FORM, {"of_code": code}).one_or_none()
    link = len(AskedLink._fields)
    return None if row is None else (AskedLink(*row[:link]), Heading(*row[link:]))
