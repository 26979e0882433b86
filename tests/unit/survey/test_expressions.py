"""What an expression may say, how one that cannot be used is refused, and what a parsed one tells of itself.

What expressions come to is in test_expression_values.py.
"""

import json

import pytest

from dashboard.survey.expressions import DEEPEST, LONGEST, Context, parse
from dashboard.survey.problems import ExpressionError


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "ends_early"),
        ("${age} =", "ends_early"),
        ("selected(${age}, 'a'", "ends_early"),
        ("((", "ends_early"),
        ("${age", "unreadable"),
        ("'open", "unreadable"),
        ("${age} = 5x", "unreadable"),
        ("1e5", "unreadable"),
        ("1234567890123456", "unreadable"),
        ("٣ = 3", "unreadable"),
        ("//age", "unsupported"),
        ("child::age", "unreadable"),
        ("ex:age = 1", "unreadable"),
        ("${age}[1]", "unreadable"),
        ("@age", "unreadable"),
        ("__import__('os')", "unknown_word"),
        ("Selected(${age}, 'a')", "unknown_word"),
        ("${age} = 5 = 6", "unexpected"),
        ("${age} ${age}", "unexpected"),
        (") = 5", "unexpected"),
        ("not ${age}", "unexpected"),
        ("max(1 2)", "unexpected"),
        ("max(1,)", "unexpected"),
        ("1 + + ", "ends_early"),
        ("selected(${age})", "arguments"),
        ("today(1)", "arguments"),
        ("if(1, 2)", "arguments"),
        ("random()", "unsupported"),
        ("once(uuid())", "unsupported"),
        ("pulldata('file', 'a', 'b', ${age})", "unsupported"),
        ("instance('list')/all/item[name = ${age}]/label", "unsupported"),
        ("jr:itext('a')", "unsupported"),
        ("..", "unsupported"),
        ("*", "unsupported"),
        ("../*", "unsupported"),
        ("/", "unsupported"),
        ("${age}(1)", "unsupported"),
        ("position(${age} + 1)", "unsupported"),
        ("max(1)/age", "unsupported"),
        ("jr:choice-name(${age}, 'age')", "unsupported"),
        ("format-date(${age}, '%A')", "unsupported"),
        ("regex(., '(')", "pattern"),
        ("regex(., '(?i)a')", "pattern"),
        ("regex(., 'a++')", "pattern"),
        ("regex(., '[[:alpha:]]')", "pattern"),
        ("regex(., '((a{99}){99}){99}')", "pattern"),
        (f"regex(., '{'a' * 501}')", "pattern"),
        ("1 or " * LONGEST, "too_long"),
        ("(" * LONGEST, "too_deep"),
        ("not(" * (LONGEST // 4), "too_deep"),
        ("-" * LONGEST, "too_deep"),
        ("1" + "*1" * (LONGEST // 2 - 1), "too_deep"),
        ("(" * DEEPEST + "1 + (2)" + ")" * DEEPEST, "too_deep"),
    ],
)
def test_expression_that_cannot_be_used_is_refused(source: str, code: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert refused.value.problem.key == f"survey.expression.{code}"


def test_long_sums_and_lists_of_cases_are_not_deep() -> None:
    assert parse("1" + "+1" * (LONGEST // 2 - 1)).value({}) == LONGEST // 2
    cases = " or ".join(f"${{comuna}} = '{number}'" for number in range(300))
    assert parse(cases).holds({"comuna": "299"})


def test_brackets_up_to_the_limit_are_read() -> None:
    assert parse("(" * (DEEPEST - 1) + "7" + ")" * (DEEPEST - 1)).value({}) == 7


def test_error_shows_the_place_and_the_remedy() -> None:
    with pytest.raises(ExpressionError, match=r"from “\$\{b\} = 2”\. Join its parts"):
        parse("${a} = 1 ${b} = 2")


def test_what_is_not_supported_is_named() -> None:
    with pytest.raises(ExpressionError, match=r"“pulldata\(\)”"):
        parse("1 + pulldata('prices', 'cost', 'code', ${code})")


def test_names_are_those_it_refers_to() -> None:
    assert parse("${a} = 1 or not(selected(../b, ${c.now}))").names() == {"a", "b", "c.now"}
    assert parse("jr:choice-name('x', '${q}')").names() == {"q"}
    assert parse("'${a}' = 'b'").names() == set()


def test_columns_are_the_bare_names() -> None:
    assert parse("region = ${region} and div > 1 and text != 'or'").columns() == {"region", "div", "text"}


def test_bare_answers_are_a_context() -> None:
    assert parse("${a} = 1").holds({"a": 1})
    assert parse("${a} = .").holds(Context({"a": 1}, current=1))


def test_tree_is_json_for_a_browser() -> None:
    tree = parse("${a} = 'x' and not(. - 2 > region)").to_tree()
    assert json.loads(json.dumps(tree)) == {
        "op": "and",
        "of": [
            {"op": "=", "of": [{"name": "a"}, {"value": "x"}]},
            {
                "op": "not",
                "of": [
                    {
                        "op": ">",
                        "of": [
                            {"op": "+", "of": [{"self": True}, {"op": "neg", "of": [{"value": 2.0}]}]},
                            {"column": "region"},
                        ],
                    }
                ],
            },
        ],
    }
