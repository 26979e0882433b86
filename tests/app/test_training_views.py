"""Trainings as a list, a calendar and a network; the world above the map: what each address shows."""

import json
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
from sqlalchemy import update

from dashboard.i18n import translator
from dashboard.ui import calendar_panel, network_panel, world_panel
from dashboard.ui.calendar_panel import after_click, clicked_period, month_of
from db.models import Training
from tests.app.conftest import FAR_CANARY, World, everything_said

AUGUST = (date(2025, 8, 1), date(2025, 8, 31))
T = translator("es")


def test_the_usual_view_is_the_list(world: World) -> None:
    app = world.open("coordinator", "trainings")
    assert not app.exception
    assert not app.get("plotly_chart")
    assert len(app.dataframe) == 1


def test_on_a_phone_the_list_shows_whole_titles_and_when(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit breaks words into lines in rows of more than 64 pixels; a screen has room for two columns."""
    order = [T(f"trainings.columns.{name}") for name in ("title", "kind", "date")]
    wide = world.open("coordinator", "trainings").dataframe[0].proto
    assert (list(wide.column_order)[:3], wide.row_height) == (order, 36)
    monkeypatch.setattr("dashboard.ui.training_catalogue.is_phone", lambda: True)
    narrow = world.open("coordinator", "trainings").dataframe[0].proto
    assert list(narrow.column_order)[:2] == [order[0], order[2]]
    assert sorted(narrow.column_order) == sorted(wide.column_order)
    assert narrow.row_height > 64
    widths = [json.loads(narrow.columns)[name]["width"] for name in narrow.column_order[:2]]
    assert sum(widths) < 320


def test_the_calendar_stands_above_the_list_it_filters(world: World) -> None:
    app = world.open("coordinator", "trainings", view="calendar", since="2025-08-01", until="2025-08-31")
    assert not app.exception
    months, days = (json.loads(chart.proto.spec) for chart in app.get("plotly_chart"))
    assert "2025-08" in months["data"][0]["customdata"]
    assert days["data"][0]["customdata"][0] == "2025-08-01"
    assert "agosto de 2025" in everything_said(app)


def test_without_a_month_there_are_no_days(world: World) -> None:
    app = world.open("coordinator", "trainings", view="calendar")
    assert len(app.get("plotly_chart")) == 1
    assert "no tienen un mes exacto" in everything_said(app)


def test_a_month_without_trainings_keeps_the_way_back(world: World) -> None:
    app = world.open("coordinator", "trainings", view="calendar", since="2001-01-01", until="2001-01-31")
    assert not app.exception
    assert len(app.get("plotly_chart")) == 2
    assert T("trainings.empty.title") not in everything_said(app)
    assert [one.key for one in app.button if str(one.key).startswith("way_back")] == ["way_back_period"]


def test_the_network_shows_its_numbers_in_a_table(world: World) -> None:
    app = world.open("coordinator", "trainings", view="network", by="implementer")
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1
    said = everything_said(app)
    assert "Ejecuta: " in said
    table = next(frame.value for frame in app.dataframe)
    assert list(table.columns) == ["Tramo", "De", "A", "Actividades"]
    assert "Financia → Proyecto" in set(table["Tramo"])


def test_a_limited_person_sees_the_network_of_their_own_region(world: World) -> None:
    app = world.open("limited", "trainings", view="network")
    assert not app.exception
    territories = {row for row in app.dataframe[0].value.itertuples() if "Territorio" in row[1]}
    assert {row[3] for row in territories} == {"Antofagasta"}
    assert FAR_CANARY not in everything_said(app)


@pytest.mark.parametrize("view", ["list", "network", "calendar"])
def test_filters_that_leave_nothing_say_so_once(world: World, view: str) -> None:
    app = world.open("coordinator", "trainings", view=view, q="no hay nada así")
    assert not app.exception
    said = everything_said(app)
    assert T.plural("empty.title", 1) in said
    for other in ("trainings", "network", "calendar"):
        assert T(f"{other}.empty.text") not in said
    assert app.button(key="way_back_search").label.startswith("Quitar «no hay nada así» (")
    app.button(key="way_back_search").click().run()
    assert "q" not in app.query_params


@pytest.mark.parametrize("view", ["list", "network", "calendar"])
def test_without_any_training_no_filter_is_to_blame(world: World, view: str) -> None:
    with world.database.write() as session:
        session.execute(update(Training).values(territory_code="12101"))
    app = world.open("limited", "trainings", view=view)
    assert not app.exception
    said = everything_said(app)
    assert T("trainings.empty.title") in said
    assert not [one for one in app.button if str(one.key).startswith("way_back")]
    for other in ("network", "calendar"):
        assert T(f"{other}.empty.text") not in said


@pytest.mark.parametrize("parameters", [{"view": "gantt"}, {"view": "network", "by": "everybody"}])
def test_what_is_not_understood_is_named(world: World, parameters: dict[str, str]) -> None:
    app = world.open("coordinator", "trainings", **parameters)
    assert not app.exception
    assert any(list(parameters)[-1] in caption.value for caption in app.caption)


def test_the_world_shows_where_profiles_are_and_leads_back(world: World) -> None:
    app = world.open("coordinator", "map", world="1")
    assert not app.exception
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert spec["data"][1]["locations"] == ["CL"]
    app.button("step_country").click().run()
    assert "world" not in app.query_params


def test_another_value_for_the_world_is_named_and_not_obeyed(world: World) -> None:
    app = world.open("coordinator", "map", world="mars")
    assert not app.exception
    assert any("world" in caption.value for caption in app.caption)
    assert app.button("step_world")


def test_the_map_leads_to_the_world(world: World) -> None:
    app = world.open("coordinator", "map", territory="02")
    app.button("step_world").click().run()
    assert app.query_params["world"] == "1"
    assert "territory" not in app.query_params


@pytest.mark.parametrize(
    ("key", "chosen", "since", "until"),
    [
        ("2025-08", None, "2025-08-01", "2025-08-31"),
        ("2024-02", AUGUST, "2024-02-01", "2024-02-29"),
        ("2025-08", AUGUST, "", ""),
        ("2025-08-08", AUGUST, "2025-08-08", "2025-08-08"),
        ("2025-08-08", (date(2025, 8, 8), date(2025, 8, 8)), "2025-08-01", "2025-08-31"),
    ],
)
def test_a_click_chooses_and_a_second_one_lets_go(
    key: str, chosen: calendar_panel.Period | None, since: str, until: str
) -> None:
    assert after_click(key, chosen) == {"since": since, "until": until}


@pytest.mark.parametrize("key", ["", "2025-13", "08-2025", "abc"])
def test_a_click_on_nothing_changes_nothing(key: str) -> None:
    assert clicked_period(key) is None
    assert after_click(key, AUGUST) == {}


def test_a_period_of_several_months_has_no_days() -> None:
    assert month_of(AUGUST) == date(2025, 8, 1)
    assert month_of((date(2025, 8, 1), date(2025, 9, 1))) is None
    assert month_of(None) is None


def test_what_nobody_names_is_said_in_words() -> None:
    nodes = pd.DataFrame(
        [
            ("funder", "", "", 2),
            ("organisation", "", "", 1),
            ("territory", "02", "Antofagasta", 1),
            ("territory", "02101", "Antofagasta", 1),
        ],
        columns=["stage", "key", "name", "trainings"],
    )
    assert network_panel.named(nodes, "host", T)["name"].tolist() == [
        "Sin financista informado",
        "Sin organización informada",
        "Antofagasta (sin comuna informada)",
        "Antofagasta",
    ]


def test_countries_are_counted_and_those_without_a_shape_told() -> None:
    profiles = pd.DataFrame(
        [
            ("Chile", "05601", "San Antonio", 12),
            ("Chile", "02101", "Antofagasta", 1),
            ("Atlántida", "X", "X", 3),
        ],
        columns=["country", "code", "name", "measures"],
    )
    countries = world_panel.by_country(profiles, T)
    assert countries.to_numpy().tolist() == [["CL", "Chile", 2, 13], ["", "Atlántida", 1, 3]]
    assert world_panel.unplaced_names(countries) == ["Atlántida"]


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ({"location": "CL"}, "CL"),
        ({"customdata": ["NL"]}, "NL"),
        ({"customdata": "CL"}, "CL"),
        ({"location": "05"}, ""),
    ],
)
def test_a_click_on_the_world_is_a_country_or_nothing(point: dict[str, object], code: str) -> None:
    assert world_panel.clicked_country({"points": [point]}) == code
    assert world_panel.clicked_country(SimpleNamespace()) == ""
