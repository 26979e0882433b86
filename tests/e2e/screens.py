"""Verbs that journeys share: sign in, wait until a page has settled, click a territory on the map."""

import re

from playwright.sync_api import Locator, Page, expect

BROKEN = "[data-testid=stException]"
COORDINATOR = "coordinacion@demo.huella.example"
MANAGER = "direccion@demo.huella.example"
# The middle of a territory's shape, in pixels of the page; the shape may hang over the map's frame.
MIDDLE = """code => {
  const shape = [...document.querySelectorAll('.js-plotly-plot .choroplethlayer path')]
    .find(path => path.__data__ && path.__data__.loc === code);
  if (!shape) return null;
  const box = shape.getBoundingClientRect();
  for (const down of [0.5, 0.35, 0.65, 0.2, 0.8])
    for (const along of [0.5, 0.35, 0.65, 0.2, 0.8]) {
      const [x, y] = [box.left + box.width * along, box.top + box.height * down];
      if (document.elementsFromPoint(x, y).includes(shape)) return [x, y];
    }
  return null;
}"""


def sign_in(page: Page, email: str, wanted: str = "/") -> None:
    """One click on a demo account; afterwards the page that was wanted is open."""
    page.goto(f"/login?next={wanted}")
    page.locator("form", has=page.locator(f"input[value='{email}']")).get_by_role("button").click()
    page.wait_for_url(re.compile(re.escape(wanted) + "$"))
    settle(page)


def settle(page: Page) -> None:
    """Waits until Streamlit has drawn everything and runs no more."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-testid=stMain] [data-testid=stElementContainer]").first).to_be_visible()
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)


def map_of(page: Page) -> Locator:
    return page.locator(".js-plotly-plot .choroplethlayer path")


def click_territory(page: Page, code: str) -> None:
    """Clicks inside the shape of a territory, as a person would."""
    expect(map_of(page).first).to_be_visible()
    page.wait_for_function(f"code => ({MIDDLE})(code) !== null", arg=code)
    x, y = page.evaluate(MIDDLE, code)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def choose(page: Page, label: str, typed: str) -> None:
    """Picks an option of a select box by typing the beginning of its words."""
    box = page.get_by_role("combobox", name=label, exact=False).first
    box.click()
    box.fill(typed)
    page.get_by_role("option", name=typed, exact=False).first.click()
