"""How far a target is: one line for all of its period, or what each part of the period added."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, whiskers
from dashboard.charts.theme import layout, tokens
from dashboard.charts.words import is_known, plain
from dashboard.i18n import Translator

PART_COLUMNS = ("label", "goal", "value", "low", "high", "shown", "note", "text")
BULLET_HEIGHT = 62
PARTS_HEIGHT = 210
NUMBER = 0.12  # of the tallest bar: the height of a number above one
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
    return go.Figure([_ground(values.least, most, look), *traces], _layout(look) | frame)


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


def target_parts(
    parts: pd.DataFrame, *, t: Translator, is_level: bool, dark: bool = False, scale: float = 1.0
) -> go.Figure:
    """What did each part of the period add, and was it its part of the target?

    One row in `PART_COLUMNS`: `value` NaN where there is none, which `note` says in a word; `shown` is the
    value in words. A level has its interval.
    """
    if parts.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale)
    places = list(range(len(parts)))
    traces = _levels(parts, places, look) if is_level else _bars(parts, places, look)
    known = [v for column in ("goal", "value", "high") for v in parts[column].tolist() if is_known(v)]
    low = [v for column in ("value", "low") for v in parts[column].tolist() if is_known(v)]
    top, bottom = max(known), min([0.0, *low])
    every = max(1, round(len(places) / 6))
    frame = {
        "height": round(PARTS_HEIGHT * scale),
        "margin": {"l": 2, "r": 2, "t": 14, "b": 8},
        "showlegend": False,
        "bargap": 0.35,
        "yaxis": {"visible": False, "range": [bottom * ROOM, top * 1.18 if top > 0 else 1]},
        "xaxis": {
            "range": [-0.6, len(places) - 0.4],
            "tickmode": "array",
            "tickvals": places[::every],
            "ticktext": [plain(label) for label in parts["label"].tolist()[::every]],
            "tickfont": {"size": look.size(-2)},
            "tickangle": 0,
        },
        "annotations": _absences(parts, look),
    }
    return go.Figure([*traces, _goals(parts, places, look, is_level=is_level)], _layout(look) | frame)


def _bars(parts: pd.DataFrame, places: list[int], look: Look) -> list[go.Bar | go.Scatter]:
    values, goals = parts["value"].tolist(), parts["goal"].tolist()
    said = _hover(parts, look)
    tall = NUMBER * max((one for one in (*values, *goals) if is_known(one)), default=0)
    lifted = _crossed(values, goals, tall)
    shown = ["" if at in lifted else words for at, words in enumerate(said["customdata"])]
    bars = go.Bar(
        name=look.t("targets.chart.part"),
        x=places,
        y=[value if is_known(value) else None for value in values],
        marker={"color": tokens(look.dark).primary, "line": {"width": 0}},
        textposition="outside",
        cliponaxis=False,
        **said | {"customdata": shown},
    )
    if not lifted:
        return [bars]
    numbers = go.Scatter(
        x=[places[at] for at in lifted],
        y=[round(goals[at] + tall / 4, 4) for at in lifted],
        mode="text",
        customdata=[said["customdata"][at].strip() for at in lifted],
        texttemplate=said["texttemplate"],
        textfont=said["textfont"],
        textposition="top center",
        cliponaxis=False,
        hoverinfo="skip",
    )
    return [bars, numbers]


def _crossed(values: list[float], goals: list[float], tall: float) -> list[int]:
    """The bars whose number, so `tall`, would stand on the mark of their goal: it stands above instead."""
    pairs = zip(values, goals, strict=True)
    return [at for at, (value, goal) in enumerate(pairs) if value > 0 and 0 <= goal - value < tall]


def _levels(parts: pd.DataFrame, places: list[int], look: Look) -> list[go.Bar | go.Scatter]:
    colours = tokens(look.dark)
    rows = [
        (at, low, high)
        for at, low, high in zip(places, parts["low"].tolist(), parts["high"].tolist(), strict=True)
        if is_known(low) and is_known(high)
    ]
    intervals = go.Scatter(
        x=[x for at, _, _ in rows for x in (at, at, None)],
        y=[y for _, low, high in rows for y in (low, high, None)],
        mode="lines",
        line={"color": colours.border, "width": 4 * look.scale},
        hoverinfo="skip",
    )
    dots = go.Scatter(
        name=look.t("targets.chart.part_level"),
        x=places,
        y=[value if is_known(value) else None for value in parts["value"].tolist()],
        mode="markers+text",
        marker={"color": colours.primary, "size": 11 * look.scale},
        textposition="middle right",
        **_hover(parts, look),
    )
    return [intervals, dots]


def _hover(parts: pd.DataFrame, look: Look) -> dict[str, Any]:  # Any: plotly's JSON
    """The value beside its mark; the whole sentence under the pointer and in the alternative text."""
    return {
        "text": [plain(text) for text in parts["text"].tolist()],
        "customdata": [f"  {plain(shown)}" if shown else "" for shown in parts["shown"].tolist()],
        "texttemplate": "%{customdata}",
        "textfont": {"color": tokens(look.dark).muted, "size": look.size(-3)},
        "hovertemplate": "%{text}<extra></extra>",
    }


def _goals(parts: pd.DataFrame, places: list[int], look: Look, *, is_level: bool) -> go.Scatter:
    """One mark over each bar; of a level a line through all, for it is the same everywhere."""
    goals, colour = parts["goal"].tolist(), tokens(look.dark).accent
    name = look.t("targets.chart.goal_level" if is_level else "targets.chart.goal")
    if is_level:
        ends = [-0.6, len(places) - 0.4]
        line = {"color": colour, "width": 2, "dash": "dash"}
        return go.Scatter(name=name, x=ends, y=[goals[0]] * 2, mode="lines", line=line, hoverinfo="skip")
    width = max(10, min(44, round(300 / len(places))))
    mark = {"symbol": "line-ew", "size": width * look.scale, "line": {"color": colour, "width": 3}}
    return go.Scatter(name=name, x=places, y=goals, mode="markers", marker=mark, hoverinfo="skip")


def _absences(parts: pd.DataFrame, look: Look) -> list[dict[str, object]]:
    """The word that stands where there is no bar: zero, no data and withheld are three things."""
    return [
        {
            "text": plain(note),
            "x": at,
            "y": 0,
            "yanchor": "bottom",
            "textangle": -90 if len(parts) > 4 and len(note) > 4 else 0,
            "showarrow": False,
            "font": {"color": tokens(look.dark).muted, "size": look.size(-3)},
        }
        for at, note in enumerate(parts["note"].tolist())
        if note
    ]


def _layout(look: Look) -> dict[str, object]:
    return layout(look.t.language, dark=look.dark, scale=look.scale)
