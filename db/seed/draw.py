"""Draws that come out the same every time: the synthetic programme must be reproducible."""

import math
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


def generator(*names: object) -> Random:
    """A generator of its own for each name, so that one more draw here changes nothing there."""
    return Random("/".join(str(name) for name in names))  # noqa: S311 - reproducible on purpose, protects nothing


def pick(rng: Random, weights: Mapping[_T, float]) -> _T:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def pick_several(rng: Random, weights: Mapping[_T, float], count: int) -> list[_T]:
    """Different members, the heavier the likelier (Efraimidis and Spirakis)."""
    keys = {member: rng.random() ** (1 / weight) for member, weight in weights.items()}
    return sorted(keys, key=lambda member: keys[member], reverse=True)[:count]


def shuffled(rng: Random, members: Iterable[_T]) -> list[_T]:
    mixed = list(members)
    rng.shuffle(mixed)
    return mixed


def one(rng: Random, members: Sequence[_T]) -> _T:
    return members[rng.randrange(len(members))]


def clamped(value: float, low: int, high: int) -> int:
    """The nearest whole number between the two bounds."""
    return max(low, min(high, math.floor(value + 0.5)))
