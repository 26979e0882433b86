"""The map of territories: what a measure is worth where, and where nothing is known or shown."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import BASE_SIZE, CLEAR, Trace, layout, tokens
from dashboard.i18n import Translator
from dashboard.maps.boundaries import Boundaries, level_of
from dashboard.maps.bubbles import territory_bubbles
from dashboard.maps.classes import quantile_classes, shades
from dashboard.maps.layers import (
    NO_DATA,
    VALUE,
    WITHHELD,
    ZERO,
    Drawing,
    ground_layer,
    hover_template,
    hover_texts,
    layer_colours,
    outline_layer,
    stripes_layer,
    territory_layer,
    with_classes,
)
from dashboard.maps.legend import HIDDEN_AXIS, entries, legend_layout
from dashboard.maps.measure import MeasureWords
from dashboard.maps.points import training_points
from dashboard.maps.view import MapView, Panel, middle, panels, strips_between

COLUMNS = ("code", "name", "state", "value", "note")
STATES = (VALUE, ZERO, NO_DATA, WITHHELD)


def territory_map(
    values: pd.DataFrame,
    boundaries: Boundaries,
    *,
    t: Translator,
    measure: MeasureWords,
    view: MapView,
    trainings: pd.DataFrame | None = None,
    points: pd.DataFrame | None = None,
) -> go.Figure:
    """How does the measure differ from territory to territory, and where is nothing known?

    `values` has `COLUMNS`; `state` is one of `STATES`, `value` is NaN unless it is "value". `trainings` has
    `points.COLUMNS`. `points` (code, lon, lat) places the bubbles that stand in where no map was derived.
    """
    if boundaries.is_missing:
        return territory_bubbles(values, points, t=t, measure=measure, view=view)
    if view.focus is not None and not boundaries.has(view.focus):
        view = MapView(view.level, None, view.selected, view.dark, view.height, view.aspect)
    drawing = Drawing(boundaries, view, tokens(view.dark))
    shown = _shown(values, drawing)
    classes = quantile_classes(shown.loc[shown["state"] == VALUE, "value"])
    colours = shades(drawing.look.sequential[1:], len(classes))
    shown = with_classes(shown, classes).assign(text=hover_texts(shown, measure, t))
    paint = layer_colours(drawing.look, colours)
    hovers = {layer: hover_template(layer, measure, t) for layer in paint}
    traces: list[Trace] = []
    for panel in panels(view, boundaries):
        traces += _panel_traces(shown, panel, drawing, paint, hovers)
        traces += [] if trainings is None else _points(trainings, panel, drawing, t)
    with_trainings = trainings is not None and not trainings.empty
    traces += entries(
        classes, colours, t=t, measure=measure, look=drawing.look, with_trainings=with_trainings
    )
    return go.Figure(traces, _layout(drawing, t=t, measure=measure))


def _shown(values: pd.DataFrame, drawing: Drawing) -> pd.DataFrame:
    """The territories that have a polygon and lie in the view."""
    region = drawing.view.region or ""
    codes = [str(code) for code in values["code"]]
    keep = [drawing.boundaries.has(code) and code.startswith(region) for code in codes]
    return values[pd.Series(keep, index=values.index, dtype=bool)]


def _panel_traces(
    shown: pd.DataFrame, panel: Panel, drawing: Drawing, paint: Mapping[str, str], hovers: Mapping[str, str]
) -> list[Trace]:
    country = drawing.is_country
    rows = _within(shown, panel, country=country)
    regions = [code for code in drawing.boundaries.codes("region") if panel.holds(code, country=country)]
    traces = [ground_layer(panel, drawing, regions)]
    for layer, colour in paint.items():
        members = rows[rows["layer"] == layer]
        if members.empty:
            continue
        traces.append(
            territory_layer(members, panel, drawing, layer=layer, colour=colour, hover=hovers[layer])
        )
        if layer == WITHHELD:
            traces.append(stripes_layer(members, panel, drawing))
    return traces + _outlines(panel, drawing, regions)


def _within(rows: pd.DataFrame, panel: Panel, *, country: bool) -> pd.DataFrame:
    inside = [panel.holds(str(code), country=country) for code in rows["code"]]
    return rows[pd.Series(inside, index=rows.index, dtype=bool)]


def _outlines(panel: Panel, drawing: Drawing, regions: list[str]) -> list[Trace]:
    """Borders of the regions over smaller territories, and of the selected territory over everything."""
    view, look, boundaries = drawing.view, drawing.look, drawing.boundaries
    traces: list[Trace] = []
    if drawing.is_country and view.level != "region" and not panel.is_inset:
        traces.append(
            outline_layer(panel, regions, url=boundaries.url("region"), line=look.border, width=0.9)
        )
    selected = view.selected
    if selected and boundaries.has(selected) and panel.holds(selected, country=drawing.is_country):
        url = boundaries.url(level_of(selected), view.region)
        traces.append(outline_layer(panel, [selected], url=url, line=look.accent, width=2.2))
    return traces


def _points(trainings: pd.DataFrame, panel: Panel, drawing: Drawing, t: Translator) -> list[Trace]:
    region = drawing.view.region
    if region is not None:
        inside = [str(code).startswith(region) for code in trainings["code"]]
        trainings = trainings[pd.Series(inside, index=trainings.index, dtype=bool)]
    return training_points(trainings, panel, t=t, look=drawing.look, country=drawing.is_country)


def _layout(drawing: Drawing, *, t: Translator, measure: MeasureWords) -> dict[str, object]:
    """Panels in their places, insets framed and named, legend inside."""
    view, look = drawing.view, drawing.look
    placed = panels(view, drawing.boundaries)
    return (
        layout(t.language, dark=view.dark)
        | {panel.geo: _geo(panel) for panel in placed}
        | {
            "height": view.height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "clickmode": "event+select",
            "xaxis": HIDDEN_AXIS,
            "yaxis": HIDDEN_AXIS,
            "legend": legend_layout(
                measure, look, country=drawing.is_country, strips_end=strips_between(view)[1]
            ),
            "shapes": [_inset_frame(panel, look.line) for panel in placed if panel.is_inset],
            "annotations": [_inset_title(panel, t, look.muted) for panel in placed if panel.is_inset],
        }
    )


def _geo(panel: Panel) -> dict[str, object]:
    west, south, east, north = (round(edge, 4) for edge in panel.box)
    return {
        "visible": False,
        "bgcolor": CLEAR,
        "projection": {"type": "mercator"},
        "center": {"lon": round((west + east) / 2, 4), "lat": round(middle(south, north), 4)},
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "domain": {"x": [round(edge, 4) for edge in panel.x], "y": [round(edge, 4) for edge in panel.y]},
    }


def _inset_frame(panel: Panel, colour: str) -> dict[str, object]:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": panel.x[0],
        "x1": panel.x[1],
        "y0": panel.y[0],
        "y1": panel.y[1],
        "line": {"color": colour, "width": 1},
        "layer": "below",
    }


def _inset_title(panel: Panel, t: Translator, colour: str) -> dict[str, object]:
    return {
        "text": t(panel.title_key) if panel.title_key else "",
        "xref": "paper",
        "yref": "paper",
        "x": panel.x[0],
        "y": panel.y[1],
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": BASE_SIZE - 3, "color": colour},
    }
