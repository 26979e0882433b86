"""Every page of the team, as axe-core judges it: by day, by night and at a phone's width."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import found_wrong
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage
from tests.e2e.screens import BROKEN, COORDINATOR, settle, sign_in

PAGES = [
    "/",
    "/map?territory=05",
    "/trainings",
    "/trainings?view=calendar",
    "/trainings?view=network",
    "/trainings?training=1",
    "/trainings?training=1&edit=1",
    "/surveys",
    "/surveys?survey=1&tab=logic",
    "/surveys?survey=1&tab=languages",
    "/surveys?create=1&from=file",
    "/results?by=kind",
    "/results?written=review&since=2026-10-01",
    "/compare?with=05,02",
    "/targets",
    "/targets?edit=new",
    "/territories",
    "/territories?territory=05601",
    "/present?slide=3",
    "/methods",
    "/account",
]
BY_NIGHT = [
    "/",
    "/map?territory=05",
    "/trainings?training=1&edit=1",
    "/surveys?survey=1&tab=logic",
    "/results?by=kind",
    "/compare?with=05,02",
    "/targets",
    "/present?slide=3",
]
"""Night changes colours only: a page of each kind is enough."""
ANYBODY = ["/login", "/feedback?code=DEM23456"]
BESIDE = [
    ".js-plotly-plot svg",  # pictures with an alternative text: axe judges no marks
]
SIZES = ["target-size", "scrollable-region-focusable"]
TOO_WIDE = """[document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
  .some(part => part.scrollWidth > part.clientWidth)"""


def opened_by(scheme: Literal["light", "dark"], open_page: OpenPage) -> Page:
    """A browser by day or by night."""
    page = open_page()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return page


def test_pages_of_the_team(open_page: OpenPage) -> None:
    page = opened_by("light", open_page)
    sign_in(page, COORDINATOR)
    assert [line for address in PAGES for line in judged(page, address)] == []


def test_pages_of_the_team_by_night(open_page: OpenPage) -> None:
    page = opened_by("dark", open_page)
    sign_in(page, COORDINATOR)
    assert [line for address in BY_NIGHT for line in judged(page, address)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_anybody(scheme: Literal["light", "dark"], open_page: OpenPage) -> None:
    page = opened_by(scheme, open_page)
    assert [line for address in ANYBODY for line in judged(page, address)] == []


def judged(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page on a desktop, then with its sizes on a phone."""
    page.set_viewport_size(DESKTOP)
    page.goto(address)
    settled(page)
    if page.locator(BROKEN).count():
        yield f"{address} is broken"
    yield from (f"{address}: {line}" for line in found_wrong(page, beside=BESIDE))
    page.set_viewport_size(PHONE)
    settled(page)
    yield from (f"{address} on a phone: {line}" for line in found_wrong(page, beside=BESIDE, only=SIZES))
    if page.evaluate(TOO_WIDE):
        yield f"{address} on a phone: wider than the screen"


def settled(page: Page) -> None:
    """The plain pages are ready when they are loaded; those of Streamlit later."""
    if page.locator("[data-testid=stApp]").count():
        settle(page)
