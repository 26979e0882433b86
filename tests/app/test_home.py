"""The team's start page says what changed and what waits, within reach, with the way there."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.services import clock
from db.engine import Database
from db.models import Account, AccountVisit, SurveyLink, TerritoryProfile, Training
from tests.app.conftest import EMAILS, World, everything_said
from tests.factories import make_link, make_training

t = translator("es")
NEW = "Taller nuevo 5527"


def was_here(database: Database, role: str, ago: timedelta = timedelta(days=10)) -> None:
    """Somebody opened the application for the last time some while ago."""
    with database.write() as session:
        account = session.scalars(select(Account).where(Account.email == EMAILS[role])).one()
        now = clock.now() - ago
        row = session.get_one(AccountVisit, account.id)
        row.seen_at = now.replace(minute=0, second=0, microsecond=0)
        row.seen = {**row.seen, "on": now.date().isoformat()}


def visited(world: World, role: str, ago: timedelta = timedelta(days=10)) -> None:
    world.open(role)
    was_here(world.database, role, ago)


def captions(app: AppTest) -> list[str]:
    return [one.value for one in app.caption]


@pytest.mark.parametrize("role", EMAILS)
def test_the_first_visit_says_that_it_is_the_first(world: World, role: str) -> None:
    app = world.open(role)
    assert not app.exception
    assert t("overview.changes.first") in captions(app)
    assert t("home.attention") in [one.value for one in app.subheader]
    assert t("overview.months.title") in [one.value for one in app.subheader]


def test_what_came_since_the_last_visit_is_told_with_its_day(world: World) -> None:
    visited(world, "coordinator")
    with world.database.write() as session:
        make_training(session, "02201", title=NEW, status="planned")
        link = session.scalars(select(SurveyLink).where(SurveyLink.state == "open")).first()
        assert link is not None
        link.received += 9
    app = world.open("coordinator")
    day = t.date((clock.now() - timedelta(days=10)).date(), "medium")
    assert t("overview.changes.title", day=day) in [one.value for one in app.subheader]
    said = everything_said(app)
    assert t.plural("overview.changes.received", 9) in said
    assert t.plural("overview.changes.planned", 1) in said
    assert NEW in said


def test_nothing_new_is_said_calmly(world: World) -> None:
    visited(world, "manager", timedelta(hours=2))
    assert t("overview.changes.none") in captions(world.open("manager"))


def test_others_regions_are_no_news(world: World) -> None:
    visited(world, "limited", timedelta(hours=2))
    with world.database.write() as session:
        make_training(session, "12101", title=NEW)
    app = world.open("limited")
    assert NEW not in everything_said(app)
    assert t("overview.changes.none") in captions(app)


def test_a_visit_on_another_page_counts(world: World) -> None:
    world.open("coordinator", "map")
    was_here(world.database, "coordinator")
    app = world.open("coordinator")
    assert t("overview.changes.first") not in captions(app)


def test_a_link_about_to_close_leads_to_its_training(world: World) -> None:
    today = clock.today("America/Santiago")
    with world.database.write() as session:
        training = session.get_one(Training, world.near)
        make_link(session, training, closes_on=today, received=4)
    app = world.open("coordinator")
    said = everything_said(app)
    assert t("overview.closes_today", received=t.plural("overview.received", 4)) in said
    assert f"training={world.near}" in said


def test_only_who_edits_is_asked_for_attendance(world: World) -> None:
    waiting = t.plural("overview.concerns.unreported", 2).partition(" ")[2]
    assert waiting in everything_said(world.open("coordinator"))
    assert waiting not in everything_said(world.open("manager"))


def test_a_profile_waits_until_somebody_reviews_it(world: World) -> None:
    waiting = t.plural("overview.concerns.profiles", 1)
    assert waiting in everything_said(world.open("coordinator"))
    page = world.open("coordinator", "territories", territory="05601")
    page.button(key="mark_reviewed").click().run()
    assert not page.exception
    with world.database.read() as session:
        profile = session.scalars(select(TerritoryProfile)).one()
    assert profile.reviewed_on == clock.today("America/Santiago")
    assert waiting not in everything_said(world.open("coordinator"))


@pytest.mark.parametrize("role", ["manager", "limited"])
def test_who_does_not_keep_a_profile_has_no_button_for_it(world: World, role: str) -> None:
    page = world.open(role, "territories", territory="05601")
    assert not page.exception
    assert "mark_reviewed" not in [button.key for button in page.button]


def test_an_empty_season_says_what_will_appear(world: World) -> None:
    with world.database.write() as session:
        session.execute(update(Training).values(status="cancelled"))
    app = world.open("coordinator")
    assert not app.exception
    assert t("home.nothing.text") in captions(app)
    assert not app.get("plotly_chart")


def test_titles_are_words_and_not_markup(world: World) -> None:
    visited(world, "coordinator")
    with world.database.write() as session:
        make_training(session, "02201", title="[x](https://example.org) **y**", status="planned")
    said = everything_said(world.open("coordinator"))
    assert "[x](https://example.org)" not in said
    assert "example.org" in said


def test_on_a_phone_a_note_is_a_part_of_its_link(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside it there is no room, and below it the note would stand as near to the next one."""
    note = t("overview.never_reviewed")
    assert note in captions(world.open("coordinator"))
    monkeypatch.setattr("dashboard.ui.home_news.is_phone", lambda: True)
    app = world.open("coordinator")
    assert note not in captions(app)
    assert f":small[:gray[{note}]]" in everything_said(app)
