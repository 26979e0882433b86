"""A picture taken of a figure says by itself what it shows and where it comes from, light on white."""

import re
from html import unescape
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from dashboard.charts.theme import DARK, LIGHT
from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import MANAGER, map_is_drawn, sign_in

t = translator("es")
LATE = 500  # milliseconds: a menu that closes has closed by then


def open_figure(page: Page) -> None:
    """The results, as soon as their first figure is drawn: the others may still come."""
    sign_in(page, MANAGER, "/methods")
    page.goto("/results")
    drawn = page.locator(".st-key-shown_likert .barlayer .point")
    expect(drawn.first).to_be_attached(timeout=60_000)


def picture(page: Page, figure: str, kind: Literal["png", "svg"]) -> bytes:
    """The menu is there to stay: it is opened once, and offers the next file after the first."""
    offered = page.get_by_role("button", name=t(f"outcomes.pictures.{kind}"))
    if not offered.count():
        page.locator(f".st-key-download_{figure}").get_by_role("button").first.click()
    with page.expect_download() as download:
        offered.click()
    assert download.value.suggested_filename == f"huella-{figure}.{kind}"
    return download.value.path().read_bytes()


def words(svg: str) -> str:
    """Every text of a drawing in one line; a non-breaking space is a space."""
    found = re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", svg)
    return unescape(" ".join(found)).replace("\u00a0", " ")


@pytest.mark.parametrize(("is_phone", "scheme"), [(False, "light"), (True, "dark")])
def test_a_drawing_carries_its_title_and_its_source(
    is_phone: bool, scheme: Literal["light", "dark"], open_page: OpenPage
) -> None:
    page = open_page(is_phone=is_phone)
    page.emulate_media(color_scheme=scheme)
    open_figure(page)
    shown = page.locator(".st-key-shown_likert")
    before = shown.locator(".main-svg").first.evaluate("svg => svg.outerHTML")
    svg = picture(page, "likert", "svg").decode()

    said = words(svg)
    title = page.get_by_role("heading", name=re.compile("se sintió en un espacio seguro")).inner_text()
    source = page.get_by_text(re.compile("^n = .* de .* respuestas")).first.inner_text()
    assert title.replace("\u00a0", " ") in said
    assert source.replace("\u00a0", " ") in said
    assert t("outcomes.pictures.synthetic") in said
    assert said.endswith("Huella")
    painted = svg.lower()
    assert "rgb(255, 255, 255)" in painted
    assert rgb(LIGHT.primary) in painted
    assert rgb(DARK.primary) not in painted
    assert shown.locator(".main-svg").first.evaluate("svg => svg.outerHTML") == before


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize(("is_phone", "scheme"), [(False, "light"), (True, "dark")])
def test_a_map_carries_its_territories_its_legend_its_title_and_its_source(
    is_phone: bool, scheme: Literal["light", "dark"], open_page: OpenPage
) -> None:
    page = open_page(is_phone=is_phone)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, MANAGER, "/methods")
    page.goto("/map?measure=satisfaction&kind=workshop,talk")
    map_is_drawn(page)
    shown = page.locator(".st-key-shown_map")
    territories = shown.locator(".choroplethlayer path").count()
    svg = picture(page, "map", "svg").decode()

    said = words(svg)
    headline = page.get_by_text(re.compile("^n = .* y [0-9]+")).first.inner_text()
    people = re.findall(r"n = ([\d.]+)", headline)[0]
    for phrase in (
        t("map.picture.region", measure=t("map.measure.satisfaction"), place=t("map.whole_country")),
        t.term("vocabulary.kind", "talk"),
        f"n = {people} ",
        t("outcomes.pictures.synthetic"),
        t("outcomes.pictures.foot", source="", k="5").strip(),
        "no compromete en modo alguno al Estado de Chile",
        *(t(f"maps.{absence}") for absence in ("zero", "no_data", "withheld")),
    ):
        assert phrase in said, phrase
    assert "choroplethlayer" in svg
    assert svg.count("<path") >= territories
    assert "<pattern" in svg
    assert "http://127" not in svg
    assert rgb(LIGHT.sequential[-1]) in svg.lower()
    assert rgb(DARK.paper) not in svg.lower()
    assert shown.locator(".modebar:visible").count() == 0
    assert picture(page, "map", "png").startswith(b"\x89PNG")


def test_a_map_without_words_around_it_offers_no_picture(open_page: OpenPage) -> None:
    page = open_page("/")
    map_is_drawn(page)
    page.locator(".js-plotly-plot").first.hover()
    assert page.locator(".modebar-btn").count() == 0


@pytest.mark.parametrize("figure", ["map", "likert"])
def test_the_menu_stays_until_it_is_left(figure: str, open_page: OpenPage) -> None:
    page = open_page()
    if figure == "map":
        sign_in(page, MANAGER, "/methods")
        page.goto("/map")
        map_is_drawn(page)
    else:
        open_figure(page)
    picture(page, figure, "svg")
    page.wait_for_timeout(LATE)
    offered = page.get_by_role("button", name=t("outcomes.pictures.svg"))
    expect(offered).to_be_visible()
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    picture(page, figure, "svg")
    page.locator("h1, h2, h3").first.click()
    expect(offered).to_have_count(0)


def test_an_image_is_taken_and_the_page_offers_none_without_words(open_page: OpenPage) -> None:
    page = open_page()
    open_figure(page)
    assert picture(page, "likert", "png").startswith(b"\x89PNG")
    assert page.locator("[class*='st-key-shown_'] .modebar:visible").count() == 0
