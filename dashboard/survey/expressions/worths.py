"""What a part of an expression can be worth, and how one kind of worth is read as another, as ODK does.

An empty answer is "". Text that is an ISO date, date-time or time counts as days since 1970 where a number is
asked for; all else that is no number is NaN, which no comparison of order holds for.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from math import inf, isnan
from types import MappingProxyType

from dashboard.survey.expressions.dates import days_of

Worth = str | float | bool | tuple[str, ...]
"""A tuple is a node-set: the answers to one question in several rounds of a repeat, empty ones left out."""

_NUMBER = re.compile(r"[ \t\r\n]*-?(?:[0-9]{1,15}(?:\.[0-9]{0,25})?|\.[0-9]{1,25})[ \t\r\n]*", re.ASCII)
_MOST = 1e15  # what is counted in a survey is less; beyond it a double is not exact
_ORDER: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)


def of_answer(answer: object) -> Worth:
    """An answer as an expression sees it; what is absent or not an answer is empty."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list | tuple):
        return " ".join(member for member in answer if isinstance(member, str))
    if isinstance(answer, int | float) and not isinstance(answer, bool) and -_MOST < answer < _MOST:
        return float(answer)
    return ""


def truth(worth: Worth) -> bool:
    """Text is true when there is some; a number when it is neither 0 nor NaN."""
    if isinstance(worth, float):
        return not isnan(worth) and worth != 0
    return any(worth) if isinstance(worth, tuple) else bool(worth)


def number(worth: Worth) -> float:
    """The number, the days of a date, or NaN."""
    if isinstance(worth, str):
        return float(worth) if _NUMBER.fullmatch(worth) else days_of(worth)
    return number(first(worth)) if isinstance(worth, tuple) else float(worth)


def text(worth: Worth) -> str:
    """The text, as a browser writes it too: 7.0 is "7", true is "true", no exponent below 1e21."""
    if isinstance(worth, str):
        return worth
    if isinstance(worth, bool):
        return "true" if worth else "false"
    return first(worth) if isinstance(worth, tuple) else _digits(worth)


def first(worth: tuple[str, ...]) -> str:
    return worth[0] if worth else ""


def _digits(value: float) -> str:
    if isnan(value) or value in {inf, -inf}:
        return "NaN" if isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == 0 or abs(value) >= 1e21:
        return repr(value) if value else "0"
    plain = f"{value:.20f}" if abs(value) < 1e-6 else format(Decimal(repr(value)), "f")
    return re.sub(r"\.?0+$", "", plain) if "." in plain else plain


def members(worths: Iterable[Worth]) -> tuple[Worth, ...]:
    """Each worth once; a node-set gives each of its answers."""
    found: list[Worth] = []
    for worth in worths:
        found += worth if isinstance(worth, tuple) else (worth,)
    return tuple(found)


def filled(worths: Iterable[Worth]) -> tuple[Worth, ...]:
    """The same without what is empty."""
    return tuple(worth for worth in members(worths) if worth != "")


def compare(name: str, left: Worth, right: Worth) -> bool:
    """One of `=`, `!=`, `<`, `<=`, `>`, `>=`; of a node-set, whether it holds for any of its answers."""
    if isinstance(left, tuple):
        return any(compare(name, member, right) for member in left or ("",))
    if isinstance(right, tuple):
        return any(compare(name, left, member) for member in right or ("",))
    if name in _ORDER:
        return _ORDER[name](number(left), number(right))
    if isinstance(left, bool) or isinstance(right, bool):
        is_equal = truth(left) == truth(right)
    elif isinstance(left, float) or isinstance(right, float):
        is_equal = number(left) == number(right)
    else:
        is_equal = left == right
    return is_equal if name == "=" else not is_equal
