"""What expressions come to on the server: the table that a browser is held to as well."""

from math import isnan

import pytest

from dashboard.survey.expressions import parse
from dashboard.survey.expressions.functions import FUNCTIONS
from tests.unit.survey.expression_cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.source)
def test_value(case: Case) -> None:
    value = parse(case.source).value(case.context())
    assert type(value) is type(case.value)
    if isinstance(case.value, float) and isnan(case.value):
        assert isinstance(value, float)
        assert isnan(value)
    else:
        assert value == case.value


def test_every_function_has_a_case() -> None:
    told = " ".join(case.source for case in CASES)
    assert [name for name in FUNCTIONS if f"{name}(" not in told] == []


def test_what_is_no_number_is_no_answer() -> None:
    assert parse("${absent} * 2").text({}) == ""
    assert parse("2 * 3.5").text({}) == "7"


def test_without_a_clock_today_is_empty_and_without_labels_a_value_is_its_own_name() -> None:
    assert parse("concat(today(), now(), jr:choice-name(${role}, '${role}'))").text({"role": "x"}) == "x"


def test_only_the_side_that_is_taken_is_worked_out() -> None:
    expression = parse("if(1 = 1, 'quick', regex(${long}, '(a+)+$'))")
    assert expression.value({"long": "a" * 1900 + "!"}) == "quick"


def test_a_pattern_that_takes_too_long_matches_nothing() -> None:
    assert parse("regex(., '(a+)+$')").holds({}) is False
    assert parse("regex(${long}, '(a|aa)+b')").holds({"long": "a" * 1900}) is False
    assert parse("regex(${long}, 'a+')").holds({"long": "a" * 2001}) is False
