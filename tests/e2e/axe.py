"""What axe-core finds wrong with a page, in words that say where."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
BLOCKED = "**/huella-static/*.js"


def found_wrong(page: Page) -> list[str]:
    """One line per element that breaks a rule of WCAG 2.2 AA that a program can judge."""
    answer: dict[str, Any] = Axe().run(page, options=OPTIONS).response  # Any: axe's own JSON
    assert answer["passes"], "axe looked at nothing"
    return [
        f"{rule['id']}: {', '.join(map(str, node['target']))} — {node['failureSummary']}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def without_scripts(page: Page) -> None:
    """As a browser without JavaScript draws it: axe itself needs the page's."""
    page.route(BLOCKED, lambda route: route.abort())
