"""A manager presents: the screen follows by itself while answers come in."""

import json
import re
from urllib.request import Request, urlopen
from uuid import uuid4

from playwright.sync_api import expect

from dashboard.i18n import translator
from tests.databases import opened
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import MANAGER, settle, sign_in
from tests.e2e.served import Served
from tests.factories import make_answers, make_link, make_training

t = translator("es")
PEOPLE = 12
REFRESHED = 45_000  # milliseconds: the screen asks every ten seconds


def answer(copy: Served, code: str) -> None:
    body = {"id": str(uuid4()), "answers": make_answers(), "language": "es", "consent": True}
    request = Request(f"{copy.url}/f/{code}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as said:
        assert said.status == 201


def test_the_screen_follows_by_itself_while_answers_come_in(open_page: OpenPage, copy: Served) -> None:
    with opened(copy.environment["DATABASE_URL"]) as database, database.write() as session:
        training = make_training(session, title="Jornada que se presenta", attendance_total=20)
        code, training_id = make_link(session, training).code, training.id
    page = open_page()
    sign_in(page, MANAGER)
    page.goto(f"/present?training={training_id}&slide=3")
    settle(page)
    expect(page.get_by_text(t("present.nothing_yet"))).to_be_visible()
    for _ in range(PEOPLE):
        answer(copy, code)
    expect(page.get_by_text(t("present.nothing_yet"))).to_be_hidden(timeout=REFRESHED)
    expect(page.get_by_text(re.compile(rf"de {PEOPLE} respuestas")).first).to_be_visible(timeout=REFRESHED)


def test_the_arrows_turn_the_slides(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, MANAGER, "/present")
    expect(page.get_by_text(t("present.position", slide=1, of=8))).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(t("present.position", slide=2, of=8))).to_be_visible()
    page.wait_for_url(re.compile("slide=2"))


def test_a_manager_looks_and_does_not_change(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, MANAGER, "/trainings")
    expect(page.get_by_role("heading", name=t("trainings.title"), exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=t("trainings.create"))).to_have_count(0)
