"""The phone walks `relevant` expressions as the server does: same trees, same answers, same verdict."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from dashboard.survey.expressions import parse
from dashboard.web.assets import FOLDER
from tests.databases import cannot_run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EXPRESSIONS = (
    "${a} = '1'",
    "${a} != '1'",
    "${a} = 1",
    "${a} = 7.0",
    "${a} < 3",
    "${a} <= 3 and ${b} > 2",
    "${a} >= '2' or ${b} = ''",
    "not(${a})",
    "not(${a} = ${b})",
    "selected(${m}, 'x')",
    "selected(${m}, '')",
    "selected(${m}, ${a})",
    "selected(${a}, 7)",
    "${p.before} < ${p.now}",
    "${p} = ''",
    "${missing} = ''",
    "${missing}",
    "(${a} = '1') = (${b} = '1')",
    "${a} = (${b} = '2')",
    "0",
    "-1",
    "''",
)
ANSWERS: tuple[dict[str, object], ...] = (
    {},
    {"a": "1", "b": "1", "m": ["x"], "p": {"before": "1", "now": "2"}},
    {"a": "7", "b": "2", "m": ["y", "7"], "p": {"before": "5"}},
    {"a": "0", "b": "", "m": [], "p": {}},
    {"a": " 3 ", "b": "abc", "m": ["xx", "y"], "p": {"before": "3", "now": "3"}},
)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        cannot_run("Browser tests need Chromium. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        opened = browser.new_page()
        opened.add_script_tag(path=str(FOLDER / "rules.js"))
        yield opened
        browser.close()


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_phone_and_server_agree(page: Page, source: str) -> None:
    expression = parse(source)
    for answers in ANSWERS:
        on_phone = page.evaluate(
            "([tree, answers]) => huellaRules(tree, answers)", [expression.to_tree(), answers]
        )
        assert on_phone == expression.holds(answers), answers


def test_a_rule_the_phone_does_not_know_hides(page: Page) -> None:
    assert page.evaluate("huellaRules({op: 'matches', of: [{value: 1}]}, {})") is False
