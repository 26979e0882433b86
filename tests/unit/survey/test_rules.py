"""The rule builder reads what it wrote, and what it reads it gives back with the same meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.survey.expressions import parse
from dashboard.survey.rules import (
    OPERATORS,
    WITHOUT_VALUE,
    Join,
    Operator,
    Rule,
    Rules,
    can_be_written,
    expression_of,
    rules_of,
)

NAMES = st.sampled_from(["a", "b", "pair.now", "long_name"])
TEXTS = st.text("abAB 1'.-ñ", min_size=1, max_size=5).filter(lambda text: bool(text.strip()))
NUMBERS = st.integers(-999, 999).map(float) | st.sampled_from([0.5, -2.25, 12.125])
JOINS = st.sampled_from(["all", "any"])


def rules() -> st.SearchStrategy[Rules]:
    return st.builds(Rules, st.lists(one_rule(), min_size=2, max_size=4).map(tuple), JOINS)


def one_rule() -> st.SearchStrategy[Rule]:
    def of(operator: Operator) -> st.SearchStrategy[Rule]:
        if operator in WITHOUT_VALUE:
            return st.builds(Rule, NAMES, st.just(operator))
        values = TEXTS if operator in ("includes", "excludes") else TEXTS | NUMBERS
        return st.builds(Rule, NAMES, st.just(operator), values)

    return st.sampled_from(OPERATORS).flatmap(of)


@given(rules())
def test_the_builder_reads_what_it_wrote(written: Rules) -> None:
    assert rules_of(expression_of(written)) == written


@pytest.mark.parametrize(
    "source",
    [
        "${a} = 'x'",
        "(${a} = 'x') and ((${b} != 'y' and selected(${c}, 'z')))",
        "${a} > 3 or ${a}<=-1.5 or ${b} = ''",
        "not( selected( ${c} , 'z' ) ) and ${b} != ''",
        "${pair.now} >= '4' and ${a} = \"it's\"",
    ],
)
@given(
    a=st.sampled_from(["", "x", "3", "4", "-2", "it's"]),
    b=st.sampled_from(["", "y", "x"]),
    c=st.sampled_from([[], ["z"], ["z", "y"]]),
    now=st.sampled_from(["", "3", "5"]),
)
def test_what_is_read_keeps_its_meaning(source: str, a: str, b: str, c: list[str], now: str) -> None:
    found = rules_of(source)
    assert found is not None
    answers = {"a": a, "b": b, "c": c, "pair": {"before": "1", "now": now}}
    assert parse(expression_of(found)).holds(answers) == parse(source).holds(answers)


@pytest.mark.parametrize(
    "source",
    [
        "${a} = 'x' and (${b} = 'y' or ${c} = 'z')",
        "${a} = ${b}",
        "'x' = ${a}",
        "not(${a} = 'x')",
        "${a}",
        "${a} = ",
        "selected(${a}, ${b})",
        "today() > ${a}",
    ],
)
def test_what_is_not_a_list_of_rules_stays_as_text(source: str) -> None:
    assert rules_of(source) is None


def test_no_expression_is_no_rule() -> None:
    assert rules_of("  ") == Rules(())
    assert expression_of(Rules(())) == ""


@pytest.mark.parametrize("join", ["all", "any"])
def test_one_rule_needs_no_join(join: Join) -> None:
    assert rules_of(expression_of(Rules((Rule("a", "is", "x"),), join))) == Rules((Rule("a", "is", "x"),))


def test_a_text_that_cannot_be_quoted_is_refused() -> None:
    assert not can_be_written("\"'")
    with pytest.raises(ValueError, match="quotation"):
        expression_of(Rules((Rule("a", "is", "\"'"),)))
