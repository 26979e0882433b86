"""Expressions at random: whole ones of the grammar, and its tokens in any order."""

from hypothesis import strategies as st

from dashboard.survey.expressions.functions import FUNCTIONS

ANSWER_NAMES = ("a", "b", "c", "d")
_LITERALS = (
    *("'x'", '"y"', "''", "'a b'", "'2024-02-29'", "'2024-02-29T23:59:59'", "'08:30'", "'%Y/%m'", "'[a-c]+'"),
    *("0", "1", "2.5", "1000000", ".5", "15.", "0.000000001", "999999999999999"),
)
_ATOMS = (*_LITERALS, *(f"${{{name}}}" for name in ANSWER_NAMES), "${a.now}", "../b", ".", "region")
_SIGNS = ("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or", "|")
_CALLS = sorted(set(FUNCTIONS) - {"jr:choice-name", "position", "pow"})  # pow: the last digit may differ


def expressions() -> st.SearchStrategy[str]:
    """Whole expressions; nearly all of them can be read."""
    return st.recursive(st.sampled_from(_ATOMS), _larger, max_leaves=8)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    compound = st.tuples(inner, st.sampled_from(_SIGNS), inner).map(lambda of: f"({of[0]} {of[1]} {of[2]})")
    return (
        compound
        | inner.map(lambda of: f"-{of}")
        | st.sampled_from(_CALLS).flatmap(lambda name: _call(name, inner))
    )


def _call(name: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    least, most = FUNCTIONS[name].least, FUNCTIONS[name].most
    return st.lists(inner, min_size=least, max_size=max(least, most or 3)).map(
        lambda of: f"{name}({', '.join(of)})"
    )


_SCRAPS = (
    *_ATOMS,
    *_SIGNS,
    *(f"{name}(" for name in FUNCTIONS),
    "(",
    ")",
    ",",
    "${",
    "}",
    "'",
    '"',
    "/",
    "..",
    "[",
    "]",
)
tokens = st.lists(st.sampled_from(_SCRAPS), max_size=20).map(" ".join)
answers = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(
            ["", "x", "a b", "7", " 3 ", "0", "2024-02-29", "23:59:59.5", "🦤é", "1e3", "-.5"]
        )
        | st.integers(-3, 1000)
        | st.floats(-1e16, 1e16, allow_nan=False)
        | st.lists(st.sampled_from(["x", "y", "a"]), max_size=3)
        | st.fixed_dictionaries({"before": st.just("1"), "now": st.sampled_from(["2", "x"])})
        for name in ANSWER_NAMES
    },
)
