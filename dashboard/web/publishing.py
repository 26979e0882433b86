"""Publishes what a new response makes due, after its sender was answered; one run per training at a time."""

from datetime import datetime
from threading import Lock
from zoneinfo import ZoneInfo

from dashboard.errors import HuellaError
from dashboard.services import clock, publication
from dashboard.services.store import Database
from dashboard.web.quiet_logs import tell_failure


class Publisher:
    """Forty forms at once ask for forty steps; while one is on its way, the rest join it.

    A look tells how many more responses a training needs before anything can be due: at those nobody looks.
    """

    def __init__(self, database: Database, k: int, zone: ZoneInfo = publication.CHILE) -> None:
        self._database = database
        self._k = k
        self._zone = zone
        self._lock = Lock()
        self._running: set[int] = set()
        self._asked_again: set[int] = set()
        self._needed: dict[int, int] = {}

    def may_be_due(self, training_id: int) -> bool:
        """Counts a response that was stored, and says whether something is due with it: then `advance`."""
        with self._lock:
            needed = self._needed[training_id] = self._needed.get(training_id, 1) - 1
            return needed <= 0 or training_id in self._running

    def advance(self, training_id: int) -> None:
        """Publishes what is due for a training. Never raises: the response is stored already."""
        if not self._may_start(training_id):
            return
        while True:
            self._try(training_id)
            with self._lock:
                if training_id not in self._asked_again:
                    self._running.discard(training_id)
                    return
                self._asked_again.discard(training_id)

    def advance_all(self) -> None:
        """Everything that is due, such as what closed by date. Never raises; the next round tries again.

        What the looks told is forgotten, for answers come from files and from paper too.
        """
        with self._lock:
            self._needed.clear()
        self._try(None)

    def _may_start(self, training_id: int) -> bool:
        with self._lock:
            if training_id in self._running:
                self._asked_again.add(training_id)
                return False
            self._running.add(training_id)
            return True

    def _try(self, training_id: int | None) -> None:
        now: datetime = clock.now()
        try:
            if training_id is None:
                publication.advance_all(self._database, now=now, k=self._k, zone=self._zone)
            else:
                publication.advance(self._database, training_id, now=now, k=self._k, zone=self._zone)
                self._look(training_id, now)
        except HuellaError as error:
            tell_failure("publication", error)
        except Exception as error:  # noqa: BLE001 - a failed step is repaired by the next; nobody may be told "lost"
            tell_failure("publication", error)

    def _look(self, training_id: int, now: datetime) -> None:
        needed = publication.responses_needed(
            self._database, training_id, now=now, k=self._k, zone=self._zone
        )
        with self._lock:
            self._needed[training_id] = needed
