"""Figures come from published tallies: withheld, zero and no data are three different things."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import select

from dashboard.services import tables
from dashboard.services.overview import overview
from dashboard.services.publication import advance_all
from dashboard.services.results import Results, results
from dashboard.services.territory_values import VALUE_COLUMNS, territory_values
from db.criteria import EVERYTHING, NO_FILTERS, Filters
from db.engine import Database
from db.models import Measure, TerritoryProfile, Training
from tests.factories import NOW, TODAY, make_answers, make_link, make_response, make_territory, make_training


@pytest.fixture
def season(database: Database) -> Database:
    """San Antonio: 12 responses, published. Antofagasta: 3, withheld. Arica: nobody was asked."""
    with database.write() as session:
        south = make_training(session, "05601", title="Publicada", attendance_total=20)
        north = make_training(session, "02101", title="Reservada", attendance_total=None)
        make_training(session, "15101", title="Sin encuesta", attendance_total=0)
        make_territory(session, "13101")
        for training, count in ((south, 12), (north, 3)):
            link = make_link(session, training, state="closed")
            for number in range(count):
                make_response(session, link, make_answers(relevance="5" if number % 4 else "2"))
        profile = {"campaign_region": "latin_america", "country": "CL", "source": "test"}
        session.add(TerritoryProfile(territory_code="05601", **profile))
        for title in ("a", "b"):
            words = {"title": {"es": title}, "description": {"es": title}, "source": "test"}
            session.add(Measure(territory_code="05601", type="programme", category="education", **words))
    advance_all(database, now=NOW, k=5)
    return database


def shown(database: Database, filters: Filters = NO_FILTERS) -> Results:
    return results(database, EVERYTHING, filters, language="es", today=TODAY)


def values(database: Database, measure: str, level: str = "region") -> dict[str, tuple[str, Any]]:
    found = territory_values(database, EVERYTHING, NO_FILTERS, level=level, measure=measure, today=TODAY)
    assert tuple(found.columns) == VALUE_COLUMNS
    states = zip(found["state"], found["value"], strict=True)
    return dict(zip(found["code"], states, strict=True))


def test_figures_count_published_answers_only(season: Database) -> None:
    found = shown(season)
    assert (found.trainings, found.received, found.answered, found.withheld) == (3, 15, 12, 1)
    assert found.published_at == NOW
    assert found.satisfaction is not None
    assert found.satisfaction.n == 12
    assert found.recommendation is not None
    assert found.recommendation.promoters == 12


def test_a_withheld_training_shows_no_figure_at_all(season: Database) -> None:
    found = shown(season, Filters(territory="02"))
    assert (found.received, found.answered, found.withheld) == (3, 0, 1)
    assert (found.satisfaction, found.recommendation, found.learning, found.published_at) == (None,) * 4
    assert found.likert.empty
    assert found.by_training.empty


def test_a_cancelled_training_is_left_out_everywhere(season: Database) -> None:
    with season.write() as session:
        session.scalars(select(Training).where(Training.title == "Publicada")).one().status = "cancelled"
    found = shown(season)
    assert (found.trainings, found.received, found.answered, found.satisfaction) == (2, 3, 0, None)
    assert overview(season, EVERYTHING, NO_FILTERS, today=TODAY).trainings == 2
    assert values(season, "satisfaction")["05"][0] == "no_data"


def test_an_empty_selection_has_empty_tables_with_their_columns(database: Database) -> None:
    found = shown(database)
    assert found.trainings == 0
    assert tuple(found.likert.columns) == tables.LIKERT_COLUMNS
    assert tuple(found.gains.columns) == tables.GAIN_COLUMNS
    assert tuple(found.trend.columns) == tables.TREND_COLUMNS
    assert tuple(found.by_training.columns) == tables.TRAINING_SHARE_COLUMNS
    assert tuple(found.choices.columns) == tables.CHOICE_COLUMNS


def test_the_response_rate_leaves_out_trainings_without_attendance(season: Database) -> None:
    rate = shown(season).response_rate
    assert rate is not None
    assert (rate.responses, rate.attendance, rate.trainings_not_reported) == (12, 20, 1)


def test_tables_say_what_the_tallies_say(season: Database) -> None:
    found = shown(season)
    relevance = found.likert[found.likert["question"] == "relevance"].set_index("choice")
    assert dict(zip(relevance.index, relevance["count"], strict=True)) == {
        "1": 0,
        "2": 3,
        "3": 0,
        "4": 0,
        "5": 9,
    }
    assert relevance["share"].iloc[0] == 0.75
    gain = found.gains[found.gains["question"] == "knows_rights"]
    assert gain[["before", "now", "gain", "n"]].to_numpy().tolist() == [[2, 4, 2, 12]]
    assert found.by_training["label"].tolist() == ["Publicada"]
    assert found.trend["period"].tolist() == [date(2025, 8, 1)]
    time = found.choices[(found.choices["question"] == "obstacles") & (found.choices["choice"] == "time")]
    assert time[["count", "n"]].to_numpy().tolist() == [[12, 12]]


def test_the_map_tells_withheld_from_no_data(season: Database) -> None:
    found = values(season, "satisfaction")
    assert found["05"][0] == "value"
    assert found["02"][0] == "withheld"
    assert found["15"][0] == "no_data"
    assert found["13"][0] == "no_data"
    assert pd.isna(found["02"][1])


def test_the_map_tells_zero_from_not_reported(season: Database) -> None:
    assert values(season, "trainings")["13"] == ("zero", 0)
    assert values(season, "trainings")["05"] == ("value", 1)
    found = values(season, "attendances")
    assert found["05"] == ("value", 20)
    assert found["02"][0] == "no_data"
    assert found["15"] == ("zero", 0)
    assert values(season, "responses")["02"] == ("value", 3)


def test_measures_are_zero_only_where_a_profile_was_written(season: Database) -> None:
    found = values(season, "measures", level="comuna")
    assert found["05601"] == ("value", 2)
    assert found["02101"][0] == "no_data"


def test_reach_needs_inhabitants(season: Database) -> None:
    assert values(season, "reach")["05"][0] == "no_data"


def test_the_overview_keeps_reported_and_not_reported_apart(season: Database) -> None:
    found = overview(season, EVERYTHING, NO_FILTERS, today=TODAY)
    assert (found.trainings, found.comunas, found.attendances, found.not_reported) == (3, 3, 20, 1)
    assert found.received == 15
    assert not found.has_synthetic
