"""Somebody who took part answers on a phone: with and without JavaScript, twice, and without a signal."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.i18n import translator
from db.engine import Database
from tests.e2e.conftest import OpenPage
from tests.factories import TODAY, make_link, make_training
from tests.raw_answers import received, stored_values

t = translator("es")
MOST_SCREENS = 40
COMMENT = "Lo mejor fue conversar en grupos pequeños."


@pytest.fixture
def code(database: Database) -> str:
    with database.write() as session:
        return make_link(session, make_training(session, title="Taller de la prueba")).code


@pytest.fixture
def closed_code(database: Database) -> str:
    with database.write() as session:
        return make_link(session, make_training(session), state="closed", closes_on=TODAY).code


def primary(page: Page) -> None:
    page.locator("#next").click()


def start_and_consent(page: Page, choice: str = "yes") -> None:
    primary(page)
    page.locator(f"input[name=consent][value={choice}]").check(force=True)
    primary(page)


def walk_to_the_end(page: Page) -> None:
    """Answers what is asked by name below, skips the rest, and stops before sending."""
    for _ in range(MOST_SCREENS):
        screen = page.locator("[data-screen=question]:visible")
        name = screen.get_attribute("data-name")
        if name == "relevance":
            screen.locator("input[value='5']").check(force=True)
        if name == "knows_rights":
            screen.locator("input[name$=before][value='2']").check(force=True)
            screen.locator("input[name$=now][value='4']").check(force=True)
        if name == "useful":
            screen.locator("textarea").fill(COMMENT)
        if page.locator("#next").inner_text() == t("web.form.send"):
            return
        primary(page)
    pytest.fail("the form has no end")


def expect_thanks(page: Page) -> None:
    expect(page.get_by_role("heading", name=t("web.done.title"))).to_be_visible()


def fill_in_without_script(page: Page) -> None:
    choose_without_script(page, "consent", "yes")
    choose_without_script(page, "relevance", "4")
    page.locator("textarea[name=useful]").fill(COMMENT)


def choose_without_script(page: Page, name: str, value: str) -> None:
    """On the words, as a finger would: the round mark itself is drawn, its input lies hidden under it."""
    choice = page.locator(f"input[name={name}][value='{value}']")
    page.locator("label").filter(has=choice).click()
    expect(choice).to_be_checked()


def test_one_question_at_a_time_until_the_thanks(open_page: OpenPage, code: str, database: Database) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page)
    walk_to_the_end(page)
    assert received(database, code) == 0
    primary(page)
    expect_thanks(page)
    assert received(database, code) == 1
    values = stored_values(database, code)
    assert values["relevance"] == "5"
    assert values["knows_rights"] == {"before": "2", "now": "4"}
    assert values["useful"] == COMMENT


def test_a_question_that_needs_an_answer_says_so(open_page: OpenPage, code: str) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page)
    primary(page)
    expect(page.locator("[data-name=relevance] .problems")).to_have_text(t("web.form.required"))


def test_without_javascript_the_whole_form_is_one_page(
    open_page: OpenPage, code: str, database: Database
) -> None:
    page = open_page(f"/f/{code}", is_phone=True, has_javascript=False)
    fill_in_without_script(page)
    page.locator("#next").click()
    expect_thanks(page)
    assert stored_values(database, code)["relevance"] == "4"


def test_without_javascript_sending_again_stores_nothing_more(
    open_page: OpenPage, code: str, database: Database
) -> None:
    page = open_page(f"/f/{code}", is_phone=True, has_javascript=False)
    fill_in_without_script(page)
    page.locator("#next").click()
    expect_thanks(page)
    page.reload()
    expect(page.get_by_text(t("web.done.again"))).to_be_visible()
    assert received(database, code) == 1


def test_two_quick_clicks_store_one_response(open_page: OpenPage, code: str, database: Database) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page)
    walk_to_the_end(page)
    page.locator("#next").dblclick()
    expect_thanks(page)
    assert received(database, code) == 1


def test_without_consent_nothing_is_stored(open_page: OpenPage, code: str, database: Database) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page, "no")
    expect(page.get_by_text(t("web.message.goodbye.text"))).to_be_visible()
    assert received(database, code) == 0


def signal(page: Page, is_there: bool) -> None:
    context: BrowserContext = page.context
    context.set_offline(not is_there)


def test_without_a_signal_the_phone_keeps_the_answers_and_sends_them_later(
    open_page: OpenPage, code: str, database: Database
) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page)
    walk_to_the_end(page)
    signal(page, is_there=False)
    primary(page)
    expect(page.get_by_role("heading", name=t("web.kept.title"))).to_be_visible()
    assert received(database, code) == 0
    signal(page, is_there=True)
    expect_thanks(page)
    assert received(database, code) == 1


def test_a_form_left_half_way_can_be_taken_up_again(open_page: OpenPage, code: str) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page)
    page.locator("[data-name=relevance] input[value='5']").check(force=True)
    primary(page)
    page.reload()
    page.locator("#go-on").click()
    page.locator("#back").click()
    expect(page.locator("[data-name=relevance] input[value='5']")).to_be_checked()


@pytest.mark.parametrize("has_javascript", [True, False])
def test_an_unknown_code_gets_a_friendly_page(open_page: OpenPage, has_javascript: bool) -> None:
    page = open_page(is_phone=True, has_javascript=has_javascript)
    answer = page.goto("/f/NADA2345")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name=t("web.message.unknown.title"))).to_be_visible()


def test_a_closed_survey_gets_a_friendly_page(open_page: OpenPage, closed_code: str) -> None:
    page = open_page(is_phone=True)
    answer = page.goto(f"/f/{closed_code}")
    assert answer is not None
    assert answer.status == 410
    expect(page.get_by_role("heading", name=t("web.message.closed.title"))).to_be_visible()


def test_the_form_speaks_english_too(open_page: OpenPage, code: str) -> None:
    page = open_page(f"/f/{code}?lang=en", is_phone=True)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#next")).to_have_text(translator("en")("web.form.start"))


def test_nothing_hangs_over_the_edge_of_a_phone(open_page: OpenPage, code: str) -> None:
    page = open_page(f"/f/{code}", is_phone=True, has_javascript=False)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
