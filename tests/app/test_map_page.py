"""The map page: its switches, its periods and its layers, as the address has them."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import session as keys
from tests.app.conftest import World, everything_said


def test_what_the_map_does_not_understand_is_named(world: World) -> None:
    app = world.open(
        "coordinator", "map", classes="fixed:9,1", layer="volcanoes", every="year", period="1066"
    )
    assert not app.exception
    said = everything_said(app)
    assert "layer, classes, period" in said


def test_one_click_leads_from_attendances_to_their_rate_and_back(world: World) -> None:
    app = world.open("coordinator", "map", measure="attendances")
    app.toggle(key=keys.choice_key("per")).set_value(True).run()
    assert app.query_params["measure"] in ("reach", ["reach"])
    assert "Habitantes: " in everything_said(app)
    app.toggle(key=keys.choice_key("per")).set_value(False).run()
    assert app.query_params["measure"] in ("attendances", ["attendances"])


def test_the_table_comes_when_it_is_opened_and_has_antartica(world: World) -> None:
    app = world.open("coordinator", "map", level="comuna")
    before = len(app.dataframe)
    app.toggle(key=keys.choice_key("map_table")).set_value(True).run()
    assert len(app.dataframe) == before + 1
    tables = [one.value for one in app.dataframe if "Territorio" in one.value.columns]
    assert "Antártica" in set(tables[0]["Territorio"])


def test_choosing_fixed_classes_keeps_those_on_the_screen(world: World) -> None:
    app = world.open("coordinator", "map", measure="satisfaction")
    app.selectbox(key=keys.choice_key("classes")).set_value("fixed").run()
    assert "fixed:" in str(app.query_params["classes"])
    assert not app.exception


@pytest.mark.parametrize("every", ["month", "quarter", "year"])
def test_the_newest_period_is_drawn_and_leaves_no_trace(world: World, every: str) -> None:
    app = world.open("coordinator", "map", every=every)
    assert not app.exception
    assert app.session_state[keys.choice_key("period")]
    assert "period" not in app.query_params


def playing(app: AppTest) -> str:
    """The period on the screen while they play; "" where they do not."""
    shown = app.get("progress")
    return str(shown[0].proto.text) if shown else ""


def test_the_periods_play_to_the_newest_one_and_stop(world: World) -> None:
    app = world.open("coordinator", "map", every="year")
    newest = app.session_state[keys.choice_key("period")]
    app.button(key="map_play").click().run()
    shown = []
    while playing(app):
        shown.append(playing(app))
        assert len(shown) < 20
        app.run()
    assert len(shown) > 1
    assert shown == sorted(set(shown))
    assert shown[-1] == newest == app.session_state[keys.choice_key("period")]
    assert "period" not in app.query_params


def test_a_paused_period_stays_in_the_address(world: World) -> None:
    app = world.open("coordinator", "map", every="year")
    app.button(key="map_play").click().run()
    first = playing(app)
    app.button(key="map_pause").click().run()
    assert app.query_params["period"] in (first, [first])
    assert not playing(app)


def test_leaving_the_periods_while_they_play_ends_the_playing(world: World) -> None:
    app = world.open("coordinator", "map", every="year")
    app.button(key="map_play").click().run()
    assert app.session_state[keys.PLAYED]
    app.selectbox(key=keys.choice_key("every")).set_value("").run()
    assert not app.exception
    assert (
        keys.PLAYED not in app.session_state
    )  # else the map would be drawn every second and a half for ever


@pytest.mark.parametrize("layer", ["trainings", "measures", "campaign", "gap", "none"])
def test_every_layer_is_drawn(world: World, layer: str) -> None:
    app = world.open("coordinator", "map", layer=layer, measure="satisfaction", level="comuna")
    assert not app.exception
    assert ("viven" in everything_said(app)) == (layer == "gap")
