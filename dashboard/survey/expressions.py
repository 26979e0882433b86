"""`relevant` expressions: a small part of the ODK XPath dialect, parsed, never evaluated as code.

    either  = both {"or" both}
    both    = compared {"and" compared}
    compared = operand [("=" | "!=" | "<" | "<=" | ">" | ">=") operand]
    operand = "${" name "}" | 'text' | "text" | number | "(" either ")"
            | "not(" either ")" | "selected(" either "," either ")"

`${name.before}` and `${name.now}` are the parts of a retrospective pair.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dashboard.survey.cleaning import echo
from dashboard.survey.expression_nodes import Constant, Node, Operation, Reference, truth
from dashboard.survey.problems import ExpressionError

LONGEST = 2000
DEEPEST = 20
_ARGUMENTS = {"not": 1, "selected": 2}
_TOKEN = re.compile(
    r"""\s*(?:
      \$\{\s*(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)\s*\}
    | '(?P<single>[^']*)' | "(?P<double>[^"]*)"
    | (?P<number>-?[0-9]{1,15}(?:\.[0-9]{1,15})?)(?![A-Za-z0-9_.])
    | (?P<sign><=|>=|!=|=|<|>|\(|\)|,)
    | (?P<word>[A-Za-z][A-Za-z0-9_-]*)
    )""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression."""

    root: Node

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether it is true of these answers; a question without an answer is empty text."""
        return truth(self.root.worth(answers))

    def names(self) -> frozenset[str]:
        """The names it refers to, as written (`pair.now` stays whole)."""
        return self.root.names()

    def to_tree(self) -> dict[str, object]:
        """JSON for an interpreter elsewhere: {"op", "of"}, {"name"} or {"value"}."""
        return self.root.tree()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    rest: str
    """The expression from this token on, for messages."""


@lru_cache(maxsize=1024)
def parse(source: str) -> Expression:
    """The expression; ExpressionError says where it cannot be read and what is allowed."""
    if len(source) > LONGEST:
        raise ExpressionError("too_long", limit=LONGEST)
    reader = _Reader(_tokens(source))
    root = reader.either()
    reader.expect_end()
    return Expression(root)


def _tokens(source: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    while source[position:].strip():
        found = _TOKEN.match(source, position)
        if not found or found.lastgroup is None:
            raise ExpressionError("unreadable", near=echo(source[position:]))
        kind = "text" if found.lastgroup in {"single", "double"} else found.lastgroup
        tokens.append(_Token(kind, found[found.lastgroup], source[position:]))
        position = found.end()
    return tokens


class _Reader:
    """Walks the tokens once, from left to right."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    def either(self) -> Node:
        parts = [self.both()]
        while self.take("word", "or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Operation("or", tuple(parts))

    def both(self) -> Node:
        parts = [self.compared()]
        while self.take("word", "and"):
            parts.append(self.compared())
        return parts[0] if len(parts) == 1 else Operation("and", tuple(parts))

    def compared(self) -> Node:
        left = self.operand()
        sign = self.take("sign", "=", "!=", "<", "<=", ">", ">=")
        return Operation(sign.text, (left, self.operand())) if sign else left

    def operand(self) -> Node:
        token = self.next()
        if token.kind == "name":
            return Reference(token.text)
        if token.kind == "text":
            return Constant(token.text)
        if token.kind == "number":
            return Constant(float(token.text))
        if token.text == "(":
            return self.inside(1)[0]
        if token.kind == "word" and token.text in _ARGUMENTS:
            self.expect("(")
            return Operation(token.text, self.inside(_ARGUMENTS[token.text]))
        code = "unknown_word" if token.kind == "word" else "unexpected"
        raise ExpressionError(code, near=echo(token.rest))

    def inside(self, count: int) -> tuple[Node, ...]:
        """`count` expressions and the closing bracket."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("too_deep", limit=DEEPEST)
        parts = [self.either()]
        while len(parts) < count:
            self.expect(",")
            parts.append(self.either())
        self.expect(")")
        self.depth -= 1
        return tuple(parts)

    def next(self) -> _Token:
        if self.position == len(self.tokens):
            raise ExpressionError("ends_early")
        self.position += 1
        return self.tokens[self.position - 1]

    def take(self, kind: str, *texts: str) -> _Token | None:
        """The next token if it is one of these."""
        if self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.kind == kind and token.text in texts:
                self.position += 1
                return token
        return None

    def expect(self, sign: str) -> None:
        token = self.next()
        if token.kind != "sign" or token.text != sign:
            raise ExpressionError("expected", sign=sign, near=echo(token.rest))

    def expect_end(self) -> None:
        if self.position < len(self.tokens):
            raise ExpressionError("unexpected", near=echo(self.tokens[self.position].rest))
