"""What axe-core finds wrong with a page, in words that say where."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BLOCKED = "**/huella-static/*.js"


def found_wrong(page: Page, *, beside: Sequence[str] = (), only: Sequence[str] = ()) -> list[str]:
    """One line per element that breaks a rule of WCAG 2.2 AA that a program can judge.

    `beside` are the selectors that are not judged; `only` are the rules, where not all are asked.
    """
    wanted = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": RULES}
    answer: dict[str, Any] = (  # Any: axe's own JSON
        Axe()
        .run(
            page,
            context={"exclude": [[selector] for selector in beside]} if beside else None,
            options={"runOnly": wanted, "resultTypes": ["violations"]},
        )
        .response
    )
    assert answer["passes"], "axe looked at nothing"
    return [
        f"{rule['id']}: {', '.join(map(str, node['target']))} {node['html'][:160]} — {node['failureSummary']}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def without_scripts(page: Page) -> None:
    """As a browser without JavaScript draws it: axe itself needs the page's."""
    page.route(BLOCKED, lambda route: route.abort())
