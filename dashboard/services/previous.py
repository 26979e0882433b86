"""The period just before the one that is shown, as long as it: what it was then, and whether it differs."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from dashboard.cube.selection import Selection
from dashboard.indicators.differences import LEVEL, holm
from dashboard.services import tables
from dashboard.services.counted import Shown, first
from dashboard.services.cubes import selection
from dashboard.services.questions import question_views
from dashboard.services.scores import Scored, score_questions, scored
from dashboard.services.store import Database
from db.criteria import Filters, Scope

COMPARED = ("satisfaction", "nps")


@dataclass(frozen=True, slots=True)
class Change:
    """A score then; `verdict` is "above" or "below" where the change is more than chance, else ""."""

    then: Shown
    verdict: str


@dataclass(frozen=True, slots=True)
class Previous:
    """`trend` has tables.TREND_COLUMNS. Scores that nobody answered then or now are missing in `changes`."""

    since: date
    until: date
    months: int  # how far back it lies; 0 where the period is not made of whole months
    trend: pd.DataFrame
    changes: dict[str, Change]


def period_before(since: date, until: date) -> tuple[date, date, int]:
    """The period of equal length that ends the day before, and how many whole months it lies back (or 0)."""
    is_whole = since.day == 1 and until.day == monthrange(until.year, until.month)[1]
    if not is_whole:
        days = (until - since).days + 1
        return since - timedelta(days=days), since - timedelta(days=1), 0
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    start = since.year * 12 + since.month - 1 - months
    return date(start // 12, start % 12 + 1, 1), since - timedelta(days=1), months


def previous(
    database: Database, scope: Scope, filters: Filters, *, language: str, today: date
) -> Previous | None:
    """None where the filters name no first and last day, or nothing was published of the time before.

    A training that touches both periods counts in the later one alone.
    """
    if filters.since is None or filters.until is None or filters.since.year <= 1:
        return None
    since, until, months = period_before(filters.since, filters.until)
    questions = question_views(database, language, filters.training)
    now = selection(database, scope, filters, today)
    then = selection(database, scope, replace(filters, since=since, until=until), today)
    if then.cube is not now.cube:  # something was published meanwhile: both are asked of the newer one
        now = selection(database, scope, filters, today)
    then = replace(then, trainings=then.trainings & ~now.trainings, pools=then.pools & ~now.pools)
    items = tables.satisfaction_items(questions)
    shares = tables.training_shares(then.cube.counts, then.cube.columns, then.cube.trainings, items)
    asked = {score: score_questions(score, questions) for score in COMPARED}
    changes = _changes({score: (_sum(now, score, of), _sum(then, score, of)) for score, of in asked.items()})
    trend = tables.trend_table(then, shares)
    return Previous(since, until, months, trend, changes) if changes or len(trend) else None


def _sum(view: Selection, score: str, asked: tuple[str, ...]) -> Scored:
    cube = view.cube
    own = scored(cube.counts, cube.columns, score, asked).together(np.flatnonzero(view.trainings))
    return own.plus(scored(cube.pooled, cube.columns, score, asked).together(np.flatnonzero(view.pools)))


def _changes(pairs: dict[str, tuple[Scored, Scored]]) -> dict[str, Change]:
    """Tested together: the more is compared, the more would seem to change by chance."""
    found: dict[str, tuple[Shown, float, float]] = {}
    for score, (now, then) in pairs.items():
        was, is_now = first(then.values()), first(now.values())
        if was is not None and is_now is not None:
            _, p, _ = now.against_the_rest(now.plus(then))
            found[score] = was, is_now[0], float(p[0])
    adjusted = holm(np.array([p for _, _, p in found.values()], dtype=np.float64)).tolist()
    return {
        score: Change(was, ("above" if value > was[0] else "below") if p < LEVEL else "")
        for (score, (was, value, _)), p in zip(found.items(), adjusted, strict=True)
    }
