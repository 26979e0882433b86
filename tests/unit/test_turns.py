"""One page at a time; nobody waits long for a page that does not end."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest

from dashboard.ui.turns import Turns

PATIENCE = 20.0


def test_one_is_worked_out_at_a_time() -> None:
    turns, together, most = Turns(longest=PATIENCE), [0], [0]
    start = Barrier(6)

    def page() -> None:
        start.wait(PATIENCE)
        for _ in range(50):
            with turns.turn():
                together[0] += 1
                most[0] = max(most[0], together[0])
                together[0] -= 1

    with ThreadPoolExecutor(6) as people:
        for one in [people.submit(page) for _ in range(6)]:
            one.result(PATIENCE)
    assert most == [1]


def test_a_page_that_takes_too_long_keeps_nobody_waiting() -> None:
    turns, began, ends = Turns(longest=0.05), Event(), Event()

    def endless() -> None:
        with turns.turn():
            began.set()
            assert ends.wait(PATIENCE)

    with ThreadPoolExecutor(1) as people:
        long = people.submit(endless)
        assert began.wait(PATIENCE)
        with turns.turn():
            assert not long.done()
        ends.set()
        long.result(PATIENCE)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    turns = Turns(longest=PATIENCE)
    with pytest.raises(ValueError, match="broken"), turns.turn():
        raise ValueError("broken")
    with ThreadPoolExecutor(1) as people:
        assert people.submit(lambda: _took(turns)).result(PATIENCE / 2)


def test_who_has_a_turn_needs_no_other() -> None:
    turns = Turns(longest=PATIENCE)
    with ThreadPoolExecutor(1) as people, turns.turn():
        with turns.turn():
            pass
        waiting = people.submit(_took, turns)
        sleep(0.05)
        assert not waiting.done(), "the inner block gave away the turn of the outer one"
    assert waiting.result(PATIENCE / 2)


def _took(turns: Turns) -> bool:
    with turns.turn():
        return True
