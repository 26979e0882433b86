"""The maps of the gallery."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.maps import territory_map as territories
from dashboard.maps import world_map as countries
from dashboard.maps.boundaries import Boundaries, Level
from dashboard.maps.bubbles import territory_bubbles
from dashboard.maps.measure import MeasureWords
from dashboard.maps.style import PLAIN
from dashboard.maps.view import MapView
from dashboard.maps.world import world
from tests.gallery.entries import Entry, Ground, T
from tests.gallery.rows import NAN

SHARE = MeasureWords("Satisfacción", "share", "interval")
COUNTRIES = pd.DataFrame(
    [("CL", "Chile", 12, 90), ("NL", "Países <b>Bajos</b>", 2, 7), ("KR", "Corea del Sur", 1, 0)],
    columns=list(countries.COLUMNS),
)
STATES = ("value", "value", "value", "zero", "withheld", "value", "no_data")


def map_entries() -> list[Entry]:
    """Every map: one drawn with boundaries, one where there are none, and the world."""
    kinds = ("typical", "empty", "single", "huge", "withheld")
    worlds = {kind: partial(_world, kind) for kind in kinds[:-1]}
    return [
        Entry(countries.world_map, worlds, {"withheld": "Cuenta perfiles, que nunca se reservan."}),
        Entry(territories.territory_map, {kind: partial(_choropleth, kind) for kind in kinds}),
        Entry(territory_bubbles, {kind: partial(_bubbles, kind) for kind in kinds}),
    ]


def values(boundaries: Boundaries, kind: str) -> tuple[Level, pd.DataFrame]:
    """The rows of a kind: regions, or all comunas when it is huge."""
    level: Level = "comuna" if kind == "huge" else "region"
    codes = boundaries.codes(level)
    codes = {"empty": [], "single": codes[:1]}.get(kind, codes)
    states = ["withheld" if kind == "withheld" else STATES[at % 7] for at in range(len(codes))]
    shares = [0.4 + at % 11 * 0.05 if state == "value" else NAN for at, state in enumerate(states)]
    rows = [
        (code, f"Territorio <b>{code}</b>", state, share, 48, share - 0.1, share + 0.1)
        for code, state, share in zip(codes, states, shares, strict=True)
    ]
    return level, pd.DataFrame(rows, columns=[*territories.COLUMNS, "n", "low", "high"])


def _view(ground: Ground, level: Level) -> MapView:
    return MapView(level=level, dark=ground.dark, height=560, aspect=1.0)


def _choropleth(kind: str, ground: Ground) -> go.Figure:
    level, rows = values(ground.boundaries, kind)
    view = _view(ground, level)
    return territories.territory_map(rows, ground.boundaries, t=T, measure=SHARE, view=view)


def _bubbles(kind: str, ground: Ground) -> go.Figure:
    level, rows = values(ground.boundaries, kind)
    boxes = {code: ground.boundaries.bounds(code) for code in rows["code"]}
    points = {
        code: ((west + east) / 2, (south + north) / 2) for code, (west, south, east, north) in boxes.items()
    }
    view = _view(ground, level)
    classes = territories.classes_of(rows, PLAIN, view)
    return territory_bubbles(rows, points, classes, t=T, measure=SHARE, view=view)


def _world(kind: str, ground: Ground) -> go.Figure:
    drawn = world()
    many = pd.DataFrame(
        [(code, f"País {code}", 1 + at * 7 % 40, at) for at, code in enumerate(sorted(drawn.points))],
        columns=list(countries.COLUMNS),
    )
    rows = {"empty": COUNTRIES.head(0), "single": COUNTRIES.head(1), "huge": many}.get(kind, COUNTRIES)
    return countries.world_map(rows, drawn, t=T, dark=ground.dark)
