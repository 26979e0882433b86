"""A coordinator goes from the country to a comuna by clicking, and takes a training from plan to results."""

import re

from playwright.sync_api import expect

from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import (
    COORDINATOR,
    choose,
    click_territory,
    enter_as,
    map_is_drawn,
    settle,
    sign_in,
    type_date,
)

t = translator("es")


def test_a_shared_link_leads_through_the_login_and_back(open_page: OpenPage) -> None:
    page = open_page("/map?territory=02&measure=responses")
    expect(page.get_by_role("heading", name=t("web.login.title"))).to_be_visible()
    enter_as(page, COORDINATOR)
    page.wait_for_url(re.compile(r"/map\?territory=02&measure=responses$"))
    settle(page)
    map_is_drawn(page)


def test_a_sign_in_survives_a_reload_and_ends_with_the_sign_out(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/trainings")
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", name=t("trainings.title"), exact=True)).to_be_visible()
    page.goto("/logout")
    page.locator("form").get_by_role("button").first.click()
    page.goto("/trainings")
    expect(page.get_by_role("heading", name=t("web.login.title"))).to_be_visible()


def test_a_click_on_the_map_drills_down_and_the_address_follows(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/map")
    click_territory(page, "02")
    page.wait_for_url(re.compile("territory=02$"))
    settle(page)
    expect(page.get_by_text("Desafío Educacional 2023").first).to_be_visible()
    click_territory(page, "02301")
    page.wait_for_url(re.compile("territory=02301$"))
    settle(page)
    page.go_back()
    page.wait_for_url(re.compile("territory=02$"))


def test_the_map_opens_where_a_link_says(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/map")
    page.goto("/map?territory=05&level=comuna&measure=responses")
    settle(page)
    map_is_drawn(page)
    expect(page.get_by_role("combobox").first).to_have_value(t("map.measure.responses"))


def test_from_a_plan_to_a_link_to_the_closing(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/trainings")
    page.get_by_role("button", name=t("trainings.create")).click()
    title = page.get_by_label(t("trainings.form.title"), exact=True)
    title.fill("Charla de la prueba de punta a punta")
    title.press("Tab")
    choose(page, t("trainings.form.territory_code"), "San Antonio")
    type_date(page, t("trainings.form.starts_on"), "20112026")
    page.get_by_role("button", name=t("trainings.form.save"), exact=True).click()
    expect(page.get_by_role("heading", name="Charla de la prueba de punta a punta")).to_be_visible()
    page.wait_for_url(re.compile(r"training=\d+"))
    settle(page)

    page.get_by_role("button", name=t("trainings.survey.open_button"), exact=True).click()
    expect(page.get_by_alt_text(t("trainings.survey.qr"))).to_be_visible()
    address = page.locator("code", has_text="/f/").first.inner_text()
    code = address.rpartition("/")[2]

    phone = open_page(f"/f/{code}", is_phone=True)
    expect(phone.get_by_text("Charla de la prueba de punta a punta")).to_be_visible()

    page.get_by_role("button", name=t("trainings.survey.close"), exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=t("trainings.survey.close_confirm")).click()
    expect(page.get_by_role("button", name=t("trainings.survey.reopen"), exact=True)).to_be_visible()
    closed = phone.goto(f"/f/{code}")
    assert closed is not None
    assert closed.status == 410


def test_on_a_phone_nothing_hangs_over_the_edge(open_page: OpenPage) -> None:
    page = open_page(is_phone=True)
    sign_in(page, COORDINATOR, "/map")
    map_is_drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
