"""Setting targets: what is refused, who may, and what a second editor is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.errors import EditConflictError, InvalidInputError, NotFoundError
from dashboard.roles import Role
from dashboard.services.target_edits import TargetDraft, delete_target, save_target
from dashboard.services.targets import target_detail
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import AuditEvent, Target
from tests.factories import NOW, make_territory
from tests.services.people import member_of

DRAFT = TargetDraft("trainings", date(2026, 1, 1), date(2026, 12, 31), 10)
NORTH = Scope(regions=("02",), projects=())


@pytest.fixture
def season(database: Database) -> Database:
    """Two comunas with all that is above them."""
    with database.write() as session:
        make_territory(session, "02101")
        make_territory(session, "05601")
    return database


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"indicator": "happiness"}, "indicator"),
        ({"territory_code": "99999"}, "territory_code"),
        ({"project_id": 4711}, "project_id"),
        ({"territory_code": "02", "project_id": 4711}, "project_id"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": date(2025, 1, 1)}, "ends_on"),
        ({"starts_on": date(1900, 1, 1)}, "starts_on"),
        ({"ends_on": date(2046, 1, 1)}, "ends_on"),
        ({"value": None}, "value"),
        ({"value": 0}, "value"),
        ({"value": 2.5}, "value"),
        ({"value": float("nan")}, "value"),
        ({"indicator": "satisfaction", "value": 80}, "value"),
        ({"indicator": "nps", "value": -101}, "value"),
        ({"note": "x" * 201}, "note"),
    ],
)
def test_each_problem_is_told_by_its_field(season: Database, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        save_target(season, member_of(season), replace(DRAFT, **changes), now=NOW)
    assert [problem.field for problem in caught.value.problems] == [field]


@pytest.mark.parametrize("role", list(Role))
def test_a_person_sets_targets_within_their_scope(season: Database, role: Role) -> None:
    member = member_of(season, role, NORTH)
    assert save_target(season, member, replace(DRAFT, territory_code="02101"), now=NOW)
    for code in ("05", ""):
        with pytest.raises(InvalidInputError):
            save_target(season, member, replace(DRAFT, territory_code=code), now=NOW)


def test_the_same_target_is_not_set_twice(season: Database) -> None:
    member = member_of(season)
    first = save_target(season, member, DRAFT, now=NOW)
    with pytest.raises(InvalidInputError) as caught:
        save_target(season, member, replace(DRAFT, value=20), now=NOW)
    assert caught.value.problems[0].key == "targets.problem.twice"
    assert save_target(season, member, replace(DRAFT, value=20, revision=1), first, now=NOW) == first


def test_the_second_editor_is_told_and_nothing_is_lost(season: Database) -> None:
    member = member_of(season)
    saved = save_target(season, member, DRAFT, now=NOW)
    save_target(season, member, replace(DRAFT, value=20, revision=1), saved, now=NOW)
    with pytest.raises(EditConflictError):
        save_target(season, member, replace(DRAFT, value=30, revision=1), saved, now=NOW)
    assert target_detail(season, EVERYTHING, saved).value == 20
    with pytest.raises(EditConflictError):
        delete_target(season, member, saved, 1, now=NOW)


def test_a_target_that_was_deleted_meanwhile_is_gone(season: Database) -> None:
    member = member_of(season)
    saved = save_target(season, member, DRAFT, now=NOW)
    delete_target(season, member, saved, 1, now=NOW)
    with pytest.raises(NotFoundError):
        save_target(season, member, replace(DRAFT, revision=1), saved, now=NOW)
    with pytest.raises(NotFoundError):
        delete_target(season, member, saved, 1, now=NOW)
    with season.read() as session:
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
        assert actions == ["target_saved", "target_deleted"]
        assert session.scalars(select(Target.id)).all() == []
