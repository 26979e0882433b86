"""One small trend for each audience, kind or region, all on the same two scales."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, interval_text, is_small
from dashboard.charts.theme import Trace, layout, tokens
from dashboard.charts.words import wrapped
from dashboard.i18n import Translator

PANEL_COLUMNS = ("key", "label", "state", "share", "low", "high", "n")
POINT_COLUMNS = ("key", "quarter", "share", "low", "high", "n")
COLUMNS, NARROW_COLUMNS = 4, 2
PANEL, TITLE = 108, 62  # pixels of a panel's marks, and at least of the words above them
LEADING, AIR = 1.3, 15  # lines stand so many times their size apart; pixels around the words of a panel
SIDE = 0.03  # between panels, of the width
LETTERS = 24
HALF_A_QUARTER = timedelta(days=45)


def small_multiples(
    panels: pd.DataFrame,
    points: pd.DataFrame,
    together: pd.DataFrame,
    *,
    t: Translator,
    dark: bool = False,
    narrow: bool = False,
) -> go.Figure:
    """Does satisfaction move alike in each group?

    One panel per row of `panels` (PANEL_COLUMNS; `state` "value" or "withheld"), with its quarters from
    `points` (POINT_COLUMNS); `together` are those of everybody, a thin line in every panel.
    """
    if panels.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark)
    look = Look(t, dark, 1.0, narrow)
    across = NARROW_COLUMNS if narrow else COLUMNS
    down = ceil(len(panels) / across)
    title = _title_height(panels, look)
    height = round(down * (PANEL + title) + 36)
    frame: dict[str, object] = {
        "height": height,
        "margin": {"l": 44, "r": 12, "t": 4, "b": 32},
        "showlegend": False,
        "hovermode": "closest",
    }
    traces: list[Trace] = []
    notes: list[dict[str, object]] = []
    days = [*together["quarter"].tolist(), *points["quarter"].tolist()]
    by_key = dict(tuple(points.groupby("key", sort=False)))
    for place, row in enumerate(panels.to_dict("records")):
        number = "" if place == 0 else str(place + 1)
        frame |= _axes(place, number, (across, down, len(panels)), title, days, look)
        mine = by_key.get(row["key"], points.iloc[:0])
        traces += [_faint(together, number, look), *_band(mine, number, look), _line(mine, number, look)]
        notes.append(_title(row, number, look))
    said = ". ".join(f"{row['label']}: {_values(row, look)}" for row in panels.to_dict("records"))
    frame |= {"annotations": notes, "meta": {"alternative": f"{said}."}}
    return go.Figure(traces, layout(t.language, dark=dark) | frame)


def _title_height(panels: pd.DataFrame, look: Look) -> float:
    """Of the words above each panel: those of the longest, lest they lie on the marks of the one above."""
    lines = [_words(row, look).count("<br>") + 1 for row in panels.to_dict("records")]
    return max(TITLE, max(lines) * look.size(-2) * LEADING + AIR)


def _axes(
    place: int, number: str, grid: tuple[int, int, int], title: float, days: Sequence[date], look: Look
) -> dict[str, object]:
    across, down, count = grid
    row, column = divmod(place, across)
    width = (1 - SIDE * (across - 1)) / across
    top = 1 - (row + title / (PANEL + title)) / down
    is_lowest = place + across >= count
    marks = [0.0, 0.5, 1.0]
    x_axis = {
        "domain": [column * (width + SIDE), column * (width + SIDE) + width],
        "anchor": f"y{number}",
        "type": "date",
        "tickformat": "%Y",
        "dtick": "M12",
        "showticklabels": is_lowest,
        "tickfont": {"size": look.size(-3)},
        "visible": True,
    }
    if days:
        x_axis["range"] = [(min(days) - HALF_A_QUARTER).isoformat(), (max(days) + HALF_A_QUARTER).isoformat()]
    y_axis = {
        "domain": [max(0.0, 1 - (row + 1) / down), top],
        "anchor": f"x{number}",
        "range": [-0.03, 1.03],
        "showgrid": True,
        "tickvals": marks,
        "ticktext": [look.t.percent(mark) for mark in marks],
        "showticklabels": column == 0,
        "automargin": False,
        "tickfont": {"size": look.size(-3)},
    }
    return {f"xaxis{number}": x_axis, f"yaxis{number}": y_axis}


def _place(number: str) -> Trace:
    return {"type": "scatter", "xaxis": f"x{number}", "yaxis": f"y{number}"}


def _faint(together: pd.DataFrame, number: str, look: Look) -> Trace:
    """Everybody, behind each group."""
    ordered = together.sort_values("quarter")
    line = {"color": tokens(look.dark).border, "width": 1.5}
    shares = ordered["share"].round(4).tolist()
    return _place(number) | {
        "x": _days(ordered), "y": shares, "mode": "lines", "line": line, "hoverinfo": "skip"
    }  # fmt: skip


def _band(points: pd.DataFrame, number: str, look: Look) -> list[Trace]:
    ordered = points.sort_values("quarter")
    red, green, blue = (int(tokens(look.dark).primary[i : i + 2], 16) for i in (1, 3, 5))
    shared = _place(number) | {
        "x": _days(ordered),
        "mode": "lines",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    fill = {"fill": "tonexty", "fillcolor": f"rgba({red},{green},{blue},0.16)"}
    return [
        shared | {"y": ordered["low"].round(4).tolist()},
        shared | {"y": ordered["high"].round(4).tolist()} | fill,
    ]


def _line(points: pd.DataFrame, number: str, look: Look) -> Trace:
    ordered, colours = points.sort_values("quarter"), tokens(look.dark)
    rows = ordered.to_dict("records")
    small = [is_small(row["n"]) for row in rows]
    texts = [f"<b>{quarter_name(row['quarter'], look.t)}</b><br>{_values(row, look)}" for row in rows]
    return _place(number) | {
        "x": _days(ordered),
        "y": ordered["share"].round(4).tolist(),
        "mode": "lines+markers",
        "line": {"color": colours.primary, "width": 2},
        "marker": {
            "size": 6,
            "color": [colours.paper if few else colours.primary for few in small],
            "line": {"color": colours.primary, "width": 1.5},
        },
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _days(points: pd.DataFrame) -> list[str]:
    return [day.isoformat() for day in points["quarter"]]


def quarter_name(day: date, t: Translator) -> str:
    """ "2.º trimestre de 2025"."""
    return t("charts.period.quarter", number=str((day.month + 2) // 3), year=str(day.year))


def _title(row: dict, number: str, look: Look) -> dict[str, object]:  # type: ignore[type-arg]  # pandas' own
    axis = f"x{number} domain", f"y{number} domain"
    return {
        "text": _words(row, look),
        "xref": axis[0],
        "yref": axis[1],
        "x": 0,
        "y": 1.04,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"color": tokens(look.dark).ink, "size": look.size(-2)},
    }


def _words(row: dict, look: Look) -> str:  # type: ignore[type-arg]  # pandas' own
    return f"<b>{wrapped(str(row['label']), LETTERS)}</b><br>{_values(row, look)}"


def _values(row: dict, look: Look) -> str:  # type: ignore[type-arg]  # pandas' own
    t = look.t
    if row.get("state") == "withheld":
        return t("charts.ranking.withheld")
    interval = interval_text(row["low"], row["high"], look)
    words = f"{t.percent(row['share'])} ({interval}) {t('charts.n', n=t.number(row['n']))}"
    return f"{words}<br>{t('charts.small_sample')}" if is_small(row["n"]) else words
