"""Every type of question on the dashboard's own form: the same survey as on the phone, stored alike."""

from datetime import date, time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.ui import session as keys
from tests.app.conftest import World
from tests.every_type import STORED, every_type
from tests.factories import make_link, make_training, make_version
from tests.raw_answers import received, stored_values

t = translator("es")


@pytest.fixture
def code(world: World) -> str:
    with world.database.write() as session:
        version = make_version(session, every_type().to_json()).id
        return str(make_link(session, make_training(session), version_id=version).code)


@pytest.fixture
def form(world: World, code: str) -> AppTest:
    """The form after consent."""
    return world.open("anonymous", "feedback", code=code).button[0].click().run()


class Sheet:
    """The widgets of one form, by the names of their questions."""

    def __init__(self, app: AppTest, code: str) -> None:
        self.app = app
        self.code = code

    def has(self, name: str) -> bool:
        key = keys.question_key(self.code, name)
        return any(one.key == key for kind in ("radio", "text_input") for one in self.app.get(kind))

    def put(self, kind: str, name: str, value: Any) -> None:
        """Answers one question; what hangs on it is drawn then."""
        key = keys.question_key(self.code, name)
        widget: Any
        found = self.widgets(kind, key)
        if not found:
            self.press("feedback.next")
            found = self.widgets(kind, key)
        (widget,) = found
        widget.set_value(value).run()

    def widgets(self, kind: str, key: str) -> list[Any]:
        return [one for one in self.app.get(kind) if one.key == key]

    def press(self, key: str) -> None:
        (button,) = [one for one in self.app.button if one.label == t(key)]
        button.click().run()

    def send(self) -> None:
        for _ in range(len(every_type().sections)):
            if any(one.label == t("feedback.send") for one in self.app.button):
                break
            self.press("feedback.next")
        self.press("feedback.send")


GIVEN: tuple[tuple[str, str, Any], ...] = (
    ("text_input", "nick", "Ale"),
    ("text_area", "story", "Una idea\ny una duda"),
    ("number_input", "age", 12),
    ("text_input", "guardian", "Mi abuela"),
    ("number_input", "hours", 7.5),
    ("select_slider", "energy", "8"),
    ("radio", "region", "norte"),
    ("radio", "comuna", "calama"),
    ("selectbox", "colour", "verde"),
    ("button_group", "likes", ["leer", "bailar"]),
    ("button_group", "mood", "great"),
    ("button_group", "fair", "4"),
    ("button_group", "useful_now", "na"),
    ("button_group", "again", "10"),
    ("button_group", "knows_before", "2"),
    ("button_group", "knows_now", "5"),
    ("multiselect", "first_things", ["techo", "pan", "abrigo"]),
    ("date_input", "born", date(2014, 3, 1)),
    ("time_input", "wakes", time(7, 5)),
    ("date_input", "met_day", date(2026, 11, 20)),
    ("time_input", "met_time", time(18, 30)),
    ("checkbox", "agrees", True),
)


def test_every_type_is_drawn_answered_and_stored(world: World, form: AppTest, code: str) -> None:
    sheet = Sheet(form, code)
    for kind, name, value in GIVEN:
        sheet.put(kind, name, value)
    assert not form.exception
    sheet.send()
    assert t("feedback.thanks.title") in [one.value for one in form.subheader]
    assert stored_values(world.database, code) == STORED


def test_what_hangs_on_an_answer_follows_it(form: AppTest, code: str) -> None:
    sheet = Sheet(form, code)
    assert not sheet.has("comuna")
    assert not sheet.has("guardian")
    sheet.put("number_input", "age", 30)
    sheet.put("radio", "region", "norte")
    sheet.put("radio", "comuna", "calama")
    assert any("¿De qué comuna del Norte?" in one.value for one in form.markdown)
    sheet.put("radio", "region", "sur")
    (comunas,) = [one for one in form.radio if one.key == keys.question_key(code, "comuna")]
    assert comunas.options == ["Ancud"]
    assert comunas.value is None
    assert not form.exception


def test_nothing_touched_is_nothing_answered(world: World, form: AppTest, code: str) -> None:
    """A slider and an order that nobody moved are blank; the required ones say so in their own words."""
    Sheet(form, code).press("feedback.next")
    said = " ".join(one.value for one in form.markdown)
    assert "Necesitamos tu edad para seguir" in said
    assert received(world.database, code) == 0
    (slider,) = [one for one in form.select_slider if one.key == keys.question_key(code, "energy")]
    assert slider.value == ""


def test_a_part_that_is_left_keeps_what_was_answered_in_it(form: AppTest, code: str) -> None:
    sheet = Sheet(form, code)
    sheet.put("text_input", "nick", "Ale")
    sheet.put("number_input", "age", 30)
    sheet.put("radio", "region", "norte")
    assert not sheet.has("nick")
    sheet.press("feedback.back")
    assert sheet.has("nick")
    (nick,) = sheet.widgets("text_input", keys.question_key(code, "nick"))
    assert nick.value == "Ale"
    sheet.press("feedback.next")
    (region,) = sheet.widgets("radio", keys.question_key(code, "region"))
    assert region.value == "norte"
