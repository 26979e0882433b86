"""The season in a handful of numbers, and each territory's value for the map."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.cube.grouping import grouped as sums_by
from dashboard.cube.selection import Selection
from dashboard.indicators.rates import reach
from dashboard.services import tables
from dashboard.services.cubes import selection
from dashboard.services.questions import question_views
from dashboard.services.store import Database, reading
from dashboard.services.territories import ReportedTotal, reported_totals, territory_list
from db.criteria import Filters, Scope
from db.queries.territories import measure_counts

CODE_LENGTH = {"region": 2, "province": 3, "comuna": 5}
MEASURES = ("trainings", "attendances", "responses", "satisfaction", "reach", "measures")
VALUE_COLUMNS = ("code", "name", "state", "value", "low", "high", "n", "trainings", "not_reported")


@dataclass(frozen=True, slots=True)
class Overview:
    """`attendances` sums what was reported; `not_reported` trainings have no head count, which is not 0."""

    trainings: int
    comunas: int
    comunas_in_chile: int
    attendances: int
    not_reported: int
    hours: float
    received: int
    open_links: int
    has_synthetic: bool
    totals: tuple[ReportedTotal, ...]


def overview(database: Database, scope: Scope, filters: Filters, *, today: date) -> Overview:
    """Trainings that took place or are planned; cancelled ones are left out."""
    view = selection(database, scope, filters, today)
    places = territory_list(database, year=today.year)
    held, rows = view.cube.trainings, view.trainings
    attendance = held.attendance[rows]
    codes = [held.codes[place] for place in np.unique(held.territories[rows]).tolist()]
    return Overview(
        trainings=len(attendance),
        comunas=sum(len(code) == CODE_LENGTH["comuna"] for code in codes),
        comunas_in_chile=int((places["level"] == "comuna").sum()),
        attendances=int(np.nansum(attendance)),
        not_reported=int(np.count_nonzero(np.isnan(attendance) & held.is_done[rows])),
        hours=float(np.nansum(held.hours[rows])),
        received=int(view.cube.links.received_by_training[rows].sum()),
        open_links=int(view.cube.links.open_by_training[rows].sum()),
        has_synthetic=bool(held.is_synthetic[rows].any()),
        totals=reported_totals(database, scope, filters),
    )


def territory_values(
    database: Database,
    scope: Scope,
    filters: Filters,
    *,
    level: str,
    measure: str,
    language: str,
    today: date,
) -> pd.DataFrame:
    """One row per territory of a level (VALUE_COLUMNS); `state` is value, zero, no_data or withheld.

    Trainings of which only the region is known count at the region, not in any comuna.
    """
    view = selection(database, scope, filters, today)
    places = territory_list(database, year=today.year)
    places = places[places["level"] == level]
    codes = places["code"].tolist()
    table = pd.DataFrame({"code": codes, "name": places["name"].tolist()}, index=codes)
    table["low"] = table["high"] = float("nan")
    grouped = _by_code(view, codes).set_index(table.index)
    table["n"] = grouped["received"]
    table["trainings"], table["not_reported"] = grouped["trainings"], grouped["not_reported"]
    if measure == "satisfaction":
        items = tables.satisfaction_items(question_views(database, language))
        _add_satisfaction(table, tables.satisfaction_by_code(view, codes, items))
    else:
        with reading(database) as session:
            counted = measure_counts(session)
        _add_count(table, grouped, places.set_index("code"), counted, measure)
    return table[list(VALUE_COLUMNS)].reset_index(drop=True)


def _by_code(view: Selection, codes: list[str]) -> pd.DataFrame:
    """Trainings, attendances, not_reported and received of each territory, in the order of `codes`."""
    keys = tables.training_keys(view, codes)
    trainings = view.cube.trainings
    is_missing = np.isnan(trainings.attendance)
    columns = {
        "trainings": np.ones(len(trainings), dtype=np.int64),
        "attendances": np.where(is_missing, 0, trainings.attendance).astype(np.int64),
        "not_reported": is_missing.astype(np.int64),
        "received": view.cube.links.received_by_training,
    }
    sums = sums_by(np.vstack(list(columns.values())), keys, len(codes))
    return pd.DataFrame(dict(zip(columns, sums, strict=True)))


def _add_satisfaction(table: pd.DataFrame, found: tables.Satisfaction) -> None:
    share, low, high, n = found.estimates()
    table["value"], table["low"], table["high"] = share, low, high
    table["state"] = [
        "value" if people else "withheld" if received else "no_data"
        for people, received in zip(n.tolist(), table["n"], strict=True)
    ]
    table["n"] = n


def _add_count(
    table: pd.DataFrame, grouped: pd.DataFrame, places: pd.DataFrame, counted: dict[str, int], measure: str
) -> None:
    """Counts are never withheld: they say nothing about what anybody answered."""
    if measure == "measures":
        values: list[float | None] = [_measures_in(code, counted) for code in table["code"]]
    elif measure in ("attendances", "reach"):
        values = [
            None if trainings and trainings == missing else float(people)
            for trainings, missing, people in zip(
                grouped["trainings"], grouped["not_reported"], grouped["attendances"], strict=True
            )
        ]
    else:
        values = [float(each) for each in grouped["received" if measure == "responses" else "trainings"]]
    if measure == "reach":
        inhabitants = places["population"].reindex(table["code"])
        values = [_reach(v, people) for v, people in zip(values, inhabitants, strict=True)]
    table["value"] = [float("nan") if value is None else value for value in values]
    table["state"] = ["no_data" if v is None else "zero" if v == 0 else "value" for v in values]


def _measures_in(code: str, counted: dict[str, int]) -> float | None:
    inside = [count for territory, count in counted.items() if territory.startswith(code)]
    return float(sum(inside)) if inside else None


def _reach(attendances: float | None, inhabitants: float) -> float | None:
    if attendances is None or pd.isna(inhabitants):
        return None
    return reach(int(attendances), int(inhabitants))
