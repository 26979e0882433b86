"""The map of the world: in which countries the campaign's profiles are."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.theme import CLEAR, Tokens, Trace, layout, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator
from dashboard.maps.legend import HIDDEN_AXIS
from dashboard.maps.world import World

COLUMNS = ("code", "name", "profiles", "measures")
ASPECT = 2.05  # width by height of the drawing
SMALLEST, LARGEST = 20.0, 44.0  # pixels across a mark
GEO = {
    "visible": False,
    "bgcolor": CLEAR,
    "projection": {"type": "natural earth"},
    "lataxis": {"range": [-57, 84]},
    "lonaxis": {"range": [-170, 190]},
}
NAMED = 8  # countries in the alternative text


def world_map(
    countries: pd.DataFrame, world: World, *, t: Translator, dark: bool = False, height: int = 520
) -> go.Figure:
    """Which countries have profiles, and how many? One row per country in COLUMNS.

    A click on a country or on its mark gives its code as location or customdata. A country that the world has
    no shape for is in the table only.
    """
    shown = countries[[str(code) in world.points for code in countries["code"]]]
    if shown.empty:
        return empty_figure(t("world.empty.title"), t=t, dark=dark, height=min(height, 240))
    look = tokens(dark)
    codes = [str(code) for code in shown["code"]]
    texts = [
        _text(str(name), int(profiles), int(measures), t)
        for name, profiles, measures in zip(*(shown[c].tolist() for c in COLUMNS[1:]), strict=True)
    ]
    rest = [code for code in sorted(world.points) if code not in codes]
    traces = [
        _countries(rest, world, look.no_data, look) | {"name": "rest", "hoverinfo": "skip"},
        _countries(codes, world, look.sequential[2], look)
        | {"name": "profiles", "text": texts, "hovertemplate": "%{text}<extra></extra>"},
        _marks(shown, texts, world, look),
        *(_swatch(*entry, look) for entry in _legend(look, t)),
    ]
    frame = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "clickmode": "event+select",
        "xaxis": HIDDEN_AXIS,
        "yaxis": HIDDEN_AXIS,
        "legend": {"orientation": "h", "x": 0, "y": 0, "yanchor": "bottom", "font": {"color": look.muted}},
        "meta": {"alternative": _alternative(countries, t)},
        "geo": GEO,
    }
    return go.Figure(traces, layout(t.language, dark=dark) | frame)


def _text(name: str, profiles: int, measures: int, t: Translator) -> str:
    return "<br>".join(
        [
            f"<b>{plain(name)}</b>",
            t.plural("world.profiles", profiles),
            t.plural("world.measures", measures),
        ]
    )


def _countries(codes: list[str], world: World, colour: str, look: Tokens) -> Trace:
    return {
        "type": "choropleth",
        "geo": "geo",
        "geojson": world.url,
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"color": look.paper, "width": 0.6}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _marks(shown: pd.DataFrame, texts: list[str], world: World, look: Tokens) -> Trace:
    """A mark with the number: a narrow country alone would be a hairline."""
    codes, counts = [str(code) for code in shown["code"]], [int(count) for count in shown["profiles"]]
    most = max(counts)
    return {
        "type": "scattergeo",
        "geo": "geo",
        "lon": [world.points[code][0] for code in codes],
        "lat": [world.points[code][1] for code in codes],
        "mode": "markers+text",
        "text": [f"<b>{count}</b>" for count in counts],
        "textfont": {"color": look.paper},
        "customdata": codes,
        "hovertext": texts,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": [round(SMALLEST + (LARGEST - SMALLEST) * (count / most) ** 0.5, 1) for count in counts]
            if most > 1
            else [SMALLEST] * len(counts),
            "color": look.primary,
            "opacity": 0.92,
            "line": {"color": look.paper, "width": 1},
        },
        "selected": {"marker": {"opacity": 0.92}},
        "unselected": {"marker": {"opacity": 0.92}},
        "showlegend": False,
    }


def _legend(look: Tokens, t: Translator) -> list[tuple[str, str]]:
    return [(t("world.with_profiles"), look.sequential[2]), (t("world.without"), look.no_data)]


def _swatch(name: str, colour: str, look: Tokens) -> Trace:
    return {
        "type": "bar",
        "name": name,
        "x": [None],
        "y": [None],
        "hoverinfo": "skip",
        "showlegend": True,
        "marker": {"color": colour, "line": {"color": look.border, "width": 1}},
    }


def _alternative(countries: pd.DataFrame, t: Translator) -> str:
    ordered = countries.sort_values("profiles", ascending=False, kind="stable")
    names = [f"{name} {t.number(n)}" for name, n in zip(ordered["name"], ordered["profiles"], strict=True)]
    told, more = ", ".join(names[:NAMED]), len(names) - NAMED
    values = t("maps.alternative_more", names=told, count=t.number(more)) if more > 0 else told
    return t("world.alternative", values=values)
