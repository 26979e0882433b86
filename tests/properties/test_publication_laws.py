"""The publication rule as laws: whatever arrives, closes or reopens, nothing visible is smaller than k."""

import random

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from dashboard.privacy.steps import answers_needed, draw, step_size

SIZES = st.integers(0, 500)
KS = st.integers(5, 20)


@given(waiting=SIZES, is_open=st.booleans(), k=KS)
def test_a_step_is_nothing_or_at_least_k(waiting: int, is_open: bool, k: int) -> None:
    size = step_size(waiting, is_open=is_open, k=k)
    assert size == 0 or k <= size <= waiting


@given(waiting=SIZES, k=KS)
def test_an_open_stream_always_leaves_k_waiting(waiting: int, k: int) -> None:
    size = step_size(waiting, is_open=True, k=k)
    assert size == 0 or waiting - size >= k


@given(waiting=SIZES, k=KS)
def test_a_closed_stream_publishes_all_or_has_too_few(waiting: int, k: int) -> None:
    assert step_size(waiting, is_open=False, k=k) == (waiting if waiting >= k else 0)


@given(waiting=SIZES, is_open=st.booleans(), k=KS)
def test_after_a_step_nothing_more_is_due(waiting: int, is_open: bool, k: int) -> None:
    left = waiting - step_size(waiting, is_open=is_open, k=k)
    assert step_size(left, is_open=is_open, k=k) == 0


@given(items=st.lists(st.integers(), unique=True), seed=st.integers())
def test_a_draw_takes_each_at_most_once(items: list[int], seed: int) -> None:
    size = len(items) // 2
    drawn = draw(items, size, random.Random(seed))
    assert len(drawn) == len(set(drawn)) == size
    assert set(drawn) <= set(items)


def test_a_draw_does_not_follow_the_order_of_arrival() -> None:
    first = sum(0 in draw(range(20), 5) for _ in range(2000))
    assert 400 < first < 600  # the earliest answer is drawn a quarter of the time, like any other


class Season(RuleBasedStateMachine):
    """Streams that receive, close and reopen; every union of streams at any two moments is compared."""

    streams: Bundle[int] = Bundle("streams")
    k = 5

    @initialize()
    def start(self) -> None:
        self.waiting: list[int] = []
        self.published: list[list[int]] = []  # per stream, what was visible after each event
        self.is_open: list[bool] = []

    @rule(target=streams)
    def add_training(self) -> int:
        self.waiting.append(0)
        self.published.append([0])
        self.is_open.append(True)
        return len(self.waiting) - 1

    @rule(stream=streams, people=st.integers(1, 12))
    def receive(self, stream: int, people: int) -> None:
        if self.is_open[stream]:
            self.waiting[stream] += people
            self._publish(stream)

    @rule(stream=streams, is_open=st.booleans())
    def open_or_close(self, stream: int, is_open: bool) -> None:
        self.is_open[stream] = is_open
        self._publish(stream)

    def _publish(self, stream: int) -> None:
        size = step_size(self.waiting[stream], is_open=self.is_open[stream], k=self.k)
        self.waiting[stream] -= size
        self.published[stream].append(self.published[stream][-1] + size)

    @invariant()
    def no_two_moments_differ_by_fewer_than_k(self) -> None:
        for seen in self.published:
            differences = {later - earlier for i, earlier in enumerate(seen) for later in seen[i:]}
            assert all(difference == 0 or difference >= self.k for difference in differences)


TestSeason = Season.TestCase


@given(st.integers(0, 200), st.booleans(), st.integers(5, 20))
def test_a_step_is_due_with_the_answers_it_needs_and_not_with_one_less(
    waiting: int, is_open: bool, k: int
) -> None:
    needed = answers_needed(waiting, is_open=is_open, k=k)
    assert step_size(waiting + needed, is_open=is_open, k=k) > 0
    assert needed == 0 or step_size(waiting + needed - 1, is_open=is_open, k=k) == 0
