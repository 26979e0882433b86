"""Without a mouse: what is needed is reached, the focus shows, and no window keeps it or loses it."""

import re

from playwright.sync_api import Locator, Page, expect

from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import COORDINATOR, settle, sign_in

t = translator("es")
MOST = 40  # keys until something must have been reached
SLOWER = 6  # times: parts of a menu come late and one by one
HAS_FOCUS = "element => element === document.activeElement"
IS_MARKED = """element => {
  const { outlineStyle, boxShadow } = getComputedStyle(element)
  return outlineStyle !== "none" || boxShadow !== "none"
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.evaluate(HAS_FOCUS):
            assert wanted.evaluate(IS_MARKED), "what has the focus does not show it"
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def go_on(page: Page, wanted: Locator, address: str) -> None:
    """Presses what Tab reaches, and waits for where it leads."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(address))
    settle(page)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_the_team_works_without_a_mouse(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/trainings?kind=talk")
    name_and_manage_a_view(page)
    set_targets(page)
    set_side_by_side(page)
    read_comments(page)


def test_a_menu_takes_the_focus_on_a_slow_machine_too(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/trainings?kind=talk")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tab_to(page, button(page, t("views.button")))
    page.keyboard.press("Enter")
    expect(page.get_by_label(t("views.name"))).to_be_focused()


def name_and_manage_a_view(page: Page) -> None:
    tab_to(page, button(page, t("views.button")))
    page.keyboard.press("Enter")
    expect(page.get_by_label(t("views.name"))).to_be_focused()
    page.keyboard.type("Charlas a mano")
    tab_to(page, button(page, t("views.save")))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"saved=\d+$"))
    menu = button(page, "Charlas a mano")
    expect(menu).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_label(t("views.name"))).to_be_focused()
    tab_to(page, button(page, t("views.manage")).first)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=t("views.dialog"))
    expect(dialog).to_be_visible()
    tab_to(page, dialog.get_by_role("button", name=t("views.delete")))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(menu).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_label(t("views.name"))).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(menu).to_be_focused()
    tab_to(page, page.locator("[class*='st-key-chip_kind']").get_by_role("button"))
    tab_to(page, page.get_by_role("radio", name=t("trainings.view.list")))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "CANVAS", "the list, and no English buttons"


def set_targets(page: Page) -> None:
    page.goto("/targets")
    settle(page)
    go_on(page, button(page, t("targets.import")), r"edit=\w+$")
    go_on(page, button(page, t("targets.back")), "/targets$")
    tab_to(page, page.get_by_role("radio", name=t("targets.view.total")))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("view=quarter$"))
    expect(page.get_by_role("radio", name=t("targets.view.quarter"))).to_be_focused()


def set_side_by_side(page: Page) -> None:
    page.goto("/compare?with=05")
    settle(page)
    page.get_by_role("radio", name=t("compare.whats.territory")).focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Tarapac")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"with=05%2C\d+$"))
    settle(page)
    go_on(page, button(page, t("filters.reset")), "/compare$")


def read_comments(page: Page) -> None:
    page.goto("/results?written=review")
    settle(page)
    shown = page.get_by_label(t("comments.desk.text"))
    first = shown.input_value()
    page.get_by_role("radio", name=t("comments.mode.review")).focus()
    skip = page.get_by_role("button", name=t("comments.desk.skip"))
    tab_to(page, skip)
    page.keyboard.press("Enter")
    expect(shown).not_to_have_value(first)
    expect(skip).to_be_focused()
