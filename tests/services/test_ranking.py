"""Rankings, small multiples and the period before: whole trainings, published answers, honest verdicts."""

import math
from datetime import date

import pytest
from sqlalchemy import select

from dashboard.services.cubes import cube
from dashboard.services.groups import members
from dashboard.services.multiples import PANEL_COLUMNS, POINT_COLUMNS, multiples
from dashboard.services.previous import Previous, period_before, previous
from dashboard.services.publication import advance_all
from dashboard.services.ranking import COLUMNS, DIMENSIONS, Ranking, ranking
from dashboard.services.response_rates import BAND_COLUMNS
from dashboard.services.results import results
from dashboard.services.scores import SCORES
from dashboard.survey.library.post_training import post_training
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from db.models import Organisation, Training, TrainingAudience, TrainingOrganisation, TrainingTopic
from tests.factories import NOW, TODAY, make_answers, make_link, make_response, make_training

ITEMS = tuple(q.name for q in post_training().questions if q.indicator == "satisfaction")
YEAR = Filters(since=date(2025, 1, 1), until=date(2025, 12, 31))


@pytest.fixture
def season(database: Database) -> Database:
    """Valparaíso praises (30), Antofagasta does not (30), Aysén waits (3); a year before, Valparaíso (20)."""
    plan = (
        ("05601", 30, "5", date(2025, 8, 4), ("topic_a", "topic_b")),
        ("02101", 30, "2", date(2025, 4, 7), ("topic_b",)),
        ("11101", 3, "5", date(2025, 8, 4), ("topic_c",)),
        ("05601", 20, "2", date(2024, 8, 5), ("topic_a",)),
    )
    with database.write() as session:
        host = Organisation(name="Escuela <b>Uno</b>", source="test")
        session.add(host)
        session.flush()
        for code, people, answer, day, topics in plan:
            training = make_training(session, code, title=f"En {code}", starts_on=day, ends_on=day)
            training.topics = [TrainingTopic(topic=topic) for topic in topics]
            training.audiences = [TrainingAudience(audience="teachers")]
            session.add(TrainingOrganisation(training_id=training.id, organisation_id=host.id, role="host"))
            link = make_link(session, training, state="closed")
            for number in range(people):
                given = dict.fromkeys(ITEMS, answer if number % 10 else "3")
                make_response(session, link, make_answers(**given))
    advance_all(database, now=NOW, k=5)
    return database


def ranked(
    database: Database, dimension: str, score: str = "satisfaction", filters: Filters = NO_FILTERS
) -> Ranking:
    return ranking(database, EVERYTHING, filters, by=(dimension, score), language="es", today=TODAY)


def only(dimension: str, key: str) -> Filters:
    """The filter that leaves one group alone."""
    if dimension == "territory":
        return Filters(territory=key)
    if dimension == "topic":
        return Filters(topic=(key,))
    return Filters(organisation=(int(key),)) if dimension == "host" else Filters(training=int(key))


def verdicts(found: Ranking) -> dict[str, str]:
    return dict(zip(found.rows["key"].tolist(), found.rows["verdict"].tolist(), strict=True))


def test_territories_are_in_order_and_the_withheld_come_last_without_a_number(season: Database) -> None:
    found = ranked(season, "territory", filters=YEAR)
    assert tuple(found.rows.columns) == COLUMNS
    assert found.rows["key"].tolist() == ["05", "02", "11"]
    assert found.rows["state"].tolist() == ["value", "value", "withheld"]
    withheld = found.rows.iloc[2]
    assert all(math.isnan(withheld[name]) for name in ("value", "low", "high", "rest", "p"))
    assert (withheld["n"], withheld["trainings"], found.withheld) == (0, 1, 1)


def test_what_is_more_than_chance_is_said_and_what_is_not_is_not(season: Database) -> None:
    found = ranked(season, "territory", filters=YEAR)
    assert verdicts(found) == {"05": "above", "02": "below", "11": "few"}
    assert (found.total, found.tested, found.differing) == (2, 2, 2)
    alone = ranked(season, "territory", filters=Filters(territory="02"))
    assert verdicts(alone) == {"02101": "few"}  # there is no rest to compare it with
    assert alone.differing == 0


def test_a_training_with_two_topics_counts_in_both_and_once_in_the_whole(season: Database) -> None:
    found = ranked(season, "topic", filters=YEAR)
    people = dict(zip(found.rows["key"].tolist(), found.rows["n"].tolist(), strict=True))
    assert people == {"topic_a": 30, "topic_b": 60, "topic_c": 0}
    assert found.overall is not None
    assert found.overall[3] == 60


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("score", SCORES)
def test_each_group_has_the_value_of_a_filter_for_it(season: Database, dimension: str, score: str) -> None:
    found = ranked(season, dimension, score)
    for row in found.rows[found.rows["state"] == "value"].to_dict("records"):
        filters = only(dimension, row["key"])
        shown = results(season, EVERYTHING, filters, language="es", today=TODAY)
        score_of = {
            "satisfaction": shown.satisfaction,
            "felt_safe": shown.felt_safe,
            "nps": shown.recommendation.score if shown.recommendation else None,
        }[score]
        assert score_of is not None
        expected = (score_of.value, score_of.low, score_of.high, score_of.n)
        assert (row["value"], row["low"], row["high"], row["n"]) == pytest.approx(expected)


def test_hosts_carry_their_name_and_trainings_their_title(season: Database) -> None:
    assert ranked(season, "host").rows["label"].tolist() == ["Escuela <b>Uno</b>"]
    assert set(ranked(season, "training").rows["label"]) == {"En 05601", "En 02101", "En 11101"}


def test_a_scope_sees_its_own_trainings_alone(season: Database) -> None:
    south = Scope(regions=("05",))
    found = ranking(season, south, NO_FILTERS, by=("territory", "satisfaction"), language="es", today=TODAY)
    assert found.rows["key"].tolist() == ["05"]


def test_nothing_at_all_has_its_columns(database: Database) -> None:
    for dimension in DIMENSIONS:
        found = ranked(database, dimension)
        assert found.rows.empty
        assert (found.total, found.overall, found.withheld) == (0, None, 0)
    divided = multiples(database, EVERYTHING, NO_FILTERS, by="kind", language="es", today=TODAY)
    assert tuple(divided.panels.columns) == PANEL_COLUMNS
    assert tuple(divided.points.columns) == POINT_COLUMNS


def test_a_changed_topic_is_read_again(season: Database) -> None:
    assert "topic_a" in verdicts(ranked(season, "topic"))
    with season.write() as session:
        for training in session.scalars(select(Training)):
            training.topics = [TrainingTopic(topic="topic_new")]
    assert set(verdicts(ranked(season, "topic"))) == {"topic_new"}
    held = cube(season, TODAY)
    assert members(season, held, "topic") is members(season, held, "topic")


def test_small_multiples_add_up_quarter_by_quarter(season: Database) -> None:
    found = multiples(season, EVERYTHING, YEAR, by="region", language="es", today=TODAY)
    states = dict(zip(found.panels["key"].tolist(), found.panels["state"].tolist(), strict=True))
    assert states == {"05": "value", "02": "value", "11": "withheld"}
    points = found.points[["key", "quarter", "n"]].to_numpy().tolist()
    assert sorted(points) == [["02", date(2025, 4, 1), 30], ["05", date(2025, 7, 1), 30]]
    assert found.together["n"].tolist() == [30, 30]
    assert "11" not in set(found.points["key"])


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), (date(2024, 1, 1), date(2024, 12, 31), 12)),
        (date(2024, 2, 1), date(2024, 2, 29), (date(2024, 1, 1), date(2024, 1, 31), 1)),
        (date(2025, 1, 1), date(2025, 3, 31), (date(2024, 10, 1), date(2024, 12, 31), 3)),
        (date(2025, 5, 5), date(2025, 5, 11), (date(2025, 4, 28), date(2025, 5, 4), 0)),
        (date(2025, 5, 5), date(2025, 5, 5), (date(2025, 5, 4), date(2025, 5, 4), 0)),
    ],
)
def test_the_period_before_is_as_long(since: date, until: date, before: tuple[date, date, int]) -> None:
    assert period_before(since, until) == before


def earlier(database: Database, filters: Filters) -> Previous | None:
    return previous(database, EVERYTHING, filters, language="es", today=TODAY)


def test_the_period_before_says_what_it_was_and_whether_that_differs(season: Database) -> None:
    found = earlier(season, Filters(territory="05", since=YEAR.since, until=YEAR.until))
    assert found is not None
    assert (found.since, found.until, found.months) == (date(2024, 1, 1), date(2024, 12, 31), 12)
    assert found.changes["satisfaction"].then[3] == 20
    assert found.changes["satisfaction"].verdict == "above"
    assert found.changes["nps"].verdict == ""  # everybody answered the same then and now
    assert found.trend["period"].tolist() == [date(2024, 8, 1)]


@pytest.mark.parametrize(
    "filters", [NO_FILTERS, Filters(since=date(2025, 1, 1)), Filters(until=date(2025, 12, 31))]
)
def test_without_two_ends_there_is_no_period_before(season: Database, filters: Filters) -> None:
    assert earlier(season, filters) is None


def test_a_period_before_without_answers_is_none(season: Database) -> None:
    assert earlier(season, Filters(territory="02", since=YEAR.since, until=YEAR.until)) is None


def test_response_rates_by_size_of_group(season: Database) -> None:
    with season.write() as session:
        make_training(session, "15101", title="Sin respuestas", attendance_total=50)
    found = results(season, EVERYTHING, NO_FILTERS, language="es", today=TODAY).bands
    assert tuple(found.columns) == BAND_COLUMNS
    assert int(found["responses"].sum()) <= 83
    assert (found["rate"] == found["responses"] / found["attendance"]).all()
    assert (found["adequate"] <= found["trainings"]).all()
