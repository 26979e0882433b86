"""The figures of the results and present screens: each with its finding, its figure and its table. Pure."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.change import change_bars
from dashboard.charts.comparison import by_training_dots, response_rate_bars
from dashboard.charts.describe import alternative_text
from dashboard.charts.learning import learning_dumbbells, signed
from dashboard.charts.likert import likert_bars
from dashboard.charts.recommendation import nps_bar
from dashboard.charts.target_lines import rows_with_target, target_words, with_target
from dashboard.charts.trend import trend_line
from dashboard.charts.words import is_known
from dashboard.i18n import Translator
from dashboard.indicators.agreement import scale_mean
from dashboard.indicators.changes import STEPS
from dashboard.indicators.rates import WHOLE_PERCENTS
from dashboard.services.previous import Previous
from dashboard.services.results import Results

SHARES = ("share", "low", "high", "improved", "detractors", "passives", "promoters")  # columns
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
Row = Mapping[Hashable, Any]  # Any: pandas knows the columns, not their types


def likert(
    results: Results, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> Drawn:
    """Agreement with each statement."""
    ordered = results.likert.sort_values("share", ascending=False, kind="stable")
    figure = likert_bars(ordered, t=t, dark=dark, scale=scale, narrow=narrow)
    return _drawn(figure, _wide(ordered), t, _most(ordered))


def _wide(ordered: pd.DataFrame) -> pd.DataFrame:
    """One row per statement, with its mean beside the distribution that it sums up."""
    people: dict[object, dict[str, int]] = {}
    told: dict[object, dict[str, object]] = {}
    columns = ("label", "n", "share", "low", "high")
    for row in ordered.to_dict("records"):
        people.setdefault(row["question"], {})[row["choice"]] = row["count"]
        told.setdefault(row["question"], {name: row[name] for name in columns})
    rows = []
    for question, counts in people.items():
        found = scale_mean(counts)
        rows.append(told[question] | counts | {"mean": found.mean.value if found is not None else None})
    return pd.DataFrame(rows)


def learning(
    results: Results, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> Drawn:
    """Before and now, objective by objective."""
    figure = learning_dumbbells(results.gains, t=t, dark=dark, scale=scale, narrow=narrow)
    table = results.gains.drop(columns=["question"])
    return _drawn(figure, table, t, _most(results.gains))


def change(
    results: Results, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> Drawn:
    """How many moved up, stayed or moved down, objective by objective, and the effect size."""
    effects = dict(zip(results.gains["question"].tolist(), results.gains["effect"].tolist(), strict=True))
    found = [effects.get(question) for question in results.steps["question"].tolist()]
    steps = results.steps.assign(effect=pd.Series(found, dtype=float, index=results.steps.index))
    figure = change_bars(steps, t=t, dark=dark, scale=scale, narrow=narrow)
    if steps.empty:
        return _drawn(figure, pd.DataFrame(), t, 0)
    table = named(_by_objective(steps), t)
    names = {step: t("results.steps", step=signed(step, t, 0)) for step in STEPS}
    return Drawn(figure, table.rename(columns=names), _most(steps), alternative_text(figure, t=t))


def _by_objective(steps: pd.DataFrame) -> pd.DataFrame:
    """One row per objective, with how many people went how many steps."""
    rows: dict[object, dict[Hashable, object]] = {}
    for row in steps.to_dict("records"):
        told: dict[Hashable, object] = {"label": row["label"], "n": row["n"], "improved": row["share"]}
        told |= {name: row[name] for name in ("low", "high", "effect")}
        rows.setdefault(row["question"], told)[row["step"]] = float(row["count"])
    return pd.DataFrame(list(rows.values()))


def response_rate(
    results: Results,
    *,
    t: Translator,
    dark: bool = False,
    scale: float = 1.0,
    narrow: bool = False,
    target: float | None = None,
) -> Drawn:
    """Of those who attended, how many answered, by the size of their group: what is enough depends on it."""
    found = results.bands
    labels = [_band(row, t) for row in found.to_dict("records")]
    table = found.drop(columns=["least", "most"])
    table.insert(0, "label", pd.Series(labels, dtype=object))
    figure = response_rate_bars(table, t=t, dark=dark, scale=scale, narrow=narrow)
    drawn = _drawn(figure, table, t, int(found["responses"].sum()))
    return drawn if target is None else aimed(drawn, target, t.percent(target), t=t, dark=dark, scale=scale)


def aimed(
    drawn: Drawn, target: float, shown: str, *, t: Translator, dark: bool = False, scale: float = 1.0
) -> Drawn:
    """The same rows with the target of their view, which the alternative text says too."""
    figure = rows_with_target(drawn.figure, target, shown, t=t, dark=dark, scale=scale)
    return replace(drawn, figure=figure, alternative=f"{drawn.alternative} {target_words(shown, t)}.")


def _band(row: Row, t: Translator) -> str:
    if not is_known(row["needed"]):
        return t("outcomes.bands.few")
    parts = {"adequate": t.number(row["adequate"]), "trainings": t.number(row["trainings"])}
    if not row["most"]:
        return t("outcomes.bands.over", least=t.number(row["least"] - 1), **parts)
    return t("outcomes.bands.range", least=t.number(row["least"]), most=t.number(row["most"]), **parts)


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
    results: Results,
    *,
    t: Translator,
    dark: bool = False,
    scale: float = 1.0,
    narrow: bool = False,
    before: Previous | None = None,
    target: float | None = None,
) -> Drawn:
    """Satisfaction month by month, over the same months of the period before and with its target, if any."""
    earlier = shifted(before) if before is not None and len(before.trend) else None
    figure = trend_line(results.trend, t=t, dark=dark, scale=scale, before=earlier)
    if target is not None:
        figure = with_target(figure, target, t=t, dark=dark, scale=scale)
    both = results.trend if before is None else pd.concat([before.trend, results.trend], ignore_index=True)
    table = both.assign(period=[t.month(period) for period in both["period"]])
    return _drawn(figure, table, t, int(results.trend["n"].sum()))


def shifted(before: Previous) -> pd.DataFrame:
    """Each month of the period before under the one that is compared with it: `was` says which it is."""
    apart = before.months
    if not apart:  # not whole months: as many as the days come to
        apart = max(1, round(((before.until - before.since).days + 1) / 30.4))
    was = before.trend["period"].tolist()
    months = [day.year * 12 + day.month - 1 + apart for day in was]
    moved = [date(month // 12, month % 12 + 1, 1) for month in months]
    return before.trend.assign(period=pd.Series(moved, dtype=object), was=pd.Series(was, dtype=object))


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
        "change": change,
        "recommendation": recommendation,
        "trend": trend,
        "response_rate": response_rate,
        "by_training": by_training,
    }
)

STAGE_FIGURES: Mapping[str, Draw] = MappingProxyType(
    {**FIGURES, "by_training": partial(by_training, most=MOST_ON_STAGE)}
)
"""The same, as many as the back of the room can read."""


def _drawn(figure: go.Figure, table: pd.DataFrame, t: Translator, n: int) -> Drawn:
    return Drawn(figure, named(table, t), n, alternative_text(figure, t=t))


def _most(table: pd.DataFrame) -> int:
    return int(table["n"].max()) if len(table) else 0


def named(table: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Columns in the reader's words. Shares of few people carry no more digits than they can bear."""
    few = (table["n"] < WHOLE_PERCENTS).to_numpy() if "n" in table else None
    columns: dict[Hashable, object] = {}
    for column in table.columns:
        name = t(f"results.column.{column}") if isinstance(column, str) else column
        values = table[column]
        if few is not None and column in SHARES:
            shares = values.to_numpy(dtype=float)
            columns[name] = np.where(few, shares.round(2), shares.round(3))
        else:
            columns[name] = values.to_numpy().round(3) if values.dtype.kind == "f" else values
    return pd.DataFrame(columns, index=table.index)
