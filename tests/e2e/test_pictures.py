"""A picture taken of a figure says by itself what it shows and where it comes from, light on white."""

import re
from html import unescape
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from dashboard.charts.theme import DARK, LIGHT
from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import MANAGER, sign_in

t = translator("es")


def open_figure(page: Page) -> None:
    """The results, as soon as their first figure is drawn: the others may still come."""
    sign_in(page, MANAGER, "/methods")
    page.goto("/results")
    drawn = page.locator(".st-key-shown_likert .barlayer .point")
    expect(drawn.first).to_be_attached(timeout=60_000)


def picture(page: Page, figure: str, kind: Literal["png", "svg"]) -> bytes:
    page.locator(f".st-key-download_{figure}").get_by_role("button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name=t(f"outcomes.pictures.{kind}")).click()
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


def test_an_image_is_taken_and_the_page_offers_none_without_words(open_page: OpenPage) -> None:
    page = open_page()
    open_figure(page)
    assert picture(page, "likert", "png").startswith(b"\x89PNG")
    assert page.locator("[class*='st-key-shown_'] .modebar:visible").count() == 0
