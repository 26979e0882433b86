"""The target of exactly this view on a figure in rows: an upright line, named in words."""

import plotly.graph_objects as go

from dashboard.charts.rows import LABEL, Look
from dashboard.charts.theme import scatter_trace, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator

LEGEND_LINE = 18  # pixels


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
