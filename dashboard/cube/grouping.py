"""Sums by group: months, territories."""

import numpy as np

from dashboard.cube.columns import Ints, People


def grouped(people: People | Ints, keys: Ints, groups: int) -> Ints:
    """Sums of each column's rows by key: from columns × rows to columns × `groups`.

    `keys` holds one number from 0 to `groups` − 1 per row; a row with a negative key counts nowhere.
    """
    shifted = np.maximum(keys, -1) + 1  # the first group takes what counts nowhere
    sums = [np.bincount(shifted, weights=column, minlength=groups + 1)[1:] for column in people]
    # Exact, though bincount reckons with floats: sums of people stay far below 2⁵³.
    return np.array(sums).astype(np.int64).reshape(len(people), groups)
