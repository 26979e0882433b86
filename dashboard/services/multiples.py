"""Satisfaction quarter by quarter, once for each audience, kind or region, to be drawn on the same scales."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from dashboard.cube.columns import Ints
from dashboard.cube.selection import Selection
from dashboard.cube.trainings import NO_MONTH
from dashboard.services.counted import Counted, counted_by
from dashboard.services.cubes import selection
from dashboard.services.groups import NOWHERE, REGION, Members, members, territories
from dashboard.services.questions import question_views
from dashboard.services.results import newest_step
from dashboard.services.scores import Scored, score_questions, scored
from dashboard.services.store import Database
from db.criteria import Filters, Scope

DIVISIONS = ("audience", "kind", "region")
SCORE = "satisfaction"
PANEL_COLUMNS = ("key", "state", "share", "low", "high", "n")
POINT_COLUMNS = ("key", "quarter", "share", "low", "high", "n")
MONTHS = 3  # in a quarter


@dataclass(frozen=True, slots=True)
class Multiples:
    """`panels` (PANEL_COLUMNS) has one row per group with responses, the largest first; `state` is "value" or
    "withheld". `points` (POINT_COLUMNS) has one row per group and quarter with published answers, `quarter`
    being its first day; `together` has those of the whole view, under the key "".
    """

    panels: pd.DataFrame
    points: pd.DataFrame
    together: pd.DataFrame
    published_at: datetime | None


def multiples(
    database: Database, scope: Scope, filters: Filters, *, by: str, language: str, today: date
) -> Multiples:
    """`by` is one of DIVISIONS. Pools have a year and no quarter, so they are in no panel's line."""
    asked = score_questions(SCORE, question_views(database, language, filters.training))
    view = selection(database, scope, filters, today)
    of = territories(view.cube, REGION) if by == "region" else members(database, view.cube, by)
    counted = counted_by(view, of, SCORE, asked)
    own = scored(view.cube.counts, view.cube.columns, SCORE, asked)
    quarters, start, count = _quarters(view)
    everyone = np.arange(len(quarters), dtype=np.int64)
    together = own.gathered(everyone, quarters, count)
    return Multiples(
        panels=_panels(of, counted),
        points=_points(_by_quarter(own, of, quarters, count), of.keys, start, count),
        together=_points(together, ("",), start, count),
        published_at=newest_step(view),
    )


def _quarters(view: Selection) -> tuple[Ints, int, int]:
    """Per training its quarter counted from the first, or NOWHERE; the first one; how many there are."""
    months = view.cube.trainings.months
    counted = view.trainings & (months != NO_MONTH) & (view.cube.counts.most > 0)
    if not counted.any():
        return np.full(len(months), NOWHERE, dtype=np.int64), 0, 0
    all_quarters = months // MONTHS
    start, last = int(all_quarters[counted].min()), int(all_quarters[counted].max())
    return np.where(counted, all_quarters - start, NOWHERE), start, last - start + 1


def _by_quarter(own: Scored, of: Members, quarters: Ints, count: int) -> Scored:
    at = quarters[of.rows]
    cells = np.where((at >= 0) & (of.groups >= 0), of.groups * count + at, NOWHERE)
    return own.gathered(of.rows, cells, len(of.keys) * count)


def _panels(of: Members, counted: Counted) -> pd.DataFrame:
    values = counted.sums.values()
    table = pd.DataFrame(
        {
            "key": pd.Series(of.keys, dtype=object),
            "state": np.where(values.n > 0, "value", "withheld").astype(object),
            "share": values.value,
            "low": values.low,
            "high": values.high,
            "n": values.n,
        },
        columns=list(PANEL_COLUMNS),
    )
    asked = table[(values.n > 0) | (counted.received > 0)]
    return asked.sort_values(["n", "key"], ascending=[False, True], ignore_index=True)


def _points(found: Scored, keys: tuple[str, ...], start: int, count: int) -> pd.DataFrame:
    values = found.values()
    cells = np.flatnonzero(values.n > 0)
    days = [_first_day(start + int(cell) % count) for cell in cells.tolist()]
    columns = {
        "key": pd.Series([keys[cell // count] for cell in cells.tolist()], dtype=object),
        "quarter": pd.Series(days, dtype=object),
        "share": values.value[cells],
        "low": values.low[cells],
        "high": values.high[cells],
        "n": values.n[cells],
    }
    return pd.DataFrame(columns, columns=list(POINT_COLUMNS))


def _first_day(quarter: int) -> date:
    return date(quarter // 4, quarter % 4 * MONTHS + 1, 1)
