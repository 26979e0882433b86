"""Each territory's value for the map, for all time or month by month, quarter by quarter, year by year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.cube.columns import Floats, Ints, Objects
from dashboard.cube.grouping import grouped
from dashboard.cube.selection import Selection
from dashboard.cube.trainings import NO_MONTH
from dashboard.i18n.translator import DEFAULT_LANGUAGE
from dashboard.indicators.rates import PER_INHABITANTS
from dashboard.services import tables
from dashboard.services.cubes import selection
from dashboard.services.places import NO_LEVEL, Level, places
from dashboard.services.questions import question_views
from dashboard.services.store import Database, reading
from db.criteria import Filters, Scope
from db.queries.territories import measure_counts

MEASURES = ("trainings", "attendances", "responses", "satisfaction", "reach", "measures")
TIMED_MEASURES = tuple(measure for measure in MEASURES if measure != "measures")
VALUE_COLUMNS = ("code", "name", "state", "value", "low", "high", "n", "trainings", "not_reported")
EVERY: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}
"""How long a period is, in months."""


@dataclass(frozen=True, slots=True)
class TerritoryFrames:
    """The values of each period that holds a training and of those between them, oldest first.

    A period is named "2025-03", "2025-Q1" or "2025". `undated` trainings have no known month: none is theirs.
    """

    periods: tuple[str, ...]
    tables: tuple[pd.DataFrame, ...]  # VALUE_COLUMNS each
    undated: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Of each territory (of each period, one after the other): what the cube adds up to."""

    trainings: Ints
    attendances: Ints
    not_reported: Ints
    received: Ints


def territory_values(
    database: Database,
    scope: Scope,
    filters: Filters,
    *,
    level: str,
    measure: str,
    today: date,
) -> pd.DataFrame:
    """One row per territory of a level (VALUE_COLUMNS); `state` is value, zero, no_data or withheld.

    Trainings of which only the region is known count at the region, not in any comuna.
    """
    view = selection(database, scope, filters, today)
    items = tables.satisfaction_items(question_views(database, DEFAULT_LANGUAGE))
    return values_of(database, view, items, level=level, measure=measure, year=today.year)


def values_of(
    database: Database, view: Selection, items: tuple[str, ...], *, level: str, measure: str, year: int
) -> pd.DataFrame:
    """The same of a selection already made; `items` are the questions that make up the satisfaction."""
    place = places(database, year).levels.get(level, NO_LEVEL)
    codes = list(place.codes)
    columns = _sums(view, tables.training_keys(view, codes), len(codes))
    if measure == "satisfaction":
        found = _satisfaction(tables.satisfaction_by_code(view, codes, items), columns.received)
    else:
        found = _counts(database, measure, columns, place)
    return _table(place, columns, found)


def territory_frames(
    database: Database,
    scope: Scope,
    filters: Filters,
    *,
    level: str,
    measure: str,
    every: str,
    today: date,
) -> TerritoryFrames:
    """The same, period by period. Pools have a year and a territory only: they count in no period."""
    view = selection(database, scope, filters, today)
    place = places(database, today.year).levels.get(level, NO_LEVEL)
    codes, months = list(place.codes), view.cube.trainings.months
    is_dated = view.trainings & (months != NO_MONTH)
    undated = int(np.count_nonzero(view.trainings & (months == NO_MONTH)))
    if not is_dated.any():
        return TerritoryFrames((), (), undated)
    numbers = months // EVERY[every]
    first, last = int(numbers[is_dated].min()), int(numbers[is_dated].max())
    own = tables.training_keys(view, codes)
    is_placed = is_dated & (own != tables.NOWHERE)
    keys = np.where(is_placed, own + len(codes) * (numbers - first), tables.NOWHERE)
    found = _framed(database, view, place, measure, keys, last - first + 1)
    return TerritoryFrames(tuple(period_name(n, every) for n in range(first, last + 1)), found, undated)


def period_name(number: int, every: str) -> str:
    """What a period is called in an address: "2025-03", "2025-Q1", "2025"."""
    year, part = divmod(number, 12 // EVERY[every])
    return {"month": f"{year}-{part + 1:02d}", "quarter": f"{year}-Q{part + 1}"}.get(every, f"{year}")


def _framed(
    database: Database, view: Selection, place: Level, measure: str, keys: Ints, periods: int
) -> tuple[pd.DataFrame, ...]:
    """All periods are added up at once, and parted at the end."""
    size = len(place.codes)
    columns = _sums(view, keys, periods * size)
    if measure == "satisfaction":
        cube = view.cube
        items = tables.satisfaction_items(question_views(database, DEFAULT_LANGUAGE))
        shares = tables.training_shares(cube.counts, cube.columns, cube.trainings, items)
        found = _satisfaction(shares.satisfaction.by(keys, periods * size), columns.received)
    else:
        repeated = Level(place.codes * periods, place.names * periods, np.tile(place.people, periods))
        found = _counts(database, measure, columns, repeated)
    parts = [slice(at * size, (at + 1) * size) for at in range(periods)]
    return tuple(
        _table(place, _cut(columns, part), {name: values[part] for name, values in found.items()})
        for part in parts
    )


def _cut(columns: _Columns, part: slice) -> _Columns:
    return _Columns(
        columns.trainings[part], columns.attendances[part], columns.not_reported[part], columns.received[part]
    )


def _sums(view: Selection, keys: Ints, groups: int) -> _Columns:
    trainings = view.cube.trainings
    is_missing = np.isnan(trainings.attendance)
    summed = grouped(
        np.vstack(
            [
                np.ones(len(trainings), dtype=np.int64),
                np.where(is_missing, 0, trainings.attendance).astype(np.int64),
                is_missing.astype(np.int64),
                view.cube.links.received_by_training,
            ]
        ),
        keys,
        groups,
    )
    return _Columns(*summed)


def _table(place: Level, columns: _Columns, found: Mapping[str, Floats | Objects | Ints]) -> pd.DataFrame:
    nothing = np.full(len(place.codes), np.nan)
    values = {
        "code": place.codes,
        "name": place.names,
        "state": found["state"],
        "value": found["value"],
        "low": found.get("low", nothing),
        "high": found.get("high", nothing),
        "n": found.get("n", columns.received),
        "trainings": columns.trainings,
        "not_reported": columns.not_reported,
    }
    return pd.DataFrame(values, columns=list(VALUE_COLUMNS))


def _satisfaction(found: tables.Satisfaction, received: Ints) -> dict[str, Floats | Objects | Ints]:
    share, low, high, n = found.estimates()
    without = np.where(received > 0, "withheld", "no_data")
    state = np.where(n > 0, "value", without).astype(object)
    return {"state": state, "value": share, "low": low, "high": high, "n": n}


def _counts(
    database: Database, measure: str, columns: _Columns, place: Level
) -> dict[str, Floats | Objects | Ints]:
    """Counts are never withheld: they say nothing about what anybody answered."""
    values = _measures(database, place.codes) if measure == "measures" else _OF[measure](columns, place)
    state = np.where(np.isnan(values), "no_data", np.where(values == 0, "zero", "value")).astype(object)
    return {"state": state, "value": values}


def _measures(database: Database, codes: tuple[str, ...]) -> Floats:
    """Measures documented in each territory and those inside it; NaN where there is no profile."""
    with reading(database) as session:
        counted = measure_counts(session)
    inside: dict[str, int] = {}
    length = len(codes[0]) if codes else 0
    for territory, count in counted.items():
        code = territory[:length]
        inside[code] = inside.get(code, 0) + count
    return np.array([inside.get(code, np.nan) for code in codes], dtype=np.float64)


def _attendances(columns: _Columns, _place: Level) -> Floats:
    is_unknown = (columns.trainings > 0) & (columns.trainings == columns.not_reported)
    return np.where(is_unknown, np.nan, columns.attendances.astype(np.float64))


def _reach(columns: _Columns, place: Level) -> Floats:
    """`indicators.rates.reach` of many territories at once."""
    people = np.where(place.people > 0, place.people, np.nan)
    return np.asarray(_attendances(columns, place) / people * PER_INHABITANTS, dtype=np.float64)


_OF: Mapping[str, Callable[[_Columns, Level], Floats]] = {
    "trainings": lambda columns, _: columns.trainings.astype(np.float64),
    "responses": lambda columns, _: columns.received.astype(np.float64),
    "attendances": _attendances,
    "reach": _reach,
}
