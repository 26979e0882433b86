"""When the publication rule cannot be evaluated, screens say so calmly and show nothing that people said."""

import pytest
from sqlalchemy import select, update

from dashboard.i18n import translator
from dashboard.services.cubes import cube
from db.changes import take_turn
from db.models import Tally
from tests.app.conftest import World, everything_said

NOTICE = translator("es")("errors.publication")


@pytest.fixture
def broken(world: World) -> World:
    """One tally claims three people: a step that small cannot have been published."""
    with world.database.write() as session:
        first = session.scalars(select(Tally.id).limit(1)).one()
        number = take_turn(session)
        session.execute(
            update(Tally).where(Tally.id == first).values(answers=3, counts={"5": 3}, number=number)
        )
    return world


@pytest.mark.parametrize("page", ["results", "map", "present", "home", "territories"])
@pytest.mark.parametrize("role", ["coordinator", "manager"])
def test_a_broken_promise_shows_a_notice_and_no_figure(broken: World, role: str, page: str) -> None:
    view = {"slide": "3"} if page == "present" else {"territory": "05"} if page == "territories" else {}
    app = broken.open(role, page, **view)
    assert not app.exception
    said = everything_said(app)
    assert "plotly_chart" not in said
    assert "%" not in " ".join(one.value for one in app.metric)
    assert "<dl" not in said
    assert NOTICE in said


def test_an_exception_in_the_rule_shows_the_notice_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("dashboard.services.cubes._refreshed", fail)
    app = world.open("coordinator", "results")
    assert not app.exception
    assert NOTICE in everything_said(app)
    assert not app.metric


def test_once_mended_the_figures_are_back(broken: World) -> None:
    assert NOTICE in everything_said(broken.open("coordinator", "results"))
    from dashboard.services import clock
    from dashboard.services.publication import rebuild

    rebuild(broken.database, now=clock.now(), k=5)
    app = broken.open("coordinator", "results")
    assert NOTICE not in everything_said(app)
    assert app.metric
    assert cube(broken.database, clock.today("America/Santiago")).number > 0


def test_what_is_not_there_is_said_above_the_foot_with_a_way_back(world: World) -> None:
    said = everything_said(world.open("coordinator", "trainings", training="99999"))
    t = translator("es")
    missing = said.index(t("errors.not_found"))
    assert missing < said.index(t("app.foot"))
    assert f'label: "{t("app.pages.home")}"' in said[missing : said.index(t("app.foot"))]
