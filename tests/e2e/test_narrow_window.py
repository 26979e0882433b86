"""A window of a tablet's width, which no browser tells the server: words keep their beginnings."""

from playwright.sync_api import expect

from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import COORDINATOR, sign_in

t = translator("es")
WIDTH, HEIGHT = 800, 900
ROWS = ".st-key-shown_learning .yaxislayer-above text"
CUT = """rows => [...document.querySelectorAll(rows)].filter(
  text => text.getBoundingClientRect().left < text.closest('.js-plotly-plot').getBoundingClientRect().left
).length"""
MORE = ".rc-overflow-item-rest [data-testid=stTopNavSection] p"


def test_figures_stand_under_another_with_their_words_whole(open_page: OpenPage) -> None:
    page = open_page()
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    sign_in(page, COORDINATOR, "/methods")
    page.goto("/results")
    expect(page.locator(ROWS).first).to_be_attached()
    page.wait_for_function(f"rows => ({CUT})(rows) === 0", arg=ROWS)
    more = page.locator(MORE)
    expect(more).to_be_attached()
    said = more.evaluate("p => getComputedStyle(p, '::after').content + getComputedStyle(p).fontSize")
    assert said == f'"{t("app.more_pages")}"0px'
