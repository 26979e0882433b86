"""From text to an expression: the grammar's tree becomes our own, of functions we know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

from elementpath import XPathToken

from dashboard.survey.cleaning import echo
from dashboard.survey.expressions.context import Context, context_of
from dashboard.survey.expressions.dates import unknown_piece
from dashboard.survey.expressions.functions import FUNCTIONS
from dashboard.survey.expressions.grammar import DEEPEST, parsed
from dashboard.survey.expressions.nodes import Column, Constant, Current, Node, Operation, Reference
from dashboard.survey.expressions.patterns import LONGEST_PATTERN, can_match
from dashboard.survey.expressions.worths import Worth, text, truth
from dashboard.survey.problems import ExpressionError

_CHAINS = frozenset({"and", "or", "+", "-", "|"})
"""Signs whose left-hand chain is one operation over many parts: long sums and lists of cases are common."""
_LITERALS = frozenset({"(string)", "(integer)", "(decimal)"})
_STEPS = frozenset({"(name)", ".", "..", "$"})
_BINARY = frozenset({"=", "!=", "<", "<=", ">", ">=", "*", "div", "mod"})
_NAMED = re.compile(r"\s*\$\{\s*([^\W\d][\w.-]*)\s*\}\s*")
_SPELT = {"jr.choice-name": "jr:choice-name"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression. What it is asked of is a Context, or bare answers."""

    root: Node

    def holds(self, context: Context | Mapping[str, object]) -> bool:
        """Whether it is true; a question without an answer is empty text."""
        return truth(self.value(context))

    def value(self, context: Context | Mapping[str, object]) -> Worth:
        """What it comes to."""
        return self.root.worth(context_of(context))

    def text(self, context: Context | Mapping[str, object]) -> str:
        """What it comes to as an answer: what is no number (NaN) is empty."""
        value = self.value(context)
        return "" if isinstance(value, float) and isnan(value) else text(value)

    def names(self) -> frozenset[str]:
        """The questions it refers to, as written (`pair.now` stays whole)."""
        return frozenset(name for node in self.root.walk() for name in node.named())

    def columns(self) -> frozenset[str]:
        """The bare names: columns of a choice."""
        return frozenset(node.name for node in self.root.walk() if isinstance(node, Column))

    def to_tree(self) -> dict[str, object]:
        """JSON for an interpreter elsewhere; dashboard/survey/expressions/nodes.py says its shape."""
        return self.root.tree()


@lru_cache(maxsize=2048)
def parse(source: str) -> Expression:
    """The expression; ExpressionError says where it cannot be read or used, and what to do."""
    return Expression(_Reader(source).node(parsed(source), 0))


class _Reader:
    """Turns the parser's tree into ours."""

    def __init__(self, source: str) -> None:
        self.source = source

    def node(self, token: XPathToken, depth: int) -> Node:
        if depth > DEEPEST:
            raise ExpressionError("too_deep", limit=DEEPEST)
        symbol = token.symbol
        if symbol == "(":
            return self.node(token[0], depth + 1)
        if symbol in _LITERALS:
            return Constant(str(token.value) if symbol == "(string)" else float(str(token.value)))
        if symbol == ".":
            return Current()
        if symbol == "$" and token[0].label == "name":
            return Reference(str(token.value))
        return self.name(token, depth) if symbol == "(name)" else self.sign(token, depth)

    def name(self, token: XPathToken, depth: int) -> Node:
        return self.call(token, depth) if token.label == "function" else Column(str(token.value))

    def sign(self, token: XPathToken, depth: int) -> Node:
        if token.symbol == "/":
            return self.path(token)
        if token.symbol in {"+", "-"} and len(token) == 1:
            part = self.node(token[0], depth + 1)
            if isinstance(part, Constant) and isinstance(part.value, float):
                return Constant(-part.value if token.symbol == "-" else part.value)
            return Operation("neg" if token.symbol == "-" else "number", (part,))
        if token.symbol in _CHAINS:
            return self.chain(token, depth)
        if token.symbol in _BINARY and len(token) == 2:
            return Operation(token.symbol, tuple(self.node(part, depth + 1) for part in token))
        raise ExpressionError("unsupported", near=self.near(token))

    def chain(self, token: XPathToken, depth: int) -> Node:
        """`a + b - c` is one sum of a, b and -c."""
        kin = {"+", "-"} if token.symbol in {"+", "-"} else {token.symbol}
        parts: list[Node] = []
        spot = token
        while spot.symbol in kin and len(spot) == 2:
            part = self.node(spot[1], depth + 1)
            parts.append(Operation("neg", (part,)) if spot.symbol == "-" else part)
            spot = spot[0]
        parts.append(self.node(spot, depth + 1))
        return Operation("+" if "+" in kin else token.symbol, tuple(reversed(parts)))

    def path(self, token: XPathToken) -> Node:
        """`../name` and `/data/group/name` mean the question of that name."""
        last, *others = self.steps(token)
        if last.symbol == "." and all(step.symbol == "." or step.value == "current" for step in others):
            return Current()
        if last.label != "name" or not all(step.symbol in _STEPS for step in others):
            raise ExpressionError("unsupported", near=self.near(token))
        return Reference(str(last.value))

    def steps(self, token: XPathToken) -> list[XPathToken]:
        """The steps of a path, last first."""
        found: list[XPathToken] = []
        while token.symbol == "/" and len(token) == 2:
            found.append(token[1])
            token = token[0]
        found.append(token[0] if token.symbol == "/" and len(token) else token)
        if any(step.label == "function" and step.value != "current" for step in found):
            raise ExpressionError("unsupported", near=self.near(token))
        return found

    def call(self, token: XPathToken, depth: int) -> Node:
        name = _SPELT.get(str(token.value), str(token.value))
        function = FUNCTIONS.get(name)
        if function is None:
            raise ExpressionError("unknown_word", near=echo(f"{name}()"))
        if not function.least <= len(token) <= (len(token) if function.most is None else function.most):
            raise ExpressionError("arguments", function=echo(f"{name}()"), near=self.near(token))
        if name == "current":
            return Current()
        if name == "position":
            return self.position(token)
        parts = tuple(self.node(part, depth + 1) for part in token)
        if name == "jr:choice-name":
            return Operation(name, (parts[0], self.named(parts[1], token)))
        self.check_literal(name, parts)
        return Operation(name, parts)

    def position(self, token: XPathToken) -> Node:
        """Of a repeat around it: `..`, `../..` or `${repeat}`; its number is written out beforehand."""
        steps = self.steps(token[0]) if len(token) else []
        if not all(step.symbol in {"..", "$"} or step.value == "current" for step in steps):
            raise ExpressionError("unsupported", near=self.near(token))
        return Operation("position", ())

    def named(self, part: Node, token: XPathToken) -> Node:
        """The question that jr:choice-name() names as text: '${name}'."""
        if isinstance(part, Reference):
            return Constant(part.name)
        found = (
            _NAMED.fullmatch(part.value)
            if isinstance(part, Constant) and isinstance(part.value, str)
            else None
        )
        if not found:
            raise ExpressionError("unsupported", near=self.near(token))
        return Constant(found[1])

    def check_literal(self, name: str, parts: tuple[Node, ...]) -> None:
        """A pattern that is written out can be judged now."""
        literal = parts[1].value if len(parts) == 2 and isinstance(parts[1], Constant) else None
        if not isinstance(literal, str):
            return
        if name == "regex" and not can_match(literal):
            raise ExpressionError("pattern", near=echo(literal), limit=LONGEST_PATTERN)
        if name in {"format-date", "format-date-time"} and (unknown := unknown_piece(literal)):
            raise ExpressionError("unsupported", near=echo(unknown))

    def near(self, token: XPathToken) -> str:
        return echo(self.source[token.span[0] :])
