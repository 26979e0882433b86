"""Bubbles on plain ground: the map where no boundaries were derived. It asks the network for nothing."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.theme import Trace, layout, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator
from dashboard.maps.classes import ValueClass, class_of, shades
from dashboard.maps.layers import NO_DATA, VALUE, WITHHELD, ZERO, ground_colours
from dashboard.maps.legend import entries, legend_layout
from dashboard.maps.measure import MeasureWords
from dashboard.maps.points import Points, placed
from dashboard.maps.view import MapView, mercator

BUBBLE_SIZE = 13
WESTMOST = -77.0  # degrees: the islands beyond are far out at sea


def territory_bubbles(
    values: pd.DataFrame,
    points: Points | None,
    classes: tuple[ValueClass, ...],
    *,
    t: Translator,
    measure: MeasureWords,
    view: MapView,
) -> go.Figure:
    """How does the measure differ from place to place?

    A click gives the code as `customdata`.
    """
    shown = _placed(values, points, view)
    if shown.empty:
        return empty_figure(t("maps.no_points"), t=t, dark=view.dark, height=view.height)
    look = tokens(view.dark)
    colours = shades(look.sequential[1:], len(classes))
    shown = _worded(shown, classes, measure, t)
    words = t("maps.hover_value", measure=plain(measure.title), value="%{text}")
    hover = f"<b>%{{hovertext}}</b><br>{words}<extra></extra>"
    paint = ground_colours(look) | {f"{VALUE}-{place}": colour for place, colour in enumerate(colours)}
    groups = [(name, colour, shown[shown["layer"] == name]) for name, colour in paint.items()]
    traces = [_bubbles(rows, name, colour, view, hover) for name, colour, rows in groups if not rows.empty]
    legend = entries(classes, colours, t=t, measure=measure, look=look)
    frame = {
        "height": view.height,
        "clickmode": "event+select",
        "xaxis": {"visible": False},
        "yaxis": {"visible": False, "scaleanchor": "x"},
        "legend": legend_layout(measure, look, country=True),
    }
    return go.Figure(traces + legend, layout(t.language, dark=view.dark) | frame)


def _worded(
    shown: pd.DataFrame, classes: tuple[ValueClass, ...], measure: MeasureWords, t: Translator
) -> pd.DataFrame:
    """Which layer each place is in, and what it says."""
    states, numbers = shown["state"].tolist(), shown["value"].tolist()
    absent = {NO_DATA: t("maps.no_data"), ZERO: measure.text(0.0, t), WITHHELD: t("maps.withheld_why")}
    return shown.assign(
        layer=[
            f"{VALUE}-{class_of(value, classes)}" if state == VALUE else state
            for state, value in zip(states, numbers, strict=True)
        ],
        text=[
            absent.get(state) or measure.text(value, t) for state, value in zip(states, numbers, strict=True)
        ],
    )


def _placed(values: pd.DataFrame, points: Points | None, view: MapView) -> pd.DataFrame:
    """Territories with a point; far islands would squeeze the continent, so they stay in the table."""
    if points is None or values.empty:
        return values.iloc[0:0]
    shown = placed(values, points)
    inside = [str(code).startswith(view.region or "") for code in shown["code"].tolist()]
    return shown.loc[np.array(inside, dtype=bool) & (shown["lon"] > WESTMOST)]


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
