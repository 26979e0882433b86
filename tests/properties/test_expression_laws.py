"""Laws of expressions that hold for any text and any answers."""

import json
from math import isnan
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from dashboard.survey.expressions import LONGEST, Context, parse
from dashboard.survey.problems import ExpressionError
from tests.properties.expressions import answers, expressions, tokens

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**4000) | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
piece = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=20) | tokens.filter(bool)


@given(tokens | st.text(st.characters(exclude_categories=[]), max_size=200))
def test_text_is_read_or_refused_with_words(source: str) -> None:
    _read_or_refused(source)


@settings(deadline=None)  # eight thousand characters, each time
@given(piece, st.text(st.characters(exclude_categories=[]), max_size=20))
def test_what_is_repeated_up_to_the_limit_is_read_or_refused(part: str, end: str) -> None:
    _read_or_refused(part * ((LONGEST - len(end)) // len(part)) + end)


def _read_or_refused(source: str) -> None:
    try:
        expression = parse.__wrapped__(source)
    except ExpressionError as error:
        said = str(error)  # the words exist
        event(said[:30])
    else:
        assert json.loads(json.dumps(expression.to_tree())) == expression.to_tree()
        assert isinstance(expression.holds({}), bool)


@given(expressions() | tokens, anything, anything)
def test_evaluation_never_raises(source: str, answer: Any, current: Any) -> None:
    try:
        expression = parse(source)
    except ExpressionError:
        return
    context = Context({"a": answer, "b": {"now": answer}, "c": current}, current)
    assert isinstance(expression.holds(context), bool)
    expression.text(context).encode("utf-8", "surrogatepass")


@given(expressions(), answers)
def test_a_calculation_is_never_the_text_nan(source: str, given_answers: dict[str, object]) -> None:
    try:
        expression = parse(source)
    except ExpressionError:
        return
    value = expression.value(given_answers)
    if isinstance(value, float) and isnan(value):
        assert expression.text(given_answers) == ""


@given(expressions(), expressions(), answers)
def test_not_and_or_are_those_of_logic(left: str, right: str, given_answers: dict[str, object]) -> None:
    try:
        one, other = (parse(source).holds(given_answers) for source in (left, right))
    except ExpressionError:
        return
    assert parse(f"not({left})").holds(given_answers) is not one
    assert parse(f"{left} and {right}").holds(given_answers) is (one and other)
    assert parse(f"{left} or {right}").holds(given_answers) is (one or other)


@given(st.floats(-1e14, 1e14))
def test_a_number_is_read_back_from_its_text(value: float) -> None:
    written = parse("string(.)").text(Context({}, current=value))
    read = parse("number(.)").value(Context({}, current=written))
    assert read == (value if abs(value) >= 1e-6 else float(f"{value:.20f}"))
