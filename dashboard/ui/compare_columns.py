"""The columns of a comparison: each a filtered view, as anyone could see it on the other pages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.i18n import Translator
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.rates import PER_INHABITANTS, reach
from dashboard.services.overview import Overview
from dashboard.services.results import Results
from dashboard.ui.headlines import Headline, headlines

BLANK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Column:
    """One of the things compared; labels differ. `inhabitants` None where nobody is known to live."""

    key: str
    label: str
    results: Results
    overview: Overview
    inhabitants: int | None = None
    inhabitants_of: str = ""  # year and source of that number


def column_figures(column: Column, t: Translator) -> tuple[Headline, ...]:
    """What took place, whom it reached, and what they said: the same figures in every column."""
    return (*_counts(column, t), *headlines(column.results, t), _felt_safe(column.results.felt_safe, t))


def _counts(column: Column, t: Translator) -> tuple[Headline, ...]:
    seen = column.overview
    missing = t.plural("compare.not_reported", seen.not_reported) if seen.not_reported else ""
    is_unknown = not seen.attendances and seen.not_reported > 0
    attendances = t("app.source.not_reported") if is_unknown else t.number(seen.attendances)
    received = t.plural("overview.received", column.results.received)
    found = [
        Headline("trainings", t("home.figures.trainings"), t.number(seen.trainings), (received,)),
        Headline("attendances", t("home.figures.attendances"), attendances, (missing,) if missing else ()),
    ]
    if column.inhabitants is not None:
        per = None if is_unknown else reach(seen.attendances, column.inhabitants)
        value = t("results.headline.nothing") if per is None else t.number(per, 1)
        of = t("compare.inhabitants", people=t.number(column.inhabitants))
        found.append(Headline("reach", t("compare.reach", per=t.number(PER_INHABITANTS)), value, (of,)))
    return tuple(found)


def aligned(by_column: Sequence[tuple[Headline, ...]]) -> list[list[Headline]]:
    """The same figures with as many notes in every column, so that they stand at one height."""
    most = [max(len(one.notes) for one in row) for row in zip(*by_column, strict=True)]
    return [
        [
            replace(one, notes=one.notes + (BLANK,) * (lines - len(one.notes)))
            for one, lines in zip(column, most, strict=True)
        ]
        for column in by_column
    ]


def _felt_safe(found: Estimate | None, t: Translator) -> Headline:
    label = t("compare.felt_safe")
    if found is None:
        return Headline("felt_safe", label, t("results.headline.nothing"), (t("results.headline.not_yet"),))
    n = t("results.headline.n", n=t.number(found.n))
    between = t("results.headline.between", low=t.percent(found.low), high=t.percent(found.high))
    return Headline("felt_safe", label, t.percent(found.value), (n, between))


def figures_table(columns: Sequence[Column], t: Translator) -> pd.DataFrame:
    """All figures with their n and interval, one column for each thing compared."""
    by_column = [column_figures(column, t) for column in columns]
    names = [one.label for one in by_column[0]] if by_column else []
    table = {t("compare.figure"): names}
    for column, figures in zip(columns, by_column, strict=True):
        table[column.label] = [" · ".join([one.value, *one.notes]) for one in figures]
    return pd.DataFrame(table)


def apart(labels: Sequence[str]) -> list[str]:
    """Two trainings may have one title; two columns may not."""
    return [label if labels.count(label) == 1 else f"{label} ({at})" for at, label in enumerate(labels, 1)]


def satisfaction_rows(columns: Sequence[Column]) -> pd.DataFrame:
    """Rows for `charts.comparison.by_training_dots`, in order; what is not published has none."""
    return pd.DataFrame(
        [
            (column.key, column.label, found.value, found.low, found.high, found.n)
            for column in columns
            if (found := column.results.satisfaction) is not None
        ],
        columns=["key", "label", "share", "low", "high", "n"],
    )


def recommendation_rows(columns: Sequence[Column]) -> pd.DataFrame:
    """Rows for `charts.recommendation.nps_bar`."""
    rows = []
    for column in columns:
        found = column.results.recommendation
        if found is not None and found.score.n:
            n, score = found.score.n, found.score
            parts = (found.detractors / n, found.passives / n, found.promoters / n)
            rows.append((column.label, *parts, score.value, score.low, score.high, n))
    names = ["label", "detractors", "passives", "promoters", "score", "low", "high", "n"]
    return pd.DataFrame(rows, columns=names)


def learning_rows(columns: Sequence[Column]) -> pd.DataFrame:
    """Rows for `charts.learning.learning_dumbbells`: all objectives together."""
    rows = [
        (column.label, found.before, found.now, gain.n, gain.value, gain.low, gain.high)
        for column in columns
        if (found := column.results.learning) is not None and (gain := found.gain)
    ]
    return pd.DataFrame(rows, columns=["label", "before", "now", "n", "gain", "low", "high"])


def statement_rows(columns: Sequence[Column]) -> dict[str, pd.DataFrame]:
    """For each statement, rows for `charts.likert.likert_bars`: a bar for each column that published it."""
    found: dict[str, list[pd.DataFrame]] = {}
    for column in columns:
        for label, part in column.results.likert.groupby("label", sort=False):
            found.setdefault(str(label), []).append(part.assign(question=column.key, label=column.label))
    return {label: pd.concat(parts, ignore_index=True) for label, parts in found.items()}
