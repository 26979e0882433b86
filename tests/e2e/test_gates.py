"""A PIN, a slip, a phone that two people use and a tablet that everybody uses; axe looks at each of them."""

from playwright.sync_api import Page, expect

from dashboard.i18n import translator
from dashboard.services.passwords import hash_password
from dashboard.services.slips import make_slips_of_code
from db.engine import Database
from tests.e2e.axe import found_wrong, without_scripts
from tests.e2e.conftest import OpenPage
from tests.e2e.served import Served
from tests.e2e.test_participant import (
    expect_thanks,
    fill_in_without_script,
    primary,
    signal,
    start_and_consent,
    walk_to_the_end,
)
from tests.e2e.test_weak_signal import wait_until_kept
from tests.factories import make_link, make_training
from tests.raw_answers import received

t = translator("es")
PIN = "482913"
DEMO_KEY = "demo"


def link(database: Database, pin: str = "") -> str:
    with database.write() as session:
        return make_link(session, make_training(session), pin_hash=hash_password(pin) if pin else None).code


def slips(database: Database, code: str) -> tuple[str, ...]:
    return make_slips_of_code(database, code, 3, base="http://localhost", key=DEMO_KEY).codes


def let_in(page: Page, pin: str = PIN) -> None:
    page.locator("#i-pin").fill(pin)
    page.locator("button[type=submit]").click()


def send(page: Page) -> None:
    start_and_consent(page)
    walk_to_the_end(page)
    primary(page)


def test_a_pin_leads_to_the_form_and_late_answers_are_asked_for_it_again(
    open_page: OpenPage, database: Database
) -> None:
    code = link(database, PIN)
    page = open_page(f"/f/{code}", is_phone=True)
    assert found_wrong(page) == []
    let_in(page, "1111")
    expect(page.locator("#p-pin")).to_have_text(t("safety.pin.wrong"))
    assert found_wrong(page) == []
    let_in(page)
    wait_until_kept(page, code)
    start_and_consent(page)
    walk_to_the_end(page)
    signal(page, is_there=False)
    page.reload()  # the kept form opens, not the PIN's page
    page.locator("#go-on").click()
    walk_to_the_end(page)
    page.evaluate("document.querySelector('[name=token]').value = '1.too-old'")
    primary(page)
    expect(page.locator("#kept")).to_be_visible()
    signal(page, is_there=True)
    expect(page.locator("#q-pin")).to_be_visible()
    assert found_wrong(page) == []
    assert received(database, code) == 0
    page.locator("#i-pin").fill(PIN)
    assert PIN not in page.evaluate("JSON.stringify(localStorage)")
    primary(page)
    expect_thanks(page)
    assert received(database, code) == 1


def test_a_pin_and_a_slip_without_a_script(open_page: OpenPage, database: Database) -> None:
    code = link(database, PIN)
    (slip, *_) = slips(database, code)
    page = open_page(is_phone=True)
    without_scripts(page)
    page.goto(f"/f/{code}")
    let_in(page)
    expect(page.locator("#q-consent")).to_be_visible()  # the page waits three seconds for a script
    fill_in_without_script(page)
    page.locator("#i-slip").fill("AAA-AAA-AAA")
    page.locator("#next").click()
    expect(page.locator("#p-slip")).to_have_text(t("safety.slips.wrong"))
    assert found_wrong(page) == []
    page.locator("#i-slip").fill(slip)
    page.locator("#next").click()
    expect_thanks(page)
    assert received(database, code) == 1


def test_a_slip_is_typed_or_scanned_and_good_once(open_page: OpenPage, database: Database) -> None:
    code = link(database)
    first, second, _ = slips(database, code)
    page = open_page(f"/f/{code}", is_phone=True)
    start_and_consent(page)
    assert found_wrong(page) == []
    primary(page)
    expect(page.locator("#p-slip")).to_have_text(t("safety.slips.missing"))
    assert found_wrong(page) == []
    page.locator("#i-slip").fill(first.lower())
    walk_to_the_end_after_slip(page)
    expect_thanks(page)
    page = open_page(f"/f/{code}#s={first}", is_phone=True)
    assert first not in page.url
    send(page)  # the slip needs no screen: its QR said the code
    expect(page.locator("#p-slip")).to_have_text(t("safety.slips.wrong"))
    page.locator("#i-slip").fill(second)
    walk_to_the_end_after_slip(page)
    expect_thanks(page)
    assert received(database, code) == 2


def walk_to_the_end_after_slip(page: Page) -> None:
    primary(page)
    walk_to_the_end(page)
    primary(page)


def test_another_person_may_use_the_same_phone(open_page: OpenPage, database: Database) -> None:
    code = link(database)
    page = open_page(f"/f/{code}", is_phone=True)
    send(page)
    expect_thanks(page)
    page.goto(f"/f/{code}")
    expect(page.get_by_role("heading", name=t("safety.answered.title"))).to_be_visible()
    assert found_wrong(page) == []
    assert code not in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("button", name=t("safety.answered.other")).click()
    send(page)
    expect_thanks(page)
    page.locator("#other").click()  # said already: not asked again
    expect(page.locator("#next")).to_have_text(t("web.form.start"))
    expect(page.locator("#next")).to_be_visible()
    assert received(database, code) == 2


def test_a_shared_tablet_starts_anew_and_keeps_nothing(open_page: OpenPage, database: Database) -> None:
    code = link(database)
    page = open_page(is_phone=True)
    page.clock.install()
    page.goto(f"/f/{code}?kiosk")
    start_and_consent(page)
    page.clock.fast_forward(61_000)
    expect(page.locator("#asleep")).to_be_visible()
    assert found_wrong(page) == []
    page.locator("#awake").click()
    expect(page.locator("#asleep")).to_be_hidden()
    page.clock.fast_forward(61_000)
    page.clock.fast_forward(21_000)
    expect(page.locator("#next")).to_have_text(t("web.form.start"))
    send(page)
    expect_thanks(page)
    page.clock.fast_forward(16_000)
    expect(page.locator("#next")).to_have_text(t("web.form.start"))
    expect(page.locator("#draft")).to_be_hidden()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert received(database, code) == 1


def test_quick_exit_leaves_no_trace_of_an_answer(
    open_page: OpenPage, database: Database, copy: Served
) -> None:
    code = link(database)
    page = open_page(f"/f/{code}", is_phone=True)
    send(page)
    expect_thanks(page)
    page.goto(f"/f/{code}")
    expect(page.locator("#answered")).to_be_visible()
    page.evaluate("address => { document.getElementById('exit').href = address; }", f"{copy.url}/w")
    page.locator("#exit").click()
    page.wait_for_url("**/w")
    assert page.evaluate("localStorage.length") == 0
