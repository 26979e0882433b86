"""How many trainings each month had or will have: counts, never withheld."""

from datetime import date

import pandas as pd

from dashboard.cube.columns import Bools, Ints
from dashboard.cube.trainings import NO_MONTH
from dashboard.services.cubes import selection
from dashboard.services.store import Database
from db.criteria import NO_FILTERS, Scope

COLUMNS = ("period", "done", "planned")
BEFORE, AFTER = 11, 2  # months shown beside the current one


def trainings_by_month(database: Database, scope: Scope, *, today: date) -> pd.DataFrame:
    """One row per month of the last twelve and the next two (COLUMNS), empty ones too.

    Trainings of which only a window of months is known are in none of them.
    """
    first = _number(today) - BEFORE
    months, is_done = _months(database, scope, today)
    rows = []
    for month in range(first, _number(today) + AFTER + 1):
        here = months == month
        rows.append((_day(month), int((here & is_done).sum()), int((here & ~is_done).sum())))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def training_months(database: Database, scope: Scope, *, today: date) -> tuple[date, ...]:
    """The first day of each month with a training, newest first."""
    months, _ = _months(database, scope, today)
    return tuple(_day(month) for month in sorted(set(months.tolist()) - {NO_MONTH}, reverse=True))


def _months(database: Database, scope: Scope, today: date) -> tuple[Ints, Bools]:
    view = selection(database, scope, NO_FILTERS, today)
    trainings = view.cube.trainings
    return trainings.months[view.trainings], trainings.is_done[view.trainings]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
