"""What waits for somebody: links about to close, few responses, attendance to report, profiles to review."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np

from dashboard.cube.columns import Bools, Floats
from dashboard.cube.selection import Selection
from dashboard.indicators.rates import required_share
from dashboard.services.cubes import selection
from dashboard.services.store import Database, reading
from db.criteria import NO_FILTERS, Filters, Scope
from db.queries import attention

FEW = 5  # places named of each kind
CLOSING_DAYS = 3
RECENT_DAYS = 90  # whoever took part longer ago is hardly asked again
REVIEW_DAYS = 365


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where there is something to do: a training (`key` is its id) or a territory (its code)."""

    key: str
    label: str
    day: date | None = None  # the last day of a link, or that of the last review
    received: int = 0
    attendance: int = 0
    needed: int = 0  # responses that would speak for so many people


@dataclass(frozen=True, slots=True)
class Concern:
    """`name` is what waits, `count` in how many places; `spots` are the first few; `filters` list them."""

    name: str
    count: int
    spots: tuple[Spot, ...]
    filters: Filters = NO_FILTERS


def concerns(database: Database, scope: Scope, *, today: date) -> tuple[Concern, ...]:
    """Everything that waits within somebody's reach, the most pressing first; what does not wait is left out.

    Counts of responses and of people who attended are exact and say nothing about what anybody answered.
    """
    view = selection(database, scope, NO_FILTERS, today)
    found = (
        _closing(database, scope, today),
        _low_rates(view, today),
        _unreported(view),
        _profiles(database, scope, today),
    )
    return tuple(concern for concern in found if concern.count)


def may_review(scope: Scope, code: str) -> bool:
    """Whether a territory's profile is for somebody with these limits to keep."""
    return not scope.is_limited or code[:2] in (scope.regions or ())


def _closing(database: Database, scope: Scope, today: date) -> Concern:
    with reading(database) as session:
        rows = attention.closing_soon(session, scope, today, today + timedelta(days=CLOSING_DAYS))
    spots = [Spot(str(row.id), row.title, day=row.closes_on, received=row.received) for row in rows[:FEW]]
    return Concern("closing", len(rows), tuple(spots))


def _low_rates(view: Selection, today: date) -> Concern:
    """Of trainings of the last months that were asked: fewer responses than speak for so many people.

    Those that still take responses come first: there it can be mended.
    """
    cube, since = view.cube, today - timedelta(days=RECENT_DAYS)
    trainings, received = cube.trainings, cube.links.received_by_training
    is_asked = np.zeros(len(trainings), dtype=np.bool_)
    is_asked[cube.links.trainings] = True
    days = trainings.days
    is_recent = (days >= since.toordinal()) & (days < today.toordinal()) & trainings.is_done
    needed = _needed(trainings.attendance)
    is_low = view.trainings & is_asked & is_recent & (received < needed)  # NaN: nothing is needed
    rows = trainings.newest[is_low[trainings.newest]]
    rows = rows[np.argsort(cube.links.open_by_training[rows] == 0, kind="stable")]
    spots = [
        Spot(
            str(trainings.ids[row]),
            str(trainings.titles[row]),
            received=int(received[row]),
            attendance=int(trainings.attendance[row]),
            needed=int(needed[row]),
        )
        for row in rows[:FEW].tolist()
    ]
    return Concern("low_rate", len(rows), tuple(spots), Filters(status=("done",), since=since))


def _needed(attendance: Floats) -> Floats:
    """Responses at which a training's rate is adequate; NaN where no rate ever is, or none is known."""
    found = np.full(len(attendance), np.nan)
    for people in np.unique(attendance[~np.isnan(attendance)]).tolist():
        share = required_share(int(people))
        if share is not None:
            found[attendance == people] = ceil(round(share * people, 6))
    return found


def _unreported(view: Selection) -> Concern:
    trainings = view.cube.trainings
    is_missing: Bools = view.trainings & trainings.is_done & np.isnan(trainings.attendance)
    rows = trainings.newest[is_missing[trainings.newest]]
    spots = [Spot(str(trainings.ids[row]), str(trainings.titles[row])) for row in rows[:FEW].tolist()]
    return Concern("unreported", len(rows), tuple(spots), Filters(status=("done",)))


def _profiles(database: Database, scope: Scope, today: date) -> Concern:
    with reading(database) as session:
        rows = attention.unreviewed_profiles(session, today - timedelta(days=REVIEW_DAYS))
    within = [row for row in rows if may_review(scope, row.territory_code)]
    spots = [Spot(row.territory_code, row.name, day=row.reviewed_on) for row in within[:FEW]]
    return Concern("profiles", len(within), tuple(spots))
