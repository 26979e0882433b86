"""A coordinator types sheets and imports a file; whatever goes wrong, nothing typed is lost or doubled."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from dashboard.errors import DatabaseAwayError
from dashboard.i18n import translator
from dashboard.roles import Member
from dashboard.services import clock, links
from dashboard.services.accounts import member_of_session
from dashboard.ui.plain import plain
from db.models import Answer, Response, SurveyLink
from tests.app.conftest import FAR_CANARY, World, everything_said

t = translator("es")
SHEET = {
    "relevance": "5",
    "length": "2",
    "obstacles": "1 3",
    "knows_rights.before": "2",
    "knows_rights.now": "4",
}
STORED = {
    "relevance": "5",
    "length": "right",
    "obstacles": ["time", "fear"],
    "knows_rights": {"before": "2", "now": "4"},
}


def coordinator(world: World) -> Member:
    member = member_of_session(world.database, world.session("coordinator"), now=clock.now())
    assert member is not None
    return member


@pytest.fixture
def link_id(world: World) -> int:
    """An open link of the training nearby."""
    return links.open_link(world.database, coordinator(world), world.near, now=clock.now()).id


def paper(world: World, role: str = "coordinator", training: int | None = None) -> AppTest:
    return world.open(role, "trainings", training=str(training or world.near), paper="1")


def button(app: AppTest, label: str) -> AppTest:
    (found,) = [one for one in app.button if one.label == label]
    return found.click().run()


def typed(app: AppTest, link_id: int, rows: dict[int, dict[str, str]], *, consents: bool = True) -> AppTest:
    """Types into the grid and saves, as the browser tells it: AppTest itself cannot edit a grid."""
    (grid,) = [one for one in app.data_editor if f"paper_{link_id}_grid" in one.proto.id]
    (box,) = [one for one in app.checkbox if one.label == t("paper.grid.consent")]
    (save,) = [one for one in app.button if one.label == t("paper.grid.save")]
    box.set_value(consents)
    save.click()
    states = app._tree.get_widget_states()
    edits = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    states.widgets.append(WidgetState(id=grid.proto.id, string_value=json.dumps(edits)))
    return app._run(states)


def cells(app: AppTest, link_id: int) -> Any:
    """The grid as it is drawn now."""
    (grid,) = [one for one in app.data_editor if f"paper_{link_id}_grid" in one.proto.id]
    return grid.value


def stored(world: World, link_id: int, channel: str) -> list[dict[str, Any]]:
    with world.database.read() as session:
        found: dict[str, dict[str, Any]] = {}
        query = select(Answer).join(Response).where(Response.link_id == link_id, Response.channel == channel)
        for answer in session.scalars(query):
            found.setdefault(answer.response_id, {})[answer.question] = answer.value
        return list(found.values())


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in app.markdown)


# --- typing --------------------------------------------------------------------------------------------


def test_the_button_beside_an_open_link_leads_to_the_grid(world: World, link_id: int) -> None:
    app = world.open("coordinator", "trainings", training=str(world.near))
    app = button(app, t("paper.open"))
    assert not app.exception
    assert app.query_params["paper"] in ("1", ["1"])
    assert t("paper.page.title") in [one.value for one in app.header]
    assert len(cells(app, link_id)) == 10


def test_typed_sheets_are_stored_and_leave_the_grid(world: World, link_id: int) -> None:
    app = typed(paper(world), link_id, {0: SHEET, 1: {"relevance": "0"}})
    assert not app.exception
    assert t.plural("paper.grid.saved", 2) in said(app)
    assert sorted(stored(world, link_id, "paper"), key=str) == sorted([STORED, {"relevance": "na"}], key=str)
    grid = cells(app, link_id)
    assert list(grid.index) == list(range(3, 13)), "the next sheet has the next number"
    assert not grid.to_numpy().any()


def test_a_wrong_sheet_stays_with_its_reason_and_is_stored_once_mended(world: World, link_id: int) -> None:
    app = typed(paper(world), link_id, {0: SHEET, 2: {"relevance": "7", "length": "2"}})
    assert t.plural("paper.grid.saved", 1) in said(app)
    assert t("paper.grid.problem", sheet="3", number="1", words="").strip() in said(app)
    grid = cells(app, link_id)
    assert list(grid["relevance"])[:3] == ["", "7", ""]
    assert grid.index[1] == 3
    app = typed(app, link_id, {1: {"relevance": "4"}})
    assert sorted(each["relevance"] for each in stored(world, link_id, "paper")) == ["4", "5"]
    assert t.plural("paper.grid.to_mend", 1) not in said(app)


def test_a_second_click_on_the_same_sheets_doubles_nothing(world: World, link_id: int) -> None:
    app = paper(world)
    key = f"paper_{link_id}_rows"
    interrupted = [
        {**row, "cells": {} if place else SHEET} for place, row in enumerate(app.session_state[key])
    ]
    typed(app, link_id, {0: SHEET})
    app.session_state[key] = interrupted  # as if the first run had stored them and been cut off
    app = typed(app.run(), link_id, {})
    assert t.plural("paper.grid.saved", 1) in said(app)
    assert len(stored(world, link_id, "paper")) == 1


def test_without_consent_or_without_a_sheet_nothing_is_stored_and_nothing_is_lost(
    world: World, link_id: int
) -> None:
    app = typed(paper(world), link_id, {0: SHEET}, consents=False)
    assert t("paper.consent_missing") in said(app)
    assert cells(app, link_id).iloc[0]["obstacles"] == "1 3"
    assert stored(world, link_id, "paper") == []
    other = typed(paper(world), link_id, {})
    assert t("paper.grid.nothing_typed") in said(other)


def test_a_link_that_closes_meanwhile_keeps_the_sheets_on_the_screen(world: World, link_id: int) -> None:
    app = paper(world)
    links.close_link(world.database, coordinator(world), link_id, now=clock.now(), k=5)
    app = typed(app, link_id, {0: SHEET})
    assert t.plural("paper.grid.left", 1) in said(app)
    assert cells(app, link_id).iloc[0]["relevance"] == "5"
    links.reopen_link(world.database, coordinator(world), link_id, now=clock.now())
    typed(app, link_id, {})
    assert stored(world, link_id, "paper") == [STORED]


@pytest.mark.parametrize(
    "place", ["dashboard.ui.paper_grid.store_sheets", "dashboard.ui.access.accounts.member_of_session"]
)
def test_a_database_that_is_away_takes_no_sheet_along(
    world: World, link_id: int, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Away while storing, or already when the page begins to draw: what was typed is there afterwards."""

    def away(*_: object, **__: object) -> None:
        raise DatabaseAwayError

    app = paper(world)
    with monkeypatch.context() as patched:
        patched.setattr(place, away)
        app = typed(app, link_id, {0: SHEET})
        assert not app.exception
    app = app.run()
    assert cells(app, link_id).iloc[0]["obstacles"] == "1 3"
    typed(app, link_id, {})
    assert stored(world, link_id, "paper") == [STORED]


def test_two_people_type_at_once_and_both_are_counted(world: World, link_id: int) -> None:
    first, second = paper(world), paper(world, "administrator")
    typed(first, link_id, {0: SHEET})
    typed(second, link_id, {0: SHEET})
    assert stored(world, link_id, "paper") == [STORED, STORED]


def test_without_an_open_link_the_page_says_what_to_do(world: World) -> None:
    app = paper(world)
    assert not app.exception
    assert t("paper.page.none_open") in said(app)
    assert not app.data_editor


def test_others_neither_reach_the_grid_nor_learn_of_the_training(world: World, link_id: int) -> None:
    assert not paper(world, "manager").data_editor
    assert not paper(world, "anonymous").data_editor
    app = paper(world, "limited", world.far)
    assert not app.data_editor
    assert FAR_CANARY not in everything_said(app)


# --- importing -----------------------------------------------------------------------------------------


def csv_of(*rows: tuple[str, ...]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def uploaded(app: AppTest, content: bytes, name: str = "respuestas.csv") -> AppTest:
    (field,) = app.file_uploader
    return field.set_value((name, content, "text/csv")).run()


def test_a_file_is_checked_confirmed_and_stored_and_a_second_time_it_is_not(
    world: World, link_id: int
) -> None:
    content = csv_of(("relevance", "Nombre"), ("5", "Canario 7391"), ("4", "Canario 7391"))
    app = button(uploaded(paper(world), content), t("paper.import.review"))
    assert t.plural("paper.import.ready", 2) in said(app)
    assert "Nombre" in said(app)
    assert stored(world, link_id, "import") == []
    app = button(app, t.plural("paper.import.confirm", 2))
    assert t("errors.consent_missing") in said(app) or t("paper.consent_missing") in said(app)
    (box,) = [one for one in app.checkbox if one.label == t("paper.import.consent")]
    app = button(box.check().run(), t.plural("paper.import.confirm", 2))
    assert t.plural("paper.import.done", 2) in said(app)
    assert sorted(each["relevance"] for each in stored(world, link_id, "import")) == ["4", "5"]
    again = button(uploaded(app, content), t("paper.import.review"))
    assert t("paper.import.already", day=t.date(clock.today("America/Santiago"))) in said(again)
    assert not [one for one in again.button if one.label == t.plural("paper.import.confirm", 2)]


def test_what_is_wrong_in_a_file_is_listed_by_row_and_cannot_be_confirmed(world: World, link_id: int) -> None:
    content = csv_of(("relevance",), ("5",), ("8",))
    app = button(uploaded(paper(world), content), t("paper.import.review"))
    assert t.plural("paper.import.troubles", 1) in said(app)
    (table,) = [one.value for one in app.dataframe if t("paper.import.what") in one.value.columns]
    assert table.iloc[0].tolist()[:2] == ["3", "A · relevance"]
    assert not [one for one in app.button if "import_answers" in str(one.key)]
    assert stored(world, link_id, "import") == []


def test_a_file_that_cannot_be_read_is_said_to_be_so(world: World, link_id: int) -> None:
    app = uploaded(paper(world), b"PK\x03\x04 nonsense", "respuestas.xlsx")
    assert not app.exception
    assert plain(t("paper.file.broken")) in said(app)
    with world.database.read() as session:
        assert session.get_one(SurveyLink, link_id).received == 0
