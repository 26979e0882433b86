"""What needs attention is told with a reason and a place, within reach, and never twice."""

from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.errors import NotFoundError, PermissionDeniedError
from dashboard.indicators.rates import is_adequate
from dashboard.roles import Member, Role
from dashboard.services.attention import Concern, concerns, may_review
from dashboard.services.months import COLUMNS, training_months, trainings_by_month
from dashboard.services.profiles import mark_reviewed
from dashboard.services.territories import profile_of
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import TerritoryProfile
from tests.factories import NOW, TODAY, make_account, make_link, make_territory, make_training

WEEK_AGO = TODAY - timedelta(days=7)
RECENT: dict[str, Any] = {"starts_on": WEEK_AGO, "ends_on": WEEK_AGO}  # Any: values of any column


def told(database: Database, scope: Scope = EVERYTHING) -> dict[str, Concern]:
    return {one.name: one for one in concerns(database, scope, today=TODAY)}


def labels(concern: Concern) -> list[str]:
    return [spot.label for spot in concern.spots]


def profile(code: str, reviewed_on: date | None) -> TerritoryProfile:
    return TerritoryProfile(
        territory_code=code,
        campaign_region="latin_america",
        country="CL",
        source="test",
        reviewed_on=reviewed_on,
    )


def member_with(database: Database, role: Role, scope: Scope = EVERYTHING) -> Member:
    with database.write() as session:
        account = make_account(session, str(role))
        return Member(account.id, account.email, account.name, role, scope=scope)


def test_an_empty_season_needs_nothing(database: Database) -> None:
    assert concerns(database, EVERYTHING, today=TODAY) == ()


def test_links_about_to_close_are_told_the_next_one_first(database: Database) -> None:
    with database.write() as session:
        for days, title in ((3, "En tres días"), (0, "Hoy"), (4, "Después"), (-1, "Ayer")):
            training = make_training(session, title=title)
            make_link(session, training, closes_on=TODAY + timedelta(days=days), received=4)
        make_link(session, make_training(session, title="Sin último día"))
        cancelled = make_training(session, title="Anulada", status="cancelled")
        make_link(session, cancelled, closes_on=TODAY)
    found = told(database)["closing"]
    assert found.count == 2
    assert [(one.label, one.day, one.received) for one in found.spots] == [
        ("Hoy", TODAY, 4),
        ("En tres días", TODAY + timedelta(days=3), 4),
    ]


@pytest.mark.parametrize(
    ("attendance", "received", "needed"), [(8, 6, 7), (20, 11, 12), (25, 11, 12), (60, 17, 18), (100, 24, 25)]
)
def test_a_low_response_rate_is_told_by_the_bands_of_the_method(
    database: Database, attendance: int, received: int, needed: int
) -> None:
    with database.write() as session:
        for count, title in ((received, "Pocas"), (needed, "Suficientes")):
            training = make_training(session, title=title, attendance_total=attendance, **RECENT)
            make_link(session, training, state="closed", received=count)
    spot = told(database)["low_rate"].spots[0]
    assert labels(told(database)["low_rate"]) == ["Pocas"]
    assert (spot.received, spot.attendance, spot.needed) == (received, attendance, needed)
    assert is_adequate(needed, attendance)
    assert not is_adequate(received, attendance)


def test_a_low_rate_is_no_one_s_fault_without_a_survey_a_head_count_or_time(database: Database) -> None:
    with database.write() as session:
        make_training(session, title="Sin encuesta", **RECENT)
        make_link(session, make_training(session, title="Sin conteo", attendance_total=None, **RECENT))
        make_link(session, make_training(session, title="Cuatro personas", attendance_total=4, **RECENT))
        make_link(session, make_training(session, title="Antigua"))
        make_link(session, make_training(session, title="De hoy", starts_on=TODAY, ends_on=TODAY))
        make_link(session, make_training(session, title="Sin hacer", status="planned", **RECENT))
    assert "low_rate" not in told(database)


def test_where_it_can_be_mended_comes_first(database: Database) -> None:
    with database.write() as session:
        make_link(session, make_training(session, title="Cerrada", **RECENT), state="closed")
        earlier = TODAY - timedelta(days=30)
        make_link(session, make_training(session, title="Abierta", starts_on=earlier, ends_on=earlier))
    assert labels(told(database)["low_rate"]) == ["Abierta", "Cerrada"]


def test_attendance_not_reported_is_not_zero(database: Database) -> None:
    with database.write() as session:
        make_training(session, title="Cero", attendance_total=0)
        make_training(session, title="Sin informar", attendance_total=None)
        make_training(session, title="Por venir", attendance_total=None, status="planned")
    found = told(database)["unreported"]
    assert (found.count, labels(found), found.filters.status) == (1, ["Sin informar"], ("done",))


def test_profiles_wait_for_a_review_after_a_year(database: Database) -> None:
    with database.write() as session:
        for code, reviewed in (
            ("05601", None),
            ("02101", TODAY - timedelta(days=366)),
            ("12101", TODAY - timedelta(days=365)),
        ):
            make_territory(session, code)
            session.add(profile(code, reviewed))
    assert [one.key for one in told(database)["profiles"].spots] == ["05601", "02101"]
    assert [one.key for one in told(database, Scope(regions=("02",)))["profiles"].spots] == ["02101"]
    assert "profiles" not in told(database, Scope(projects=(1,)))


def test_only_what_is_within_reach_is_told(database: Database) -> None:
    with database.write() as session:
        for code in ("02101", "05601"):
            training = make_training(session, code, title=code, attendance_total=None, **RECENT)
            make_link(session, training, closes_on=TODAY)
    found = told(database, Scope(regions=("02",)))
    assert {name: labels(one) for name, one in found.items()} == {
        "closing": ["02101"],
        "unreported": ["02101"],
    }
    assert told(database, Scope(regions=())) == {}


def test_long_lists_name_the_first_and_count_all(database: Database) -> None:
    with database.write() as session:
        for _ in range(8):
            make_training(session, attendance_total=None)
    found = told(database)["unreported"]
    assert (found.count, len(found.spots)) == (8, 5)


def test_a_review_is_noted_by_those_who_keep_the_profile(database: Database) -> None:
    with database.write() as session:
        make_territory(session, "05601")
        session.add(profile("05601", None))
    refused = (
        member_with(database, Role.MANAGER),
        member_with(database, Role.COORDINATOR, Scope(regions=("02",))),
    )
    for member in refused:
        with pytest.raises(PermissionDeniedError):
            mark_reviewed(database, member, "05601", today=TODAY, now=NOW)
    keeper = member_with(database, Role.COORDINATOR, Scope(regions=("05",)))
    assert may_review(keeper.scope, "05601")
    mark_reviewed(database, keeper, "05601", today=TODAY, now=NOW)
    seen = profile_of(database, "05601")
    assert seen is not None
    assert seen.reviewed_on == TODAY
    assert "profiles" not in told(database)
    with pytest.raises(NotFoundError):
        mark_reviewed(database, keeper, "05101", today=TODAY, now=NOW)


def test_months_have_rows_when_nothing_happened(database: Database) -> None:
    with database.write() as session:
        for status, day in (("done", WEEK_AGO), ("planned", date(2027, 1, 9)), ("cancelled", WEEK_AGO)):
            make_training(session, status=status, starts_on=day, ends_on=day)
        make_training(session, starts_on=date(2026, 8, 1), ends_on=TODAY, date_precision="window")
    found = trainings_by_month(database, EVERYTHING, today=TODAY)
    assert tuple(found.columns) == COLUMNS
    assert (found["period"].iloc[0], found["period"].iloc[-1]) == (date(2025, 12, 1), date(2027, 1, 1))
    told = {row["period"]: (row["done"], row["planned"]) for row in found.to_dict("records")}
    assert told[date(2026, 11, 1)] == (1, 0)
    assert told[date(2027, 1, 1)] == (0, 1)
    assert sum(done + planned for done, planned in told.values()) == 2
    assert training_months(database, EVERYTHING, today=TODAY) == (date(2027, 1, 1), date(2026, 11, 1))
