"""What indicators count and leave out, and that they say nothing where there is nothing to say."""

from math import sqrt

import pytest

from dashboard.indicators.agreement import agreement, satisfaction, scale_mean, share_of
from dashboard.indicators.intervals import mean_interval, wilson
from dashboard.indicators.learning import learning_gain, overall_gain
from dashboard.indicators.rates import coverage, is_adequate, reach, required_share, response_rate
from dashboard.indicators.recommendation import net_promoter


def test_one_person_says_nothing_about_the_mean() -> None:
    found = mean_interval({3.0: 1}, low=1, high=5)
    assert found is not None
    assert (found.low, found.high) == (1, 5)


def test_does_not_apply_is_not_part_of_agreement() -> None:
    found = agreement({"5": 3, "1": 1, "na": 100})
    assert found is not None
    assert (found.value, found.n) == (0.75, 4)


def test_only_does_not_apply_is_no_agreement() -> None:
    assert agreement({"na": 9}) is None
    assert satisfaction({"a": {"na": 9}}) is None
    assert scale_mean({"na": 9}) is None


def test_nobody_behind_the_answers_is_no_share() -> None:
    assert wilson(3, 5, people=0) is None


def test_a_mean_keeps_the_distribution_that_tells_it_apart() -> None:
    split, middling = scale_mean({"1": 5, "5": 5}), scale_mean({"3": 10})
    assert split is not None
    assert middling is not None
    assert split.mean.value == middling.mean.value == 3
    assert (split.people, middling.people) == ((5, 0, 0, 0, 5), (0, 0, 10, 0, 0))


def test_answers_all_alike_close_the_interval_of_the_mean() -> None:
    found = scale_mean({"4": 6})
    assert found is not None
    assert (found.mean.low, found.mean.high) == (4, 4)


def test_several_answers_of_one_person_do_not_narrow_the_interval() -> None:
    once = wilson(8, 10)
    five_items = satisfaction({str(item): {"5": 8, "1": 2} for item in range(5)})
    assert once is not None
    assert five_items == once


def test_net_promoter_counts_its_three_parts() -> None:
    found = net_promoter({"0": 1, "6": 1, "7": 1, "8": 1, "9": 2, "10": 4})
    assert found is not None
    assert (found.detractors, found.passives, found.promoters) == (2, 2, 6)
    assert found.score.value == pytest.approx(40)


def test_nobody_recommends_when_nobody_answered() -> None:
    assert net_promoter({}) is None
    assert learning_gain({}) is None
    assert overall_gain({}) is None
    assert share_of({}, ("yes",)) is None


def test_gain_is_the_mean_of_now_minus_before() -> None:
    found = learning_gain({"1>5": 1, "3>3": 1})
    assert found is not None
    assert (found.before, found.now, found.gain.value, found.improved.value) == (2, 4, 2, 0.5)
    assert found.effect == pytest.approx(2 / sqrt(8))


def test_a_gain_alike_for_all_has_no_effect_size() -> None:
    found = learning_gain({"2>4": 10})
    assert found is not None
    assert found.effect is None


def test_objectives_of_one_person_do_not_narrow_the_gain() -> None:
    counts = {"1>3": 6, "3>3": 6}
    single = learning_gain(counts)
    overall = overall_gain({str(objective): counts for objective in range(4)})
    assert single is not None
    assert overall is not None
    assert overall.gain.n == single.gain.n
    width = overall.gain.high - overall.gain.low
    assert width == pytest.approx(single.gain.high - single.gain.low, rel=0.1)


@pytest.mark.parametrize(
    ("attendance", "share"),
    [(4, None), (5, 0.8), (9, 0.8), (10, 0.6), (20, 0.6), (21, 0.47), (31, 0.4), (41, 0.3), (61, 0.25)],
)
def test_the_rate_needed_follows_the_size_of_the_group(attendance: int, share: float | None) -> None:
    assert required_share(attendance) == share


def test_attendance_not_reported_gives_no_rate() -> None:
    assert response_rate([(12, None), (3, None)]) is None
    found = response_rate([(12, None), (6, 8), (0, 20)])
    assert found is not None
    assert found.share == pytest.approx(6 / 28)
    assert (found.trainings, found.trainings_not_reported) == (2, 1)


def test_adequacy_is_judged_per_training() -> None:
    assert is_adequate(8, 10)
    assert not is_adequate(5, 10)
    assert not is_adequate(4, 4)


def test_reach_without_inhabitants_is_unknown() -> None:
    assert reach(10, 0) is None
    assert reach(50, 100_000) == 5


def test_coverage_is_the_share_of_comunas() -> None:
    assert coverage(173, 346) == 0.5
    assert coverage(0, 346) == 0
    assert coverage(0, 0) is None
