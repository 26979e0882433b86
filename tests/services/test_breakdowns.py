"""Breakdowns by who answered: once per region and semester, in groups of k, nothing to undo."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import func, select

from dashboard.errors import PublicationError
from dashboard.services.breakdowns import period_of, publish_breakdowns
from dashboard.services.invariants import findings
from dashboard.services.publication import advance_all
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import Breakdown, BreakdownBlock, BreakdownTraining, SurveyLink, Training
from db.queries import breakdowns
from tests.factories import make_answers, make_link, make_response, make_training

K = 5
IN_SEMESTER = datetime(2026, 3, 20, 15, 0, tzinfo=UTC)
AFTERWARDS = datetime(2026, 7, 1, 15, 0, tzinfo=UTC)
MARCH = date(2026, 3, 10)
PERIOD = "2026-S1"


def ask(database: Database, people: dict[str, int], attribute: str = "age_band", **values: Any) -> int:
    """A training in March with a closed link: so many people of each category; "" gave none. Link's id."""
    with database.write() as session:
        place: dict[str, Any] = {"territory": "05601", "starts_on": MARCH, "ends_on": MARCH} | values
        link = make_link(session, make_training(session, **place), state="closed")
        for category, count in people.items():
            for _ in range(count):
                given = {attribute: category} if category else {}
                make_response(session, link, make_answers(**given))
        return link.id


def cells(database: Database, territory: str = "05", period: str = PERIOD) -> pd.DataFrame:
    with database.read() as session:
        return breakdowns.breakdown(session, territory, period)


def profile(database: Database, attribute: str = "age_band") -> dict[str, int]:
    """How many people each shown category has."""
    found = cells(database)
    own = found[(found["question"] == "") & (found["attribute"] == attribute) & found["people"].notna()]
    return {str(category): int(n) for category, n in zip(own["category"], own["people"], strict=True)}


def crossed(database: Database, question: str, attribute: str = "age_band") -> dict[str, int]:
    """How many people of each shown category answered a question."""
    found = cells(database)
    own = found[(found["question"] == question) & (found["attribute"] == attribute) & (found["choice"] == "")]
    return {str(category): int(n) for category, n in zip(own["category"], own["people"], strict=True)}


def blocks(database: Database, scope: Scope = EVERYTHING) -> list[tuple[str, str]]:
    with database.read() as session:
        found = breakdowns.blocks(session, scope)
    return list(zip(found["territory_code"], found["period"], strict=True))


def test_a_day_has_a_semester() -> None:
    assert [period_of(date(2026, month, 1)) for month in (1, 6, 7, 12)] == [
        "2026-S1", "2026-S1", "2026-S2", "2026-S2",
    ]  # fmt: skip


def test_a_breakdown_waits_for_the_end_of_the_semester(database: Database) -> None:
    ask(database, {"18_29": 12, "30_44": 8})
    advance_all(database, now=IN_SEMESTER, k=K)
    assert blocks(database) == []
    advance_all(database, now=AFTERWARDS, k=K)
    assert blocks(database) == [("05", PERIOD)]
    assert profile(database) == {"18_29": 12, "30_44": 8}
    assert crossed(database, "safe") == {"18_29": 12, "30_44": 8}
    assert findings(database) == ()


@pytest.mark.parametrize("values", [{"state": "open"}, {"state": "open", "opens_on": date(2027, 1, 1)}])
def test_a_breakdown_waits_for_every_link_of_the_region(database: Database, values: dict[str, Any]) -> None:
    ask(database, {"18_29": 12})
    with database.write() as session:
        link = make_link(session, make_training(session, "05101", starts_on=MARCH, ends_on=MARCH), **values)
    advance_all(database, now=AFTERWARDS, k=K)
    assert blocks(database) == []
    with database.write() as session:
        session.get_one(SurveyLink, link.id).state = "closed"
    advance_all(database, now=AFTERWARDS, k=K)
    assert blocks(database) == [("05", PERIOD)]


def test_small_categories_are_withheld_together_with_the_smallest_shown(database: Database) -> None:
    ask(database, {"16_17": 3, "18_29": 12, "30_44": 6})
    advance_all(database, now=AFTERWARDS, k=K)
    assert profile(database) == {"18_29": 12}
    assert crossed(database, "safe") == {"18_29": 12}


def test_withheld_and_empty_categories_read_the_same(database: Database) -> None:
    ask(database, {"16_17": 3, "14_15": 2, "18_29": 12})
    advance_all(database, now=AFTERWARDS, k=K)
    found = cells(database)
    own = found[(found["question"] == "") & (found["attribute"] == "age_band")]
    withheld = set(own.loc[own["people"].isna(), "category"])
    assert withheld >= {"16_17", "14_15", "60_plus", ""}  # two small ones, and two that nobody chose


def test_those_who_gave_no_answer_are_a_category(database: Database) -> None:
    ask(database, {"18_29": 12, "": 7})
    advance_all(database, now=AFTERWARDS, k=K)
    assert profile(database) == {"18_29": 12, "": 7}


def test_what_is_sensitive_needs_ten(database: Database) -> None:
    ask(database, {"feminine": 20, "masculine": 9, "non_binary": 4, "other": 7}, "gender")
    advance_all(database, now=AFTERWARDS, k=K)
    assert profile(database, "gender") == {"feminine": 20}


def test_no_figure_about_a_sensitive_group_tells_of_unanimity(database: Database) -> None:
    ask(database, {"feminine": 20, "masculine": 15}, "gender")
    advance_all(database, now=AFTERWARDS, k=K)
    found = cells(database)
    own = found[(found["attribute"] == "gender") & (found["question"] == "safe") & (found["choice"] != "")]
    exact = own[(own["bound"] == "") & own["people"].notna()]
    sizes = crossed(database, "safe", "gender")
    assert all(0 < n < sizes[c] for c, n in zip(exact["category"], exact["people"], strict=True))


def test_answers_of_a_pool_are_not_broken_down(database: Database) -> None:
    """Twelve people of one training; of another, four, who show with others of the year only."""
    ask(database, {"18_29": 12})
    ask(database, {"30_44": 4})
    ask(database, {"30_44": 4})
    advance_all(database, now=AFTERWARDS, k=K)
    assert profile(database) == {"18_29": 12}


def test_a_block_is_published_once(database: Database) -> None:
    link = ask(database, {"18_29": 12})
    advance_all(database, now=AFTERWARDS, k=K)
    before = cells(database)
    with database.write() as session:
        for _ in range(8):
            make_response(session, session.get_one(SurveyLink, link), make_answers(age_band="60_plus"))
    ask(database, {"60_plus": 9}, territory="05101")
    assert advance_all(database, now=AFTERWARDS, k=K) > 0  # their own steps
    assert publish_breakdowns(database, now=AFTERWARDS, k=K, today=AFTERWARDS.date()) == 0
    pd.testing.assert_frame_equal(cells(database), before)


def test_a_training_that_moves_is_in_no_second_block(database: Database) -> None:
    link = ask(database, {"18_29": 12})
    advance_all(database, now=AFTERWARDS, k=K)
    with database.write() as session:
        make_training(session, "02101")
        training = session.get_one(Training, session.get_one(SurveyLink, link).training_id)
        training.territory_code = "02101"
        training.starts_on = training.ends_on = date(2025, 9, 9)
    ask(database, {"30_44": 11}, territory="02101", starts_on=date(2025, 9, 9), ends_on=date(2025, 9, 9))
    advance_all(database, now=AFTERWARDS, k=K)
    assert set(blocks(database)) == {("05", PERIOD), ("02", "2025-S2")}
    with database.read() as session:
        counted = func.count(BreakdownTraining.training_id)
        assert session.scalar(select(counted).where(BreakdownTraining.territory_code == "02")) == 1
        people = select(func.max(Breakdown.people)).where(Breakdown.territory_code == "02")
        assert session.scalar(people) == 11


def test_a_cancelled_training_is_not_broken_down(database: Database) -> None:
    ask(database, {"18_29": 12}, status="cancelled")
    advance_all(database, now=AFTERWARDS, k=K)
    assert blocks(database) == []


def test_a_region_without_published_answers_has_no_block(database: Database) -> None:
    ask(database, {"18_29": 4})
    before = advance_all(database, now=AFTERWARDS, k=K)
    assert (before, blocks(database)) == (0, [])


def test_a_scope_sees_the_blocks_of_its_regions(database: Database) -> None:
    ask(database, {"18_29": 12})
    ask(database, {"18_29": 12}, territory="02101")
    advance_all(database, now=AFTERWARDS, k=K)
    assert set(blocks(database)) == {("05", PERIOD), ("02", PERIOD)}
    assert blocks(database, Scope(regions=("02",))) == [("02", PERIOD)]
    assert blocks(database, Scope(projects=(1,))) == []


def test_k_below_five_is_refused(database: Database) -> None:
    ask(database, {"18_29": 12})
    with pytest.raises(PublicationError):
        publish_breakdowns(database, now=AFTERWARDS, k=4, today=AFTERWARDS.date())
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(BreakdownBlock)) == 0
