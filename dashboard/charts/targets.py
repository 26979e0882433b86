"""How far a target is: one line for all of its period."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.rows import Look, whiskers
from dashboard.charts.theme import layout, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator

BULLET_HEIGHT = 62
ROOM = 1.06  # beyond the largest mark


@dataclass(frozen=True, slots=True)
class Bullet:
    """A target in numbers and in words. `expected` is of a count, `low` and `high` are of a level.

    `actual` None: an absence, which `text` names. `least` is where the axis begins.
    """

    actual: float | None
    target: float
    target_words: str
    text: str
    least_words: str = "0"
    expected: float | None = None
    expected_words: str = ""
    low: float | None = None
    high: float | None = None
    least: float = 0.0
    most: float | None = None
    is_level: bool = False


def bullet(values: Bullet, *, t: Translator, dark: bool = False, scale: float = 1.0) -> go.Figure:
    """How far is it, how far should it be by today, and where is the target?"""
    look = Look(t, dark, scale)
    traces = [*_actual(values, look), _target(values, look)]
    if values.expected is not None and not values.is_level:
        traces.append(_expected(values, look))
    marks = [values.target, values.actual, values.expected, values.high]
    reach = max(mark for mark in marks if mark is not None) - values.least
    most = values.least + reach * ROOM if values.most is None else values.most
    room = (most - values.least) * 0.01
    frame = {
        "height": round(BULLET_HEIGHT * scale),
        "margin": {"l": 18, "r": 18, "t": 10, "b": 22},
        "showlegend": False,
        "barmode": "overlay",
        "yaxis": {"visible": False, "range": [-1, 1]},
        "xaxis": {
            "visible": True,
            "range": [values.least - room, most + room],
            "tickmode": "array",
            "tickvals": [values.least, values.target],
            "ticktext": [plain(values.least_words), f"<b>{plain(values.target_words)}</b>"],
            "tickfont": {"size": look.size(-2)},
            "automargin": False,
        },
    }
    base = layout(t.language, dark=dark, scale=scale)
    return go.Figure([_ground(values.least, most, look), *traces], base | frame)


def _ground(least: float, most: float, look: Look) -> go.Scatter:
    """The way that there is."""
    return go.Scatter(
        x=[least, most],
        y=[0, 0],
        mode="lines",
        line={"color": tokens(look.dark).line, "width": 12 * look.scale},
        hoverinfo="skip",
    )


def _actual(values: Bullet, look: Look) -> list[go.Scatter]:
    """A thick line from the beginning for what adds up, a dot on its interval for a level."""
    colours, hover = (
        tokens(look.dark),
        {"text": [plain(values.text)], "hovertemplate": "%{text}<extra></extra>"},
    )
    name = look.t("targets.chart.actual")
    if values.actual is None:
        return [
            go.Scatter(name=name, x=[values.least], y=[0], mode="markers", marker={"opacity": 0}, **hover)
        ]
    if not values.is_level:
        filled = go.Scatter(
            x=[values.least, values.actual],
            y=[0, 0],
            mode="lines",
            line={"color": colours.primary, "width": 12 * look.scale},
            hoverinfo="skip",
        )
        end = {"color": colours.primary, "size": 1}
        return [filled, go.Scatter(name=name, x=[values.actual], y=[0], mode="markers", marker=end, **hover)]
    dot = {"color": colours.primary, "size": 13 * look.scale, "line": {"color": colours.paper, "width": 2}}
    traces = [go.Scatter(name=name, x=[values.actual], y=[0], mode="markers", marker=dot, **hover)]
    if values.low is not None and values.high is not None:
        interval = whiskers([(0, values.low, values.high)], look)
        interval["line"] = {"color": colours.primary, "width": 4 * look.scale}
        traces.insert(0, go.Scatter(interval))
    return traces


def _target(values: Bullet, look: Look) -> go.Scatter:
    """An upright line, as high as the figure: nothing else has this shape."""
    return go.Scatter(
        name=look.t("targets.chart.target"),
        x=[values.target],
        y=[0],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 24 * look.scale,
            "line": {"color": tokens(look.dark).accent, "width": 3 * look.scale},
        },
        hovertext=[plain(values.target_words)],
        hovertemplate="%{fullData.name}: %{hovertext}<extra></extra>",
    )


def _expected(values: Bullet, look: Look) -> go.Scatter:
    """A small triangle that points at where it should be today."""
    return go.Scatter(
        name=look.t("targets.chart.expected"),
        x=[values.expected],
        y=[0.62],
        mode="markers",
        marker={"symbol": "triangle-down", "size": 9 * look.scale, "color": tokens(look.dark).ink},
        hovertext=[plain(values.expected_words)],
        hovertemplate="%{fullData.name}: %{hovertext}<extra></extra>",
        cliponaxis=False,
    )
