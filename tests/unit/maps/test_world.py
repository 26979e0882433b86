"""The world: what the carried file holds, how it was made, and the map of the campaign's countries."""

import json

import pandas as pd
import pytest
import shapely

from dashboard.charts.describe import alternative_text, describe
from dashboard.i18n import translator
from dashboard.maps.world import WORLD_FILE, country_code, country_name, world
from dashboard.maps.world_map import COLUMNS, world_map
from dashboard.maps.world_source import country_features

T = translator("es")
LARGEST = 200_000  # bytes
ROWS = pd.DataFrame(
    [("CL", "Chile", 3, 12), ("NL", "Países <b>Bajos</b>", 1, 0), ("", "Atlántida", 1, 2)],
    columns=list(COLUMNS),
)


def features() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(WORLD_FILE.read_text(encoding="utf-8"))["features"]
    return found


def test_the_carried_file_is_small_and_has_the_world() -> None:
    codes = [feature["id"] for feature in features()]
    assert WORLD_FILE.stat().st_size < LARGEST
    assert len(codes) == len(set(codes)) > 170
    assert {"CL", "NL", "KR", "ZA"} <= set(codes)
    assert "AQ" not in codes
    assert (WORLD_FILE.parent / "LICENSE").read_text(encoding="utf-8").startswith("Copyright")


def test_rings_run_as_plotly_wants_them_and_marks_stand_inside() -> None:
    for feature in features():
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        for polygon in shapely.get_parts(shape):
            assert not polygon.exterior.is_ccw, feature["id"]
        properties = feature["properties"]
        assert isinstance(properties, dict)
        assert shape.buffer(0.3).contains(shapely.Point(properties["lon"], properties["lat"])), feature["id"]


def test_a_topology_becomes_features_with_codes() -> None:
    square = [[0, 0], [0, 10], [10, 0], [0, -10], [-10, 0]]
    geometry = {"type": "Polygon", "arcs": [[~0]], "properties": {}}
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [1, 2]},
        "arcs": [square],
        "objects": {
            "countries": {"geometries": [geometry | {"id": "152"}, geometry, geometry | {"id": "010"}]}
        },
    }
    found = country_features(topology)["features"]
    assert isinstance(found, list)
    assert [feature["id"] for feature in found] == ["CL"]
    ring = found[0]["geometry"]["coordinates"][0][0]
    assert sorted(ring[:-1]) == [[1, 2], [1, 7], [6, 2], [6, 7]]
    assert not shapely.LinearRing(ring).is_ccw


@pytest.mark.parametrize(
    ("name", "code"),
    [("Chile", "CL"), ("países bajos", "NL"), ("South Korea", "KR"), ("CL", "CL"), ("Atlántida", "")],
)
def test_countries_are_known_by_the_names_people_give_them(name: str, code: str) -> None:
    assert country_code(name) == code


def test_countries_have_names_in_both_languages() -> None:
    assert (country_name("NL", "es"), country_name("NL", "en")) == ("Países Bajos", "Netherlands")
    assert country_name("??", "es") == "??"


def test_the_map_shows_what_it_has_a_shape_for_and_tells_the_rest() -> None:
    figure = world_map(ROWS, world(), t=T)
    rest, shown, marks = describe(figure)["traces"][:3]  # type: ignore[index]
    assert shown["locations"] == marks["customdata"] == ["CL", "NL"]
    assert "CL" not in rest["locations"]
    assert marks["text"] == ["<b>3</b>", "<b>1</b>"]
    assert shown["text"][1] == "<b>Países &lt;b&gt;Bajos&lt;/b&gt;</b><br>1 perfil<br>0 medidas"
    assert alternative_text(figure, t=T).endswith("Chile 3, Países <b>Bajos</b> 1, Atlántida 1.")
    assert all(str(trace.geojson).startswith("/geo/world.json?v=") for trace in figure.data[:2])


def test_no_country_to_show_is_said() -> None:
    figure = world_map(ROWS[ROWS["code"] == ""], world(), t=T)
    assert describe(figure)["notes"] == ["Todavía no hay perfiles de territorios"]
