"""Every state of the phone form, as axe-core judges it: by day and by night, on a phone and enlarged."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n import translator
from db.engine import Database
from tests.e2e.axe import found_wrong, without_scripts
from tests.e2e.conftest import OpenPage
from tests.e2e.test_every_question import ANSWERS, begin, screen_of, walk
from tests.every_type import every_type
from tests.factories import TODAY, make_link, make_training, make_version

t = translator("es")
Scheme = Literal["light", "dark"]
ENLARGED = {"width": 640, "height": 450}  # a screen of 1280 x 900 at 200 %


def code_of(database: Database, **values: object) -> str:
    with database.write() as session:
        version = make_version(session, every_type().to_json()).id
        return make_link(session, make_training(session), version_id=version, **values).code


@pytest.fixture
def code(database: Database) -> str:
    return code_of(database)


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A phone by day and by night."""
    opened_page = open_page(is_phone=True)
    opened_page.emulate_media(color_scheme=request.param)
    return opened_page


def test_start_consent_and_every_question(page: Page, code: str) -> None:
    page.goto(f"/f/{code}")
    assert found_wrong(page) == []
    page.locator("#next").click()
    assert found_wrong(page) == []
    page.locator("#next").click()  # nothing chosen: the complaint
    assert found_wrong(page) == []
    page.locator("input[name=consent][value=yes]").check(force=True)
    page.locator("#next").click()
    shown = 0
    for name, answer in ANSWERS.items():
        assert screen_of(page).get_attribute("data-name") == name
        assert found_wrong(page) == [], f"{name}, untouched"
        answer(screen_of(page))
        assert found_wrong(page) == [], f"{name}, answered"
        shown += 1
        if name != "agrees":
            page.locator("#next").click()
    assert shown == len(ANSWERS)


def test_a_question_with_a_problem(page: Page, code: str) -> None:
    page.goto(f"/f/{code}")
    begin(page)
    walk(page, until="age")
    page.locator("#next").click()
    expect(screen_of(page).locator(".problems")).not_to_be_empty()
    assert found_wrong(page) == []


def test_without_a_script_and_with_a_summary_of_what_is_wrong(page: Page, code: str) -> None:
    without_scripts(page)
    page.goto(f"/f/{code}")
    assert found_wrong(page) == []
    page.locator("#next").click()
    expect(page.locator("#summary")).to_be_visible()
    assert found_wrong(page) == []
    page.locator("input[name=consent][value=yes]").check(force=True)
    page.locator("input[name=region][value=norte]").check(force=True)
    page.locator("#next").click()
    expect(page.locator(".more")).to_be_visible()  # questions that an answer brought
    assert found_wrong(page) == []


def test_kept_on_the_phone_then_offered_again_then_thanks(page: Page, code: str) -> None:
    page.goto(f"/f/{code}")
    begin(page)
    walk(page, until="age")
    page.reload()
    expect(page.locator("#draft")).to_be_visible()
    assert found_wrong(page) == []
    page.locator("#go-on").click()
    walk(page, until="agrees")
    ANSWERS["agrees"](screen_of(page))
    page.context.set_offline(True)
    page.locator("#next").click()
    expect(page.locator("#kept")).to_be_visible()
    assert found_wrong(page) == []
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name=t("web.done.title"))).to_be_visible()
    assert found_wrong(page) == []


def test_pages_that_are_no_form(page: Page, database: Database, code: str) -> None:
    closed = code_of(database, state="closed", closes_on=TODAY)
    paths = [f"/f/{closed}", "/f/NADA2345", "/f", f"/f/{code}?goodbye=1", "/w", "/login"]
    for path in paths:
        page.goto(path)
        assert found_wrong(page) == [], path
    page.goto("/w")
    page.get_by_role("button", name=t("withdrawal.button")).click()
    expect(page.locator("#p-code p")).to_be_visible()
    assert found_wrong(page) == []


def test_enlarged_to_200_percent(page: Page, code: str) -> None:
    page.set_viewport_size({"width": ENLARGED["width"], "height": ENLARGED["height"]})
    page.goto(f"/f/{code}")
    assert found_wrong(page) == []
    begin(page)
    for name, answer in ANSWERS.items():
        answer(screen_of(page))
        assert found_wrong(page) == [], name
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), name
        if name != "agrees":
            page.locator("#next").click()
