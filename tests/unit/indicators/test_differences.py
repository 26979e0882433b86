"""Differences told from chance: by hand, against scipy, and on the worked example of the methods page."""

import json
import re
from math import isnan, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from dashboard.indicators.changes import STEPS, changes
from dashboard.indicators.differences import LEVEL, difference_p, holm, is_enough, share_variance
from dashboard.indicators.intervals import mean_bounds, mean_interval, standard_deviation
from dashboard.settings import ROOT

PAGES = {"methods.md": "Comparaciones", "methods.en.md": "Comparisons"}
Floats = NDArray[np.float64]


def array(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def share_p(agreed: int, n: int, others: int, n_others: int) -> float:
    """As the ranking does it, for one group."""
    size = n + n_others
    variance = share_variance(array((agreed + others) / size), array(size))
    found = difference_p(array(agreed / n), array(n), array(others / n_others), array(n_others), variance)
    return float(found[0])


def test_by_hand() -> None:
    """18 of 20 against 30 of 60: z = 0,4 ÷ √(s² (1/20 + 1/60)), s² = 0,6 × 0,4 × 80/79."""
    z = 0.4 / sqrt(0.6 * 0.4 * 80 / 79 * (1 / 20 + 1 / 60))
    assert share_p(18, 20, 30, 60) == pytest.approx(2 * (1 - NormalDist().cdf(z)))


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60), st.integers(1, 60))
def test_it_is_the_chi_square_test_with_one_less(
    agreed: int, not_agreed: int, others: int, not_others: int
) -> None:
    found = stats.chi2_contingency([[agreed, not_agreed], [others, not_others]], correction=False)
    size = agreed + not_agreed + others + not_others
    expected = stats.chi2.sf(found.statistic * (size - 1) / size, 1)
    assert share_p(agreed, agreed + not_agreed, others, others + not_others) == pytest.approx(expected)


def test_nothing_to_compare_is_not_a_difference() -> None:
    everybody = share_variance(array(1.0), array(30.0))
    assert isnan(difference_p(array(1.0), array(10), array(1.0), array(20), everybody)[0])
    assert isnan(difference_p(array(0.5), array(10), array(0.5), array(0), array(0.25))[0])


def test_too_few_expected_answers_are_not_tested() -> None:
    assert is_enough(array(0.9, 0.9), array(9, 10), array(100, 100)).tolist() == [False, True]
    assert is_enough(array(0.1), array(100), array(5)).tolist() == [False]


def test_holm_by_hand() -> None:
    """Holm (1979): the smallest of 4 by 4, the next by 3, 2 and 1, never less than the one before."""
    assert holm(array(0.01, 0.04, 0.03, 0.005)) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(array(0.9, 0.6)) == pytest.approx([1, 1])
    assert holm(array()).tolist() == []


def test_what_was_not_tested_does_not_count() -> None:
    adjusted = holm(array(0.02, np.nan, 0.03))
    assert isnan(adjusted[1])
    assert adjusted[[0, 2]] == pytest.approx([0.04, 0.04])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_rejects_what_its_stepwise_rule_rejects(p: list[float]) -> None:
    order = sorted(range(len(p)), key=lambda at: p[at])
    rejected = set()
    for place, at in enumerate(order):
        if p[at] * (len(p) - place) >= LEVEL:
            break
        rejected.add(at)
    assert {at for at, value in enumerate(holm(np.array(p)).tolist()) if value < LEVEL} == rejected


def test_many_mean_intervals_are_each_one_as_the_indicator_has_it() -> None:
    scores = [{-100.0: 3, 0.0: 5, 100.0: 12}, {0.0: 7}, {100.0: 1}, {-100.0: 6, 100.0: 6}]
    n = np.array([sum(each.values()) for each in scores] + [0])
    means = [sum(v * k for v, k in each.items()) / sum(each.values()) for each in scores]
    deviations = [standard_deviation(each) for each in scores]
    low, high = mean_bounds(array(*means, np.nan), array(*deviations, np.nan), n, low=-100, high=100)
    for at, each in enumerate(scores):
        one = mean_interval(each, low=-100, high=100)
        assert one is not None
        assert (low[at], high[at]) == pytest.approx((one.low, one.high))
    assert isnan(low[4])
    assert isnan(high[4])


def test_changes_count_each_person_once() -> None:
    found = changes({"1>3": 4, "2>4": 6, "3>3": 5, "4>5": 3, "3>2": 2, "1>5": 1, "5>1": 1})
    assert dict(zip(STEPS, found, strict=True)) == {
        -4: 1, -3: 0, -2: 0, -1: 2, 0: 5, 1: 3, 2: 10, 3: 0, 4: 1,
    }  # fmt: skip


@pytest.mark.parametrize("file", PAGES)
def test_the_worked_example_of_the_methods_is_what_the_code_computes(file: str) -> None:
    text = (ROOT / "docs" / file).read_text(encoding="utf-8")
    section = re.split(r"^## ", text.partition(f"\n## {PAGES[file]}\n")[2], flags=re.MULTILINE)[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    groups = [json.loads(row[0].strip("`")) for row in rows]
    agreed, n = (np.array([each[at] for each in groups], dtype=np.float64) for at in (0, 1))
    rest, n_rest = (agreed.sum() - agreed) / (n.sum() - n), n.sum() - n
    variance = share_variance(np.full(len(n), agreed.sum() / n.sum()), np.full(len(n), n.sum()))
    p = difference_p(agreed / n, n, rest, n_rest, variance)
    shown = np.column_stack([agreed / n, rest, p, holm(p)])
    assert len(rows) == 4
    assert [[f"{value:.4f}" for value in row] for row in shown] == [row[1:5] for row in rows]
    told = [abs(value) < LEVEL for value in holm(p)]
    assert told == [
        row[5] in {"sobre el resto", "above the rest", "bajo el resto", "below the rest"} for row in rows
    ]
