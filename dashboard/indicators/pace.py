"""Whether a target will be reached at the present pace: pure arithmetic on days, one function per kind."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor

TOO_EARLY = 0.1  # of the period: before, a pace says nothing
SPECK = 1e-9  # what arithmetic leaves beside a whole number


class Status(StrEnum):
    """How it stands with a target. `UNDECIDED`: the interval of a level holds the target."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNDECIDED = "undecided"
    NOT_STARTED = "not_started"
    SHORT = "short"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both counted."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    def elapsed(self, today: date) -> float:
        """The share (0 to 1) of its days that have begun."""
        return min(1.0, max(0.0, ((today - self.starts_on).days + 1) / self.days))


@dataclass(frozen=True, slots=True)
class Pace:
    """`share` is actual ÷ target; `expected` by today and `projected` at the end, in the indicator's unit.

    None where it cannot be said: of a level, of a period that has not begun, of one too young for a pace.
    """

    status: Status
    elapsed: float
    share: float | None = None
    expected: float | None = None
    projected: float | None = None


def count_pace(
    actual: float | None,
    target: float,
    period: Period,
    today: date,
    *,
    is_whole: bool = True,
    most: float | None = None,
) -> Pace:
    """The pace of what adds up: expected = target × elapsed, projected = actual ÷ elapsed, at most `most`.

    Whole units are rounded down. `actual` None: nobody counted.
    """
    elapsed = period.elapsed(today)
    if not elapsed:
        return Pace(Status.NOT_STARTED, elapsed)
    expected = target * elapsed
    if actual is None:
        return Pace(Status.NOT_MEASURABLE, elapsed, expected=expected)
    share, is_over = actual / target, today > period.ends_on
    if actual >= target - SPECK or is_over:
        status = Status.REACHED if actual >= target - SPECK else Status.SHORT
        return Pace(status, elapsed, share, expected)
    if elapsed < TOO_EARLY or (is_whole and expected < 1):
        return Pace(Status.ON_TRACK, elapsed, share, expected)
    status = Status.ON_TRACK if actual >= expected - SPECK else Status.BEHIND
    projected = floor(actual / elapsed + SPECK) if is_whole else actual / elapsed
    return Pace(status, elapsed, share, expected, projected if most is None else min(projected, most))


def level_pace(
    value: float | None, low: float | None, high: float | None, target: float, period: Period, today: date
) -> Pace:
    """How a level stands against its target: only a difference that its interval leaves out is one.

    Without an interval the value itself is compared. `value` None: withheld, or nobody was asked.
    """
    elapsed = period.elapsed(today)
    if not elapsed:
        return Pace(Status.NOT_STARTED, elapsed)
    if value is None:
        return Pace(Status.NOT_MEASURABLE, elapsed)
    least, most = (value if low is None else low), (value if high is None else high)
    if least >= target:
        return Pace(Status.REACHED, elapsed)
    if most >= target:
        return Pace(Status.UNDECIDED, elapsed)
    return Pace(Status.SHORT if today > period.ends_on else Status.BEHIND, elapsed)
