"""What each part of a target's period added, or the level that it had, beside what was wanted."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look
from dashboard.charts.theme import layout, tokens
from dashboard.charts.words import is_known, plain
from dashboard.i18n import Translator

COLUMNS = ("label", "goal", "value", "low", "high", "shown", "note", "text")
HEIGHT, MARGINS = 210, 42  # the second with the names of the parts
NUMBER = 0.12  # of the tallest bar: the height of a number above one
LINE, LETTER = 14, 5.5  # pixels of a number: how tall, and how wide each of its letters
DOT = 11  # pixels across
ROOM = 1.06  # below the lowest mark
HEAD = 1.18  # above the highest, for its number

Placed = tuple[int, float, str, bool]
"""Which part, at what height, the number, whether it stands above its mark."""


def target_parts(
    parts: pd.DataFrame, *, t: Translator, is_level: bool, dark: bool = False, scale: float = 1.0
) -> go.Figure:
    """What did each part of the period add, and was it its part of the target?

    One row in `COLUMNS`: `value` NaN where there is none, which `note` says in a word; `shown` is the
    value in words. A level has its interval.
    """
    if parts.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale)
    places = list(range(len(parts)))
    known = [v for column in ("goal", "value", "high") for v in parts[column].tolist() if is_known(v)]
    low = [v for column in ("value", "low") for v in parts[column].tolist() if is_known(v)]
    top, bottom = max(known), min([0.0, *low])
    ends = [bottom * ROOM, top * HEAD if top > 0 else 1]
    pixel = (ends[1] - ends[0]) / (HEIGHT - MARGINS)
    traces = _levels(parts, places, pixel, look) if is_level else _bars(parts, places, look)
    every = max(1, round(len(places) / 6))
    frame = {
        "height": round(HEIGHT * scale),
        "margin": {"l": 2, "r": 2, "t": 14, "b": 8},
        "showlegend": False,
        "bargap": 0.35,
        "yaxis": {"visible": False, "range": ends},
        "xaxis": {
            "range": [-0.6, len(places) - 0.4],
            "tickmode": "array",
            "tickvals": places[::every],
            "ticktext": [plain(label) for label in parts["label"].tolist()[::every]],
            "tickfont": {"size": look.size(-2)},
            "tickangle": 0,
        },
        "annotations": _absences(parts, pixel, look),
    }
    base = layout(t.language, dark=dark, scale=scale)
    return go.Figure([*traces, _goals(parts, places, look, is_level=is_level)], base | frame)


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
        constraintext="none",
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


def _levels(parts: pd.DataFrame, places: list[int], pixel: float, look: Look) -> list[go.Bar | go.Scatter]:
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
    said = _hover(parts, look)
    dots = go.Scatter(
        name=look.t("targets.chart.part_level"),
        x=places,
        y=[value if is_known(value) else None for value in parts["value"].tolist()],
        mode="markers",
        marker={"color": colours.primary, "size": DOT * look.scale},
        text=said["text"],
        hovertemplate=said["hovertemplate"],
    )
    return [intervals, dots, _level_numbers(parts, places, pixel, look)]


def _level_numbers(parts: pd.DataFrame, places: list[int], pixel: float, look: Look) -> go.Scatter:
    said, rows = _hover(parts, look), _placed(parts, places, pixel)
    return go.Scatter(
        x=[at for at, _, _, _ in rows],
        y=[round(y, 4) for _, y, _, _ in rows],
        mode="text",
        customdata=[words for _, _, words, _ in rows],
        texttemplate=said["texttemplate"],
        textfont=said["textfont"],
        textposition=[f"{'top' if is_above else 'bottom'} center" for _, _, _, is_above in rows],
        cliponaxis=False,
        hoverinfo="skip",
    )


def _placed(parts: pd.DataFrame, places: list[int], pixel: float) -> list[Placed]:
    """Above each interval; below it where the goal's line would run through the number."""
    found = []
    columns = (parts[name].tolist() for name in ("value", "low", "high", "goal", "shown"))
    for at, value, low, high, goal, words in zip(places, *columns, strict=True):
        if is_known(value):
            around = DOT / 2 * pixel
            top = max(value + around, high if is_known(high) else value)
            bottom = min(value - around, low if is_known(low) else value)
            is_above = not top - pixel < goal < top + LINE * pixel
            found.append((at, top if is_above else bottom, plain(words), is_above))
    return found


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


def _absences(parts: pd.DataFrame, pixel: float, look: Look) -> list[dict[str, object]]:
    """The word that stands where there is no bar: zero, no data and withheld are three things.

    It stands above the mark of its goal where that would run through it.
    """
    found: list[dict[str, object]] = []
    for at, (note, goal) in enumerate(zip(parts["note"].tolist(), parts["goal"].tolist(), strict=True)):
        if not note:
            continue
        is_upright = len(parts) > 4 and len(note) > 4
        tall = pixel * (len(note) * LETTER if is_upright else LINE)
        is_crossed = 0 <= goal < tall
        found.append(
            {
                "text": plain(note),
                "x": at,
                "y": goal if is_crossed else 0,
                "yshift": 4 if is_crossed else 0,
                "yanchor": "bottom",
                "textangle": -90 if is_upright else 0,
                "showarrow": False,
                "font": {"color": tokens(look.dark).muted, "size": look.size(-3)},
            }
        )
    return found
