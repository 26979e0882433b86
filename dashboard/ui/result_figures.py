"""The figures of the results and present screens: each with its finding, its figure and its table. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.comparison import by_training_dots
from dashboard.charts.describe import alternative_text
from dashboard.charts.learning import learning_dumbbells
from dashboard.charts.likert import likert_bars
from dashboard.charts.recommendation import nps_bar
from dashboard.charts.trend import trend_line
from dashboard.i18n import Translator
from dashboard.services.results import Results

MOST_TRAININGS = 12
MOST_ON_STAGE = 6


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure ready to show. `n` people answered what it draws."""

    figure: go.Figure
    table: pd.DataFrame
    n: int
    alternative: str


Draw = Callable[..., Drawn]


def likert(
    results: Results, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> Drawn:
    """Agreement with each statement."""
    ordered = results.likert.sort_values("share", ascending=False, kind="stable")
    figure = likert_bars(ordered, t=t, dark=dark, scale=scale, narrow=narrow)
    wide = ordered.pivot_table(index=["label", "n", "share", "low", "high"], columns="choice", values="count")
    table = pd.DataFrame() if ordered.empty else wide.reset_index()
    return _drawn(figure, table, t, _most(ordered))


def learning(
    results: Results, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> Drawn:
    """Before and now, objective by objective."""
    figure = learning_dumbbells(results.gains, t=t, dark=dark, scale=scale, narrow=narrow)
    table = results.gains.drop(columns=["question"])
    return _drawn(figure, table, t, _most(results.gains))


def recommendation(
    results: Results, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> Drawn:
    """Who would recommend it."""
    found = results.recommendation
    rows = []
    if found is not None and found.score.n:
        n = found.score.n
        rows = [
            {
                "label": t("results.everyone"),
                "detractors": found.detractors / n,
                "passives": found.passives / n,
                "promoters": found.promoters / n,
                "score": found.score.value,
                "low": found.score.low,
                "high": found.score.high,
                "n": n,
            }
        ]
    table = pd.DataFrame(rows)
    return _drawn(nps_bar(table, t=t, dark=dark, scale=scale, narrow=narrow), table, t, _most(table))


def trend(
    results: Results, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> Drawn:
    """Satisfaction month by month; the same on a narrow screen."""
    figure = trend_line(results.trend, t=t, dark=dark, scale=scale)
    table = results.trend.assign(period=[t.month(period) for period in results.trend["period"]])
    return _drawn(figure, table, t, int(results.trend["n"].sum()))


def by_training(
    results: Results,
    *,
    t: Translator,
    dark: bool = False,
    scale: float = 1.0,
    narrow: bool = False,
    most: int = MOST_TRAININGS,
) -> Drawn:
    """Satisfaction of the newest trainings with published answers; the table has them all."""
    newest = results.by_training.sort_values("starts_on", ascending=False, na_position="last", kind="stable")
    shown = newest.head(most).rename(columns={"training_id": "key"})
    figure = by_training_dots(shown, t=t, dark=dark, scale=scale, narrow=narrow)
    table = newest.drop(columns=["training_id"]).assign(
        starts_on=[day.isoformat() if pd.notna(day) else "" for day in newest["starts_on"]]
    )
    return _drawn(figure, table, t, int(newest["n"].sum()))


FIGURES: Mapping[str, Draw] = MappingProxyType(
    {
        "likert": likert,
        "learning": learning,
        "recommendation": recommendation,
        "trend": trend,
        "by_training": by_training,
    }
)

STAGE_FIGURES: Mapping[str, Draw] = MappingProxyType(
    {**FIGURES, "by_training": partial(by_training, most=MOST_ON_STAGE)}
)
"""The same, as many as the back of the room can read."""


def finding(name: str, results: Results, t: Translator) -> str:
    """What a figure says in one sentence, or its question while nothing is published."""
    values = _FINDINGS[name](results, t) if name in _FINDINGS else {}
    return t(f"results.finding.{name}", **values) if values else t(f"results.question.{name}")


def _safe(results: Results, t: Translator) -> dict[str, str]:
    found = results.felt_safe
    return {"share": t.percent(found.value)} if found else {}


def _learned(results: Results, t: Translator) -> dict[str, str]:
    found = results.learning
    return {"before": t.number(found.before, 1), "now": t.number(found.now, 1)} if found else {}


def _recommends(results: Results, t: Translator) -> dict[str, str]:
    found = results.recommendation
    return {"share": t.percent(found.promoters / found.score.n)} if found and found.score.n else {}


_FINDINGS: Mapping[str, Callable[[Results, Translator], dict[str, str]]] = MappingProxyType(
    {"likert": _safe, "learning": _learned, "recommendation": _recommends}
)


def _drawn(figure: go.Figure, table: pd.DataFrame, t: Translator, n: int) -> Drawn:
    return Drawn(figure, _named(table, t), n, alternative_text(figure, t=t))


def _most(table: pd.DataFrame) -> int:
    return int(table["n"].max()) if len(table) else 0


def _named(table: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Columns in the reader's words; shares rounded to what the screen says."""
    rounded = table.round(3)
    names = {column: t(f"results.column.{column}") for column in rounded.columns if isinstance(column, str)}
    return rounded.rename(columns=names)
