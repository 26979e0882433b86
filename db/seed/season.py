"""Loads one foundation's training season: project, visits, trainings and what was said about them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Highlight,
    Project,
    ProjectOrganisation,
    Training,
    TrainingAudience,
    TrainingOrganisation,
    TrainingTopic,
    Visit,
)
from db.seed.files import document
from db.seed.organisations import organisation_ids


def load_season(session: Session, now: datetime) -> None:
    """Everything of the season, once: a project with this source means that it was loaded."""
    facts = document("season.toml")
    source = facts["source"]
    if session.scalars(select(Project).where(Project.source == source)).first() is not None:
        return
    organisations = organisation_ids(session, facts["organisations"], source=source, is_synthetic=False)
    project = _project(facts["project"], organisations, source)
    session.add(project)
    session.flush()
    visits = {each["number"]: Visit(**each, project_id=project.id, source=source) for each in facts["visits"]}
    session.add_all(visits.values())
    session.flush()
    for each in _repeated(facts["trainings"]):
        given_by = {facts["implementer"]: "implementer", **each["organisations"]}
        session.add(_training(each, visits[each["visit"]], given_by, organisations, now))
        session.flush()  # one by one, so that they keep the document's order
    for said in facts["highlights"]:
        session.add(Highlight(**said, project_id=project.id, is_approved=True, source=source))
        session.flush()


def _project(facts: dict[str, Any], organisations: Mapping[str, int], source: str) -> Project:
    roles = facts["organisations"].items()
    own = {name: value for name, value in facts.items() if name != "organisations"}
    linked = [ProjectOrganisation(organisation_id=organisations[name], role=role) for name, role in roles]
    return Project(**own, source=source, organisations=linked)


def _repeated(trainings: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each training; one that took place several times, as often as it did."""
    for training in trainings:
        for number in range(1, training.get("times", 1) + 1):
            yield {**training, "title": training["title"].format(number=number)}


def _training(
    facts: dict[str, Any],
    visit: Visit,
    roles: Mapping[str, str],
    organisations: Mapping[str, int],
    now: datetime,
) -> Training:
    """A training between the bounds of its visit. Attendance, hours, modality and point: not reported."""
    return Training(
        title=facts["title"],
        kind=facts["kind"],
        status="done",
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        date_precision=visit.date_precision,
        place=facts.get("place", ""),
        territory_code=facts["territory_code"],
        project_id=visit.project_id,
        visit_id=visit.id,
        source=visit.source,
        updated_at=now,
        topics=[TrainingTopic(topic=topic) for topic in facts.get("topics", ())],
        audiences=[TrainingAudience(audience=audience) for audience in facts.get("audiences", ())],
        organisations=[
            TrainingOrganisation(organisation_id=organisations[name], role=role)
            for name, role in roles.items()
        ],
    )
