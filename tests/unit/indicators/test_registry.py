"""The indicators of targets: each has its words, its bounds, and three different absences."""

import pickle

import pytest

from dashboard.i18n import LANGUAGES, translator
from dashboard.indicators.agreement import agreement
from dashboard.indicators.rates import response_rate
from dashboard.indicators.registry import INDICATORS, Actual, Facts
from db.seed.files import document

NOBODY_REPORTED = Facts(trainings=3, not_reported=3, hours_unknown=3, inhabitants=1000, comunas_there=10)
LEVELS = [name for name, each in INDICATORS.items() if each.kind == "level" and name != "response_rate"]


def actual(name: str, facts: Facts) -> Actual:
    return INDICATORS[name].actual(facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_indicator_and_unit_has_words(language: str) -> None:
    t = translator(language)
    for each in INDICATORS.values():
        assert t.has(f"targets.indicator.{each.name}")
        assert t.has(f"targets.unit.{each.unit}")


@pytest.mark.parametrize("name", ["trainings", "comunas", "organisations", "responses", "coverage"])
def test_nothing_counted_is_zero(name: str) -> None:
    assert actual(name, Facts(comunas_there=10)) == Actual("value", 0)


@pytest.mark.parametrize("name", ["attendances", "hours", "reach"])
def test_what_nobody_reported_is_no_zero(name: str) -> None:
    found = actual(name, NOBODY_REPORTED)
    assert (found.state, found.value, found.not_reported) == ("no_data", None, 3)


def test_where_some_reported_the_others_are_told() -> None:
    found = actual("attendances", Facts(trainings=3, attendances=40, not_reported=1))
    assert found == Actual("value", 40, not_reported=1)


@pytest.mark.parametrize("name", LEVELS)
def test_a_level_without_published_answers_is_withheld_or_was_not_asked(name: str) -> None:
    assert actual(name, Facts(received=3)).state == "withheld"
    assert actual(name, Facts(received=0)).state == "no_data"


def test_a_level_has_its_interval_and_the_people_behind_it() -> None:
    found = actual("felt_safe", Facts(received=60, felt_safe=agreement({"5": 30, "4": 10, "1": 10})))
    assert (found.state, found.value, found.n) == ("value", 0.8, 50)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.8 < found.high


def test_a_response_rate_needs_a_head_count_and_has_no_interval() -> None:
    assert actual("response_rate", Facts(received=9, not_reported=1)).state == "no_data"
    found = actual("response_rate", Facts(received=9, rate=response_rate([(9, 12), (4, None)])))
    assert (found.value, found.low, found.n, found.not_reported) == (0.75, None, 12, 1)


def test_reach_and_coverage_are_those_of_the_territory() -> None:
    facts = Facts(trainings=2, attendances=30, inhabitants=10_000, comunas=2, comunas_there=8)
    assert actual("reach", facts).value == 30
    assert actual("coverage", facts).value == 0.25
    assert actual("coverage", Facts(comunas_there=0)).state == "no_data"


def test_an_indicator_that_left_the_process_comes_back_as_itself() -> None:
    for each in INDICATORS.values():
        assert pickle.loads(pickle.dumps(each)) is each  # our own bytes


def test_the_demo_uses_indicators_that_exist() -> None:
    used = {each["indicator"] for each in document("synthetic_targets.toml")["targets"]}
    assert used <= set(INDICATORS)
