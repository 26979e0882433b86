"""How new the figures are: every page of this process shows the same state, renewed at a measured pace.

While a room answers, something is published several times a second, and each time every open dashboard would
be worked out anew. So a change is shown at once where nothing changed just before, and else after HELD
seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

HELD = 4.0  # seconds that a state is shown for at least, once it was new
ASKED_AGAIN = 0.25  # seconds in which the database is not asked a second time: pages ask a dozen times a run


@dataclass(slots=True)
class Freshness:
    """The newest publication that pages may show, per database."""

    clock: Callable[[], float] = monotonic
    _lock: Lock = field(default_factory=Lock)
    _shown: dict[str, tuple[int, float, float]] = field(default_factory=dict)  # number, new since, asked at

    def number(self, url: str, ask: Callable[[], int]) -> int:
        """The publication to show now; `ask` looks it up."""
        with self._lock:
            now = self.clock()
            kept = self._shown.get(url)
            if kept is not None and (now - kept[1] < HELD or now - kept[2] < ASKED_AGAIN):
                return kept[0]
        found = ask()
        with self._lock:
            kept = self._shown.get(url)
            is_new = kept is not None and kept[0] != found
            since = now if is_new else (kept[1] if kept else -HELD)
            self._shown[url] = found, since, now
        return found

    def forget(self) -> None:
        """After something was written here: the next reader asks."""
        with self._lock:
            self._shown.clear()
