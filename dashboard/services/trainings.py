"""Trainings as screens read them: the list, one of them, and what filters can offer."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.errors import NotFoundError
from dashboard.services.store import Database, reading
from dashboard.services.training_surveys import objectives_of
from db.criteria import Filters, Scope
from db.models import Highlight, Project, Territory, Training, Visit
from db.queries import options, trainings

TRAINING_COLUMNS = trainings.COLUMNS


@dataclass(frozen=True, slots=True)
class HighlightView:
    person: str
    role: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class VisitView:
    """Dates are bounds; `date_precision` says how exact the source is."""

    number: int
    starts_on: date | None
    ends_on: date | None
    date_precision: str
    lead: str
    purpose: str


@dataclass(frozen=True, slots=True)
class TrainingView:
    """One training with all that belongs to it. `attendance_total` None = not reported."""

    id: int
    title: str
    kind: str
    status: str
    starts_on: date | None
    ends_on: date | None
    date_precision: str
    hours: float | None
    modality: str | None
    place: str
    territory_code: str
    territory: str
    region: str
    attendance_total: int | None
    attendance_qualifier: str
    attendances: tuple[tuple[str, str, int], ...]  # dimension, category, people
    project_id: int | None
    project: str
    visit: VisitView | None
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    organisations: tuple[tuple[str, str], ...]  # role, name
    facilitators: tuple[str, ...]
    objectives: tuple[tuple[str, str], ...]  # Spanish, English
    highlights: tuple[HighlightView, ...]
    source: str
    is_synthetic: bool
    revision: int


@dataclass(frozen=True, slots=True)
class Options:
    """What the filters can offer, as (value, label); vocabularies are labelled by the screen."""

    projects: tuple[tuple[int, str], ...]
    organisations: tuple[tuple[int, str], ...]
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]


def training_list(database: Database, scope: Scope, filters: Filters, *, today: date) -> pd.DataFrame:
    """One row per training (TRAINING_COLUMNS), newest first."""
    with reading(database) as session:
        return trainings.trainings(session, scope, filters, today)


def filter_options(database: Database, scope: Scope) -> Options:
    with reading(database) as session:
        return Options(
            projects=tuple(options.projects(session, scope)),
            organisations=tuple(options.organisations(session, scope)),
            kinds=tuple(options.kinds(session, scope)),
            topics=tuple(options.topics(session, scope)),
            audiences=tuple(options.audiences(session, scope)),
        )


def training_detail(database: Database, scope: Scope, training_id: int) -> TrainingView:
    """One training; NotFoundError when there is none or the scope does not reach it."""
    with reading(database) as session:
        training = trainings.training_by_id(session, scope, training_id)
        if training is None:
            raise NotFoundError
        return _view(session, training)


def highlight_views(found: list[Highlight]) -> tuple[HighlightView, ...]:
    return tuple(HighlightView(h.person, h.role, h.words, h.source) for h in found)


def _view(session: Session, training: Training) -> TrainingView:
    territory = session.get_one(Territory, training.territory_code)
    region = session.get(Territory, training.territory_code[:2])
    project = session.get(Project, training.project_id) if training.project_id is not None else None
    visit = session.get(Visit, training.visit_id) if training.visit_id is not None else None
    found = trainings.highlights_about(
        session, training_id=training.id, visit_id=training.visit_id, project_id=None
    )
    return TrainingView(
        id=training.id,
        title=training.title,
        kind=training.kind,
        status=training.status,
        starts_on=training.starts_on,
        ends_on=training.ends_on,
        date_precision=training.date_precision,
        hours=training.hours,
        modality=training.modality,
        place=training.place,
        territory_code=training.territory_code,
        territory=territory.name,
        region=region.name if region is not None else "",
        attendance_total=training.attendance_total,
        attendance_qualifier=training.attendance_qualifier,
        attendances=tuple((a.dimension, a.category, a.people) for a in training.attendances),
        project_id=training.project_id,
        project=project.name if project is not None else "",
        visit=_visit(visit),
        topics=tuple(topic.topic for topic in training.topics),
        audiences=tuple(audience.audience for audience in training.audiences),
        organisations=tuple(sorted((o.role, o.organisation.name) for o in training.organisations)),
        facilitators=tuple(facilitator.name for facilitator in training.facilitators),
        objectives=objectives_of(training),
        highlights=highlight_views(found),
        source=training.source,
        is_synthetic=training.is_synthetic,
        revision=training.revision,
    )


def _visit(visit: Visit | None) -> VisitView | None:
    if visit is None:
        return None
    return VisitView(
        number=visit.number,
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        date_precision=visit.date_precision,
        lead=visit.lead,
        purpose=visit.purpose,
    )
