"""The season in a handful of numbers, and each territory's value for the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.indicators.intervals import Estimate
from dashboard.indicators.rates import reach
from dashboard.services import tables
from dashboard.services.questions import question_views
from dashboard.services.store import Database, reading
from dashboard.services.territories import ReportedTotal, reported_totals, territory_list
from db.criteria import Filters, Scope
from db.queries import tallies as published
from db.queries import trainings as training_queries
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
    with reading(database) as session:
        found = training_queries.trainings(session, scope, filters, today)
    places = territory_list(database, year=today.year)
    held = found[found["status"] != "cancelled"]
    return Overview(
        trainings=len(held),
        comunas=int(held.loc[held["comuna"] != "", "territory_code"].nunique()),
        comunas_in_chile=int((places["level"] == "comuna").sum()),
        attendances=int(held["attendance"].sum()),
        not_reported=int((held["attendance"].isna() & (held["status"] == "done")).sum()),
        hours=float(held["hours"].sum()),
        received=int(held["received"].sum()),
        open_links=int(held["links_open"].sum()),
        has_synthetic=bool(held["is_synthetic"].any()),
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
    places = territory_list(database, year=today.year)
    places = places[places["level"] == level]
    with reading(database) as session:
        found = training_queries.trainings(session, scope, filters, today)
        counted = measure_counts(session)
        tallies = published.tallies(session, scope, filters)
    found = found[found["status"] != "cancelled"]
    grouped = _by_code(found, level).reindex(places["code"]).fillna(0).astype(int)
    table = pd.DataFrame(
        {"code": places["code"].tolist(), "name": places["name"].tolist()}, index=places["code"].tolist()
    )
    table["low"] = table["high"] = float("nan")
    table["n"] = grouped["received"]
    table["trainings"], table["not_reported"] = grouped["trainings"], grouped["not_reported"]
    if measure == "satisfaction":
        items = tables.satisfaction_items(question_views(database, language))
        codes = {
            t: c[: CODE_LENGTH[level]] for t, c in zip(found["id"], found["territory_code"], strict=True)
        }
        codes = {t: c for t, c in codes.items() if len(c) == CODE_LENGTH[level]}
        _add_satisfaction(table, tables.satisfaction_by_code(tallies, codes, items))
    else:
        _add_count(table, grouped, places.set_index("code"), counted, measure)
    return table[list(VALUE_COLUMNS)].reset_index(drop=True)


def _by_code(found: pd.DataFrame, level: str) -> pd.DataFrame:
    length = CODE_LENGTH[level]
    placed = found[found["territory_code"].str.len() >= length]
    keyed = placed.assign(
        code=placed["territory_code"].str[:length], not_reported=placed["attendance"].isna().astype(int)
    )
    return keyed.groupby("code").agg(
        trainings=("id", "count"),
        attendances=("attendance", "sum"),
        not_reported=("not_reported", "sum"),
        received=("received", "sum"),
    )


def _add_satisfaction(table: pd.DataFrame, estimates: Mapping[str, Estimate]) -> None:
    for column, name in (("value", "value"), ("low", "low"), ("high", "high")):
        table[column] = [getattr(estimates.get(code), name, float("nan")) for code in table["code"]]
    table["state"] = [
        "value" if code in estimates else "withheld" if received else "no_data"
        for code, received in zip(table["code"], table["n"], strict=True)
    ]
    table["n"] = [getattr(estimates.get(code), "n", 0) for code in table["code"]]


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
