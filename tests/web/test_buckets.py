"""A room never meets the limits; a flood does, and memory stays small."""

from dataclasses import dataclass

from dashboard.web import buckets
from dashboard.web.buckets import FormLimits, Rate


@dataclass
class Clock:
    moment: float = 0.0

    def __call__(self) -> float:
        return self.moment


def test_six_hundred_people_in_a_minute_never_wait() -> None:
    clock = Clock()
    limits = FormLimits(clock=clock)
    for person in range(1200):
        clock.moment = person * 0.1
        assert limits.seconds_to_wait("ABCD2345") == 0


def test_six_hundred_people_in_the_same_second_never_wait() -> None:
    limits = FormLimits(clock=Clock())
    assert not any(limits.seconds_to_wait("ABCD2345") for _ in range(600))


def test_a_flood_waits_until_the_bucket_fills() -> None:
    clock = Clock()
    limits = FormLimits(link=Rate(2, 3), overall=Rate(100, 100), clock=clock)
    assert [limits.seconds_to_wait("A") for _ in range(4)] == [0, 0, 0, 1]
    assert limits.seconds_to_wait("B") == 0
    clock.moment = 0.5
    assert limits.seconds_to_wait("A") == 0


def test_made_up_codes_meet_the_overall_limit_and_take_no_memory() -> None:
    limits = FormLimits(link=Rate(10, 10), overall=Rate(1, 50), clock=Clock())
    waits = [limits.seconds_to_wait(str(number)) for number in range(buckets.MOST_LINKS * 2)]
    assert waits[:50] == [0] * 50
    assert all(waits[50:])
    assert len(limits._buckets) <= buckets.MOST_LINKS


def test_a_request_without_a_code_does_not_narrow_the_limit_of_all() -> None:
    limits = FormLimits(link=Rate(1, 2), overall=Rate(100, 100), clock=Clock())
    assert [limits.seconds_to_wait("") for _ in range(3)] == [0, 0, 1]
    assert limits.seconds_to_wait("A") == 0
