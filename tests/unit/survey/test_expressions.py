"""What a `relevant` expression may say, and when it holds."""

import json

import pytest

from dashboard.survey.expressions import DEEPEST, LONGEST, parse
from dashboard.survey.problems import ExpressionError

ANSWERS = {
    "age": 34,
    "zero": 0,
    "role": "teacher",
    "fear": ["time", "fear"],
    "pair": {"before": "2", "now": "4"},
}


@pytest.mark.parametrize(
    "source",
    [
        "${role} = 'teacher'",
        '${role} != "student"',
        "${age} >= 18 and ${age} < 60",
        "${age} = '34'",
        "${role} = 'student' or ${age} > 30",
        "not(${role} = 'student')",
        "selected(${fear}, 'fear')",
        "selected(${role}, 'teacher')",
        "not(selected(${fear}, 'ear'))",
        "(${role} = 'x' or ${role} = 'teacher') and ${age} = 34.0",
        "${pair.now} > ${pair.before}",
        "${absent} = ''",
        "not(${zero})",
        "${role}",
        "'and' = 'and'",
        "  -1<${zero}  ",
    ],
)
def test_expression_holds(source: str) -> None:
    assert parse(source).holds(ANSWERS)


@pytest.mark.parametrize(
    "source",
    [
        "${absent} < 5",
        "${absent} >= 0",
        "${role} < 5",
        "${absent}",
        "selected(${absent}, '')",
        "selected(${fear}, 'time fear')",
        "${role} = 'teacher' and ${age} < 18 or ${age} = 0",
        "${pair} = '2'",
        "${role.now} = 'teacher'",
    ],
)
def test_expression_does_not_hold(source: str) -> None:
    assert not parse(source).holds(ANSWERS)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "ends_early"),
        ("${age} =", "ends_early"),
        ("${age", "unreadable"),
        ("'open", "unreadable"),
        ("${age} = 5x", "unreadable"),
        ("__import__('os')", "unreadable"),
        ("age = 5", "unknown_word"),
        ("count(${age})", "unknown_word"),
        ("${age} = 5 = 6", "unexpected"),
        ("${age} ${age}", "unexpected"),
        (") = 5", "unexpected"),
        ("selected(${age})", "expected"),
        ("not ${age}", "expected"),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "too_deep"),
        ("1 or " * LONGEST, "too_long"),
    ],
)
def test_expression_that_cannot_be_read_is_refused(source: str, code: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert refused.value.problem.code == code


def test_error_shows_the_place_and_the_remedy() -> None:
    with pytest.raises(ExpressionError, match=r"at “count\(.*Use and, or, not\(\) or selected\(\)"):
        parse("1 = count(${age})")


def test_names_are_those_it_refers_to() -> None:
    assert parse("${a} = 1 or not(selected(${b}, ${c.now}))").names() == {"a", "b", "c.now"}


def test_tree_is_json_for_a_browser() -> None:
    tree = parse("${a} = 'x' and not(${b} > 2)").to_tree()
    assert json.loads(json.dumps(tree)) == {
        "op": "and",
        "of": [
            {"op": "=", "of": [{"name": "a"}, {"value": "x"}]},
            {"op": "not", "of": [{"op": ">", "of": [{"name": "b"}, {"value": 2.0}]}]},
        ],
    }
