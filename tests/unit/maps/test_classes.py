"""Classes of a map: few, filled, and honest about ties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.maps.classes import class_of, quantile_classes, shades

CASES: list[tuple[str, list[float], list[tuple[float, float]]]] = [
    ("nothing", [], []),
    ("one value", [7], [(7, 7)]),
    ("all equal", [3, 3, 3], [(3, 3)]),
    ("as many values as classes", [5, 1, 2, 4, 3], [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]),
    ("even", list(range(1, 11)), [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]),
    ("ties stay together", [1, 1, 1, 2, 3, 4, 5, 6, 7], [(1, 1), (2, 3), (4, 5), (6, 6), (7, 7)]),
    ("skew", [1.0] * 80 + [2, 5, 9, 30, 31, 32, 33, 900], [(1, 1), (2, 5), (9, 30), (31, 32), (33, 900)]),
]


@pytest.mark.parametrize(("name", "values", "expected"), CASES, ids=[case[0] for case in CASES])
def test_classes(name: str, values: list[float], expected: list[tuple[float, float]]) -> None:
    assert [(one.low, one.high) for one in quantile_classes(values)] == expected


@given(st.lists(st.floats(min_value=0, max_value=1e6), min_size=1), st.integers(min_value=1, max_value=7))
def test_every_value_has_exactly_one_class(values: list[float], count: int) -> None:
    classes = quantile_classes(values, count)
    assert 1 <= len(classes) <= count
    assert [one.low for one in classes] == sorted(one.low for one in classes)
    for value in values:
        assert sum(value in one for one in classes) == 1
        assert value in classes[class_of(value, classes)]


def test_shades_spread_over_the_ramp() -> None:
    ramp = ("a", "b", "c", "d", "e")
    assert [shades(ramp, count) for count in (0, 1, 2, 3, 5)] == [
        (),
        ("d",),
        ("a", "e"),
        ("a", "c", "e"),
        ramp,
    ]
