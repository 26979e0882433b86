"""The season in a handful of numbers."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from dashboard.cube.selection import Selection
from dashboard.services.cubes import selection
from dashboard.services.places import NO_LEVEL, places
from dashboard.services.store import Database
from dashboard.services.territories import ReportedTotal, reported_totals
from db.criteria import Filters, Scope

CODE_LENGTH = {"region": 2, "province": 3, "comuna": 5}


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
    return overview_of(database, selection(database, scope, filters, today), scope, filters, today)


def overview_of(database: Database, view: Selection, scope: Scope, filters: Filters, today: date) -> Overview:
    """The same of a selection already made."""
    comunas = places(database, today.year).levels.get("comuna", NO_LEVEL)
    held, rows = view.cube.trainings, view.trainings
    attendance = held.attendance[rows]
    codes = [held.codes[place] for place in np.unique(held.territories[rows]).tolist()]
    return Overview(
        trainings=len(attendance),
        comunas=sum(len(code) == CODE_LENGTH["comuna"] for code in codes),
        comunas_in_chile=len(comunas.codes),
        attendances=int(np.nansum(attendance)),
        not_reported=int(np.count_nonzero(np.isnan(attendance) & held.is_done[rows])),
        hours=float(np.nansum(held.hours[rows])),
        received=int(view.cube.links.received_by_training[rows].sum()),
        open_links=int(view.cube.links.open_by_training[rows].sum()),
        has_synthetic=bool(held.is_synthetic[rows].any()),
        totals=reported_totals(database, scope, filters),
    )
