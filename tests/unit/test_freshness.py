"""What is published shows at once in a quiet hour, and at a measured pace while a room answers."""

from dataclasses import dataclass, field

from dashboard.ui.freshness import ASKED_AGAIN, HELD, Freshness

URL = "sqlite:///one"


@dataclass
class Clock:
    now: float = 1.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Publisher:
    """The newest publication, and how often it was asked for."""

    newest: int = 1
    asked: list[int] = field(default_factory=list)

    def __call__(self) -> int:
        self.asked.append(self.newest)
        return self.newest


def test_a_change_after_a_quiet_time_shows_at_once() -> None:
    clock, publisher = Clock(), Publisher()
    fresh = Freshness(clock)
    assert fresh.number(URL, publisher) == 1
    clock.now += HELD
    publisher.newest = 2
    assert fresh.number(URL, publisher) == 2


def test_the_next_change_waits_until_the_shown_one_was_held() -> None:
    clock, publisher = Clock(), Publisher()
    fresh = Freshness(clock)
    fresh.number(URL, publisher)
    clock.now, publisher.newest = clock.now + HELD, 2
    fresh.number(URL, publisher)
    publisher.newest = 3
    clock.now += HELD / 2
    assert fresh.number(URL, publisher) == 2
    clock.now += HELD / 2
    assert fresh.number(URL, publisher) == 3


def test_a_page_asks_the_database_once_a_run() -> None:
    clock, publisher = Clock(), Publisher()
    fresh = Freshness(clock)
    for _ in range(12):
        fresh.number(URL, publisher)
    assert len(publisher.asked) == 1
    clock.now += ASKED_AGAIN
    fresh.number(URL, publisher)
    assert len(publisher.asked) == 2


def test_each_database_has_its_own_state_and_writing_here_forgets_it() -> None:
    clock, publisher = Clock(), Publisher()
    fresh = Freshness(clock)
    fresh.number(URL, publisher)
    assert fresh.number("sqlite:///other", Publisher(newest=7)) == 7
    publisher.newest = 2
    fresh.forget()
    assert fresh.number(URL, publisher) == 2
