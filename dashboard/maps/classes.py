"""Discrete classes for a map: a reader tells five shades apart, not a hundred."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite
from typing import Literal

import numpy as np

from dashboard.maps.natural import natural_starts

CLASSES = 5
MOST_BREAKS = 6
SKEWED = 1.0  # Fisher's moment coefficient; beyond it a few large values would own a ramp of equal parts
LARGEST = 1e12
Method = Literal["natural", "quantile", "equal", "fixed"]
METHODS: tuple[Method, ...] = ("natural", "quantile", "equal", "fixed")
_FIXED = "fixed:"


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values from `low` to `high`, both of them inside; of one with `is_open` the high end is not."""

    low: float
    high: float
    is_open: bool = False

    def __contains__(self, value: float) -> bool:
        return self.low <= value and (value < self.high if self.is_open else value <= self.high)


@dataclass(frozen=True, slots=True)
class Classing:
    """How classes are made: a method, and for the fixed one where each class but the lowest begins."""

    method: Method
    breaks: tuple[float, ...] = ()

    def text(self) -> str:
        """As it stands in an address: "natural", "fixed:1,5,10"."""
        return (
            _FIXED + ",".join(f"{one:.12g}" for one in self.breaks) if self.method == "fixed" else self.method
        )


def parse_classing(text: str) -> Classing | None:
    """What an address says; None for anything else: unknown words, breaks that do not rise, too many."""
    for method in METHODS:
        if text == method and method != "fixed":
            return Classing(method)
    if not text.startswith(_FIXED):
        return None
    parts = text.removeprefix(_FIXED).split(",")
    try:
        breaks = tuple(float(part) for part in parts)
    except ValueError:
        return None
    is_rising = all(low < high for low, high in pairwise(breaks))
    is_sane = all(isfinite(one) and abs(one) <= LARGEST for one in breaks) and len(breaks) <= MOST_BREAKS
    return Classing("fixed", breaks) if is_rising and is_sane else None


def default_classing(values: Iterable[float]) -> Classing:
    """Natural breaks for skewed data, quantiles for the rest."""
    known = np.array(list(values), dtype=np.float64)
    if len(known) < CLASSES or not known.std():
        return Classing("quantile")
    skew = float((((known - known.mean()) / known.std()) ** 3).mean())
    return Classing("natural" if abs(skew) > SKEWED else "quantile")


def classes_by(classing: Classing, values: Sequence[float]) -> tuple[ValueClass, ...]:
    """The classes of these values, lowest first."""
    if classing.method == "fixed":
        return fixed_classes(classing.breaks)
    make = {"natural": natural_classes, "quantile": quantile_classes, "equal": equal_classes}
    return make[classing.method](values)


def fixed_classes(breaks: Sequence[float]) -> tuple[ValueClass, ...]:
    """One class below the first break, one from each to the next, one from the last on."""
    edges = (-inf, *breaks, inf)
    return tuple(ValueClass(low, high, is_open=True) for low, high in pairwise(edges))


def equal_classes(values: Iterable[float], count: int = CLASSES) -> tuple[ValueClass, ...]:
    """Classes of equal width between the least and the greatest value; with few values, one for each."""
    known = sorted({float(value) for value in values})
    if len(known) <= count:
        return tuple(ValueClass(value, value) for value in known)
    edges = np.linspace(known[0], known[-1], count + 1).tolist()
    inner = [ValueClass(low, high, is_open=True) for low, high in pairwise(edges[:-1])]
    return (*inner, ValueClass(edges[-2], known[-1]))


def natural_classes(values: Iterable[float], count: int = CLASSES) -> tuple[ValueClass, ...]:
    """Jenks' natural breaks, exact (Fisher 1958): the least spread within classes."""
    tally = sorted(Counter(float(value) for value in values).items())
    known = [value for value, _ in tally]
    if len(known) <= count:
        return tuple(ValueClass(value, value) for value in known)
    starts = [*natural_starts(known, [times for _, times in tally], count), len(known)]
    return tuple(ValueClass(known[start], known[end - 1]) for start, end in pairwise(starts))


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
    """The position of the class that holds a value; the nearest one for a value between two."""
    for position, one in enumerate(classes):
        if value in one or value < one.low:
            return position
    return max(0, len(classes) - 1)


def shades(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    """`count` colours spread over a ramp; a single class takes the one before the darkest."""
    if count <= 1:
        return colours[-2:-1][:count]
    last = len(colours) - 1
    return tuple(colours[round(position * last / (count - 1))] for position in range(count))
