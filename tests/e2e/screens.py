"""Verbs that journeys share: sign in, wait until a page has settled, click a territory on the map."""

import re

from playwright.sync_api import Page, expect

BROKEN = "[data-testid=stException]"
COORDINATOR = "coordinacion@demo.huella.example"
MANAGER = "direccion@demo.huella.example"
# A point inside a territory's shape, in pixels of the window. Plotly hears clicks beneath the shapes.
POINT_INSIDE = """code => {
  const places = [0.5, 0.35, 0.65, 0.2, 0.8];
  const shapes = [...document.querySelectorAll('.js-plotly-plot .choroplethlayer path')]
    .filter(path => path.__data__ && path.__data__.loc === code);
  for (const shape of shapes) {
    const box = shape.getBoundingClientRect();
    const inwards = shape.getScreenCTM().inverse();
    for (const down of places) for (const along of places) {
      const [x, y] = [box.left + box.width * along, box.top + box.height * down];
      const isSeen = x > 0 && y > 0 && x < innerWidth && y < innerHeight;
      if (isSeen && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(inwards))) return [x, y];
    }
  }
  return null;
}"""


def sign_in(page: Page, email: str, wanted: str = "/") -> None:
    """One click on a demo account; afterwards the page that was wanted is open."""
    page.goto(f"/login?next={wanted}")
    enter_as(page, email)
    page.wait_for_url(re.compile(re.escape(wanted) + "$"))
    settle(page)


def enter_as(page: Page, email: str) -> None:
    page.locator("form", has=page.locator(f"input[value='{email}']")).get_by_role("button").click()


def settle(page: Page) -> None:
    """Waits until Streamlit has drawn everything and runs no more."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-testid=stMain] [data-testid=stElementContainer]:visible")).not_to_have_count(0)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)


def map_is_drawn(page: Page) -> None:
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .choroplethlayer path').length > 5")


def click_territory(page: Page, code: str) -> None:
    """Clicks inside the shape of a territory, as a person would."""
    map_is_drawn(page)
    page.wait_for_function(f"code => ({POINT_INSIDE})(code) !== null", arg=code)
    x, y = page.evaluate(POINT_INSIDE, code)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def type_date(page: Page, label: str, digits: str) -> None:
    """Types day, month and year into a date field."""
    page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)


def choose(page: Page, label: str, typed: str) -> None:
    """Picks an option of a select box by typing the beginning of its words."""
    box = page.get_by_role("combobox", name=label, exact=False).first
    box.click()
    box.fill(typed)
    page.get_by_role("option", name=typed, exact=False).first.click()
