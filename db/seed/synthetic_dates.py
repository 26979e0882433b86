"""When the synthetic trainings take place: two years up to a fixed day, so that every load gives the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

STARTS = date(2024, 12, 2)
RECENT = date(2026, 11, 12)  # from here on the links of trainings that took place are still open
ENDS = date(2026, 11, 20)
PLANNED = date(2026, 11, 30)
PLANNED_UNTIL = date(2026, 12, 18)
LAST_RESPONSE = date(2026, 11, 22)

OPEN_LINKS = 6
PLANNED_TRAININGS = 9
CANCELLED_TRAININGS = 3

# No school in February, nobody at work on these days; the rest of the calendar does not matter here.
HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 21), (9, 18), (9, 19), (10, 12), (11, 1), (12, 8), (12, 25)})


@dataclass(frozen=True, slots=True)
class Slot:
    """A day on which something takes place or was cancelled; what its link is, if that is fixed."""

    day: date
    status: str
    link: str = ""


def time_slots(rng: Random, count: int) -> list[Slot]:
    """As many slots as asked, in order of date; the last that is done is on the last day."""
    past = count - OPEN_LINKS - PLANNED_TRAININGS
    days = sorted(rng.sample([day for day in _workdays(STARTS, RECENT) for _ in range(2)], past))
    cancelled = set(rng.sample(range(past), CANCELLED_TRAININGS))
    recent = [*sorted(rng.sample(list(_workdays(RECENT, ENDS)), OPEN_LINKS - 1)), ENDS]
    planned = sorted(rng.sample(list(_workdays(PLANNED, PLANNED_UNTIL)), PLANNED_TRAININGS))
    return [
        *(Slot(day, "cancelled" if number in cancelled else "done") for number, day in enumerate(days)),
        *(Slot(day, "done", "open") for day in recent),
        *(Slot(day, "planned", "not_yet" if number == 0 else "") for number, day in enumerate(planned)),
    ]


def _workdays(first: date, before: date) -> Iterator[date]:
    for number in range((before - first).days):
        day = first + timedelta(days=number)
        if day.weekday() < 5 and day.month != 2 and (day.month, day.day) not in HOLIDAYS:
            yield day
