"""The map page: its switches, its periods and its layers, as the address has them."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import session as keys
from tests.app.conftest import World, everything_said, opened


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
    app = opened(world.open("coordinator", "map", measure="satisfaction"), keys.MAP_OPTIONS)
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
    opened(app, keys.MAP_OPTIONS).selectbox(key=keys.choice_key("every")).set_value("").run()
    assert not app.exception
    assert (
        keys.PLAYED not in app.session_state
    )  # else the map would be drawn every second and a half for ever


@pytest.mark.parametrize("layer", ["trainings", "measures", "campaign", "gap", "none"])
def test_every_layer_is_drawn(world: World, layer: str) -> None:
    app = world.open("coordinator", "map", layer=layer, measure="satisfaction", level="comuna")
    assert not app.exception
    assert ("viven" in everything_said(app)) == (layer == "gap")


def frames(app: AppTest) -> list[str]:
    """The words around the map's pictures, where the page has them."""
    return [one.proto.json for one in app.get("bidi_component") if one.key == "picture_map"]


def picture(app: AppTest) -> dict[str, str]:
    """What a picture of the map would say, from its menu once that is open."""
    app.session_state[keys.download_key("map")] = True
    app.run()
    assert not app.exception
    data = json.loads(frames(app)[0])
    return {"title": data["title"], "source": data["source"].replace("\u00a0", " ")}


def test_files_come_when_the_menu_is_opened(world: World) -> None:
    app = world.open("coordinator", "map")
    assert frames(app) == []
    assert "file_map" not in [one.key for one in app.get("download_button")]
    assert picture(app)["title"] == "Actividades según región, Chile"
    assert "file_map" in [one.key for one in app.get("download_button")]


def test_a_picture_says_the_same_people_as_the_page_beside_it(world: World) -> None:
    for territory, place in (("05", "Región de Valparaíso"), ("05601", "Región de Valparaíso")):
        said = picture(world.open("coordinator", "map", measure="satisfaction", territory=territory))
        assert said["title"] == f"Satisfacción según comuna, {place}"
        region = world.open("coordinator", "map", measure="satisfaction", territory="05")
        [people] = re.findall(r">(n = [\d.]+);", everything_said(region))
        assert f"{people} respuestas publicadas" in said["source"]


def test_a_picture_says_its_choices_its_period_and_whose_boundaries(world: World) -> None:
    asked = {"kind": "workshop,talk", "measure": "reach", "every": "year", "period": "2025", "layer": "gap"}
    said = picture(world.open("coordinator", "map", **asked))["source"]
    for phrase in (
        "Charla · Taller", "Capa: Comunas sin actividades", "incluye datos sintéticos", " · 2025 · ",
        "grupos de al menos 5 · Huella", "Habitantes: ", "Cuanto mayor el círculo",
    ):  # fmt: skip
        assert phrase in said, phrase
    assert "pip install" not in said, "without boundaries the page says it, not what is taken along"


def test_a_picture_of_nothing_says_so(world: World) -> None:
    said = picture(world.open("coordinator", "map", since="2090-01-01"))["source"]
    assert "0 actividades" in said
    assert "sintéticos" not in said
