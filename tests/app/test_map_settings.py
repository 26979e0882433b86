"""What an address asks of the map: read, refused, and what is usual."""

import pytest

from dashboard.maps.classes import Classing
from dashboard.ui.map_settings import drawn_classing, layers_for, marks_for, parse_settings


def test_an_empty_address_is_the_usual_map() -> None:
    settings, refused = parse_settings({}, "")
    assert (settings.measure, settings.level, settings.marks, settings.layer) == (
        "trainings", "region", "bubbles", "none",
    )  # fmt: skip
    assert (settings.classing, settings.every, settings.period, refused) == (None, "", "", ())


def test_counts_are_bubbles_and_rates_are_filled() -> None:
    assert [marks_for(measure)[0] for measure in ("trainings", "attendances", "satisfaction", "reach")] == [
        "bubbles", "bubbles", "fill", "fill",
    ]  # fmt: skip
    assert (layers_for("fill")[0], layers_for("bubbles")[0], layers_for("both")[0]) == (
        "trainings", "none", "none",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("measure", "gold"),
        ("level", "planet"),
        ("marks", "both"),  # for a count there is nothing else to show
        ("layer", "volcanoes"),
        ("classes", "fixed:5,1"),
        ("every", "week"),
    ],
)
def test_what_is_not_understood_is_named_and_not_obeyed(name: str, text: str) -> None:
    settings, refused = parse_settings({name: text}, "")
    assert refused == (name,)
    assert settings == parse_settings({}, "")[0]


def test_documented_measures_have_no_time() -> None:
    settings, _ = parse_settings({"measure": "measures", "every": "year", "period": "2025"}, "")
    assert (settings.every, settings.period) == ("", "")


def test_a_share_is_cut_at_percentages() -> None:
    of_satisfaction, _ = parse_settings({"measure": "satisfaction", "classes": "fixed:50,75"}, "")
    assert drawn_classing(of_satisfaction) == Classing("fixed", (0.5, 0.75))
    of_trainings, _ = parse_settings({"classes": "fixed:50,75"}, "")
    assert drawn_classing(of_trainings) == Classing("fixed", (50, 75))
