"""From a click on a small bar to the filter it asks for."""

from datetime import date

import pytest

from dashboard.ui.cross_clicks import chosen_values, period_changes, value_changes
from db.criteria import NO_FILTERS, Filters


def selection(*found: object) -> dict[str, object]:
    return {"points": [{"customdata": one} for one in found], "box": []}


@pytest.mark.parametrize(
    ("figure", "value", "filters", "changes"),
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
def test_a_click_adds_its_value_and_a_second_one_takes_it_away(
    figure: str, value: str, filters: Filters, changes: dict[str, str]
) -> None:
    assert value_changes(figure, selection(value), filters) == changes
    assert value_changes(figure, selection([value]), filters) == changes


@pytest.mark.parametrize(
    "found", [None, {}, {"points": None}, {"points": ["x"]}, selection(None), selection(7)]
)
def test_what_is_no_click_changes_nothing(found: object) -> None:
    assert value_changes("kind", found, NO_FILTERS) == {}
    assert period_changes(found, NO_FILTERS) == {}


def test_a_box_asks_for_the_months_from_the_first_to_the_last() -> None:
    boxed = selection(["2025-03-01", "2025-03-31"], ["2025-01-01", "2025-01-31"])
    asked = {"since": "2025-01-01", "until": "2025-03-31"}
    assert period_changes(boxed, NO_FILTERS) == asked
    assert period_changes(boxed, Filters(since=date(2025, 1, 1))) == asked
    again = Filters(since=date(2025, 1, 1), until=date(2025, 3, 31))
    assert period_changes(boxed, again) == {"since": "", "until": ""}
    assert period_changes(selection(["x", "y"]), NO_FILTERS) == {}


def drawn(shape: str, *values: str) -> dict[str, object]:
    return selection(*values) | {shape: [{"xref": "x", "yref": "y"}]}


@pytest.mark.parametrize("shape", ["box", "lasso"])
def test_what_is_drawn_around_is_chosen_and_nothing_else(shape: str) -> None:
    three = drawn(shape, "talk", "course", "talk", "")
    assert value_changes("kind", three, NO_FILTERS) == {"kind": "course,talk"}
    assert value_changes("kind", three, Filters(kind=("seminar",))) == {"kind": "course,talk"}
    assert value_changes("kind", three, Filters(kind=("talk", "course"))) == {"kind": ""}
    alone = drawn(shape, "talk")
    assert value_changes("kind", alone, Filters(kind=("course",))) == {"kind": "talk"}
    assert value_changes("kind", alone, Filters(kind=("course", "talk"))) == {"kind": "talk"}
    assert value_changes("kind", drawn(shape, ""), Filters(kind=("course",))) == {}, "only the others"


def test_of_regions_there_is_one_at_a_time() -> None:
    assert value_changes("region", drawn("box", "02", "05"), NO_FILTERS) == {"territory": "02", "level": ""}


def test_the_chosen_region_is_that_of_the_comuna() -> None:
    assert chosen_values("region", Filters(territory="05601")) == ("05",)
    assert chosen_values("region", Filters(territory="CL")) == ()
    assert chosen_values("organisation", NO_FILTERS) == ()
    assert chosen_values("organisation", Filters(organisation=(12, 9))) == ("9", "12")
