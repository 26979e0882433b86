"""Bubbles on plain ground: the map where no boundaries were derived. It asks the network for nothing."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.theme import Trace, layout, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator
from dashboard.maps.classes import quantile_classes, shades
from dashboard.maps.layers import (
    VALUE,
    WITHHELD,
    hover_template,
    hover_texts,
    layer_colours,
    with_classes,
)
from dashboard.maps.legend import entries, legend_layout
from dashboard.maps.measure import MeasureWords
from dashboard.maps.view import MapView, mercator

BUBBLE_SIZE = 13


def territory_bubbles(
    values: pd.DataFrame,
    points: pd.DataFrame | None,
    *,
    t: Translator,
    measure: MeasureWords,
    view: MapView,
) -> go.Figure:
    """How does the measure differ from place to place?

    `points` has code, lon, lat; a click gives the code as `customdata`.
    """
    shown = _placed(values, points, view)
    if shown.empty:
        return empty_figure(t("maps.no_points"), t=t, dark=view.dark, height=view.height)
    look = tokens(view.dark)
    classes = quantile_classes(shown.loc[shown["state"] == VALUE, "value"])
    colours = shades(look.sequential[1:], len(classes))
    shown = with_classes(shown, classes).assign(text=hover_texts(shown, measure, t))
    groups = [
        (name, colour, shown[shown["layer"] == name]) for name, colour in layer_colours(look, colours).items()
    ]
    traces = [
        _bubbles(rows, name, colour, view, hover_template(name, measure, t))
        for name, colour, rows in groups
        if not rows.empty
    ]
    legend = entries(classes, colours, t=t, measure=measure, look=look, with_trainings=False)
    frame = {
        "height": view.height,
        "clickmode": "event+select",
        "xaxis": {"visible": False},
        "yaxis": {"visible": False, "scaleanchor": "x"},
        "legend": legend_layout(measure, look, country=True),
    }
    return go.Figure(traces + legend, layout(t.language, dark=view.dark) | frame)


def _placed(values: pd.DataFrame, points: pd.DataFrame | None, view: MapView) -> pd.DataFrame:
    """Territories with a point; far islands would squeeze the continent, so they stay in the table."""
    if points is None or values.empty:
        return values.iloc[0:0]
    placed = values.merge(points[["code", "lon", "lat"]], on="code")
    inside = [str(code).startswith(view.region or "") for code in placed["code"]]
    return placed[pd.Series(inside, index=placed.index, dtype=bool) & (placed["lon"] > -77)]


def _bubbles(rows: pd.DataFrame, name: str, colour: str, view: MapView, hover: str) -> Trace:
    look = tokens(view.dark)
    is_selected = [code == view.selected for code in rows["code"]]
    symbol = "diamond-open" if name == WITHHELD else "circle"
    return {
        "type": "scatter",
        "name": name,
        "x": rows["lon"].tolist(),
        "y": [round(mercator(float(lat)), 3) for lat in rows["lat"]],
        "mode": "markers",
        "customdata": rows["code"].tolist(),
        "text": rows["text"].tolist(),
        "hovertext": [plain(str(name)) for name in rows["name"]],
        "hovertemplate": hover,
        "showlegend": False,
        "marker": {
            "color": look.withheld if name == WITHHELD else colour,
            "symbol": symbol,
            "size": BUBBLE_SIZE,
            "line": {
                "color": [look.accent if selected else look.border for selected in is_selected],
                "width": [2.2 if selected else 1.0 for selected in is_selected],
            },
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
