"""A finger on a figure of plotly that can be clicked: a tap filters, once; a swipe scrolls the page."""

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.screens import COORDINATOR, settle, sign_in

CELL = "[class*='st-key-map_calendar_months'] .barlayer .point >> nth=0"
DAYS = "[class*='st-key-map_calendar_days'] .barlayer .point"
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
STEPS = 12


@pytest.fixture
def calendar(open_page: OpenPage) -> Page:
    page = open_page(is_phone=True)
    sign_in(page, COORDINATOR, "/trainings?view=calendar")
    page.wait_for_selector("html[data-huella-touch]", state="attached")
    return page


def where(page: Page) -> FloatRect:
    """A month, in the middle of the screen."""
    cell = page.locator(CELL)
    cell.evaluate("element => element.scrollIntoView({block: 'center'})")
    box = cell.bounding_box()
    assert box is not None
    return box


def tap_month(page: Page) -> None:
    box = where(page)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_tap_filters_and_the_same_tap_again_does_not(calendar: Page) -> None:
    chips = calendar.locator("[class*='st-key-chip_since']").get_by_role("button")
    tap_month(calendar)
    expect(chips).to_have_count(1)
    calendar.wait_for_selector(DAYS)  # they stand below: what comes above them no longer moves
    settle(calendar)
    tap_month(calendar)
    expect(chips).to_have_count(0)


def test_a_swipe_over_a_figure_scrolls_the_page(calendar: Page) -> None:
    box = where(calendar)
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    before = calendar.evaluate(SCROLLED)
    finger = calendar.context.new_cdp_session(calendar)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(STEPS):
        points = [{"x": x, "y": y - 15 * (step + 1)}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    calendar.wait_for_function(f"before => ({SCROLLED})() > before + 50", arg=before)
