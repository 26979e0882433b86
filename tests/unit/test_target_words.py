"""Targets in words: the values, in the unit and with the sign that they have everywhere."""

import pytest

from dashboard.charts.ranking import value_text
from dashboard.i18n import translator
from dashboard.indicators.registry import indicator_named
from dashboard.ui.target_words import value_words

S = "\u00a0"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("nps", 63, "+63"),
        ("nps", -4.4, "−4"),
        ("nps", 0, "0"),
        ("learning", 1.17, "+1,17"),
        ("learning", -0.2, "−0,2"),
        ("satisfaction", 0.8, f"80{S}%"),
        ("coverage", 0.014, f"1,4{S}%"),
        ("trainings", 40, "40"),
        ("reach", 5.4, "5,4"),
    ],
)
def test_a_value_is_said_in_its_unit(name: str, value: float, words: str) -> None:
    assert value_words(indicator_named(name), value, translator("es")) == words


@pytest.mark.parametrize("value", [63, 0, -12.6])
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_target_says_a_recommendation_as_the_results_do(value: float, language: str) -> None:
    t = translator(language)
    assert value_words(indicator_named("nps"), value, t) == value_text(value, True, t)
