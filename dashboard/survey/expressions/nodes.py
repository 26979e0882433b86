"""The parts of an expression: what each is worth, and its tree for a browser to walk.

The tree is JSON: {"value": x}, {"name": question}, {"column": of a choice}, {"self": true} or
{"op": name, "of": [parts]}. `op` is a function, a sign, "and", "or", "neg" or "|"; "and", "or", "+" and
"|" have two parts or more.
"""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

from dashboard.survey.expressions.context import Context
from dashboard.survey.expressions.functions import FUNCTIONS
from dashboard.survey.expressions.number_functions import divided, remainder
from dashboard.survey.expressions.worths import Worth, compare, filled, number, of_answer, text, truth

ORDER = frozenset({"<", "<=", ">", ">="})
COMPARISONS = ORDER | {"=", "!="}
ARITHMETIC: Mapping[str, Callable[[float, float], float]] = MappingProxyType(
    {"+": operator.add, "*": operator.mul, "div": divided, "mod": remainder}
)


class Node(ABC):
    """A part of an expression."""

    __slots__ = ()

    @abstractmethod
    def worth(self, context: Context) -> Worth:
        """What it comes to."""

    @abstractmethod
    def tree(self) -> dict[str, object]:
        """The same for a browser to walk."""

    def walk(self) -> "Iterator[Node]":
        """Itself and every part of it, from left to right."""
        yield self

    def named(self) -> tuple[str, ...]:
        """The questions that it names itself, not those that its parts do."""
        return ()


@dataclass(frozen=True, slots=True)
class Constant(Node):
    value: str | float

    def worth(self, context: Context) -> Worth:
        return self.value

    def tree(self) -> dict[str, object]:
        return {"value": self.value}


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """`${name}`, or one part of a pair: `${name.now}`."""

    name: str

    def worth(self, context: Context) -> Worth:
        base, _, part = self.name.partition(".")
        found = context.answers.get(base)
        if part:
            found = found.get(part) if isinstance(found, Mapping) else None
        return of_answer(found)

    def tree(self) -> dict[str, object]:
        return {"name": self.name}

    def named(self) -> tuple[str, ...]:
        return (self.name,)


@dataclass(frozen=True, slots=True)
class Column(Node):
    """A bare name: a column of the choice that a choice filter asks about."""

    name: str

    def worth(self, context: Context) -> Worth:
        return context.columns.get(self.name, "")

    def tree(self) -> dict[str, object]:
        return {"column": self.name}


@dataclass(frozen=True, slots=True)
class Current(Node):
    """`.`, the answer to the question itself."""

    def worth(self, context: Context) -> Worth:
        return of_answer(context.current)

    def tree(self) -> dict[str, object]:
        return {"self": True}


@dataclass(frozen=True, slots=True)
class Operation(Node):
    """A function or a sign over its parts."""

    name: str
    parts: tuple[Node, ...]

    def worth(self, context: Context) -> Worth:
        return OPERATIONS[self.name](self.parts, context)

    def tree(self) -> dict[str, object]:
        return {"op": self.name, "of": [part.tree() for part in self.parts]}

    def walk(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def named(self) -> tuple[str, ...]:
        labelled = self.parts[1] if self.name == "jr:choice-name" else None
        return (text(labelled.value),) if isinstance(labelled, Constant) else ()


Work = Callable[[tuple[Node, ...], Context], Worth]


def _if(parts: tuple[Node, ...], context: Context) -> Worth:
    return parts[1 if truth(parts[0].worth(context)) else 2].worth(context)


def _indexed_repeat(parts: tuple[Node, ...], context: Context) -> Worth:
    """The answer in one round: the n-th part of the union that stands for a question of a repeat."""
    first, index = parts[0], parts[2]
    rounds = first.parts if isinstance(first, Operation) and first.name == "|" else (first,)
    place = number(index.worth(context))
    return rounds[int(place) - 1].worth(context) if 1 <= place < len(rounds) + 1 else ""


def _compared(sign: str) -> Work:
    return lambda parts, context: compare(sign, parts[0].worth(context), parts[1].worth(context))


def _reckoned(call: Callable[[float, float], float]) -> Work:
    return lambda parts, context: reduce(call, (number(part.worth(context)) for part in parts))


def _called(call: Callable[[Context, tuple[Worth, ...]], Worth]) -> Work:
    return lambda parts, context: call(context, tuple(part.worth(context) for part in parts))


OPERATIONS: Mapping[str, Work] = MappingProxyType(
    {
        **{name: _called(function.call) for name, function in FUNCTIONS.items() if function.call},
        **{sign: _compared(sign) for sign in COMPARISONS},
        **{sign: _reckoned(call) for sign, call in ARITHMETIC.items()},
        "neg": _called(lambda _, of: -number(of[0])),
        "|": _called(lambda _, of: tuple(text(worth) for worth in filled(of))),
        "and": lambda parts, context: all(truth(part.worth(context)) for part in parts),
        "or": lambda parts, context: any(truth(part.worth(context)) for part in parts),
        "if": _if,
        "indexed-repeat": _indexed_repeat,
    }
)
