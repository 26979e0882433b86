"""Pace and status: one line per rule, and the worked examples of docs/methods as the code computes them."""

import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.indicators.pace import TOO_EARLY, Pace, Period, Status, count_pace, level_pace
from dashboard.settings import ROOT

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
MIDDLE = date(2026, 7, 2)  # 183 of 365 days
BEFORE, FIRST, LAST, AFTER = date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PAGES = pytest.mark.parametrize(
    ("file", "heading"), [("methods.md", "Metas"), ("methods.en.md", "Targets")], ids=["es", "en"]
)


@pytest.mark.parametrize(
    ("today", "elapsed"), [(BEFORE, 0.0), (FIRST, 1 / 365), (MIDDLE, 183 / 365), (LAST, 1.0), (AFTER, 1.0)]
)
def test_the_first_day_the_last_and_today_count(today: date, elapsed: float) -> None:
    assert YEAR.elapsed(today) == pytest.approx(elapsed)


@pytest.mark.parametrize(
    ("actual", "today", "status"),
    [
        (40, MIDDLE, Status.REACHED),
        (20.1, MIDDLE, Status.ON_TRACK),
        (20, MIDDLE, Status.BEHIND),
        (0, MIDDLE, Status.BEHIND),
        (None, MIDDLE, Status.NOT_MEASURABLE),
        (0, BEFORE, Status.NOT_STARTED),
        (None, BEFORE, Status.NOT_STARTED),
        (0, FIRST, Status.ON_TRACK),
        (39, LAST, Status.BEHIND),
        (39, AFTER, Status.SHORT),
        (40, AFTER, Status.REACHED),
    ],
)
def test_the_status_of_a_count(actual: float | None, today: date, status: Status) -> None:
    assert count_pace(actual, 40, YEAR, today).status is status


@pytest.mark.parametrize(
    ("value", "low", "high", "today", "status"),
    [
        (0.9, 0.8, 0.95, MIDDLE, Status.REACHED),
        (0.9, 0.79, 0.95, MIDDLE, Status.UNDECIDED),
        (0.7, 0.6, 0.8, AFTER, Status.UNDECIDED),
        (0.7, 0.6, 0.79, MIDDLE, Status.BEHIND),
        (0.7, 0.6, 0.79, AFTER, Status.SHORT),
        (0.8, None, None, MIDDLE, Status.REACHED),
        (0.79, None, None, MIDDLE, Status.BEHIND),
        (None, None, None, AFTER, Status.NOT_MEASURABLE),
        (0.9, 0.8, 0.95, BEFORE, Status.NOT_STARTED),
    ],
)
def test_a_level_differs_only_where_its_interval_leaves_the_target_out(
    value: float | None, low: float | None, high: float | None, today: date, status: Status
) -> None:
    assert level_pace(value, low, high, 0.8, YEAR, today).status is status


def test_a_young_period_and_a_first_unit_have_no_pace() -> None:
    assert count_pace(3, 400, YEAR, date(2026, 1, 20)).projected is None
    assert count_pace(0, 1, YEAR, MIDDLE).projected is None
    assert count_pace(0, 1, YEAR, MIDDLE, is_whole=False).status is Status.BEHIND


def test_a_pace_does_not_pass_the_end_of_its_scale() -> None:
    assert count_pace(0.9, 0.95, YEAR, MIDDLE, is_whole=False, most=1).projected == 1


@given(
    actual=st.integers(0, 10_000),
    target=st.integers(1, 10_000),
    starts=DAYS,
    length=st.integers(0, 1500),
    today=DAYS,
)
def test_what_the_pace_says_and_the_status_agree(
    actual: int, target: int, starts: date, length: int, today: date
) -> None:
    found = count_pace(actual, target, Period(starts, starts + timedelta(days=length)), today)
    assert 0 <= found.elapsed <= 1
    if found.projected is not None:
        assert (found.projected >= target) == (found.status is Status.ON_TRACK)
        assert found.elapsed >= TOO_EARLY
    assert (found.status is Status.REACHED) == (actual >= target and found.elapsed > 0)


def examples(file: str, heading: str) -> list[list[str]]:
    text = (ROOT / "docs" / file).read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    section = re.split(r"^## ", text, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]


def reckoned(data: dict[str, object]) -> Pace:
    days = {name: date.fromisoformat(str(data.pop(name))) for name in ("from", "to", "today")}
    period = Period(days["from"], days["to"])
    numbers = {name: float(str(value)) for name, value in data.items()}
    if "actual" in numbers:
        return count_pace(numbers["actual"], numbers["target"], period, days["today"])
    return level_pace(
        numbers["value"], numbers["low"], numbers["high"], numbers["target"], period, days["today"]
    )


@PAGES
def test_each_worked_example_is_what_the_code_computes(file: str, heading: str) -> None:
    found = examples(file, heading)
    assert len(found) == 6
    for _, data, *shown in found:
        pace = reckoned(json.loads(data.strip("`")))
        expected = f"{pace.expected:.4f}" if pace.expected is not None else "–"
        projected = f"{pace.projected:.0f}" if pace.projected is not None else "–"
        assert shown == [f"{pace.elapsed:.4f}", expected, projected, pace.status.value]


def test_both_languages_show_the_same_examples() -> None:
    assert [row[1:] for row in examples("methods.md", "Metas")] == [
        row[1:] for row in examples("methods.en.md", "Targets")
    ]
