"""How classes are chosen, written in an address, and read back."""

from itertools import combinations, pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.maps.classes import (
    Classing,
    ValueClass,
    class_of,
    classes_by,
    default_classing,
    equal_classes,
    fixed_classes,
    natural_classes,
    parse_classing,
)


def spread(parts: list[list[float]]) -> float:
    return sum(sum((value - sum(part) / len(part)) ** 2 for value in part) for part in parts)


def cut(values: list[float], starts: tuple[int, ...]) -> list[list[float]]:
    edges = [0, *starts, len(values)]
    return [values[low:high] for low, high in pairwise(edges)]


@given(st.lists(st.integers(min_value=0, max_value=500), min_size=6, max_size=10, unique=True))
def test_natural_breaks_are_the_best_there_are(numbers: list[int]) -> None:
    values = sorted(float(number) for number in numbers)
    found = natural_classes(values, 3)
    parts = [[value for value in values if value in one] for one in found]
    best = min(spread(cut(values, starts)) for starts in combinations(range(1, len(values)), 2))
    assert sum(len(part) for part in parts) == len(values)
    assert spread(parts) == pytest.approx(best, abs=1e-6)


def test_natural_breaks_fall_where_the_gaps_are() -> None:
    found = natural_classes([1, 2, 3, 40, 41, 42, 900], 3)
    assert [(one.low, one.high) for one in found] == [(1, 3), (40, 42), (900, 900)]


def test_thousands_of_values_are_classed_all_the_same() -> None:
    values = [float(number) for number in range(5000)]
    found = natural_classes(values)
    assert (found[0].low, found[-1].high, len(found)) == (0, 4999, 5)
    assert all(sum(value in one for one in found) == 1 for value in values[::37])


def test_equal_classes_have_one_width_and_hold_the_greatest() -> None:
    found = equal_classes([0, 1, 2, 3, 7, 100])
    assert [(one.low, one.high) for one in found] == [(0, 20), (20, 40), (40, 60), (60, 80), (80, 100)]
    assert [class_of(value, found) for value in (0, 20, 79.9, 100)] == [0, 1, 3, 4]


def test_fixed_classes_hold_everything() -> None:
    assert fixed_classes([1, 5]) == (
        ValueClass(-inf, 1, True),
        ValueClass(1, 5, True),
        ValueClass(5, inf, True),
    )
    assert [class_of(value, fixed_classes([1, 5])) for value in (0, 1, 4.9, 5, 1e9)] == [0, 1, 1, 2, 2]


@given(st.lists(st.floats(min_value=0, max_value=1e6), min_size=1, max_size=60))
def test_every_method_places_every_value_once(values: list[float]) -> None:
    for method in ("natural", "quantile", "equal"):
        classes = classes_by(Classing(method), values)
        assert all(sum(value in one for one in classes) == 1 for value in values), method


def test_skewed_data_get_natural_breaks_by_default() -> None:
    assert default_classing([1, 1, 2, 2, 3, 4, 900]).method == "natural"
    assert default_classing([1, 2, 3, 4, 5, 6, 7]).method == "quantile"
    assert default_classing([]).method == "quantile"
    assert default_classing([3.0] * 9).method == "quantile"


@pytest.mark.parametrize("text", ["natural", "quantile", "equal", "fixed:1,5,10", "fixed:0.5"])
def test_an_address_says_it_and_reads_it_back(text: str) -> None:
    found = parse_classing(text)
    assert found is not None
    assert found.text() == text


@pytest.mark.parametrize(
    "text",
    ["", "jenks", "fixed", "fixed:", "fixed:1,x", "fixed:5,1", "fixed:1,1", "fixed:nan", "fixed:inf",
     "fixed:1,2,3,4,5,6,7", "fixed:1e300"],
)  # fmt: skip
def test_what_is_no_classing_is_refused(text: str) -> None:
    assert parse_classing(text) is None
