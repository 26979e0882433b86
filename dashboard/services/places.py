"""The territories with their names, points and people, merged once and kept: a new census is a rare day."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dashboard.cube.columns import Floats
from dashboard.services.store import Database, reading
from db.queries import territories

COLUMNS = (*territories.COLUMNS, "region_code", "population", "population_year", "population_source")
Stamp = tuple[int, int, int]
"""The year asked for, and how many territories and populations there are."""


@dataclass(frozen=True, slots=True)
class Level:
    """The territories of one level, in order of code; `people` is NaN where nobody was counted."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    people: Floats


NO_LEVEL = Level((), (), np.zeros(0))


@dataclass(frozen=True, slots=True)
class Places:
    """Every territory as a table (COLUMNS), by code and by level."""

    table: pd.DataFrame
    names: Mapping[str, str]
    points: Mapping[str, tuple[float, float]]  # longitude and latitude, of those that have them
    levels: Mapping[str, Level]


# One per database, shared by everyone: never changed, only replaced.
_KEPT: WeakKeyDictionary[Database, tuple[Stamp, Places]] = WeakKeyDictionary()


def places(database: Database, year: int) -> Places:
    """All territories, with the population of the nearest year there is one for."""
    with reading(database) as session:
        stamp = (year, *territories.sizes(session))
        kept = _KEPT.get(database)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        found = territories.territories(session)
        years = territories.population_years(session)
        chosen = min(max(year, years[0]), years[1]) if years is not None else year
        people = territories.populations(session, chosen)
    found["region_code"] = [code[:2] if code[:1].isdigit() else "" for code in found["code"]]
    table = found.merge(people, on="code", how="left")[list(COLUMNS)]
    names = dict(zip(table["code"].tolist(), table["name"].tolist(), strict=True))
    made = Places(table, MappingProxyType(names), _points(table), _levels(table))
    _KEPT[database] = (stamp, made)
    return made


def _points(table: pd.DataFrame) -> Mapping[str, tuple[float, float]]:
    known = table.dropna(subset=["longitude", "latitude"])
    places = zip(known["longitude"].tolist(), known["latitude"].tolist(), strict=True)
    return MappingProxyType(dict(zip(known["code"].tolist(), places, strict=True)))


def _levels(table: pd.DataFrame) -> Mapping[str, Level]:
    found = {
        str(level): Level(
            tuple(rows["code"].tolist()), tuple(rows["name"].tolist()), rows["population"].to_numpy(float)
        )
        for level, rows in table.groupby("level")
    }
    return MappingProxyType(found)
