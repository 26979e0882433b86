"""How many of those who attended answered, by the size of their group: adequacy depends on it."""

import numpy as np
import pandas as pd

from dashboard.cube.columns import Floats, Ints
from dashboard.indicators.rates import ADEQUACY, SMALLEST_GROUP, required_share

BAND_COLUMNS = ("least", "most", "trainings", "adequate", "responses", "attendance", "rate", "needed")
EDGES = tuple(most for most, _ in ADEQUACY)  # the most people of each band but the last


def bands(received: Ints, attendance: Floats) -> pd.DataFrame:
    """One row per band of docs/methods.md (BAND_COLUMNS) that has trainings with responses and a reported
    attendance (NaN = not reported).

    `most` is 0 in the last band, which has no end; `needed` is NaN in the first: no rate is adequate there.
    """
    responses, people, needed = _known(received, attendance)
    starts = (1, SMALLEST_GROUP, *(edge + 1 for edge in EDGES))
    ends = (SMALLEST_GROUP - 1, *EDGES, 0)
    band = np.searchsorted(np.array(starts), people, side="right") - 1
    adequate = responses / people >= needed
    counted = [
        np.bincount(band, weights=each, minlength=len(starts)).astype(np.int64)
        for each in (np.ones(len(people)), adequate, responses, people)
    ]
    rows = [
        (least, most, trainings, enough, answered, attended, answered / attended, required_share(least))
        for least, most, trainings, enough, answered, attended in zip(
            starts, ends, *(each.tolist() for each in counted), strict=True
        )
        if trainings
    ]
    return pd.DataFrame(rows, columns=list(BAND_COLUMNS)).astype({"needed": float, "rate": float})


def _known(received: Ints, attendance: Floats) -> tuple[Ints, Ints, Floats]:
    """Responses, attendance and the rate needed of each training that has the first two."""
    known = (received > 0) & (attendance > 0)  # NaN = not reported
    people = attendance[known].astype(np.int64)
    sizes, which = np.unique(people, return_inverse=True)
    shares = [required_share(size) for size in sizes.tolist()]
    return received[known], people, np.array(shares, dtype=np.float64)[which]  # None → NaN: never
