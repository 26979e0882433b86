"""Every page, for a visitor and for the team: it opens, nothing is broken, and nobody outside is asked."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from dashboard.i18n import translator
from dashboard.navigation import PAGES, PageRow
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import BROKEN, COORDINATOR, settle, sign_in
from tests.e2e.test_accessible_pages import PAGES as JUDGED

t = translator("es")


def address_of(row: PageRow) -> str:
    return "/" if row.is_default else f"/{row.name}"


ADDRESSES = [address_of(row) for row in PAGES]
DEEPER = [
    "/trainings?training=1",
    "/territories?territory=05601",
    "/surveys?survey=1",
    "/surveys?survey=1&tab=versions",
    "/surveys?create=1&from=file",
    "/map?territory=05&level=comuna",
    "/present?slide=8",
]


@pytest.mark.parametrize("address", [address_of(row) for row in PAGES if not row.roles])
def test_a_visitor_meets_no_broken_page(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    settle(page)
    expect(page.locator(BROKEN)).to_have_count(0)


@pytest.mark.parametrize("address", [address_of(row) for row in PAGES if row.roles])
def test_a_visitor_is_led_to_the_login(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    expect(page).to_have_url(re.compile(rf"/login\?next={quote(address, safe='')}$"))
    expect(page.get_by_role("heading", name=t("web.login.title"))).to_be_visible()


@pytest.mark.parametrize("is_phone", [False, True], ids=["desktop", "phone"])
def test_the_team_meets_no_broken_page(open_page: OpenPage, is_phone: bool) -> None:
    """On a desktop those that are not looked at already where axe judges them."""
    page = open_page(is_phone=is_phone)
    sign_in(page, COORDINATOR)
    for address in [one for one in ADDRESSES + DEEPER if is_phone or one not in JUDGED]:
        page.goto(address)
        settle(page)
        assert page.locator(BROKEN).count() == 0, address


@pytest.mark.parametrize("address", ["/login", "/logout", "/f/DEM23456", "/f/NADA2345", "/f?code="])
def test_the_plain_pages_ask_nobody_outside(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    expect(page.locator("main")).to_be_visible()
