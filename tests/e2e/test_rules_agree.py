"""A browser works out every expression as the server does."""

from collections.abc import Iterator
from math import isnan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from dashboard.survey.expressions import Context, Expression, ExpressionError, parse
from dashboard.web.assets import FOLDER
from tests.properties.expressions import answers, expressions
from tests.unit.survey.expression_cases import CASES, LABELS, NOW, Case

ASK = """([tree, answers, extras, labels]) => {
    extras.label = (name, value) => labels[name][value] || value;
    return [huellaRules.value(tree, answers, extras), huellaRules.text(tree, answers, extras),
            huellaRules(tree, answers, extras)];
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page that knows the rules."""
    page = browser.new_page()
    page.add_script_tag(path=str(FOLDER / "rules.js"))
    yield page
    page.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.source)
def test_browser_and_server_agree(blank: Page, case: Case) -> None:
    _agree(blank, parse(case.source), case.context())


@settings(deadline=None)
@given(expressions(), answers, st.sampled_from(["", "x", "3"]))
def test_they_agree_on_any_expression(
    blank: Page, source: str, given_answers: dict[str, object], current: str
) -> None:
    try:
        expression = parse(source)
    except ExpressionError:
        return
    _agree(blank, expression, Context(given_answers, current, {"region": "x"}, NOW))


def _agree(blank: Page, expression: Expression, context: Context) -> None:
    extras = {
        "current": context.current,
        "columns": dict(context.columns),
        "today": context.today_text,
        "now": context.now_text,
    }
    value, text, holds = blank.evaluate(ASK, [expression.to_tree(), dict(context.answers), extras, LABELS])
    assert _same(value, expression.value(context))
    assert text == expression.text(context)
    assert holds is expression.holds(context)


def _same(there: Any, here: Any) -> bool:
    """JavaScript has one kind of number, and a list for a node-set."""
    if isinstance(here, bool) or isinstance(there, bool):
        return there is here
    if isinstance(here, float):
        return isinstance(there, int | float) and (float(there) == here or (isnan(there) and isnan(here)))
    return bool(there == (list(here) if isinstance(here, tuple) else here))


def test_a_rule_the_browser_does_not_know_hides(blank: Page) -> None:
    assert blank.evaluate("huellaRules({op: 'toString', of: [{value: 1}]}, {})") is False
