"""From a click on a small bar to the filter it asks for."""

from datetime import date

import pytest

from dashboard.ui.cross_clicks import chosen_value, period_changes, value_changes
from db.criteria import NO_FILTERS, Filters


def selection(*found: object) -> dict[str, object]:
    return {"points": [{"customdata": one} for one in found], "box": []}


@pytest.mark.parametrize(
    ("figure", "value", "filters", "changes"),
    [
        ("kind", "talk", NO_FILTERS, {"kind": "talk"}),
        ("kind", "talk", Filters(kind="course"), {"kind": "talk"}),
        ("kind", "talk", Filters(kind="talk"), {"kind": ""}),
        ("organisation", "12", NO_FILTERS, {"organisation": "12"}),
        ("organisation", "12", Filters(organisation=12), {"organisation": ""}),
        ("region", "02", Filters(territory="05601"), {"territory": "02", "level": ""}),
        ("region", "05", Filters(territory="05601"), {"territory": "", "level": ""}),
        ("kind", "", NO_FILTERS, {}),
    ],
)
def test_a_click_sets_its_filter_and_a_second_one_removes_it(
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


def test_the_chosen_region_is_that_of_the_comuna() -> None:
    assert chosen_value("region", Filters(territory="05601")) == "05"
    assert chosen_value("region", Filters(territory="CL")) == ""
    assert chosen_value("organisation", NO_FILTERS) == ""
