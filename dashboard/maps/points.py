"""Points over the map: trainings by kind, programmes, campaign territories, comunas never reached."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.charts.theme import CLEAR, Tokens, Trace
from dashboard.charts.words import plain
from dashboard.maps.boundaries import Boundaries
from dashboard.maps.view import MapView, Panel

Points = Mapping[str, tuple[float, float]]
"""Longitude and latitude of territories, by code."""
Degrees = np.ndarray[tuple[int], np.dtype[np.float32]]
COLUMNS = ("code", "name", "lon", "lat", "size", "text", "symbol")
SMALLEST_POINT, LARGEST_POINT = 6.0, 22.0
SMALLEST_BUBBLE, LARGEST_BUBBLE = 5.0, 44.0
OPACITY = 0.88
BUBBLE_OPACITY = 0.72
LETTER, LINE = 6.4, 15.0  # pixels that a name takes
NARROW = 0.8  # width by height of a phone's frame


@dataclass(frozen=True, slots=True)
class PointLayer:
    """`rows` has COLUMNS, `size` in pixels; `entries` are its lines in the legend: words and symbol."""

    rows: pd.DataFrame
    entries: tuple[tuple[str, str], ...]
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Bubbles:
    """Where bubbles stand, and their diameters in pixels; large ones first, for small ones lie over them."""

    lon: Degrees
    lat: Degrees
    sizes: Degrees


def point_layer(layer: PointLayer, panel: Panel, look: Tokens, *, country: bool) -> list[Trace]:
    """The points of one panel; a click gives the territory's code as `customdata`."""
    kept = [panel.holds(str(code), country=country) for code in layer.rows["code"].tolist()]
    rows = layer.rows.loc[np.array(kept, dtype=bool)]
    if rows.empty:
        return []
    texts = [
        f"<b>{plain(str(name))}</b><br>{plain(str(text))}"
        for name, text in zip(rows["name"].tolist(), rows["text"].tolist(), strict=True)
    ]
    symbols = rows["symbol"].tolist()
    marker = point_marker(symbols if len(set(symbols)) > 1 else symbols[0], look, is_hollow=layer.is_hollow)
    return [
        {
            "type": "scattergeo",
            "name": layer.entries[0][0] if layer.entries else "",
            "geo": panel.geo,
            **_places(rows),
            "customdata": rows["code"].tolist(),
            "text": texts,
            "hovertemplate": "%{text}<extra></extra>",
            "mode": "markers",
            "showlegend": False,
            "marker": marker | {"size": rows["size"].to_numpy(np.float32)},
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": OPACITY}},
        }
    ]


def point_marker(symbol: str | list[str], look: Tokens, *, is_hollow: bool) -> dict[str, object]:
    """How a point looks, on the map and in the legend."""
    if is_hollow:
        line: dict[str, object] = {"color": look.accent, "width": 1.8}
        return {"symbol": symbol, "color": CLEAR, "opacity": 1.0, "line": line}
    line = {"color": look.paper, "width": 1}
    return {"symbol": symbol, "color": look.accent, "opacity": OPACITY, "line": line}


def bubble_layer(places: Bubbles, panel: Panel, look: Tokens, *, is_hollow: bool) -> list[Trace]:
    """The bubbles of one panel. The territory beneath answers the pointer."""
    west, south, east, north = panel.box
    lon, lat = places.lon, places.lat
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    if not inside.any():
        return []
    return [
        {
            "type": "scattergeo",
            "name": "bubbles",
            "geo": panel.geo,
            "lon": lon[inside],
            "lat": lat[inside],
            "mode": "markers",
            "hoverinfo": "skip",
            "showlegend": False,
            "marker": bubble_marker(look, is_hollow=is_hollow) | {"size": places.sizes[inside]},
        }
    ]


def bubble_marker(look: Tokens, *, is_hollow: bool = False) -> dict[str, object]:
    """Full on quiet ground; rings over territories that have colours of their own."""
    if is_hollow:
        return {"color": CLEAR, "line": {"color": look.ink, "width": 1.6}}
    return {"color": look.primary, "opacity": BUBBLE_OPACITY, "line": {"color": look.paper, "width": 1}}


def largest_bubble(view: MapView) -> float:
    """Pixels: many small territories on a screen, or a narrow screen, leave less room."""
    crowd = {"region": 1.0, "province": 0.8, "comuna": 0.65}[view.level] if view.region is None else 1.0
    return LARGEST_BUBBLE * crowd * (0.75 if view.aspect < NARROW else 1.0)


def bubble_sizes(values: Sequence[float], greatest: float, largest: float = LARGEST_BUBBLE) -> list[float]:
    """Diameters in pixels: areas grow with the values; the greatest of all frames is the largest."""
    if greatest <= 0:
        return [SMALLEST_BUBBLE for _ in values]
    return [
        round(max(SMALLEST_BUBBLE, largest * math.sqrt(max(0.0, value) / greatest)), 1) for value in values
    ]


def point_size(count: float) -> float:
    """Diameter in pixels: the area grows with the count."""
    return round(min(LARGEST_POINT, SMALLEST_POINT * math.sqrt(max(1.0, count))), 1)


def name_layer(codes: Sequence[str], names: Sequence[str], panel: Panel, boundaries: Boundaries,
               frame: tuple[float, float], look: Tokens) -> list[Trace]:  # fmt: skip
    """Names in the middle of the territories that have room for them; `frame` is in pixels."""
    west, south, east, north = panel.box
    across = frame[0] * (panel.x[1] - panel.x[0]) / (east - west)
    found: list[tuple[float, float, str]] = []
    for code, name in sorted(zip(codes, names, strict=True), key=lambda one: -_wide(boundaries, one[0])):
        left, low, right, high = boundaries.bounds(code)
        lon, lat = (left + right) / 2, (low + high) / 2
        has_room = _wide(boundaries, code) * across >= LETTER * len(name) and (high - low) * across >= LINE
        is_free = all(
            abs(lon - x) * across >= LETTER * (len(name) + len(other)) / 2 or abs(lat - y) * across >= LINE
            for x, y, other in found
        )
        if has_room and is_free and west < lon < east and south < lat < north:
            found.append((round(lon, 3), round(lat, 3), name))
    if not found:
        return []
    halo = ", ".join(f"{x}px {y}px 2px {look.paper}" for x in (-1, 1) for y in (-1, 1))
    font = {"size": 11, "color": look.ink, "shadow": f"{halo}, {halo}"}
    text = {"mode": "text", "textfont": font, "text": [name for *_, name in found]}
    places = {"lon": [lon for lon, *_ in found], "lat": [lat for _, lat, _ in found]}
    return [
        {"type": "scattergeo", "name": "names", "geo": panel.geo, "hoverinfo": "skip", "showlegend": False}
        | text
        | places
    ]


def _wide(boundaries: Boundaries, code: str) -> float:
    west, _, east, _ = boundaries.bounds(code)
    return east - west


def placed(rows: pd.DataFrame, points: Points) -> pd.DataFrame:
    """The rows (with a `code`) of territories that have a point, and beside them its `lon` and `lat`."""
    has_point = [code in points for code in rows["code"].tolist()]
    kept = rows.loc[np.array(has_point, dtype=bool)]
    where = [points[code] for code in kept["code"].tolist()]
    return kept.assign(lon=[lon for lon, _ in where], lat=[lat for _, lat in where])


def _places(rows: pd.DataFrame) -> dict[str, object]:
    return {"lon": rows["lon"].to_numpy(np.float32), "lat": rows["lat"].to_numpy(np.float32)}
