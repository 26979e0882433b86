"""The target of exactly this view on a figure in rows or on a trend: a line, named in words."""

import plotly.graph_objects as go

from dashboard.charts.rows import LABEL, Look
from dashboard.charts.theme import scatter_trace, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator

LEGEND_LINE = 18  # pixels
TARGET_WIDTH = 52  # pixels right of a trend, for the words of its target


def target_words(shown: str, t: Translator) -> str:
    """ "Meta: 40 %"."""
    return f"{t('targets.chart.target')}: {shown}"


def rows_with_target(
    figure: go.Figure, target: float, shown: str, *, t: Translator, dark: bool = False, scale: float = 1.0
) -> go.Figure:
    """The same rows, each with a dotted line at `target`, on the axis of their marks, that the legend names.

    `shown` is the target as people read it. A figure without rows stays as it is.
    """
    content = figure.to_plotly_json()
    frame = content["layout"]
    rows = len(frame["yaxis"].get("ticktext") or ())
    if not rows:
        return figure
    look = Look(t, dark, scale)
    is_narrow = any(one.get("name") == LABEL for one in frame["annotations"])
    above, below = (0.18, 0.24) if is_narrow else (0.46, 0.46)  # not through words above their row
    room = round(LEGEND_LINE * scale)
    line = scatter_trace(
        name=plain(target_words(shown, t)),
        x=[target, target, None] * rows,
        y=[end for row in range(rows) for end in (round(row - above, 2), round(row + below, 2), None)],
        mode="lines",
        line={"color": tokens(look.dark).ink, "width": 2 * scale, "dash": "2px,2px"},
        hovertemplate="%{fullData.name}<extra></extra>",
        showlegend=True,
    )
    margin = {**frame["margin"], "t": frame["margin"]["t"] + room}
    taller = {**frame, "height": frame["height"] + room, "margin": margin, "showlegend": True}
    return go.Figure([*content["data"], line], taller, _validate=False)


def with_target(
    figure: go.Figure, target: float, *, t: Translator, dark: bool = False, scale: float = 1.0
) -> go.Figure:
    """The same trend with its target as a dotted line through all months, named beyond its end."""
    days = sorted(day for trace in figure.data for day in (trace.x if trace.x is not None else ()) if day)
    if not days:
        return figure
    look, colour = Look(t, dark, scale), tokens(dark).accent
    name, share = t("targets.chart.target"), t.percent(target)
    line = go.Scatter(
        name=name,
        x=[days[0], days[-1]],
        y=[target, target],
        mode="lines",
        line={"color": colour, "width": 2, "dash": "dot"},
        text=[f"{name}: {share}", ""],
        hoverinfo="skip",
        showlegend=False,
    )
    named = {
        "text": f"{name}:<br>{share}",
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "y": target,
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "font": {"color": colour, "size": look.size(-2)},
    }
    both = go.Figure([*figure.data, line], figure.layout)
    both.update_layout(annotations=[*figure.layout.annotations, named])
    both.update_layout(margin={"r": round(TARGET_WIDTH * scale)})  # words within would cover the last months
    return both
