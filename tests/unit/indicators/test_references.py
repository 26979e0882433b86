"""Shares, means, gains and scores agree with scipy and numpy, which see each answer by itself."""

from collections import Counter
from collections.abc import Mapping
from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from dashboard.indicators.agreement import SCALE, agreement, satisfaction, scale_mean, share_of
from dashboard.indicators.intervals import Estimate, mean_interval, wilson, wilson_bounds
from dashboard.indicators.learning import LearningGain, learning_gain, overall_gain
from dashboard.indicators.recommendation import net_promoter

Values = NDArray[np.float64]
PEOPLE = st.integers(0, 200)
ON_SCALE = st.dictionaries(st.sampled_from(SCALE), PEOPLE, min_size=1)
ZERO_TO_TEN = st.dictionaries(st.sampled_from([str(n) for n in range(11)]), PEOPLE, min_size=1)
PAIRS = st.dictionaries(st.sampled_from([f"{b}>{n}" for b in SCALE for n in SCALE]), PEOPLE, min_size=1)
SUCCESSES_OF = st.tuples(PEOPLE, PEOPLE).map(lambda parts: (parts[0], sum(parts)))


def score_interval(successes: int, n: int) -> tuple[float, float]:
    found = stats.binomtest(successes, n).proportion_ci(method="wilson")
    return found.low, found.high


def t_interval(values: Values, low: float, high: float) -> tuple[float, float]:
    """Student's t interval of the mean of answers, cut to the scale; needs two answers that differ."""
    found = stats.t.interval(0.95, len(values) - 1, loc=np.mean(values), scale=stats.sem(values))
    return max(low, float(found[0])), min(high, float(found[1]))


def expanded(counts: Mapping[str, int]) -> Values:
    return np.array([float(choice) for choice, people in counts.items() for _ in range(people)])


def before_and_now(counts: Mapping[str, int]) -> tuple[Values, Values]:
    before = {choice: choice[0] for choice in counts}
    now = {choice: choice[-1] for choice in counts}
    people = list(counts.values())
    return (
        np.repeat(np.array([float(before[choice]) for choice in counts]), people),
        np.repeat(np.array([float(now[choice]) for choice in counts]), people),
    )


def differs(values: Values) -> bool:
    return len(values) > 1 and bool(np.ptp(values))


def parts(found: Estimate | None) -> tuple[float, float, float, int]:
    assert found is not None
    return found.value, found.low, found.high, found.n


def gain_of(counts: Mapping[str, int]) -> LearningGain:
    found = learning_gain(counts)
    assert found is not None
    return found


@given(SUCCESSES_OF)
def test_wilson_agrees_with_scipy(case: tuple[int, int]) -> None:
    successes, n = case
    if n == 0:
        assert wilson(successes, n) is None
        return
    expected = (successes / n, *score_interval(successes, n), n)
    assert parts(wilson(successes, n)) == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.tuples(SUCCESSES_OF, PEOPLE), max_size=40))
def test_many_shares_at_once_are_each_what_one_is(cases: list[tuple[tuple[int, int], int]]) -> None:
    successes, n, people = np.array([(s, n, p) for (s, n), p in cases], dtype=np.int64).reshape(-1, 3).T
    plain, widened = wilson_bounds(successes, n), wilson_bounds(successes, n, people)
    for row, ((s, answers), persons) in enumerate(cases):
        for bounds, one in ((plain, wilson(s, answers)), (widened, wilson(s, answers, people=persons))):
            many = tuple(float(column[row]) for column in bounds)
            if one is None:
                assert all(map(isnan, many))
            else:
                assert many == pytest.approx((one.value, one.low, one.high), abs=1e-12, rel=0)
                assert (many[1] == 0) == (one.low == 0)
                assert (many[2] == 1) == (one.high == 1)


def test_the_bounds_of_none_and_of_all_are_exact() -> None:
    n = np.arange(1, 1001)
    assert not wilson_bounds(np.zeros_like(n), n)[1].any()
    assert (wilson_bounds(n, n)[2] == 1).all()


def test_a_share_of_nobody_has_no_bounds() -> None:
    nobody, someone = np.array([0]), np.array([3])
    assert np.isnan(wilson_bounds(nobody, nobody)).all()
    assert np.isnan(wilson_bounds(someone, someone, nobody)).all()


@given(ON_SCALE, PEOPLE)
def test_agreement_agrees_with_scipy_whoever_it_does_not_apply_to(
    counts: dict[str, int], does_not_apply: int
) -> None:
    values = expanded(counts)
    assume(len(values))
    agreed = int((values >= 4).sum())
    expected = (agreed / len(values), *score_interval(agreed, len(values)), len(values))
    assert parts(agreement(counts | {"na": does_not_apply})) == pytest.approx(expected, abs=1e-9)
    assert parts(share_of(counts, ("4", "5"))) == pytest.approx(expected, abs=1e-9)


@given(ON_SCALE, st.integers(1, 6))
def test_statements_answered_alike_are_as_wide_as_one_in_scipy(counts: dict[str, int], items: int) -> None:
    values = expanded(counts)
    assume(len(values))
    low, high = score_interval(int((values >= 4).sum()), len(values))
    found = satisfaction({str(item): counts for item in range(items)})
    assert parts(found) == pytest.approx((np.mean(values >= 4), low, high, len(values)), abs=1e-9)


@given(ON_SCALE)
def test_the_mean_of_a_scale_agrees_with_scipy(counts: dict[str, int]) -> None:
    values = expanded(counts)
    assume(differs(values))
    found = scale_mean(counts | {"na": 3})
    assert found is not None
    expected = (np.mean(values), *t_interval(values, 1, 5), len(values))
    assert parts(found.mean) == pytest.approx(expected, abs=1e-9)
    assert found.people == tuple(int((values == float(choice)).sum()) for choice in SCALE)


@given(st.lists(st.integers(-4, 4), min_size=2, max_size=60))
def test_the_mean_interval_agrees_with_scipy(answers: list[int]) -> None:
    values = np.array(answers, dtype=np.float64)
    assume(differs(values))
    found = mean_interval(Counter(values.tolist()), low=-99, high=99)
    expected = (np.mean(values), *t_interval(values, -99, 99), len(values))
    assert parts(found) == pytest.approx(expected, abs=1e-9)


@given(ZERO_TO_TEN)
def test_the_score_is_the_mean_of_three_values_in_scipy(counts: dict[str, int]) -> None:
    answers = expanded(counts)
    values = np.select([answers >= 9, answers <= 6], [100.0, -100.0], 0.0)
    assume(differs(values))
    found = net_promoter(counts)
    assert found is not None
    percents = 100 * (np.mean(answers >= 9) - np.mean(answers <= 6))
    expected = (percents, *t_interval(values, -100, 100), len(values))
    assert parts(found.score) == pytest.approx(expected, abs=1e-9)


@given(PAIRS)
def test_the_gain_agrees_with_the_paired_t_test_of_scipy(counts: dict[str, int]) -> None:
    before, now = before_and_now(counts)
    assume(differs(now - before))
    found = gain_of(counts)
    interval = stats.ttest_rel(now, before).confidence_interval(0.95)
    low, high = max(-4.0, float(interval.low)), min(4.0, float(interval.high))
    assert parts(found.gain) == pytest.approx((np.mean(now - before), low, high, len(now)), abs=1e-9)
    assert (found.before, found.now) == pytest.approx((np.mean(before), np.mean(now)))


@given(PAIRS)
def test_the_effect_size_agrees_with_numpy(counts: dict[str, int]) -> None:
    before, now = before_and_now(counts)
    assume(differs(now - before))
    expected = np.mean(now - before) / np.std(now - before, ddof=1)
    assert gain_of(counts).effect == pytest.approx(expected, abs=1e-9)


@given(PAIRS)
def test_the_improved_share_agrees_with_scipy(counts: dict[str, int]) -> None:
    before, now = before_and_now(counts)
    assume(len(now))
    better = int((now > before).sum())
    expected = (better / len(now), *score_interval(better, len(now)), len(now))
    assert parts(gain_of(counts).improved) == pytest.approx(expected, abs=1e-9)


@given(st.dictionaries(st.sampled_from("abcde"), PAIRS, min_size=1))
def test_the_overall_gain_is_that_of_all_pairs_with_the_width_of_one(
    by_question: dict[str, dict[str, int]],
) -> None:
    """The deviation is that of all differences, the n that of the objective most people answered for."""
    differences = np.concatenate([now - before for before, now in map(before_and_now, by_question.values())])
    people = max(sum(counts.values()) for counts in by_question.values())
    assume(people > 1 and differs(differences))
    found = overall_gain(by_question)
    assert found is not None
    error = np.std(differences, ddof=1) / np.sqrt(people)
    low, high = stats.t.interval(0.95, people - 1, loc=np.mean(differences), scale=error)
    expected = (np.mean(differences), max(-4.0, float(low)), min(4.0, float(high)), people)
    assert parts(found.gain) == pytest.approx(expected, abs=1e-9)
    improved = (found.improved.value, found.improved.n)
    assert improved == pytest.approx((np.mean(differences > 0), people))
