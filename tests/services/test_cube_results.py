"""What screens show equals what the stored tallies say, whatever is asked for by whomever."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pandas as pd
import pytest

from dashboard.indicators.agreement import INTENDING, agreement, satisfaction, share_of
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.learning import LearningGain, overall_gain
from dashboard.indicators.recommendation import net_promoter
from dashboard.services.overview import overview
from dashboard.services.results import Results, results
from dashboard.services.territory_values import territory_values
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Pool, Scope
from db.engine import Database
from tests.factories import TODAY, make_link, make_territory, make_training
from tests.services.cube_changes import change, publish, start
from tests.services.cube_reference import ITEMS, Reference, reference

LIKERT = ("relevance", "method", "safe")
CHOOSING = ("intention", "obstacles")
SCOPES = (
    EVERYTHING,
    Scope(regions=("05",)),
    Scope(projects=(1,)),
    Scope(regions=("13",), projects=(2,)),
    Scope(()),
)


def some_filters(rng: Random) -> Filters:
    year = rng.choice([2024, 2025])
    since, until = rng.choice(
        [
            (None, None),
            (date(year, 1, 1), date(year, 12, 31)),
            (date(year, 3, 1), None),
            (None, date(year, 6, 1)),
        ]
    )
    return Filters(
        territory=rng.choice(["", "", "CL", "05", "056", "05601", "13"]),
        since=since,
        until=until,
        kind=rng.choice([(), (), ("talk",), ("talk", "course")]),
        status=rng.choice([(), (), ("done",), ("done", "planned")]),
        project=rng.choice([(), (), (1,), (1, 2)]),
        search=rng.choice(["", "", "", "!"]),
    )


@pytest.mark.parametrize("seed", range(2))
def test_results_say_what_the_tallies_say(database: Database, seed: int) -> None:
    start(database)
    rng = Random(seed)
    for kind in ("", "publish", "submit") * 20:
        change(database, rng, kind)
    for scope in SCOPES:
        for _ in range(12):
            filters = some_filters(rng)
            with database.read() as session:
                expected = reference(session, scope, filters)
            assert_same(results(database, scope, filters, language="es", today=TODAY), expected)


def assert_same(found: Results, expected: Reference) -> None:
    for name in ("trainings", "received", "withheld", "pooled", "left_out", "published_at", "response_rate"):
        assert getattr(found, name) == getattr(expected, name), name
    counts = expected.counts
    assert found.answered == max(expected.answers.values(), default=0)
    assert found.satisfaction == satisfaction({item: counts[item] for item in ITEMS})
    assert found.felt_safe == agreement(counts["safe"])
    assert found.intention == share_of(counts["intention"], INTENDING)
    assert found.recommendation == net_promoter(counts["recommend"])
    learned = overall_gain({name: counts[name] for name in ("knows_rights", "can_act")})
    assert (found.learning is None) == (learned is None)
    if found.learning is not None and learned is not None:
        assert flat(found.learning) == pytest.approx(flat(learned))
    for question, choice, people in values(found.likert, "question", "choice", "count"):
        assert people == counts[question][choice]
    asked = set(found.likert["question"])
    assert asked == {name for name in LIKERT if agreement(counts[name]) is not None}
    for question, choice, people, n in values(found.choices, "question", "choice", "count", "n"):
        assert (people, n) == (counts[question][choice], expected.answers[question])
    assert set(found.choices["question"]) == {name for name in CHOOSING if expected.answers[name]}
    assert estimates(found.by_training, "training_id") == approximately(expected.by_training)
    assert list(found.by_training["share"]) == sorted(found.by_training["share"], reverse=True)
    assert estimates(found.trend, "period") == approximately(expected.trend)
    assert all(len(expected.of_month[month]) == n for month, n in values(found.trend, "period", "trainings"))


def values(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))


def flat(gain: LearningGain) -> tuple[float, ...]:
    return (gain.before, gain.now, gain.gain.low, gain.gain.high, gain.improved.value, gain.effect or 0)


def estimates(table: pd.DataFrame, key: str) -> dict[object, tuple[float, ...]]:
    return {whose: tuple(rest) for whose, *rest in values(table, key, "share", "low", "high", "n")}


def approximately(expected: Mapping[Any, Estimate]) -> dict[object, object]:
    return {key: pytest.approx((e.value, e.low, e.high, e.n)) for key, e in expected.items()}


@pytest.fixture
def pooled(database: Database) -> Database:
    """San Antonio's few of 2025 show together, so do the region's; one training of San Antonio withholds."""
    with database.write() as session:
        for code in ("05601", "05101", "13101"):
            make_territory(session, code)
        make_link(session, make_training(session, "05601", kind="talk"), state="closed", received=40)
        publish(session, Pool("05601", 2025), "relevance", Random(1), answers=8)
        publish(session, Pool("05601", 2025), "recommend", Random(1), answers=7)
        publish(session, Pool("05", 2025), "relevance", Random(1), answers=6)
        publish(session, Pool("CL", 2025), "relevance", Random(1), answers=5)
    return database


@pytest.mark.parametrize(
    ("filters", "shown", "left_out"),
    [
        (NO_FILTERS, 19, 0),
        (Filters(territory="CL"), 19, 0),
        (Filters(territory="05"), 14, 5),
        (Filters(territory="05601"), 8, 11),
        (Filters(territory="05101"), 0, 0),
        (Filters(territory="13"), 0, 0),
        (Filters(since=date(2025, 1, 1), until=date(2025, 12, 31)), 19, 0),
        (Filters(since=date(2025, 1, 2)), 0, 19),
        (Filters(until=date(2025, 6, 30)), 0, 0),
        (Filters(since=date(2026, 1, 1)), 0, 0),
        (Filters(until=date(2024, 12, 31)), 0, 0),
        (Filters(kind=("talk",)), 0, 19),
    ],
)
def test_a_pool_is_shown_whole_or_said_to_be_left_out(
    pooled: Database, filters: Filters, shown: int, left_out: int
) -> None:
    found = results(pooled, EVERYTHING, filters, language="es", today=TODAY)
    assert (found.pooled, found.left_out) == (shown, left_out)
    assert found.by_training.empty
    assert found.trend.empty


def test_a_pool_is_admitted_with_its_region_only(pooled: Database) -> None:
    region = results(pooled, Scope(regions=("05",)), NO_FILTERS, language="es", today=TODAY)
    assert (region.pooled, region.left_out, region.withheld) == (14, 0, 1)
    project = results(pooled, Scope(projects=(1,)), NO_FILTERS, language="es", today=TODAY)
    assert (project.pooled, project.left_out) == (0, 0)


@pytest.mark.parametrize(
    ("level", "people"), [("region", {"05": 14}), ("province", {"056": 8}), ("comuna", {"05601": 8})]
)
def test_a_pool_counts_at_its_own_level_and_above(
    pooled: Database, level: str, people: dict[str, int]
) -> None:
    found = territory_values(
        pooled, EVERYTHING, NO_FILTERS, level=level, measure="satisfaction", today=TODAY
    ).set_index("code")
    shown = found[found["state"] == "value"]
    assert shown["n"].to_dict() == people
    assert set(found.drop(index=shown.index)["state"]) == {"no_data"}


def test_open_links_are_those_of_today(database: Database) -> None:
    with database.write() as session:
        training = make_training(session)
        for closes_on in (None, TODAY, date(2026, 11, 21)):
            make_link(session, training, closes_on=closes_on)
    found = [overview(database, EVERYTHING, NO_FILTERS, today=day) for day in (TODAY, date(2026, 11, 23))]
    assert [each.open_links for each in found] == [2, 1]
