"""Targets: what counts towards one, in which part of its period, and who sees it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.errors import NotFoundError
from dashboard.indicators.pace import Period, Status
from dashboard.services.publication import advance_all
from dashboard.services.target_edits import TargetDraft, save_target
from dashboard.services.targets import Progress, Step, cut, level_target, target_detail, target_list
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from db.models import TrainingOrganisation
from tests.factories import (
    NOW,
    TODAY,
    make_answers,
    make_link,
    make_organisation,
    make_project,
    make_response,
    make_territory,
    make_training,
)
from tests.services.people import member_of

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DRAFT = TargetDraft("trainings", *YEAR, 10)
NORTH = Scope(regions=("02",), projects=())


def listed(
    database: Database, filters: Filters = NO_FILTERS, *, scope: Scope = EVERYTHING, step: Step = "total"
) -> tuple[Progress, ...]:
    return target_list(database, scope, filters, today=TODAY, step=step)


def one(database: Database, draft: TargetDraft, step: Step = "total") -> Progress:
    """The progress of a new target."""
    saved = save_target(database, member_of(database), draft, now=NOW)
    (found,) = [each for each in listed(database, step=step) if each.target.id == saved]
    return found


def hold(database: Database, territory: str, day: date, **values: Any) -> int:
    with database.write() as session:
        return make_training(session, territory, starts_on=day, ends_on=day, **values).id


@pytest.fixture
def season(database: Database) -> Database:
    """2026: Antofagasta in March and May (one head count missing), San Antonio in May; one more in 2025."""
    with database.write() as session:
        make_territory(session, "02101")
        make_territory(session, "05601")
    hold(database, "02101", date(2026, 3, 2), attendance_total=30, hours=2)
    hold(database, "02101", date(2026, 5, 4), attendance_total=None, hours=None)
    hold(database, "05601", date(2026, 5, 4), attendance_total=12, hours=3)
    hold(database, "05601", date(2025, 12, 30), attendance_total=500)
    hold(database, "05601", date(2026, 12, 4), attendance_total=None, status="planned")
    hold(database, "05601", date(2026, 4, 4), attendance_total=70, status="cancelled")
    return database


# --- what counts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "territory", "value", "not_reported"),
    [
        ("trainings", "", 3, 0),
        ("trainings", "02", 2, 0),
        ("attendances", "", 42, 1),
        ("attendances", "05", 12, 0),
        ("hours", "02", 2, 1),
        ("comunas", "", 2, 0),
        ("comunas", "021", 1, 0),
        ("coverage", "05", 1.0, 0),
        ("responses", "", 0, 0),
        ("organisations", "", 0, 0),
    ],
)
def test_trainings_held_that_began_in_the_period_count(
    season: Database, indicator: str, territory: str, value: float, not_reported: int
) -> None:
    goal = 1.0 if indicator == "coverage" else 100
    found = one(season, replace(DRAFT, indicator=indicator, territory_code=territory, value=goal))
    assert (found.actual.state, found.actual.value, found.actual.not_reported) == (
        "value", value, not_reported,
    )  # fmt: skip


def test_a_training_counts_in_the_period_in_which_it_began(season: Database) -> None:
    with season.write() as session:
        make_training(session, "02101", starts_on=date(2026, 6, 29), ends_on=date(2026, 7, 3))
    halves = [
        one(season, replace(DRAFT, starts_on=first, ends_on=last)).actual.value
        for first, last in ((YEAR[0], date(2026, 6, 30)), (date(2026, 7, 1), YEAR[1]))
    ]
    assert halves == [4, 0]


def test_a_project_counts_its_own(season: Database) -> None:
    with season.write() as session:
        project = make_project(session).id
    hold(season, "02101", date(2026, 2, 2), project_id=project)
    assert one(season, replace(DRAFT, project_id=project)).actual.value == 1


def test_organisations_are_those_that_hosted_or_joined_each_once(season: Database) -> None:
    with season.write() as session:
        host, giver = make_organisation(session), make_organisation(session)
        for day in (5, 6):
            given = [
                TrainingOrganisation(role="host", organisation=host),
                TrainingOrganisation(role="implementer", organisation=giver),
            ]
            when = date(2026, 2, day)
            make_training(session, "02101", starts_on=when, ends_on=when, organisations=given)
    assert one(season, replace(DRAFT, indicator="organisations")).actual.value == 1


def test_a_region_where_nobody_counted_is_not_measurable(season: Database) -> None:
    hold(season, "15101", date(2026, 2, 2), attendance_total=None)
    found = one(season, replace(DRAFT, indicator="attendances", territory_code="15"))
    assert (found.actual.state, found.pace.status) == ("no_data", Status.NOT_MEASURABLE)


def answered(database: Database, territory: str, count: int) -> None:
    with database.write() as session:
        day = date(2026, 4, 1)
        training = make_training(session, territory, starts_on=day, ends_on=day, attendance_total=40)
        link = make_link(session, training, state="closed")
        for _ in range(count):
            make_response(session, link, make_answers())
    advance_all(database, now=NOW, k=5)


def test_a_level_is_published_withheld_or_was_not_asked(season: Database) -> None:
    answered(season, "05601", 30)
    answered(season, "02101", 3)
    states = {}
    for territory in ("05", "02", "021", ""):
        found = one(season, TargetDraft("satisfaction", *YEAR, 0.5, territory))
        states[territory] = (found.actual.state, found.actual.n, found.received, found.pace.status)
    assert states == {
        "05": ("value", 30, 30, Status.REACHED),
        "02": ("withheld", None, 3, Status.NOT_MEASURABLE),
        "021": ("withheld", None, 3, Status.NOT_MEASURABLE),
        "": ("value", 30, 33, Status.REACHED),
    }


# --- parts of the period -----------------------------------------------------------------------------------


def test_quarters_and_months_are_those_of_the_calendar_cut_to_the_period() -> None:
    odd = Period(date(2025, 11, 15), date(2026, 4, 2))
    assert [(part.starts_on, part.ends_on) for part in cut(odd, 3)] == [
        (date(2025, 11, 15), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 2)),
    ]
    months = cut(odd, 1)
    assert len(months) == 6
    assert sum(month.days for month in months) == odd.days


def test_the_parts_of_a_count_add_up_and_so_do_their_goals(season: Database) -> None:
    found = one(season, DRAFT, step="quarter")
    assert [part.actual.value for part in found.parts if part.actual] == [1, 2, 0, 0]
    assert sum(part.goal for part in found.parts) == pytest.approx(10)


def test_a_comuna_is_new_only_once(season: Database) -> None:
    found = one(season, replace(DRAFT, indicator="comunas"), step="month")
    values = [part.actual.value for part in found.parts if part.actual]
    assert values[2:5] == [1, 0, 1]
    assert sum(value or 0 for value in values) == found.actual.value == 2


def test_a_part_that_has_not_begun_has_nothing(season: Database) -> None:
    found = one(season, replace(DRAFT, ends_on=date(2027, 3, 31)), step="quarter")
    assert [part.actual is None for part in found.parts] == [False] * 4 + [True]


# --- who sees what -----------------------------------------------------------------------------------------


def test_a_limited_person_sees_whole_targets_of_their_regions_only(season: Database) -> None:
    editor = member_of(season)
    for code in ("", "02", "02101", "05"):
        save_target(season, editor, replace(DRAFT, territory_code=code), now=NOW)
    assert sorted(each.target.territory_code for each in listed(season, scope=NORTH)) == ["02", "02101"]
    far = next(each.target.id for each in listed(season) if each.target.territory_code == "05")
    with pytest.raises(NotFoundError):
        target_detail(season, NORTH, far)


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        (Filters(), ["", "02", "05601"]),
        (Filters(territory="05"), ["05601"]),
        (Filters(territory="CL"), ["", "02", "05601"]),
        (Filters(since=date(2027, 1, 1)), []),
        (Filters(until=date(2025, 12, 31)), []),
        (Filters(since=date(2026, 12, 31)), ["", "02", "05601"]),
        (Filters(search="acordada"), ["02"]),
        (Filters(project=(9,)), []),
        (Filters(project=(8, 9)), []),
    ],
)
def test_filters_choose_targets(season: Database, filters: Filters, codes: list[str]) -> None:
    editor = member_of(season)
    for code, note in (("", ""), ("02", "Acordada en marzo"), ("05601", "")):
        save_target(season, editor, replace(DRAFT, territory_code=code, note=note), now=NOW)
    assert sorted(each.target.territory_code for each in listed(season, filters)) == codes


def test_what_runs_comes_first_and_what_is_over_last(season: Database) -> None:
    editor = member_of(season)
    periods = {"over": -400, "running": 0, "to come": 400}
    for name, days in periods.items():
        first, last = (day + timedelta(days=days) for day in YEAR)
        save_target(season, editor, replace(DRAFT, starts_on=first, ends_on=last, note=name), now=NOW)
    assert [each.target.note for each in listed(season)] == ["running", "to come", "over"]


def test_a_trend_takes_the_target_of_exactly_its_place(season: Database) -> None:
    save_target(season, member_of(season), TargetDraft("satisfaction", *YEAR, 0.8, "05"), now=NOW)

    def of(scope: Scope = EVERYTHING, **filters: Any) -> float | None:
        return level_target(season, scope, Filters(**filters), "satisfaction", today=TODAY)

    assert of(territory="05") == 0.8
    assert of(territory="05", since=date(2026, 5, 1)) == 0.8
    assert [of(), of(territory="05601"), of(territory="05", kind="talk")] == [None, None, None]
    assert of(territory="05", since=date(2027, 1, 1), until=date(2027, 2, 1)) is None
    assert of(NORTH, territory="05") is None


def test_targets_of_several_projects_are_listed_and_their_trend_takes_none(season: Database) -> None:
    with season.write() as session:
        first, second, third = (make_project(session).id for _ in range(3))
    for project, value in ((first, 0.7), (second, 0.8), (third, 0.9)):
        draft = TargetDraft("satisfaction", *YEAR, value, project_id=project)
        save_target(season, member_of(season), draft, now=NOW)

    def of(**filters: Any) -> float | None:
        return level_target(season, EVERYTHING, Filters(**filters), "satisfaction", today=TODAY)

    both = listed(season, Filters(project=(first, third)))
    assert {each.target.project_id for each in both} == {first, third}
    assert [of(project=(first,)), of(project=(first, third))] == [0.7, None]
    assert of(project=(first,), territory="05") is None
