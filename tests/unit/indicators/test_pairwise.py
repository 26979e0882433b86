"""Differences that chance alone makes are not called differences, however many are looked at."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.indicators.differences import LEVEL
from dashboard.indicators.intervals import Estimate, mean_interval, wilson
from dashboard.indicators.pairwise import Pair, adjusted, chance_of_means, chance_of_shares, compared


def share(agreed: int, n: int) -> Estimate:
    found = wilson(agreed, n)
    assert found is not None
    return found


def mean(*people: int, low: float = 1, high: float = 5) -> Estimate:
    """Of so many people on each step of a scale from 1."""
    found = mean_interval(dict(enumerate(map(int, people), start=1)), low=low, high=high)
    assert found is not None
    return found


sizes = st.integers(1, 400)
shares = sizes.flatmap(lambda n: st.builds(share, st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("one", "other"), [((40, 60), (30, 70)), ((3, 10), (9, 10)), ((400, 500), (350, 500))]
)
def test_shares_agree_with_the_chi_squared_of_scipy(one: tuple[int, int], other: tuple[int, int]) -> None:
    table = [[agreed, n - agreed] for agreed, n in (one, other)]
    people = one[1] + other[1]
    pearson = stats.chi2_contingency(table, correction=False).statistic
    expected = float(stats.chi2.sf(pearson * (people - 1) / people, 1))
    assert chance_of_shares(share(*one), share(*other)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other"), [((1, 2, 9, 12, 6), (2, 8, 10, 5, 1)), ((0, 1, 2, 3, 4), (3, 3, 3, 3, 3))]
)
def test_means_agree_with_welch_of_scipy(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    drawn = [[step for step, n in enumerate(people, start=1) for _ in range(n)] for people in (one, other)]
    expected = float(stats.ttest_ind(*drawn, equal_var=False).pvalue)
    # Intervals cut at an end of the scale still tell the error by their other end.
    assert chance_of_means(mean(*one), mean(*other)) == pytest.approx(expected)


@given(shares, shares)
def test_the_order_of_two_groups_does_not_matter(one: Estimate, other: Estimate) -> None:
    assert 0 <= chance_of_shares(one, other) <= 1
    assert chance_of_shares(one, other) == pytest.approx(chance_of_shares(other, one))


@given(shares)
def test_a_group_does_not_differ_from_its_twin(one: Estimate) -> None:
    assert chance_of_shares(one, one) == pytest.approx(1)
    assert chance_of_means(one, one) == pytest.approx(1)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(2, 5))
def test_more_people_with_the_same_shares_make_it_no_likelier_to_be_chance(
    n: int, agreed: int, times: int
) -> None:
    few = chance_of_shares(share(min(agreed, n), n), share(n // 2, n))
    if few == 1:  # alike, or too few to tell
        return
    many = chance_of_shares(share(min(agreed, n) * times, n * times), share(n // 2 * times, n * times))
    assert many <= few + 1e-12


def test_where_nobody_differs_or_too_few_do_nothing_is_told() -> None:
    assert chance_of_shares(share(9, 9), share(30, 30)) == 1
    # One in 405 did not agree: of five people, hardly one would.
    assert chance_of_shares(share(4, 5), share(400, 400)) == 1
    assert chance_of_means(mean(0, 9, 0, 0, 0), mean(0, 0, 0, 9, 0)) == 1
    assert chance_of_means(mean(1, 0, 0, 0, 0), mean(0, 0, 20, 9, 0)) == 1


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_only_raises_and_keeps_the_order(chances: list[float]) -> None:
    pairs = [Pair("x", 0, place, p) for place, p in enumerate(chances, start=1)]
    found = adjusted(pairs)
    assert [(one.first, one.second) for one in found] == [(one.first, one.second) for one in pairs]
    assert all(one.p <= other.p <= 1 for one, other in zip(pairs, found, strict=True))
    ranked = sorted(zip(chances, (one.p for one in found), strict=True))
    assert [p for _, p in ranked] == sorted(p for _, p in ranked)
    if chances:  # never stricter than Bonferroni, and as strict for the least
        assert min(one.p for one in found) == pytest.approx(min(1, min(chances) * len(chances)))


def test_groups_without_a_value_or_with_people_in_common_are_not_compared() -> None:
    estimates = [share(9, 10), None, share(1, 10), share(5, 10)]
    pairs = compared("x", estimates, chance_of_shares, are_apart=lambda first, second: second != 3)
    assert [(one.first, one.second) for one in pairs] == [(0, 2)]
    assert adjusted(pairs)[0].is_distinguishable


def test_four_groups_alike_are_rarely_said_to_differ() -> None:
    """In 1,000 comparisons of four groups that do not differ, hardly more than one in twenty finds one."""
    draw, found = Random(6), 0
    for _ in range(1_000):
        groups = [share(sum(draw.random() < 0.7 for _ in range(40)), 40) for _ in range(4)]
        found += any(one.is_distinguishable for one in adjusted(compared("x", groups, chance_of_shares)))
    assert found / 1_000 <= LEVEL + 0.01


def test_a_wider_interval_makes_a_difference_less_certain() -> None:
    narrow, wide = share(60, 80), replace(share(60, 80), n=20)
    assert chance_of_shares(narrow, share(20, 80)) < chance_of_shares(wide, share(20, 80))
