"""A click on a small figure filters everything: chip, address and other figures follow, and back again."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import BROKEN, COORDINATOR, MANAGER, settle, sign_in

t = translator("es")
BARS = "section.{figure} .bar"


def rows(page: Page, figure: str) -> list[str]:
    """What the bars of a figure say of themselves."""
    bars = page.locator(BARS.format(figure=figure))
    expect(bars.first).to_be_visible()
    return [str(said) for said in bars.evaluate_all("all => all.map(one => one.title)")]


def total(page: Page, figure: str) -> int:
    return sum(int(row.rpartition(": ")[2].replace(".", "")) for row in rows(page, figure))


def click_bar(page: Page, figure: str, place: int) -> None:
    page.locator(BARS.format(figure=figure)).nth(place).click()


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def chip(page: Page, name: str) -> Locator:
    """The chips of a filter: one for each of its values."""
    return page.locator(f"[class*='st-key-chip_{name}']").get_by_role("button")


def the_chip(page: Page, name: str) -> Locator:
    """Once the page has been drawn anew there is one of them."""
    expect(chip(page, name)).to_have_count(1)
    return chip(page, name)


def open_results(page: Page, email: str) -> None:
    """The results, with the small figures unfolded."""
    sign_in(page, email, "/results")
    page.get_by_text(t("cross.title"), exact=True).click()
    rows(page, "kind")
    settle(page)


def test_a_bar_filters_the_rest_and_the_way_back_works(open_page: OpenPage) -> None:
    page = open_page()
    open_results(page, COORDINATOR)
    kinds, regions = rows(page, "kind"), total(page, "region")
    assert len(kinds) > 2

    click_bar(page, "kind", 1)
    page.wait_for_url(re.compile(r"\?kind=\w+$"))
    settle(page)
    kind, _, count = kinds[1].rpartition(": ")
    expect(the_chip(page, "kind")).to_contain_text(kind)
    assert rows(page, "kind") == kinds, "a figure ignores its own filter"
    assert total(page, "region") == int(count) < regions, "the others obey it"

    click_bar(page, "region", 0)
    page.wait_for_url(re.compile(r"territory=\d\d"))
    settle(page)
    assert set(asked(page)) == {"kind", "territory"}

    page.go_back()
    page.wait_for_url(re.compile(r"\?kind=\w+$"))
    settle(page)
    expect(chip(page, "territory")).to_have_count(0)
    page.go_back()
    page.wait_for_url(re.compile(r"/results$"))
    settle(page)
    expect(chip(page, "kind")).to_have_count(0)
    assert total(page, "region") == regions
    page.go_forward()
    page.wait_for_url(re.compile(r"\?kind=\w+$"))
    settle(page)
    expect(the_chip(page, "kind")).to_contain_text(kind)

    click_bar(page, "kind", 1)
    page.wait_for_url(re.compile(r"/results$"))
    expect(page.locator(BROKEN)).to_have_count(0)


def test_two_bars_are_two_chips_each_of_which_can_go(open_page: OpenPage) -> None:
    page = open_page()
    open_results(page, COORDINATOR)
    kinds, regions = rows(page, "kind"), total(page, "region")
    names, counts = zip(*(row.split(": ") for row in kinds), strict=True)
    click_bar(page, "kind", 0)
    page.wait_for_url(re.compile(r"\?kind=\w+$"))
    settle(page)
    one = page.url
    click_bar(page, "kind", 2)
    page.wait_for_url(re.compile(r"\?kind=\w+%2C\w+$"))
    settle(page)
    expect(chip(page, "kind")).to_have_count(2)
    assert total(page, "region") == int(counts[0]) + int(counts[2]) < regions
    assert sorted(asked(page)["kind"].split(",")) == asked(page)["kind"].split(",")

    page.go_back()
    page.wait_for_url(one)
    settle(page)
    expect(the_chip(page, "kind")).to_contain_text(names[0])
    page.go_forward()
    page.wait_for_url(re.compile("%2C"))
    settle(page)
    chip(page, "kind").filter(has_text=names[0]).click()
    page.wait_for_url(re.compile(r"\?kind=\w+$"))
    settle(page)
    expect(the_chip(page, "kind")).to_contain_text(names[2])
    assert total(page, "region") == int(counts[2])
    expect(page.locator(BROKEN)).to_have_count(0)


def drag_over(page: Page, figure: str, first: int, last: int) -> None:
    """Draws a line from one bar to another, as a pointer does."""
    bars = page.locator(BARS.format(figure=figure))
    bars.nth(last).scroll_into_view_if_needed()
    for place in (first, last):
        box = bars.nth(place).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)
        if place == first:
            page.mouse.down()
    page.mouse.up()


def test_what_a_line_is_drawn_over_is_chosen_together(open_page: OpenPage) -> None:
    page = open_page()
    open_results(page, COORDINATOR)
    names = [row.rpartition(": ")[0] for row in rows(page, "kind")]
    drag_over(page, "kind", 2, 0)
    page.wait_for_url(re.compile(r"\?kind=\w+%2C\w+%2C\w+"))
    settle(page)
    expect(chip(page, "kind")).to_have_count(3)
    for name in names[:3]:
        expect(chip(page, "kind").filter(has_text=name).first).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile(r"/results$"))
    settle(page)
    expect(chip(page, "kind")).to_have_count(0)


def test_a_line_over_months_is_one_step_of_the_way_back(open_page: OpenPage) -> None:
    page = open_page()
    open_results(page, COORDINATOR)
    last = len(rows(page, "month")) - 2
    drag_over(page, "month", last - 4, last)
    page.wait_for_url(re.compile("since="))
    settle(page)
    found = asked(page)
    assert set(found) == {"since", "until"}
    assert found["since"] < found["until"]
    page.go_back()
    page.wait_for_url(re.compile(r"/results$"))
    settle(page)
    expect(chip(page, "since")).to_have_count(0)


def test_the_keyboard_goes_from_bar_to_bar_and_stays_where_it_pressed(open_page: OpenPage) -> None:
    page = open_page()
    open_results(page, COORDINATOR)
    rows(page, "kind")
    kinds = page.locator("section.kind").get_by_role("button")
    kinds.nth(0).focus()
    page.keyboard.press("ArrowDown")
    expect(kinds.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?kind=\w+$"))
    settle(page)
    expect(kinds.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(kinds.nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.locator("section.kind :focus").count(), "one stop for each figure"
    page.keyboard.press("Shift+Tab")
    expect(kinds.nth(1)).to_be_focused()


def test_a_shared_view_opens_for_another_and_says_when_it_is_gone(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/trainings")
    page.goto("/trainings?kind=talk")
    settle(page)
    page.get_by_role("button", name=t("views.button"), exact=True).click()
    page.get_by_label(t("views.name")).fill("Vista de la prueba")
    page.get_by_text(t("views.share"), exact=True).click()
    page.get_by_role("button", name=t("views.save"), exact=True).click()
    page.wait_for_url(re.compile(r"saved=\d+$"))
    settle(page)

    other = open_page()
    sign_in(other, MANAGER, "/trainings")
    other.goto(page.url)
    settle(other)
    expect(the_chip(other, "kind")).to_be_visible()
    the_chip(other, "kind").click()
    other.wait_for_url(re.compile(r"/trainings$"))
    other.go_back()
    other.wait_for_url(re.compile(r"saved=\d+$"))
    settle(other)
    expect(the_chip(other, "kind")).to_be_visible()

    page.get_by_role("button", name="Vista de la prueba").click()
    page.get_by_role("button", name=t("views.manage"), exact=True).first.click()
    dialog = page.get_by_role("dialog", name=t("views.dialog"))
    expect(dialog.locator("code")).to_have_text(page.url)
    dialog.get_by_role("button", name=t("views.delete")).click()
    page.wait_for_url(re.compile(r"kind=\w+$"))

    other.reload()
    settle(other)
    expect(other.get_by_text(t("views.gone"))).to_be_visible()
    expect(chip(other, "kind")).to_have_count(0)


def test_on_a_phone_the_figures_wait_folded_and_fit(open_page: OpenPage) -> None:
    page = open_page(is_phone=True)
    sign_in(page, COORDINATOR, "/results")
    expect(page.locator(".st-key-cross_kind_box")).to_have_count(0)
    page.get_by_text(t("cross.title"), exact=True).click()
    rows(page, "kind")
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
