"""From a press on a bar to the filter it asks for."""

from datetime import date

import pytest

from dashboard.ui.cross_clicks import MOST_PICKED, changes, chosen_values
from db.criteria import NO_FILTERS, Filters


def pressed(figure: str, *values: object, drawn: bool = False) -> dict[str, object]:
    return {"figure": figure, "values": list(values), "isDrawn": drawn}


@pytest.mark.parametrize(
    ("figure", "value", "filters", "found"),
    [
        ("kind", "talk", NO_FILTERS, {"kind": "talk"}),
        ("kind", "talk", Filters(kind=("course",)), {"kind": "course,talk"}),
        ("kind", "talk", Filters(kind=("talk", "course")), {"kind": "course"}),
        ("kind", "talk", Filters(kind=("talk",)), {"kind": ""}),
        ("organisation", "12", NO_FILTERS, {"organisation": "12"}),
        ("organisation", "12", Filters(organisation=(12,)), {"organisation": ""}),
        ("organisation", "12", Filters(organisation=(9, 100)), {"organisation": "9,12,100"}),
        ("region", "02", Filters(territory="05601"), {"territory": "02", "level": ""}),
        ("region", "05", Filters(territory="05601"), {"territory": "", "level": ""}),
        ("kind", "", NO_FILTERS, {}),
    ],
)
def test_a_press_adds_its_value_and_a_second_one_takes_it_away(
    figure: str, value: str, filters: Filters, found: dict[str, str]
) -> None:
    assert changes(pressed(figure, value), filters) == found


@pytest.mark.parametrize(
    "picked",
    [
        None,
        7,
        "kind",
        {},
        {"figure": "kind"},
        {"figure": "kind", "values": "talk"},
        {"figure": ["kind"], "values": ["talk"]},
        {"values": ["talk"]},
        pressed("kind", None, 7, ["talk"]),
        pressed("status", "held"),
        pressed("month", "x/y"),
        pressed("month", "2025-01-01"),
        pressed("month", "2025-13-01/2025-13-31"),
    ],
)
def test_what_no_browser_of_ours_sends_changes_nothing(picked: object) -> None:
    assert changes(picked, Filters(kind=("talk",))) == {}


def test_no_more_is_read_than_a_figure_has_bars() -> None:
    found = changes(pressed("kind", *map(str, range(1000)), drawn=True), NO_FILTERS)
    assert len(found["kind"].split(",")) == MOST_PICKED


def test_a_line_over_months_asks_for_those_from_the_first_to_the_last() -> None:
    drawn = pressed("month", "2025-03-01/2025-03-31", "2025-01-01/2025-01-31", drawn=True)
    asked = {"since": "2025-01-01", "until": "2025-03-31"}
    assert changes(drawn, NO_FILTERS) == asked
    assert changes(drawn, Filters(since=date(2025, 1, 1))) == asked
    again = Filters(since=date(2025, 1, 1), until=date(2025, 3, 31))
    assert changes(drawn, again) == {"since": "", "until": ""}


def test_what_a_line_is_drawn_over_is_chosen_and_nothing_else() -> None:
    three = pressed("kind", "talk", "course", "talk", "", drawn=True)
    assert changes(three, NO_FILTERS) == {"kind": "course,talk"}
    assert changes(three, Filters(kind=("seminar",))) == {"kind": "course,talk"}
    assert changes(three, Filters(kind=("talk", "course"))) == {"kind": ""}


def test_of_regions_there_is_one_at_a_time() -> None:
    assert changes(pressed("region", "02", "05", drawn=True), NO_FILTERS) == {"territory": "02", "level": ""}


def test_the_chosen_region_is_that_of_the_comuna() -> None:
    assert chosen_values("region", Filters(territory="05601")) == ("05",)
    assert chosen_values("region", Filters(territory="CL")) == ()
    assert chosen_values("organisation", NO_FILTERS) == ()
    assert chosen_values("organisation", Filters(organisation=(12, 9))) == ("9", "12")
