"""The parts of a `relevant` expression: what each is worth, and its tree for a browser to walk.

Comparison follows XPath 1.0, as ODK does: order is numeric, and false where a side is no number (an empty
answer is none); equality is numeric as soon as one side is a number, otherwise by text.
"""

import operator
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan, nan
from types import MappingProxyType

Worth = str | float | bool
_NUMBER = re.compile(r"\s*-?[0-9]{1,15}(\.[0-9]{1,15})?\s*", re.ASCII)
_ORDER: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)


class Node(ABC):
    """A part of an expression."""

    __slots__ = ()

    @abstractmethod
    def worth(self, answers: Mapping[str, object]) -> Worth:
        """What it comes to, given the answers so far."""

    @abstractmethod
    def tree(self) -> dict[str, object]:
        """The same for a browser to walk."""

    def names(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Constant(Node):
    value: str | float

    def worth(self, answers: Mapping[str, object]) -> Worth:
        return self.value

    def tree(self) -> dict[str, object]:
        return {"value": self.value}


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """`${name}`, or one part of a pair: `${name.now}`."""

    name: str

    def worth(self, answers: Mapping[str, object]) -> Worth:
        base, _, part = self.name.partition(".")
        found = answers.get(base)
        if part:
            found = found.get(part) if isinstance(found, Mapping) else None
        return _worth_of(found)

    def tree(self) -> dict[str, object]:
        return {"name": self.name}

    def names(self) -> frozenset[str]:
        return frozenset({self.name})


@dataclass(frozen=True, slots=True)
class Operation(Node):
    """`and`, `or`, `not`, `selected` or a comparison, over its parts."""

    name: str
    parts: tuple[Node, ...]

    def worth(self, answers: Mapping[str, object]) -> Worth:
        if self.name == "and":
            return all(truth(part.worth(answers)) for part in self.parts)
        if self.name == "or":
            return any(truth(part.worth(answers)) for part in self.parts)
        worths = [part.worth(answers) for part in self.parts]
        if self.name == "not":
            return not truth(worths[0])
        if self.name == "selected":
            return text(worths[1]) in text(worths[0]).split(" ") and text(worths[1]) != ""
        return compare(self.name, worths[0], worths[1])

    def tree(self) -> dict[str, object]:
        return {"op": self.name, "of": [part.tree() for part in self.parts]}

    def names(self) -> frozenset[str]:
        return frozenset().union(*(part.names() for part in self.parts))


def _worth_of(answer: object) -> Worth:
    """An answer as an expression sees it; what is absent or not an answer is empty."""
    if isinstance(answer, list):
        return " ".join(member for member in answer if isinstance(member, str))
    if isinstance(answer, str):
        return answer
    is_number = isinstance(answer, int) and not isinstance(answer, bool) and answer.bit_length() < 60
    return float(answer) if is_number and isinstance(answer, int) else ""


def truth(worth: Worth) -> bool:
    """Text is true when there is some; a number when it is not 0."""
    return not isnan(worth) and worth != 0 if isinstance(worth, float) else bool(worth)


def number(worth: Worth) -> float:
    """The number, or NaN, which no comparison of order holds for."""
    if isinstance(worth, str):
        return float(worth) if _NUMBER.fullmatch(worth) else nan
    return float(worth)


def text(worth: Worth) -> str:
    """The text; 7.0 is "7"."""
    if isinstance(worth, float) and worth.is_integer():
        return str(int(worth))
    return worth if isinstance(worth, str) else str(worth).lower()


def compare(name: str, left: Worth, right: Worth) -> bool:
    """One of `=`, `!=`, `<`, `<=`, `>`, `>=`."""
    if name in _ORDER:
        return _ORDER[name](number(left), number(right))
    if isinstance(left, bool) or isinstance(right, bool):
        is_equal = truth(left) == truth(right)
    elif isinstance(left, float) or isinstance(right, float):
        is_equal = number(left) == number(right)
    else:
        is_equal = left == right
    return is_equal if name == "=" else not is_equal
