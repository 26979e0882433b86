"""Every indicator that can have a target: its unit, its bounds, and how published facts make its value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dashboard.indicators.intervals import Estimate
from dashboard.indicators.learning import STEPS, LearningGain
from dashboard.indicators.rates import ResponseRate, coverage, reach
from dashboard.indicators.recommendation import NetPromoter

Kind = Literal["count", "level"]
"""A count adds up day by day; a level is what it is, and is never summed."""

Unit = Literal["whole", "decimal", "share", "points", "steps"]
State = Literal["value", "no_data", "withheld"]

LARGEST = 10_000_000.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of some trainings, from head counts and published tallies alone.

    `comunas_there` and `inhabitants` are of the territory, however many trainings it had.
    """

    trainings: int = 0
    attendances: int = 0
    not_reported: int = 0  # trainings without a head count
    hours: float = 0.0
    hours_unknown: int = 0  # trainings without hours
    comunas: int = 0
    comunas_there: int = 0
    organisations: int = 0
    inhabitants: int | None = None
    received: int = 0
    rate: ResponseRate | None = None
    satisfaction: Estimate | None = None
    felt_safe: Estimate | None = None
    recommendation: NetPromoter | None = None
    learning: LearningGain | None = None


@dataclass(frozen=True, slots=True)
class Actual:
    """An indicator's value, or which absence stands in its place; zero is a value.

    `n` people are behind a level; `not_reported` trainings could not be counted.
    """

    state: State
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    not_reported: int = 0


@dataclass(frozen=True, slots=True)
class TargetIndicator:
    """`lowest` and `highest` bound its targets. `is_distinct`: what comes again is not counted again."""

    name: str
    kind: Kind
    unit: Unit
    lowest: float
    highest: float
    actual: Callable[[Facts], Actual]
    is_distinct: bool = False

    @property
    def is_whole(self) -> bool:
        return self.unit == "whole"

    def __reduce__(self) -> tuple[Callable[[str], "TargetIndicator"], tuple[str]]:
        """A copy that left the process comes back as the one of the registry."""
        return indicator_named, (self.name,)


def indicator_named(name: str) -> TargetIndicator:
    """KeyError where there is none."""
    return INDICATORS[name]


def _counted(value: float) -> Actual:
    return Actual("value", value)


def _reported(value: float | None, trainings: int, missing: int) -> Actual:
    """A sum over trainings that reported; where none did, it is no zero."""
    if value is None or (trainings and trainings == missing):
        return Actual("no_data", not_reported=missing)
    return Actual("value", value, not_reported=missing)


def _level(found: Estimate | None, received: int) -> Actual:
    if found is None:
        return Actual("withheld" if received else "no_data")
    return Actual("value", found.value, found.low, found.high, found.n)


def _rate(facts: Facts) -> Actual:
    """Of all who attended, not of a sample: it has no interval."""
    if facts.rate is None:
        return Actual("no_data", not_reported=facts.not_reported)
    rate = facts.rate
    return Actual("value", rate.share, n=rate.attendance, not_reported=rate.trainings_not_reported)


def _reach(facts: Facts) -> Actual:
    reached = reach(facts.attendances, facts.inhabitants) if facts.inhabitants else None
    return _reported(reached, facts.trainings, facts.not_reported)


_COUNTS = (
    TargetIndicator("trainings", "count", "whole", 1, LARGEST, lambda f: _counted(f.trainings)),
    TargetIndicator(
        "attendances", "count", "whole", 1, LARGEST,
        lambda f: _reported(f.attendances, f.trainings, f.not_reported),
    ),
    TargetIndicator(
        "hours", "count", "decimal", 0.5, LARGEST, lambda f: _reported(f.hours, f.trainings, f.hours_unknown)
    ),
    TargetIndicator("comunas", "count", "whole", 1, 346, lambda f: _counted(f.comunas), is_distinct=True),
    TargetIndicator(
        "organisations", "count", "whole", 1, LARGEST, lambda f: _counted(f.organisations), is_distinct=True
    ),
    TargetIndicator("responses", "count", "whole", 1, LARGEST, lambda f: _counted(f.received)),
    TargetIndicator("reach", "count", "decimal", 0.1, 100_000, _reach),
    TargetIndicator(
        "coverage", "count", "share", 0.01, 1,
        lambda f: _reported(coverage(f.comunas, f.comunas_there), 0, 0), is_distinct=True,
    ),
)  # fmt: skip

_LEVELS = (
    TargetIndicator("satisfaction", "level", "share", 0.01, 1, lambda f: _level(f.satisfaction, f.received)),
    TargetIndicator("felt_safe", "level", "share", 0.01, 1, lambda f: _level(f.felt_safe, f.received)),
    TargetIndicator(
        "nps", "level", "points", -100, 100,
        lambda f: _level(f.recommendation.score if f.recommendation else None, f.received),
    ),
    TargetIndicator(
        "learning", "level", "steps", 0.1, STEPS,
        lambda f: _level(f.learning.gain if f.learning else None, f.received),
    ),
    TargetIndicator("response_rate", "level", "share", 0.01, 1, _rate),
)  # fmt: skip

INDICATORS: Mapping[str, TargetIndicator] = MappingProxyType({each.name: each for each in _COUNTS + _LEVELS})
