"""Trainings on the map: a point for each place, larger where several took place."""

import math

import pandas as pd

from dashboard.charts.theme import Tokens, Trace
from dashboard.charts.words import plain
from dashboard.i18n import Translator
from dashboard.maps.view import Panel

COLUMNS = ("code", "name", "lon", "lat", "count")
SMALLEST_POINT = 6.0
LARGEST_POINT = 22.0
OPACITY = 0.88


def training_points(
    trainings: pd.DataFrame, panel: Panel, *, t: Translator, look: Tokens, country: bool
) -> list[Trace]:
    """The trainings of one panel (`COLUMNS`); a click gives the territory's code as `customdata`."""
    inside = [panel.holds(str(code), country=country) for code in trainings["code"]]
    rows = trainings[pd.Series(inside, index=trainings.index, dtype=bool)]
    if rows.empty:
        return []
    counts = [int(count) for count in rows["count"]]
    texts = [
        f"<b>{plain(str(name))}</b><br>{t.plural('maps.training_count', count)}"
        for name, count in zip(rows["name"].tolist(), counts, strict=True)
    ]
    points: Trace = {
        "type": "scattergeo",
        "name": t("maps.trainings"),
        "geo": panel.geo,
        "lon": rows["lon"].astype(float).round(3).tolist(),
        "lat": rows["lat"].astype(float).round(3).tolist(),
        "customdata": rows["code"].tolist(),
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "mode": "markers",
        "showlegend": False,
        "marker": {
            "color": look.accent,
            "opacity": OPACITY,
            "size": [point_size(count) for count in counts],
            "line": {"color": look.paper, "width": 1},
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": OPACITY}},
    }
    return [points]


def point_size(count: int) -> float:
    """Diameter in pixels: the area grows with the count."""
    return round(min(LARGEST_POINT, SMALLEST_POINT * math.sqrt(max(1, count))), 1)
