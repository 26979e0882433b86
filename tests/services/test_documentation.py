"""What territories document, side by side: coverage and the oldest review, never a score."""

from datetime import date
from typing import Any

from dashboard.services.documentation import documented
from dashboard.services.training_names import MOST, training_names
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import Measure, MeasureGroup, TerritoryProfile
from tests.factories import TODAY, make_territory, make_training

PROFILE: dict[str, Any] = {
    "campaign_region": "latin_america",
    "country": "CL",
    "source": "test",
}  # Any: columns


def measure(code: str, category: str, *groups: str) -> Measure:
    return Measure(
        territory_code=code,
        type="programme",
        category=category,
        title={"es": "x"},
        description={"es": "x"},
        source="test",
        groups=[MeasureGroup(group=group) for group in groups],
    )


def test_a_region_says_what_its_comunas_document(database: Database) -> None:
    days = {"05601": date(2026, 3, 1), "05101": date(2025, 3, 1)}
    with database.write() as session:
        for code in ("05601", "05101", "05109", "02101"):
            make_territory(session, code)
        for code, day in days.items():
            session.add(TerritoryProfile(territory_code=code, reviewed_on=day, **PROFILE))
        session.add(measure("05601", "education", "women", "migrants"))
        session.add(measure("05101", "education", "women"))
    region, comuna, nothing = documented(database, ["05", "05601", "02"])
    assert (region.measures, region.places, region.with_profile) == (2, 3, 2)
    assert (region.categories, region.groups) == ({"education": 2}, {"women": 2, "migrants": 1})
    assert (region.reviewed_on, region.never_reviewed) == (date(2025, 3, 1), 0)
    assert (comuna.places, comuna.with_profile, comuna.reviewed_on) == (1, 1, date(2026, 3, 1))
    assert (nothing.measures, nothing.with_profile, nothing.reviewed_on) == (0, 0, None)


def test_one_profile_never_reviewed_leaves_no_day_for_all(database: Database) -> None:
    with database.write() as session:
        for code, day in (("05601", date(2026, 3, 1)), ("05101", None)):
            make_territory(session, code)
            session.add(TerritoryProfile(territory_code=code, reviewed_on=day, **PROFILE))
    (region,) = documented(database, ["05"])
    assert (region.reviewed_on, region.never_reviewed) == (None, 1)


def test_names_to_choose_from_are_the_newest_and_those_asked_for(database: Database) -> None:
    with database.write() as session:
        old = make_training(session, "05601", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1)).id
        gone = make_training(session, "05601", status="cancelled").id
        for _ in range(MOST):
            make_training(session, "02101")
    found = training_names(database, EVERYTHING, (old, gone, 99999), today=TODAY)
    assert (found[0].id, len(found)) == (old, MOST + 1)
    assert gone not in {one.id for one in found}
    assert [one.id for one in training_names(database, Scope(regions=("05",)), (), today=TODAY)] == [old]
