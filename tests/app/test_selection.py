"""From a click to a view."""

import pytest

from dashboard.ui.selection import Frame, clicked_code, drilled, levels_for, view_of
from db.criteria import Filters


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([{"location": "02"}], "02"),
        ([{"location": "02301", "customdata": None}], "02301"),
        ([{"customdata": "05601", "lat": -33.6}], "05601"),
        ([{"customdata": ["056"]}], "056"),
        ([{"lat": -33.6}, {"location": "13"}], "13"),
        ([], ""),
        ([{"location": "Antofagasta"}], ""),
        ([{"location": 2}], ""),
        (["02"], ""),
        (None, ""),
    ],
)
def test_a_click_names_a_territory_or_nothing(points: object, code: str) -> None:
    assert clicked_code({"points": points}) == code


FRAME = Frame(700, 1.0)


def test_drilling_keeps_the_other_filters() -> None:
    assert drilled(Filters(territory="02", kind=("talk",)), "02301") == Filters(
        territory="02301", kind=("talk",)
    )
    assert drilled(Filters(territory="02", project=(3,)), "") == Filters(project=(3,))


def test_within_a_territory_the_usual_level_is_the_comuna() -> None:
    assert levels_for("") == ("region", "province", "comuna")
    assert levels_for("02")[0] == "comuna"


def test_a_region_fills_the_frame_and_a_comuna_is_outlined_within_it() -> None:
    region = view_of("02", "comuna", dark=False, frame=FRAME)
    assert (region.focus, region.selected, region.level) == ("02", None, "comuna")
    comuna = view_of("02301", "comuna", dark=False, frame=FRAME)
    assert (comuna.focus, comuna.selected) == ("02", "02301")
    province = view_of("023", "comuna", dark=True, frame=FRAME)
    assert (province.focus, province.selected, province.dark) == ("023", "023", True)


def test_the_country_has_no_focus() -> None:
    assert view_of("", "region", dark=False, frame=FRAME).focus is None
    assert view_of("CL", "region", dark=False, frame=FRAME).focus is None
