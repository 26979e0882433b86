"""Where trainings of which kind took place or are planned: counted by territory, for the map."""

import numpy as np
import pandas as pd

from dashboard.cube.attributes import Attributes
from dashboard.cube.columns import Bools, Ints
from dashboard.cube.selection import Selection
from dashboard.services.places import Places

COLUMNS = ("code", "name", "lon", "lat", "count", "kind")
MOST_POINTS = 150
COMUNA, PROVINCE = 5, 3


def training_places(held: Attributes, view: Selection, known: Places) -> pd.DataFrame:
    """One row per comuna with trainings (COLUMNS), `kind` being the most frequent one.

    More places than a screen can tell apart are gathered by province. Trainings of which only the region
    is known have no point: they count in the region's value.
    """
    counted = _by_territory_and_kind(held, np.isin(held.ids, view.cube.trainings.ids[view.trainings]))
    own = zip(held.tags["territory"].values, counted, strict=True)
    comunas = {code: row for code, row in own if len(code) == COMUNA and row.any()}
    length = COMUNA if len(comunas) <= MOST_POINTS else PROVINCE
    sums: dict[str, Ints] = {}
    for code, row in comunas.items():
        place = code[:length]
        sums[place] = sums[place] + row if place in sums else row
    kinds = held.tags["kind"].values
    found = [
        (code, known.names[code], *known.points[code], int(row.sum()), kinds[int(row.argmax())])
        for code, row in sorted(sums.items())
        if code in known.points
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _by_territory_and_kind(held: Attributes, rows: Bools) -> Ints:
    """How many of these trainings each territory has of each kind."""
    territories, kinds = held.tags["territory"], held.tags["kind"]
    shape = len(territories.values), len(kinds.values)
    if not rows.any():
        return np.zeros(shape, dtype=np.int64)
    of = [np.zeros(len(held), dtype=np.int64) for _ in (territories, kinds)]
    for codes, tags in zip(of, (territories, kinds), strict=True):
        codes[tags.rows] = tags.codes  # a training has one of each
    keys = of[0][rows] * shape[1] + of[1][rows]
    return np.bincount(keys, minlength=shape[0] * shape[1]).reshape(shape)
