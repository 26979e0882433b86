"""Discrete classes for a map: a reader tells five shades apart, not a hundred."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

CLASSES = 5


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values from `low` to `high`, both of them observed and both inside."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def quantile_classes(values: Iterable[float], count: int = CLASSES) -> tuple[ValueClass, ...]:
    """At most `count` classes with about as many territories in each, lowest first.

    Equal values never part. A value so common that it fills a class leaves the other classes to the rest,
    so a skewed measure still shows its differences.
    """
    tally = sorted(Counter(float(value) for value in values).items())
    if len(tally) <= count:
        return tuple(ValueClass(value, value) for value, _ in tally)
    classes: list[ValueClass] = []
    left = sum(times for _, times in tally)
    start, size = tally[0][0], 0
    for position, (value, times) in enumerate(tally):
        if size == 0:
            start = value
        size += times
        is_last_class = len(classes) == count - 1
        is_full = not is_last_class and size >= left / (count - len(classes))
        if is_full or position == len(tally) - 1:
            classes.append(ValueClass(start, value))
            left, size = left - size, 0
    return tuple(classes)


def class_of(value: float, classes: tuple[ValueClass, ...]) -> int:
    """The position of the class that holds an observed value."""
    return next(position for position, one in enumerate(classes) if value in one)


def shades(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    """`count` colours spread over a ramp; a single class takes the one before the darkest."""
    if count <= 1:
        return colours[-2:-1][:count]
    last = len(colours) - 1
    return tuple(colours[round(position * last / (count - 1))] for position in range(count))
