"""A click on a small figure filters everything: chip, address and other figures follow, and back again."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import BROKEN, COORDINATOR, MANAGER, settle, sign_in

t = translator("es")
# What the trace that takes the clicks says of each row.
PLOT = "document.querySelector(`.st-key-cross_${figure}_box .js-plotly-plot`)"
PLOT_OF_KINDS = "document.querySelector('.st-key-cross_kind_box .js-plotly-plot')"
ROWS = f"figure => {PLOT}?.data?.[1]?.hovertext"
DRAWN = "figure => document.querySelectorAll(`.st-key-cross_${figure}_box .barlayer .point`).length > 0"


def rows(page: Page, figure: str) -> list[str]:
    page.wait_for_function(DRAWN, arg=figure)
    return [str(row) for row in page.evaluate(ROWS, figure)]


def total(page: Page, figure: str) -> int:
    return sum(int(row.rpartition(": ")[2].replace(".", "")) for row in rows(page, figure))


def click_bar(page: Page, figure: str, place: int) -> None:
    """Clicks in the middle of a row, as a person would; the row's second bar takes it."""
    rows(page, figure)
    page.locator(f".st-key-cross_{figure}_box").scroll_into_view_if_needed()
    traces = page.locator(f".st-key-cross_{figure}_box .barlayer .trace")
    box = traces.nth(1).locator(".point").nth(place).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


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


def drag_over(page: Page, figure: str, corners: list[tuple[float, float]]) -> None:
    """Draws from corner to corner, each a share of the figure's width and height."""
    plot = page.locator(f".st-key-cross_{figure}_box .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    for place, (along, down) in enumerate(corners):
        page.mouse.move(box["x"] + box["width"] * along, box["y"] + box["height"] * down, steps=5)
        if place == 0:
            page.mouse.down()
    page.mouse.up()


@pytest.mark.parametrize(
    ("gesture", "corners"),
    [
        ("box", [(0.4, 0.05), (0.5, 0.2), (0.6, 0.4)]),
        ("lasso", [(0.3, 0.02), (0.7, 0.02), (0.7, 0.4), (0.3, 0.4), (0.3, 0.1)]),
    ],
)
def test_what_is_drawn_over_several_bars_chooses_them(
    open_page: OpenPage, gesture: str, corners: list[tuple[float, float]]
) -> None:
    page = open_page()
    open_results(page, COORDINATOR)
    page.get_by_role("radio", name=t(f"cross.gesture.{gesture}")).click()
    mode = {"box": "select", "lasso": "lasso"}[gesture]
    page.wait_for_function(f"({PLOT_OF_KINDS})?._fullLayout?.dragmode === '{mode}'")
    settle(page)
    names = [row.rpartition(": ")[0] for row in rows(page, "kind")]
    drag_over(page, "kind", corners)
    page.wait_for_url(re.compile(r"\?kind=\w+%2C\w+"))
    settle(page)
    chosen = len(asked(page)["kind"].split(","))
    assert 2 <= chosen < len(names)
    expect(chip(page, "kind")).to_have_count(chosen)
    for name in names[:chosen]:
        expect(chip(page, "kind").filter(has_text=name).first).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile(r"/results$"))
    settle(page)
    expect(chip(page, "kind")).to_have_count(0)


def test_a_box_over_months_is_one_step_of_the_way_back(open_page: OpenPage) -> None:
    page = open_page()
    open_results(page, COORDINATOR)
    rows(page, "month")
    plot = page.locator(".st-key-cross_month_box .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 60, steps=5)
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 80, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("since="))
    settle(page)
    found = asked(page)
    assert set(found) == {"since", "until"}
    assert found["since"] < found["until"]
    page.go_back()
    page.wait_for_url(re.compile(r"/results$"))
    settle(page)
    expect(chip(page, "since")).to_have_count(0)


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
