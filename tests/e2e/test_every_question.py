"""Somebody answers every type of question: with a script, without one, and with the keyboard alone."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.i18n import translator
from db.engine import Database
from tests.e2e.conftest import OpenPage
from tests.every_type import STORED, every_type
from tests.factories import make_link, make_training, make_version
from tests.raw_answers import received, stored_values

t = translator("es")
OVERFLOWS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def code(database: Database) -> str:
    with database.write() as session:
        version = make_version(session, every_type().to_json()).id
        return make_link(session, make_training(session), version_id=version).code


def typed(text: str) -> Callable[[Locator], None]:
    return lambda screen: screen.locator("input:visible, textarea:visible").fill(text)


def marked(*values: str) -> Callable[[Locator], None]:
    def mark(screen: Locator) -> None:
        for value in values:
            screen.locator(f"input[value='{value}']").check(force=True)

    return mark


def paired(screen: Locator) -> None:
    screen.locator("input[name$=before][value='2']").check(force=True)
    screen.locator("input[name$=now][value='5']").check(force=True)


def slid(screen: Locator) -> None:
    expect(screen.locator("output")).to_have_text(t("web.form.unranged"))
    screen.locator("input[type=range]").fill("8")
    expect(screen.locator("output")).to_have_text(t("web.form.ranged", value=8))


def ordered(screen: Locator) -> None:
    screen.get_by_role("button", name=t("web.form.rank_up", label="Techo")).click()
    expect(screen.locator("li").first).to_contain_text("Techo")


def left(screen: Locator) -> None:
    """Nothing to do: a note, or a default that stays."""


ANSWERS: Mapping[str, Callable[[Locator], None]] = MappingProxyType(
    {
        "hello": left,
        "nick": typed("Ale"),
        "story": typed("Una idea\ny una duda"),
        "age": typed("12"),
        "guardian": typed("Mi abuela"),
        "hours": typed("7,5"),
        "energy": slid,
        "region": marked("norte"),
        "comuna": marked("calama"),
        "colour": lambda screen: _chosen(screen.locator("select"), "verde"),
        "likes": marked("leer", "bailar"),
        "mood": marked("great"),
        "fair": marked("4"),
        "useful_now": marked("na"),
        "again": marked("10"),
        "knows": paired,
        "first_things": ordered,
        "born": typed("2014-03-01"),
        "wakes": typed("07:05"),
        "met": typed("2026-11-20T18:30"),
        "elements": left,
        "agrees": marked("yes"),
    }
)


def _chosen(select: Locator, value: str) -> None:
    select.select_option(value)


def begin(page: Page) -> None:
    page.locator("#next").click()
    page.locator("input[name=consent][value=yes]").check(force=True)
    page.locator("#next").click()


def screen_of(page: Page) -> Locator:
    return page.locator("[data-screen=question]:visible")


def walk(page: Page, until: str = "") -> list[str]:
    """Answers screen after screen until one is open, or to the end; the names of those that were shown."""
    shown: list[str] = []
    for _ in ANSWERS:
        name = screen_of(page).get_attribute("data-name") or ""
        if name == until:
            return shown
        shown.append(name)
        ANSWERS[name](screen_of(page))
        assert not page.evaluate(OVERFLOWS), name
        page.locator("#next").click()
    return shown


def expect_thanks(page: Page) -> None:
    expect(page.get_by_role("heading", name=t("web.done.title"))).to_be_visible()


def test_every_type_one_question_at_a_time(open_page: OpenPage, code: str, database: Database) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    begin(page)
    assert walk(page) == list(ANSWERS)
    expect_thanks(page)
    assert stored_values(database, code) == STORED


def test_every_type_on_one_page_without_a_script(open_page: OpenPage, code: str, database: Database) -> None:
    """What hangs on an answer is asked when the page comes again."""
    page = open_page(f"/f/{code}", is_phone=True, has_javascript=False)
    assert not page.evaluate(OVERFLOWS)
    page.locator("input[name=consent][value=yes]").check(force=True)
    for name in [name for name in ANSWERS if name not in {"guardian", "comuna"}]:
        _without_script(page, name)
    page.locator("#next").click()
    expect(page.locator(".is-new")).to_have_count(2)
    for name in ("guardian", "comuna"):
        _without_script(page, name)
    page.locator("#next").click()
    expect_thanks(page)
    assert stored_values(database, code) == STORED


def _without_script(page: Page, name: str) -> None:
    screen = page.locator(f"#q-{name}")
    if name == "energy":
        screen.locator("input").fill("8")
    elif name == "first_things":
        for place, value in enumerate(("techo", "pan", "abrigo")):
            screen.locator("select").nth(place).select_option(value)
    else:
        ANSWERS[name](screen)


def test_rules_speak_before_anything_is_sent(open_page: OpenPage, code: str, database: Database) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    begin(page)
    walk(page, until="age")
    problems = screen_of(page).locator(".problems")
    page.locator("#next").click()
    expect(problems).to_have_text("Necesitamos tu edad para seguir.")
    typed("130")(screen_of(page))
    page.locator("#next").click()
    expect(problems).to_have_text("La edad va de 5 a 119 años.")
    typed("30")(screen_of(page))
    expect(problems).to_have_text("")
    page.locator("#next").click()
    assert screen_of(page).get_attribute("data-name") == "hours", "an adult needs no company"
    assert received(database, code) == 0


def test_what_hangs_on_an_answer_follows_it(open_page: OpenPage, code: str) -> None:
    """The label repeats the answer, the choices fit it, and one that no longer fits is unmarked."""
    page = open_page(f"/f/{code}", is_phone=True)
    begin(page)
    walk(page, until="comuna")
    comunas = screen_of(page)
    expect(comunas.locator("legend")).to_contain_text("¿De qué comuna del Norte?")
    expect(comunas.locator(".choice:visible")).to_have_text(["Tocopilla", "Calama"])
    expect(comunas.locator(".optional")).to_be_hidden()
    marked("calama")(comunas)
    page.locator("#back").click()
    marked("sur")(screen_of(page))
    page.locator("#next").click()
    expect(comunas.locator("legend")).to_contain_text("¿De qué comuna del Sur?")
    expect(comunas.locator(".choice:visible")).to_have_text(["Ancud"])
    expect(comunas.locator("input:checked")).to_have_count(0)


def test_an_untouched_slider_and_an_untouched_order_are_no_answers(
    open_page: OpenPage, code: str, database: Database
) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    begin(page)
    untouched = {"energy", "first_things"}
    for name in ANSWERS:
        assert screen_of(page).get_attribute("data-name") == name
        if name not in untouched:
            ANSWERS[name](screen_of(page))
        page.locator("#next").click()
    expect_thanks(page)
    assert stored_values(database, code) == {k: v for k, v in STORED.items() if k not in untouched}


def test_an_answer_can_be_taken_back(open_page: OpenPage, code: str) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    begin(page)
    walk(page, until="energy")
    slid(screen_of(page))
    screen_of(page).locator(".clear").click()
    expect(screen_of(page).locator("output")).to_have_text(t("web.form.unranged"))
    assert screen_of(page).locator("[name=energy]").input_value() == ""


def test_everything_is_there_again_after_a_break(open_page: OpenPage, code: str, database: Database) -> None:
    page = open_page(f"/f/{code}", is_phone=True)
    begin(page)
    walk(page, until="agrees")
    page.reload()
    page.locator("#go-on").click()
    expect(screen_of(page)).to_have_attribute("data-name", "agrees")
    marked("yes")(screen_of(page))
    page.locator("#next").click()
    expect_thanks(page)
    assert stored_values(database, code) == STORED


def test_the_keyboard_alone_is_enough(open_page: OpenPage, code: str) -> None:
    """A slider, an order and faces, reached with Tab and changed with arrows, Space and Enter."""
    page = open_page(f"/f/{code}")
    begin(page)
    walk(page, until="energy")
    reach(page, "input[type=range]")
    page.keyboard.press("Space")
    expect(screen_of(page).locator("output")).to_have_text(t("web.form.ranged", value=5))
    page.keyboard.press("ArrowRight")
    expect(screen_of(page).locator("output")).to_have_text(t("web.form.ranged", value=6))
    page.keyboard.press("Enter")
    expect(screen_of(page)).to_have_attribute("data-name", "region")
    walk(page, until="mood")
    reach(page, "input[name=mood]")
    page.keyboard.press("ArrowRight")
    expect(screen_of(page).locator("input[value=bad]")).to_be_checked()
    page.keyboard.press("Enter")
    walk(page, until="first_things")
    reach(page, "li:nth-child(2) .move")
    page.keyboard.press("Space")
    expect(screen_of(page).locator("li").first).to_contain_text("Techo")
    assert page.evaluate("document.activeElement.matches('li:first-child .move')")


def reach(page: Page, selector: str) -> None:
    """Tab until the focus is there."""
    for _ in range(12):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached with Tab")
