"""Takes docs/screenshots: the three journeys, from a freshly made demo. Run it with `make screenshots`."""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.demo import ROOT
from tests.e2e.conftest import CHROMIUM_FLAGS, DESKTOP, INSTALL_LINE, PATIENCE, PHONE, PHONE_AGENT
from tests.e2e.screens import COORDINATOR, MANAGER, map_is_drawn, settle, sign_in
from tests.e2e.served import Served, served

FOLDER = ROOT / "docs" / "screenshots"
OPEN_CODE = "DEM23456"  # the demo's open survey with a code that is easy to remember
USUAL_PORT = 8501  # it shows in the address under the QR code
FADED_IN = 1_500  # milliseconds for fonts and Plotly's last movement


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write(f"{INSTALL_LINE}\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), wanted_port=USUAL_PORT) as copy,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        participant(browser, copy)
        coordinator(browser, copy)
        manager(browser, copy)
        browser.close()
    return 0


@contextmanager
def opened_page(browser: Browser, copy: Served, viewport: ViewportSize) -> Iterator[Page]:
    context = browser.new_context(
        viewport=viewport,
        is_mobile=viewport == PHONE,
        user_agent=PHONE_AGENT if viewport == PHONE else None,
        locale="es-CL",
        timezone_id="America/Santiago",
        reduced_motion="reduce",
        base_url=copy.url,
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(FADED_IN)
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="hide")
    sys.stdout.write(f"docs/screenshots/{name}.png\n")


def show(page: Page, address: str, name: str, *, has_map: bool = False) -> None:
    page.goto(address)
    settle(page)
    if has_map:
        map_is_drawn(page)
    take(page, name)


def participant(browser: Browser, copy: Served) -> None:
    """Opens the link, agrees, answers, and reads the thanks."""
    with opened_page(browser, copy, PHONE) as page:
        page.goto(f"/f/{OPEN_CODE}")
        take(page, "participant-start")
        page.locator("#next").click()
        page.locator("input[name=consent][value=yes]").check(force=True)
        take(page, "participant-consent")
        page.locator("#next").click()
        page.locator("[data-name=relevance] input[value='5']").check(force=True)
        take(page, "participant-question")
        while page.locator("[data-screen=question]:visible").get_attribute("data-name") != "disability":
            page.locator("#next").click()
            if page.locator("[data-screen=question]:visible").get_attribute("data-name") == "age_band":
                page.locator("input[name=age_band][value='18_29']").check(force=True)
        page.locator("#next").click()
        expect(page.locator(".done")).to_be_visible()
        take(page, "participant-thanks")


def coordinator(browser: Browser, copy: Served) -> None:
    """Goes from the country to a region, then to a training and its results."""
    with opened_page(browser, copy, DESKTOP) as page:
        show(page, "/", "home")
        sign_in(page, COORDINATOR)
        show(page, "/map", "coordinator-map", has_map=True)
        show(page, "/map?territory=02&measure=satisfaction", "coordinator-region", has_map=True)
        show(page, "/trainings", "coordinator-trainings")
        page.goto(f"/trainings?training={training_of(copy, OPEN_CODE)}")
        settle(page)
        expect(page.locator("[data-testid=stCode]").first).to_be_visible()
        expect(page.locator(".js-plotly-plot .barlayer").first).to_be_attached()
        take(page, "coordinator-training")
        show(page, "/results", "coordinator-results")
        show(page, "/territories?territory=05601", "territory-profile")
        survey(page)
    with opened_page(browser, copy, PHONE) as page:
        sign_in(page, COORDINATOR)
        show(page, "/map", "coordinator-map-phone", has_map=True)


def training_of(copy: Served, code: str) -> int:
    """The training that a code asks about."""
    with closing(sqlite3.connect(copy.database_file)) as database:
        (found,) = database.execute("SELECT training_id FROM survey_link WHERE code = ?", (code,)).fetchone()
    return int(found)


def survey(page: Page) -> None:
    """Makes a survey from the library; its questions, and the rules of one of them."""
    page.goto("/surveys?create=1")
    settle(page)
    page.get_by_role("button", name="Usar esta").first.click()
    page.wait_for_url("**/surveys?survey=*")
    settle(page)
    take(page, "survey-questions")
    show(page, f"{page.url}&tab=logic&question=gender", "survey-logic")


def manager(browser: Browser, copy: Served) -> None:
    """Turns the slides."""
    with opened_page(browser, copy, DESKTOP) as page:
        sign_in(page, MANAGER)
        show(page, "/present?slide=2", "manager-headlines")
        show(page, "/present?slide=3", "manager-agreement")
        show(page, "/present?slide=8", "manager-map", has_map=True)


if __name__ == "__main__":
    sys.exit(main())
