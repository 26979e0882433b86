"""When trainings took place: a row of months for each year, and the weeks of one month."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look
from dashboard.charts.theme import layout, tokens
from dashboard.i18n import Translator

MONTH_COLUMNS = ("month", "trainings")
DAY_COLUMNS = ("day", "trainings")
ROW_HEIGHT = 44
FEW = 6  # where no cell holds more, the darkest shade stays unused
TOLD_ROWS, NAMED = 6, 4  # rows, and cells of each, in the alternative text
NARROW_MOST = 999  # what a month's place on a phone has room for

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A month or a day: where it stands, what it holds, and the text that a click gives."""

    column: int
    row: int
    trainings: int
    key: str
    text: str
    name: str
    is_chosen: bool


def month_calendar(
    months: pd.DataFrame,
    *,
    t: Translator,
    chosen: Period | None = None,
    dark: bool = False,
    scale: float = 1.0,
    narrow: bool = False,
) -> go.Figure:
    """In which months was there how much? The newest year on top; years without a training are left out.

    `months` has MONTH_COLUMNS. A click gives the month as customdata, "2025-08"; `chosen` is outlined.
    """
    if months.empty:
        return empty_figure(t("calendar.empty.title"), t=t, dark=dark, scale=scale)
    counts = dict(zip(months["month"].tolist(), months["trainings"].tolist(), strict=True))
    years = sorted({month.year for month in counts}, reverse=True)
    cells = [
        _month_cell(date(year, number, 1), row, counts, chosen, t)
        for row, year in enumerate(years)
        for number in range(1, 13)
    ]
    columns = [t(f"calendar.month.{number}") for number in range(1, 13)]
    letters = [name[:1] for name in columns] if narrow else columns
    return _grid(cells, letters, [str(year) for year in years], Look(t, dark, scale, narrow))


def day_calendar(
    days: pd.DataFrame,
    *,
    month: date,
    t: Translator,
    chosen: Period | None = None,
    dark: bool = False,
    scale: float = 1.0,
    narrow: bool = False,
) -> go.Figure:
    """On which days of a month was there something? Weeks begin on Monday.

    `days` has DAY_COLUMNS. A click gives the day as customdata, "2025-08-14"; `chosen` is outlined.
    """
    counts = dict(zip(days["day"].tolist(), days["trainings"].tolist(), strict=True))
    first = month.replace(day=1)
    shift = first.weekday()
    cells = [
        _day_cell(first + timedelta(days=at), at + shift, counts, chosen, t)
        for at in range(monthrange(month.year, month.month)[1])
    ]
    names = [t(f"calendar.weekday.{number}") for number in range(1, 8)]
    return _grid(cells, names, [""] * (cells[-1].row + 1), Look(t, dark, scale, narrow))


def _month_cell(
    month: date, row: int, counts: dict[date, int], chosen: Period | None, t: Translator
) -> _Cell:
    trainings = counts.get(month, 0)
    is_chosen = chosen is not None and chosen[0] <= _last_day(month) and month <= chosen[1]
    text = t.number(trainings) if trainings else ""
    return _Cell(month.month - 1, row, trainings, f"{month:%Y-%m}", text, t.month(month), is_chosen)


def _day_cell(day: date, place: int, counts: dict[date, int], chosen: Period | None, t: Translator) -> _Cell:
    trainings = counts.get(day, 0)
    is_chosen = chosen is not None and chosen[0] == day == chosen[1]
    text = f"{day.day} · <b>{t.number(trainings)}</b>" if trainings else str(day.day)
    return _Cell(place % 7, place // 7, trainings, day.isoformat(), text, t.date(day), is_chosen)


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _grid(cells: Sequence[_Cell], columns: Sequence[str], rows: Sequence[str], look: Look) -> go.Figure:
    """Each cell is a bar, which fills its place at any width and can be clicked."""
    colours = tokens(look.dark)
    frame = {
        "height": round((len(rows) * ROW_HEIGHT + 32) * look.scale),
        "margin": {"l": 8, "r": 8, "t": round(28 * look.scale), "b": 4},
        "bargap": 0.08,
        "barmode": "overlay",
        "showlegend": False,
        "clickmode": "event+select",
        "meta": {"alternative": _alternative(cells, rows, look.t)},
        "xaxis": {
            "side": "top",
            "tickmode": "array",
            "tickvals": list(range(len(columns))),
            "ticktext": list(columns),
            "tickfont": {"size": look.size(-2)},
            "range": [-0.5, len(columns) - 0.5],
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": list(rows),
            "tickfont": {"size": look.size(-1), "color": colours.ink},
            "range": [len(rows) - 0.5, -0.5],
            "ticklabelstandoff": 6,
        },
    }
    return go.Figure([_bars(cells, look)], layout(look.t.language, dark=look.dark, scale=look.scale) | frame)


def _bars(cells: Sequence[_Cell], look: Look) -> go.Bar:
    t, colours = look.t, tokens(look.dark)
    most = max(FEW, *(cell.trainings for cell in cells))
    steps = [_step(cell.trainings, most, len(colours.sequential)) for cell in cells]
    is_light = 3 if not look.dark else 1  # up to this step words are drawn in ink, beyond it in paper
    shown = {"opacity": 1}
    return go.Bar(
        x=[cell.column for cell in cells],
        y=[0.92] * len(cells),
        base=[cell.row - 0.46 for cell in cells],
        customdata=[cell.key for cell in cells],
        marker={
            "color": [colours.zero if step < 0 else colours.sequential[step] for step in steps],
            "line": {
                "color": [colours.accent if cell.is_chosen else colours.line for cell in cells],
                "width": [2.5 if cell.is_chosen else 1 for cell in cells],
            },
        },
        selected={"marker": shown},
        unselected={"marker": shown},
        text=["" if look.narrow and cell.trainings > NARROW_MOST else cell.text for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={
            "color": [
                colours.muted if step < 0 else colours.ink if step <= is_light else colours.paper
                for step in steps
            ],
            "size": look.size(-2 if look.narrow else -1),
        },
        hovertext=[
            f"{cell.name}<br><b>{t.plural('maps.training_count', cell.trainings)}</b>" for cell in cells
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _step(trainings: int, most: int, steps: int) -> int:
    """−1 for none; otherwise a shade in proportion to the fullest cell."""
    return min(steps - 1, trainings * steps // (most + 1)) if trainings else -1


def _alternative(cells: Sequence[_Cell], rows: Sequence[str], t: Translator) -> str:
    """Row by row, its fullest months or days."""
    sentences = []
    for row, label in enumerate(rows[:TOLD_ROWS]):
        held = sorted((c for c in cells if c.row == row and c.trainings), key=lambda c: -c.trainings)
        told = ", ".join(f"{cell.name} {t.number(cell.trainings)}" for cell in held[:NAMED])
        more = len(held) - NAMED
        values = t("maps.alternative_more", names=told, count=t.number(more)) if more > 0 else told
        if held:
            sentences.append(t("charts.alternative", label=label, values=values) if label else values)
    if len(rows) > TOLD_ROWS:
        sentences.append(t.plural("calendar.earlier", len(rows) - TOLD_ROWS))
    return ". ".join(sentences) + "." if sentences else t("calendar.none")
