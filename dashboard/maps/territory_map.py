"""The map of territories: what a measure is worth where, and where nothing is known or shown."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import BASE_SIZE, CLEAR, Trace, layout, tokens
from dashboard.i18n import Translator
from dashboard.maps.boundaries import Boundaries, level_of
from dashboard.maps.bubbles import territory_bubbles
from dashboard.maps.classes import ValueClass, classes_by, default_classing, shades
from dashboard.maps.layers import (
    STATES,
    VALUE,
    WITHHELD,
    Drawing,
    Rows,
    ground_colours,
    ground_layer,
    hover_template,
    outline_layer,
    rows_of,
    stripes_layer,
    territory_layer,
)
from dashboard.maps.legend import HIDDEN_AXIS, Marked, entries, legend_layout
from dashboard.maps.measure import MeasureWords
from dashboard.maps.points import (
    Bubbles,
    PointLayer,
    Points,
    bubble_layer,
    bubble_sizes,
    largest_bubble,
    name_layer,
    point_layer,
)
from dashboard.maps.style import PLAIN, MapStyle
from dashboard.maps.view import MapView, Panel, middle, panels, strips_between

NARROWEST_WITH_NAMES = 0.7  # width by height of the frame
COLUMNS = ("code", "name", "state", "value")
"""And those of `measure.DETAILS`; `weight` where bubbles say something else than the ground."""


@dataclass(frozen=True, slots=True)
class _Paint:
    """What all panels draw with; `places` are the bubbles."""

    colours: tuple[str, ...]
    hovers: dict[str, str]
    places: Bubbles | None
    layer: PointLayer | None
    has_names: bool


def territory_map(
    values: pd.DataFrame,
    boundaries: Boundaries,
    *,
    t: Translator,
    measure: MeasureWords,
    view: MapView,
    style: MapStyle = PLAIN,
    layer: PointLayer | None = None,
    points: Points | None = None,
) -> go.Figure:
    """How does the measure differ from territory to territory, and where is nothing known?

    `values` has `COLUMNS`; `state` is one of `STATES`, `value` is NaN unless it is "value" or "zero".
    `points` places the bubbles, and stands in where no map was derived.
    """
    if not boundaries.is_missing and view.focus is not None and not boundaries.has(view.focus):
        view = MapView(view.level, None, view.selected, view.dark, view.height, view.aspect)
    classes = classes_of(values, style, view)
    if boundaries.is_missing:
        return territory_bubbles(values, points, classes, t=t, measure=measure, view=view)
    drawing = Drawing(boundaries, view, tokens(view.dark))
    shown = _shown(values, drawing)
    rows = rows_of(shown, classes, measure)
    colours = shades(drawing.look.sequential[1:], len(classes))
    hovers = {state: hover_template(state, measure, t) for state in STATES}
    paint = _paint(shown, points, drawing, style=style, layer=layer, colours=colours, hovers=hovers)
    traces: list[Trace] = []
    for panel in panels(view, boundaries):
        traces += _panel_traces(rows, panel, drawing, paint)
    marked = _marked(classes, shown, style, layer)
    traces += entries(classes, colours, t=t, measure=measure, look=drawing.look, marked=marked)
    # Our own keys and colours, drawn at every click: plotly's check of each costs more than all the rest, so
    # a test checks them instead.
    return go.Figure(traces, _layout(drawing, t=t, measure=measure), _validate=False)


def _paint(
    shown: pd.DataFrame,
    points: Points | None,
    drawing: Drawing,
    *,
    style: MapStyle,
    layer: PointLayer | None,
    colours: tuple[str, ...],
    hovers: dict[str, str],
) -> _Paint:
    places = (
        None
        if style.marks == "fill" or points is None
        else _bubbles(shown, points, style, largest_bubble(drawing.view))
    )
    return _Paint(
        colours=drawing.look.sequential[:1] if style.marks == "bubbles" else colours or (CLEAR,),
        hovers=hovers,
        places=places,
        layer=layer,
        has_names=style.has_names and _is_room_for_names(drawing, layer),
    )


def _is_room_for_names(drawing: Drawing, layer: PointLayer | None) -> bool:
    """The country's names stand beside its narrow strips: not on a phone, and not among points."""
    return not drawing.is_country or (layer is None and drawing.view.aspect > NARROWEST_WITH_NAMES)


def _marked(
    classes: tuple[ValueClass, ...], values: pd.DataFrame, style: MapStyle, layer: PointLayer | None
) -> Marked:
    return Marked(
        layer=layer,
        sizes=_class_sizes(classes, values, style) if style.marks == "bubbles" else None,
        ring=style.weight_title if style.marks == "both" else "",
    )


def classes_of(values: pd.DataFrame, style: MapStyle, view: MapView) -> tuple[ValueClass, ...]:
    """The classes of what is in view, or of the style's pool."""
    region = view.region or ""
    rows = zip(values["code"].tolist(), values["state"].tolist(), values["value"].tolist(), strict=True)
    own = [value for code, state, value in rows if state == VALUE and str(code).startswith(region)]
    pool = own if style.pool is None else list(style.pool)
    return classes_by(style.classing or default_classing(pool), pool)


def _shown(values: pd.DataFrame, drawing: Drawing) -> pd.DataFrame:
    """The territories that have a polygon and lie in the view."""
    region = drawing.view.region or ""
    codes = [str(code) for code in values["code"].tolist()]
    kept = [drawing.boundaries.has(code) and code.startswith(region) for code in codes]
    return values.loc[np.array(kept, dtype=bool)]


def _bubbles(shown: pd.DataFrame, points: Points, style: MapStyle, largest: float) -> Bubbles:
    """Where each bubble stands and how large it is: by the value, or by its own weight."""
    codes = shown["code"].tolist()
    rows = zip(codes, shown["state"].tolist(), shown[_weight(style)].tolist(), strict=True)
    placed = [(weight, *points[code]) for code, state, weight in rows if state == VALUE and code in points]
    placed.sort(key=lambda one: -one[0])
    sizes = bubble_sizes([weight for weight, *_ in placed], _greatest(shown, style), largest)
    lon, lat = ([one[at] for one in placed] for at in (1, 2))
    return Bubbles(np.array(lon, np.float32), np.array(lat, np.float32), np.array(sizes, np.float32))


def _weight(style: MapStyle) -> str:
    return "weight" if style.marks == "both" else "value"


def _greatest(values: pd.DataFrame, style: MapStyle) -> float:
    if style.marks == "bubbles" and style.pool:
        return max(style.pool)
    if style.marks == "both" and style.heaviest is not None:
        return style.heaviest
    rows = zip(values["state"].tolist(), values[_weight(style)].tolist(), strict=True)
    return float(max((weight for state, weight in rows if state == VALUE), default=0.0))


def _class_sizes(classes: tuple[ValueClass, ...], values: pd.DataFrame, style: MapStyle) -> tuple[float, ...]:
    """How large the bubble at the upper end of each class is."""
    greatest = _greatest(values, style)
    return tuple(bubble_sizes([min(one.high, greatest) for one in classes], greatest))


def _panel_traces(rows: Rows, panel: Panel, drawing: Drawing, paint: _Paint) -> list[Trace]:
    country, boundaries = drawing.is_country, drawing.boundaries
    inside = rows.only([panel.holds(code, country=country) for code in rows.codes])
    regions = [code for code in boundaries.codes("region") if panel.holds(code, country=country)]
    traces = [ground_layer(panel, drawing, regions)] if not country else []
    grounds = ground_colours(drawing.look)
    for state in STATES:
        members = inside.only([own == state for own in inside.states])
        if not members.codes:
            continue
        colours = paint.colours if state == VALUE else (grounds[state],)
        hover = paint.hovers[state]
        traces.append(territory_layer(members, panel, drawing, state=state, colours=colours, hover=hover))
        if state == WITHHELD:
            traces.append(stripes_layer(members.codes, panel, drawing))
    traces += _outlines(panel, drawing, regions)
    if paint.places is not None:
        traces += bubble_layer(paint.places, panel, drawing.look, is_hollow=len(paint.colours) > 1)
    if paint.has_names and not panel.is_inset:
        frame = drawing.view.height * drawing.view.aspect, float(drawing.view.height)
        traces += name_layer(inside.codes, inside.names, panel, boundaries, frame, drawing.look)
    return traces + _points(paint.layer, panel, drawing)


def _points(layer: PointLayer | None, panel: Panel, drawing: Drawing) -> list[Trace]:
    if layer is None or layer.rows.empty:
        return []
    region = drawing.view.region or ""
    kept = [str(code).startswith(region) for code in layer.rows["code"].tolist()]
    own = PointLayer(layer.rows.loc[np.array(kept, dtype=bool)], layer.entries, layer.is_hollow)
    return point_layer(own, panel, drawing.look, country=drawing.is_country)


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
