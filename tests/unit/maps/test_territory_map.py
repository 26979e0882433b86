"""The map figure: what it says, where it draws, and what it never asks for."""

import math
import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts.describe import alternative_text, describe, legend_names
from dashboard.i18n import translator
from dashboard.maps.boundaries import Boundaries
from dashboard.maps.config import map_config
from dashboard.maps.legend import LARGEST_IN_LEGEND
from dashboard.maps.measure import MeasureWords
from dashboard.maps.points import COLUMNS as POINT_COLUMNS
from dashboard.maps.points import PointLayer
from dashboard.maps.style import MapStyle, Marks
from dashboard.maps.territory_map import COLUMNS, territory_map
from dashboard.maps.view import MapView, latitude, mercator, panels

T = translator("es")
SHARES = MeasureWords("Satisfacción", "share", "interval")
NAN = math.nan

DETAILED = [*COLUMNS, "n", "low", "high"]

REGIONS = pd.DataFrame(
    [
        ("02", "Antofagasta", "value", 0.62, 48, 0.48, 0.74),
        ("05", "Valparaíso", "value", 0.81, 120, 0.73, 0.87),
        ("10", "Los Lagos", "zero", NAN, 0, NAN, NAN),
        ("11", "Aysén", "withheld", NAN, 0, NAN, NAN),
        ("12", "Magallanes", "no_data", NAN, 0, NAN, NAN),
    ],
    columns=DETAILED,
)


def country(boundaries: Boundaries, values: pd.DataFrame = REGIONS, **view: object) -> object:
    return territory_map(values, boundaries, t=T, measure=SHARES, view=MapView(**view))  # type: ignore[arg-type]


def drawn(figure: object) -> dict[tuple[str, str], list[str]]:
    """Codes by panel and layer, layers that no pointer meets left out."""
    traces = describe(figure)["traces"]
    assert isinstance(traces, list)
    return {(one["geo"], one["name"]): one["locations"] for one in traces if one.get("hovertext")}


def test_each_state_is_a_layer_in_its_own_strip(boundaries: Boundaries) -> None:
    assert drawn(country(boundaries)) == {
        ("geo", "value"): ["02", "05"],
        ("geo2", "no_data"): ["12"],
        ("geo2", "zero"): ["10"],
        ("geo2", "withheld"): ["11"],
        ("geo3", "value"): ["05"],
        ("geo4", "value"): ["05"],
    }


def test_the_legend_names_the_classes_and_always_the_three_absences(boundaries: Boundaries) -> None:
    absences = ["Cero", "Sin datos", "Reservado"]
    assert legend_names(country(boundaries)) == ["81\u00a0%", "62\u00a0%", *absences]
    only_values = REGIONS[REGIONS["state"] == "value"]
    assert legend_names(country(boundaries, only_values))[-3:] == absences
    assert legend_names(country(boundaries, REGIONS.iloc[0:0])) == absences


def test_hover_says_value_and_n_and_why_there_is_none(boundaries: Boundaries) -> None:
    traces = {trace.name: trace for trace in country(boundaries).data if trace.hovertext}  # type: ignore[attr-defined]
    [value] = [one for one in country(boundaries).data if one.name == "value" and one.geo == "geo"]  # type: ignore[attr-defined]
    assert value.customdata.tolist() == [[62, 48, 48, 74], [81, 120, 73, 87]]
    assert "%{customdata[0]:,.0f}\u00a0%<br>n = %{customdata[1]:,.0f}; entre" in value.hovertemplate
    assert list(value.hovertext) == ["Antofagasta", "Valparaíso"]
    assert "Reservado, para proteger" in traces["withheld"].hovertemplate
    assert "Sin datos" in traces["no_data"].hovertemplate
    assert "0\u00a0%" in traces["zero"].hovertemplate


def test_names_cannot_smuggle_links(boundaries: Boundaries) -> None:
    values = REGIONS.head(1).assign(name='<a href="https://example.org">x</a>')
    [trace] = [one for one in country(boundaries, values).data if one.hovertext]  # type: ignore[attr-defined]
    assert list(trace.hovertext) == ['&lt;a href="https://example.org"&gt;x&lt;/a&gt;']


def test_withheld_is_hatched_and_drawn_by_code_only(boundaries: Boundaries) -> None:
    polygons = [one for one in country(boundaries).data if one.type == "choropleth"]  # type: ignore[attr-defined]
    stripes = [one for one in polygons if "hatch_" in one.geojson]
    assert [(one.geo, list(one.locations), one.hoverinfo) for one in stripes] == [("geo2", ["11"], "skip")]


def test_a_region_in_focus_loads_its_own_file_and_shows_its_own(boundaries: Boundaries) -> None:
    values = pd.DataFrame(
        [("02301", "Tocopilla", "value", 0.5), ("05601", "San Antonio", "value", 0.7)],
        columns=list(COLUMNS),
    )
    figure = country(boundaries, values, level="comuna", focus="02", selected="02301")
    assert drawn(figure) == {("geo", "value"): ["02301"]}
    urls = {one.geojson.partition("?")[0] for one in figure.data if one.type == "choropleth"}  # type: ignore[attr-defined]
    assert urls == {"/geo/regions.json", "/geo/comunas-02.json"}


def test_a_comuna_without_a_polygon_is_left_to_the_table(boundaries: Boundaries) -> None:
    values = pd.DataFrame([("12202", "Antártica", "value", 1.0)], columns=list(COLUMNS))
    assert drawn(country(boundaries, values, level="comuna")) == {}


def test_an_unknown_focus_shows_the_country(boundaries: Boundaries) -> None:
    assert drawn(country(boundaries, focus="99")) == drawn(country(boundaries))


@pytest.mark.parametrize(
    ("focus", "geos"),
    [(None, 4), ("05", 3), ("02", 1), ("05601", 1), ("05201", 1), ("052", 1), ("12", 1)],
)
def test_insets_appear_in_the_country_and_in_valparaiso(
    boundaries: Boundaries, focus: str | None, geos: int
) -> None:
    assert len(panels(MapView(focus=focus), boundaries)) == geos


@pytest.mark.parametrize("focus", ["02", "05", "05601", "05201", "12"])
def test_the_frame_holds_the_territory(boundaries: Boundaries, focus: str) -> None:
    box, frame = boundaries.bounds(focus), panels(MapView(focus=focus), boundaries)[0].box
    assert frame[0] < box[0] < box[2] < frame[2]
    assert frame[1] < box[1] < box[3] < frame[3]


def test_both_strips_have_one_scale(boundaries: Boundaries) -> None:
    north, south, *_ = panels(MapView(), boundaries)
    heights = [mercator(one.box[3]) - mercator(one.box[1]) for one in (north, south)]
    scales = [(one.box[2] - one.box[0]) / (one.x[1] - one.x[0]) for one in (north, south)]
    assert heights[0] == pytest.approx(heights[1])
    assert scales[0] == pytest.approx(scales[1])
    assert latitude(mercator(-33.4)) == pytest.approx(-33.4)


def test_every_comuna_of_the_continent_lies_inside_its_strip(boundaries: Boundaries) -> None:
    shown = panels(MapView(level="comuna"), boundaries)
    for code in boundaries.codes("comuna"):
        [home] = [panel for panel in shown if panel.holds(code, country=True)]
        west, south, east, north = boundaries.bounds(code)
        assert home.box[0] <= west <= east <= home.box[2], code
        assert home.box[1] <= south <= north <= home.box[3], code


def test_a_layer_is_points_that_know_their_territory(boundaries: Boundaries) -> None:
    rows = pd.DataFrame(
        [
            ("02101", "Antofagasta", -70.4, -23.65, 15.9, "7 actividades", "diamond"),
            ("05201", "Isla <b>", -109.43, -27.15, 6.0, "1 actividad", "circle"),
        ],
        columns=list(POINT_COLUMNS),
    )
    layer = PointLayer(rows, (("Taller", "circle"), ("Charla", "diamond")))
    figure = territory_map(REGIONS, boundaries, t=T, measure=SHARES, view=MapView(), layer=layer)
    points = [one for one in figure.data if one.type == "scattergeo"]
    assert [(one.geo, list(one.customdata)) for one in points] == [("geo", ["02101"]), ("geo3", ["05201"])]
    assert list(points[0].text) == ["<b>Antofagasta</b><br>7 actividades"]
    assert list(points[1].text) == ["<b>Isla &lt;b&gt;</b><br>1 actividad"]
    assert legend_names(figure)[-2:] == ["Taller", "Charla"]


@pytest.mark.parametrize("marks", ["fill", "bubbles", "both"])
def test_plotly_knows_every_key_and_colour(boundaries: Boundaries, marks: Marks) -> None:
    points = {"02": (-70.4, -23.6), "05": (-71.6, -33.0)}
    style = MapStyle(marks=marks, weight_title="Círculo", has_names=True)
    values = REGIONS.assign(weight=[48.0, 120.0, 0.0, 0.0, 0.0])
    figure = territory_map(
        values, boundaries, t=T, measure=SHARES, view=MapView(), style=style, points=points
    )
    checked = go.Figure(figure.to_plotly_json())  # raises for what plotly does not know
    bubbles = [trace.name for trace in checked.data if trace.name == "bubbles"]
    assert bool(bubbles) == (marks != "fill")
    assert ("Círculo" in legend_names(checked)) == (marks == "both")


def test_bubbles_of_the_legend_have_the_scale_of_those_on_the_map(boundaries: Boundaries) -> None:
    """A region in focus is measured by its own largest value, and so is its legend."""
    values = pd.DataFrame(
        [("02301", "Tocopilla", "value", 10.0), ("05601", "San Antonio", "value", 1000.0)],
        columns=list(COLUMNS),
    )
    points = {"02301": (-70.2, -22.1), "05601": (-71.6, -33.6)}
    figure = territory_map(
        values,
        boundaries,
        t=T,
        measure=MeasureWords("Formaciones", "count"),
        view=MapView("comuna", "02"),
        style=MapStyle(marks="bubbles"),
        points=points,
    )
    [entry] = [one for one in figure.data if one.legendgroup == "classes"]
    assert entry.marker.size == LARGEST_IN_LEGEND


def test_nothing_outside_is_asked_for(boundaries: Boundaries) -> None:
    figure = country(boundaries)
    assert not re.search(r"https?:|//", figure.to_json())  # type: ignore[attr-defined]
    config = map_config("es")
    assert config["topojsonURL"] == "/geo/topojson/"
    assert not re.search(r"https?:", str(config))


def test_a_map_of_all_comunas_stays_small(boundaries: Boundaries) -> None:
    values = pd.DataFrame(
        [
            (c, "San Pedro de Atacama", "value", i / 345, 100, 0.1, 0.9)
            for i, c in enumerate(boundaries.codes("comuna"))
        ],
        columns=DETAILED,
    )
    assert len(country(boundaries, values, level="comuna").to_json()) < 27_000  # type: ignore[attr-defined]


def test_without_boundaries_bubbles_say_the_same() -> None:
    points = {"02": (-70.4, -23.6), "11": (-72.1, -45.6)}
    figure = territory_map(REGIONS, Boundaries.missing(), t=T, measure=SHARES, view=MapView(), points=points)
    codes = {one.name: list(one.customdata) for one in figure.data if one.customdata is not None}
    assert codes == {"withheld": ["11"], "value-0": ["02"]}
    assert legend_names(figure)[-3:] == ["Cero", "Sin datos", "Reservado"]
    assert {one.type for one in figure.data} == {"scatter", "bar"}  # no geo: nothing to fetch


def test_without_boundaries_and_points_the_figure_says_so() -> None:
    figure = territory_map(REGIONS, Boundaries.missing(), t=T, measure=SHARES, view=MapView())
    assert describe(figure)["notes"] == ["Falta el mapa de Chile; los mismos números están en la tabla."]


def test_the_alternative_text_goes_class_by_class(boundaries: Boundaries) -> None:
    assert alternative_text(country(boundaries), t=T) == (
        "Mapa: Satisfacción. 81\u00a0%: Valparaíso. 62\u00a0%: Antofagasta. "
        "Cero: Los Lagos. Sin datos: Magallanes. Reservado: Aysén."
    )


@pytest.mark.parametrize(
    ("kind", "low", "high", "text"),
    [
        ("count", 12, 1250, "12–1.250"),
        ("count", 7, 7, "7"),
        ("share", 0.123, 0.25, "12–25\u00a0%"),
        ("decimal", 0.01234, 12.34, "0,01–12,3"),
    ],
)
def test_ranges_read_as_people_write_them(kind: str, low: float, high: float, text: str) -> None:
    assert MeasureWords("x", kind).range_text(low, high, T) == text  # type: ignore[arg-type]
