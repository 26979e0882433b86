"""A finger on a small figure: a tap filters, once; a swipe scrolls the page."""

import pytest
from playwright.sync_api import FloatRect, Page, expect

from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import COORDINATOR, settle, sign_in

t = translator("es")
BAR = ".st-key-cross_kind_box .barlayer .trace >> nth=1 >> .point >> nth=0"
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
STEPS = 12


@pytest.fixture
def bars(open_page: OpenPage) -> Page:
    page = open_page(is_phone=True)
    sign_in(page, COORDINATOR, "/results")
    panel = page.get_by_text(t("cross.title"), exact=True)
    panel.scroll_into_view_if_needed()
    panel.tap()
    page.wait_for_selector("html[data-huella-touch]", state="attached")
    return page


def where(page: Page) -> FloatRect:
    """The first bar, in the middle of the screen."""
    bar = page.locator(BAR)
    bar.evaluate("element => element.scrollIntoView({block: 'center'})")
    box = bar.bounding_box()
    assert box is not None
    return box


def tap_bar(page: Page) -> None:
    box = where(page)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_tap_filters_and_the_same_tap_again_does_not(bars: Page) -> None:
    chips = bars.locator("[class*='st-key-chip_kind']").get_by_role("button")
    tap_bar(bars)
    expect(chips).to_have_count(1)
    settle(bars)
    tap_bar(bars)
    expect(chips).to_have_count(0)


def test_a_swipe_over_a_figure_scrolls_the_page(bars: Page) -> None:
    box = where(bars)
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    before = bars.evaluate(SCROLLED)
    finger = bars.context.new_cdp_session(bars)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(STEPS):
        points = [{"x": x, "y": y - 15 * (step + 1)}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    bars.wait_for_function(f"before => ({SCROLLED})() > before + 50", arg=before)
