"""The rules of a small builder, read from a `relevant` expression and written back as one.

What it cannot read (arithmetic, functions, brackets of "and" in "or") it leaves alone: `rules_of` gives None
and the expression stays as text. For what it reads, `expression_of(rules_of(x))` holds exactly when x does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast

from dashboard.survey.expressions import parse
from dashboard.survey.problems import ExpressionError

Join = Literal["all", "any"]
Operator = Literal[
    "is", "is_not", "includes", "excludes", "more", "at_least", "less", "at_most", "answered", "empty"
]

OPERATORS: tuple[Operator, ...] = (
    "is", "is_not", "includes", "excludes", "more", "at_least", "less", "at_most", "answered", "empty",
)  # fmt: skip
WITHOUT_VALUE: frozenset[Operator] = frozenset({"answered", "empty"})

_SIGNS: Mapping[str, Operator] = MappingProxyType(
    {"=": "is", "!=": "is_not", ">": "more", ">=": "at_least", "<": "less", "<=": "at_most"}
)
_SIGN_OF: Mapping[Operator, str] = MappingProxyType({operator: sign for sign, operator in _SIGNS.items()})
_JOINS: Mapping[str, Join] = MappingProxyType({"and": "all", "or": "any"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a question (`pair.now` for a part of a pair), what must be so, and of which value.

    A number stays a number: "10" and 10 are not compared alike.
    """

    name: str
    operator: Operator
    value: str | float = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Lines of which all must hold, or any."""

    rules: tuple[Rule, ...]
    join: Join = "all"


def rules_of(expression: str) -> Rules | None:
    """The rules of an expression (none for a blank one), or None where the builder cannot show it."""
    if not expression.strip():
        return Rules(())
    try:
        tree = parse(expression).to_tree()
    except ExpressionError:
        return None
    return _rules(tree)


def expression_of(rules: Rules) -> str:
    """The expression; ValueError for a value that holds both kinds of quotation mark."""
    word = "and" if rules.join == "all" else "or"
    return f" {word} ".join(_written(rule) for rule in rules.rules)


def can_be_written(value: str) -> bool:
    """Whether an expression can quote this text."""
    return "'" not in value or '"' not in value


def _rules(tree: Mapping[str, object]) -> Rules | None:
    sign = tree.get("op")
    join = _JOINS.get(str(sign))
    if join is None:
        rule = _rule(tree)
        return None if rule is None else Rules((rule,))
    found = [_rule(part) for part in _flat(tree, str(sign))]
    kept = tuple(rule for rule in found if rule is not None)
    return Rules(kept, join) if len(kept) == len(found) else None


def _flat(tree: Mapping[str, object], sign: str) -> list[Mapping[str, object]]:
    """The parts of "and" in "and": brackets there change nothing."""
    if tree.get("op") != sign:
        return [tree]
    return [one for part in _parts(tree) for one in _flat(part, sign)]


def _parts(tree: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", tree.get("of", ()))


def _rule(tree: Mapping[str, object]) -> Rule | None:
    sign, parts = str(tree.get("op")), _parts(tree)
    if sign == "not" and len(parts) == 1 and parts[0].get("op") == "selected":
        return _chosen(parts[0], "excludes")
    if sign == "selected":
        return _chosen(tree, "includes")
    if sign not in _SIGNS or len(parts) != 2 or "name" not in parts[0] or "value" not in parts[1]:
        return None
    name, value = str(parts[0]["name"]), parts[1]["value"]
    if not isinstance(value, str | float | int) or isinstance(value, bool):
        return None
    if value == "" and sign in ("=", "!="):
        return Rule(name, "empty" if sign == "=" else "answered")
    return Rule(name, _SIGNS[sign], value if isinstance(value, str) else float(value))


def _chosen(tree: Mapping[str, object], operator: Operator) -> Rule | None:
    parts = _parts(tree)
    if len(parts) != 2 or "name" not in parts[0] or not isinstance(parts[1].get("value"), str):
        return None
    return Rule(str(parts[0]["name"]), operator, str(parts[1]["value"]))


def _written(rule: Rule) -> str:
    name = f"${{{rule.name}}}"
    if rule.operator in WITHOUT_VALUE:
        return f"{name} {'=' if rule.operator == 'empty' else '!='} ''"
    value = _quoted(rule.value)
    if rule.operator == "includes":
        return f"selected({name}, {value})"
    if rule.operator == "excludes":
        return f"not(selected({name}, {value}))"
    return f"{name} {_SIGN_OF[rule.operator]} {value}"


def _quoted(value: str | float) -> str:
    if isinstance(value, float):
        return f"{value:.15f}".rstrip("0").rstrip(".")
    if not can_be_written(value):
        raise ValueError("An expression cannot quote a text with both kinds of quotation mark.")
    return f'"{value}"' if "'" in value else f"'{value}'"
