"""Number functions of expressions: always a double, never an exception, the same digits as in a browser."""

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from math import inf, isnan, nan

_PLACES = 15
_EXACT = 1e15
_STEPS = 64


def is_finite(value: float) -> bool:
    return math.isfinite(value)


def truncated(value: float) -> float:
    return float(math.trunc(value)) if is_finite(value) else value


def lower(value: float) -> float:
    return float(math.floor(value)) if is_finite(value) else value


def upper(value: float) -> float:
    return float(math.ceil(value)) if is_finite(value) else value


def rounded(value: float, places: float = 0.0) -> float:
    """Half away from 0, of the number as it is written: 1.005 to two places is 1.01."""
    if isnan(places) or not abs(value) < _EXACT:
        return nan if isnan(places) else value
    digits = int(min(max(truncated(places), -_PLACES), _PLACES))
    whole = lower(_shifted(abs(value), digits) + 0.5)
    return math.copysign(_shifted(whole, -digits), value)


def _shifted(value: float, digits: int) -> float:
    return float(Decimal(repr(value)).scaleb(digits))


def divided(left: float, right: float) -> float:
    if right:
        return left / right
    return nan if not left or isnan(left) else math.copysign(inf, left) * math.copysign(1, right)


def remainder(left: float, right: float) -> float:
    """With the sign of the left side, as in XPath."""
    return math.fmod(left, right) if is_finite(left) and right and not isnan(right) else nan


def power(base: float, exponent: float) -> float:
    """Small whole exponents are multiplied out, so that every machine gives the same last digit."""
    if abs(exponent) <= _STEPS and exponent == truncated(exponent):
        product = math.prod([base] * int(abs(exponent)), start=1.0)
        return divided(1.0, product) if exponent < 0 else product
    if isnan(exponent) or (abs(base) == 1 and exponent in {inf, -inf}):  # a browser's view; C says 1
        return nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -inf if base < 0 and exponent % 2 == 1 else inf
    except ValueError:  # a root of a negative number; 0 to a negative power
        return inf if base == 0 else nan


def root(value: float) -> float:
    return math.sqrt(value) if value >= 0 else nan


def total(values: Iterable[float]) -> float:
    """Added from left to right; 0 of none. (sum() of floats corrects its error, and a browser does not.)"""
    result = 0.0
    for value in values:
        result += value
    return result


def extreme(choose: Callable[[list[float]], float], values: Iterable[float]) -> float:
    """The least or the most; NaN of none or where one is NaN."""
    found = list(values)
    return nan if not found or any(isnan(value) for value in found) else choose(found)
