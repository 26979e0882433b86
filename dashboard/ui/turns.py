"""Pages take turns: one is worked out at a time, so neither pages nor phones wait for all of them at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, get_ident
from time import monotonic

AT_A_TIME = 1
LONGEST_TURN = 1.5  # seconds after which a page (a long import, say) keeps nobody waiting any more


class Turns:
    """So many at a time. A turn is a courtesy, not a lock: it ends by itself when it takes too long."""

    def __init__(self, at_a_time: int = AT_A_TIME, longest: float = LONGEST_TURN) -> None:
        self._at_a_time = at_a_time
        self._longest = longest
        self._ended = Condition()
        self._begun: dict[int, float] = {}  # by thread: a page has one of its own

    @contextmanager
    def turn(self, clock: Callable[[], float] = monotonic) -> Iterator[None]:
        """Waits for a turn, and gives it back when the block ends, however it ends.

        Whoever has one already goes on with it.
        """
        mine = get_ident()
        if mine in self._begun:
            yield
            return
        with self._ended:
            while (wait := self._seconds_to_wait(clock())) > 0:
                self._ended.wait(wait)
            self._begun[mine] = clock()
        try:
            yield
        finally:
            with self._ended:
                del self._begun[mine]
                self._ended.notify()

    def _seconds_to_wait(self, now: float) -> float:
        """Until one of the turns that count has lasted too long; 0 where there is room."""
        counted = sorted(begun for begun in self._begun.values() if now - begun < self._longest)
        return counted[0] + self._longest - now if len(counted) >= self._at_a_time else 0.0


page_turns = Turns()
"""Those of this process."""
