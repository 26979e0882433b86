"""What the map page reads at once is what the single questions answer; periods add up to the whole."""

from datetime import date

import pytest

from dashboard.services.map_page import NEWEST, map_page
from dashboard.services.overview import overview
from dashboard.services.results import results
from dashboard.services.territory_values import EVERY, territory_frames, territory_values
from dashboard.services.trainings import training_list
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from tests.factories import TODAY

VIEWS = [
    (EVERYTHING, NO_FILTERS),
    (EVERYTHING, Filters(territory="02", kind=("workshop",))),
    (EVERYTHING, Filters(since=date(2025, 3, 1), until=date(2025, 12, 31), audience=("teachers",))),
    (EVERYTHING, Filters(territory="02", search="derechos")),
    (EVERYTHING, Filters(search="derechos", kind=("talk", "workshop"), audience=("students", "teachers"))),
    (Scope(regions=("02",)), Filters(status=("done",))),
]


@pytest.mark.parametrize(("scope", "filters"), VIEWS)
@pytest.mark.parametrize("measure", ["trainings", "satisfaction", "reach", "measures"])
def test_one_reading_says_what_many_say(
    demo_database: Database, scope: Scope, filters: Filters, measure: str
) -> None:
    found = map_page(demo_database, scope, filters, level="comuna", measure=measure, today=TODAY)
    values = territory_values(
        demo_database,
        scope,
        filters.without("territory"),
        level="comuna",
        measure=measure,
        today=TODAY,
    )
    assert found.values.equals(values)
    assert found.overview == overview(demo_database, scope, filters, today=TODAY)
    shown = results(demo_database, scope, filters, language="es", today=TODAY)
    assert found.satisfaction == shown.satisfaction
    listed = training_list(demo_database, scope, filters, today=TODAY)
    newest = listed[listed["status"] != "cancelled"]["id"].tolist()
    assert [row["id"] for row in found.newest] == newest[:NEWEST]


@pytest.mark.parametrize("every", list(EVERY))
@pytest.mark.parametrize("measure", ["trainings", "responses", "attendances"])
def test_periods_add_up_to_the_whole(demo_database: Database, every: str, measure: str) -> None:
    asked = {"level": "region", "measure": measure, "today": TODAY}
    frames = territory_frames(demo_database, EVERYTHING, NO_FILTERS, every=every, **asked)  # type: ignore[arg-type]
    whole = territory_values(demo_database, EVERYTHING, NO_FILTERS, **asked)  # type: ignore[arg-type]
    trainings = sum(int(table["trainings"].sum()) for table in frames.tables)
    assert len(frames.periods) == len(set(frames.periods)) == len(frames.tables)
    assert list(frames.periods) == sorted(frames.periods)
    assert trainings + frames.undated == int(whole["trainings"].sum())
    if not frames.undated:
        added = sum(table["value"].fillna(0) for table in frames.tables)
        assert added.tolist() == whole["value"].fillna(0).tolist()  # type: ignore[union-attr]


def test_no_period_shows_fewer_answers_than_the_rule_allows(demo_database: Database) -> None:
    frames = territory_frames(
        demo_database,
        EVERYTHING,
        NO_FILTERS,
        level="comuna",
        measure="satisfaction",
        every="month",
        today=TODAY,
    )
    shown = [table[table["state"] == "value"]["n"] for table in frames.tables]
    assert min(int(n.min()) for n in shown if len(n)) >= 5
    withheld = [table[table["state"] == "withheld"]["value"].isna().all() for table in frames.tables]
    assert all(withheld)


def test_without_trainings_there_is_no_period(demo_database: Database) -> None:
    frames = territory_frames(
        demo_database, EVERYTHING, Filters(search="no such words"), level="region", measure="trainings",
        every="year", today=TODAY,
    )  # fmt: skip
    assert (frames.periods, frames.tables, frames.undated) == ((), (), 0)
