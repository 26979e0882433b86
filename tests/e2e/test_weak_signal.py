"""A form that was opened once opens again without a signal, and quick exit leaves nothing of it behind."""

import time

from playwright.sync_api import Page, expect
from sqlalchemy import update

from dashboard.i18n import translator
from db.engine import Database
from db.models import SurveyLink
from tests.e2e.conftest import PATIENCE, OpenPage
from tests.e2e.served import Served
from tests.e2e.test_participant import (
    code,
    primary,
    signal,
    start_and_consent,
    walk_to_the_end,
)
from tests.raw_answers import received

__all__ = ["code"]  # a fixture

t = translator("es")
KEPT_FORMS = """async () => {
    const cache = await caches.open("huella-form-1");
    return (await cache.keys()).map((request) => new URL(request.url).pathname);
}"""


def wait_until_kept(page: Page, code: str) -> None:
    """Wait for the worker to have kept the form, which it does after all that the form needs.

    `wait_for_function` does not await a promise: a function that returns one passes at once.
    """
    deadline = time.monotonic() + PATIENCE / 1000
    while f"/f/{code}" not in page.evaluate(KEPT_FORMS):
        assert time.monotonic() < deadline, "the form was not kept"
        page.wait_for_timeout(20)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def test_a_form_opened_once_opens_and_is_sent_after_the_signal_went(
    open_page: OpenPage, code: str, database: Database
) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    first_id = page.locator("input[name=id]").input_value()
    wait_until_kept(page, code)
    signal(page, is_there=False)
    page.reload()
    assert page.locator("input[name=id]").input_value() != first_id
    start_and_consent(page)
    walk_to_the_end(page)
    primary(page)
    expect(page.get_by_role("heading", name=t("web.kept.title"))).to_be_visible()
    page.reload()  # even now nothing is lost
    expect(page.get_by_role("heading", name=t("web.kept.title"))).to_be_visible()
    signal(page, is_there=True)
    expect(page.get_by_role("heading", name=t("web.done.title"))).to_be_visible()
    assert received(database, code) == 1


def test_the_code_that_is_shown_takes_the_response_back(
    open_page: OpenPage, code: str, database: Database
) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page)
    walk_to_the_end(page)
    primary(page)
    shown = page.locator("#withdrawal")
    expect(shown).to_be_visible()
    typed = shown.inner_text()
    page.goto(page.url.split("/f/")[0] + "/w")
    page.get_by_label(t("withdrawal.field")).fill(typed)
    page.get_by_role("button", name=t("withdrawal.button")).click()
    expect(page.get_by_role("heading", name=t("withdrawal.gone"))).to_be_visible()


def test_quick_exit_forgets_the_form(open_page: OpenPage, code: str, copy: Served) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    wait_until_kept(page, code)
    page.evaluate("address => { document.getElementById('exit').href = address; }", f"{copy.url}/w")
    page.locator("#exit").click()
    page.wait_for_url("**/w")
    assert page.evaluate(KEPT_FORMS) == []


def test_a_shared_tablet_keeps_no_form(open_page: OpenPage, database: Database, code: str) -> None:
    with database.write() as session:
        session.execute(update(SurveyLink).where(SurveyLink.code == code).values(is_kiosk=True))
    page = open_page(f"/f/{code}", is_phone=True)
    page.wait_for_timeout(500)  # the time in which it would have been kept
    assert page.evaluate("async () => (await caches.keys()).length") == 0
