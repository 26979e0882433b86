"""Loads the synthetic programme: flagged everywhere, the same on every machine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Attendance,
    Project,
    ProjectOrganisation,
    Training,
    TrainingAudience,
    TrainingOrganisation,
    TrainingTopic,
)
from db.seed.bulk import Row, add, add_numbered
from db.seed.files import document
from db.seed.organisations import organisation_ids
from db.seed.synthetic_plan import SEED, SyntheticTraining, planned_trainings


@dataclass(frozen=True, slots=True)
class SyntheticPlan:
    """The stored programme, from which its responses are drawn."""

    seed: int
    trainings: tuple[SyntheticTraining, ...]

    @property
    def responses(self) -> int:
        return sum(training.responses for training in self.trainings)


def load_synthetic(session: Session, *, now: datetime, seed: int = SEED) -> SyntheticPlan:
    """Projects, organisations and trainings, once; the plan names the stored trainings on every call."""
    facts = document("synthetic_programme.toml")
    planned = planned_trainings(seed)
    stored = stored_trainings(session, planned, seed)
    if not stored:
        source = _source(facts["source"], seed)
        organisations = organisation_ids(session, facts["organisations"], source=source, is_synthetic=True)
        projects = _projects(session, facts["projects"], organisations, source)
        _add_trainings(session, planned, projects, facts["source"], seed, now)
        stored = stored_trainings(session, planned, seed)
        _add_details(session, stored, facts, organisations)
    return SyntheticPlan(seed, stored)


def stored_trainings(
    session: Session, planned: Sequence[SyntheticTraining], seed: int
) -> tuple[SyntheticTraining, ...]:
    """The planned trainings that are stored, with their ids. Their source says which is which."""
    source = document("synthetic_programme.toml")["source"]
    flagged = select(Training.source, Training.id).where(Training.is_synthetic)
    ids = dict(session.execute(flagged).all())
    named = ((training, ids.get(_source(source, seed, training.number))) for training in planned)
    return tuple(replace(training, id=number) for training, number in named if number is not None)


def _source(name: str, seed: int, number: int | None = None) -> str:
    """ "sintético, semilla 20261122", for a training with its number."""
    which = f", n.º {number:03}" if number else ""
    return f"{name}, semilla {seed}{which}"


def _projects(
    session: Session, projects: list[dict[str, Any]], organisations: dict[str, int], source: str
) -> dict[str, int]:
    """Name → id of the new projects."""
    columns = ("name", "description", "starts_on", "ends_on")
    rows = [
        {**{column: each[column] for column in columns}, "source": source, "is_synthetic": True}
        for each in projects
    ]
    ids = dict(zip((each["name"] for each in projects), add_numbered(session, Project, rows), strict=True))
    linked = [
        {"project_id": ids[each["name"]], "organisation_id": organisations[each[role]], "role": role}
        for each in projects
        for role in ("funder", "implementer")
    ]
    add(session, ProjectOrganisation, linked)
    return ids


def _add_trainings(
    session: Session,
    planned: Sequence[SyntheticTraining],
    projects: dict[str, int],
    source: str,
    seed: int,
    now: datetime,
) -> None:
    add(
        session,
        Training,
        [
            {
                "title": each.title,
                "kind": each.kind,
                "status": each.status,
                "starts_on": each.starts_on,
                "ends_on": each.ends_on,
                "hours": each.hours,
                "modality": each.modality,
                "territory_code": each.territory_code,
                "attendance_total": each.attendance,
                "project_id": projects[each.project],
                "source": _source(source, seed, each.number),
                "is_synthetic": True,
                "revision": 1,
                "updated_at": now,
            }
            for each in planned
        ],
    )


def _add_details(
    session: Session,
    stored: Sequence[SyntheticTraining],
    facts: dict[str, Any],
    organisations: dict[str, int],
) -> None:
    """Topics, audiences, organisations, and head counts by gender where they were taken."""
    implementers = {project["name"]: project["implementer"] for project in facts["projects"]}
    add(session, TrainingTopic, [{"training_id": each.id, "topic": each.topic} for each in stored])
    add(session, TrainingAudience, [{"training_id": each.id, "audience": each.audience} for each in stored])
    given_by = [(each.id, implementers[each.project], "implementer") for each in stored]
    held_at = [(each.id, each.host, "host") for each in stored]
    add(
        session,
        TrainingOrganisation,
        [
            {"training_id": training, "organisation_id": organisations[name], "role": role}
            for training, name, role in (*given_by, *held_at)
        ],
    )
    add(session, Attendance, [row for each in stored for row in _attendances(each)])


def _attendances(training: SyntheticTraining) -> list[Row]:
    counted = (("women", training.women), ("men", training.men))
    return [
        {"training_id": training.id, "dimension": "gender", "category": category, "people": people}
        for category, people in counted
        if people is not None
    ]
