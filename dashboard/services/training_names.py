"""Trainings by name, to be chosen from: the newest, and those asked for."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from dashboard.services.cubes import selection
from dashboard.services.store import Database
from db.criteria import NO_FILTERS, Scope

MOST = 300


@dataclass(frozen=True, slots=True)
class TrainingName:
    """A training as a list of choices shows it; `starts_on` None = nobody knows."""

    id: int
    title: str
    starts_on: date | None


def training_names(
    database: Database, scope: Scope, wanted: tuple[int, ...], *, today: date
) -> tuple[TrainingName, ...]:
    """Those wanted that are within reach, then the newest (MOST); cancelled ones are left out."""
    view = selection(database, scope, NO_FILTERS, today)
    trainings = view.cube.trainings
    newest = trainings.newest[view.trainings[trainings.newest]]
    asked = newest[np.isin(trainings.ids[newest], wanted)]
    rows = dict.fromkeys([*asked.tolist(), *newest[:MOST].tolist()])
    return tuple(
        TrainingName(int(trainings.ids[row]), str(trainings.titles[row]), trainings.starts_on[row])
        for row in rows
    )
