"""Natural breaks: the partition of sorted values with the least squared distance to the means of its parts.

The exact dynamic programme of Fisher (1958), "On grouping for maximum homogeneity", which Jenks made the
habit of maps. In numpy: the packages that offer it bring scikit-learn and networkx along.
"""

from collections.abc import Sequence

import numpy as np

MOST_VALUES = (
    400  # of more, neighbours are taken together: the eye tells no more apart, and work is its square
)


def natural_starts(values: Sequence[float], times: Sequence[int], count: int) -> list[int]:
    """Where each of `count` classes begins in `values`, which rise and occur so many `times`."""
    groups = np.unique(np.linspace(0, len(values), min(len(values), MOST_VALUES) + 1).astype(int))[:-1]
    weights = np.asarray(times, dtype=np.float64)
    points = np.asarray(values, dtype=np.float64)
    points = (points - points[0]) / ((points[-1] - points[0]) or 1.0)  # squares of large values lose digits
    sums = [
        np.concatenate([[0.0], np.cumsum(np.add.reduceat(each, groups))])
        for each in (weights, weights * points, weights * points**2)
    ]
    found = _best_starts(_costs(*sums), count)
    return [int(groups[start]) for start in found]


def _costs(
    weights: np.ndarray[tuple[int], np.dtype[np.float64]],
    firsts: np.ndarray[tuple[int], np.dtype[np.float64]],
    squares: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The spread of a class that begins at the row's value and ends before the column's; inf where none."""
    weight, first, square = (each[None, :] - each[:, None] for each in (weights, firsts, squares))
    is_some = weight > 0
    cost = square - np.divide(first**2, weight, out=np.zeros_like(weight), where=is_some)
    return np.asarray(np.where(is_some, np.maximum(cost, 0.0), np.inf))


def _best_starts(costs: np.ndarray[tuple[int, int], np.dtype[np.float64]], count: int) -> list[int]:
    """Class by class, the cheapest way to part everything before each value."""
    best = costs[0]
    chosen = []
    for _ in range(count - 1):
        total = best[:, None] + costs
        chosen.append(total.argmin(axis=0))
        best = total.min(axis=0)
    starts, end = [], len(costs) - 1
    for step in reversed(chosen):
        end = int(step[end])
        starts.append(end)
    return [0, *reversed(starts)]
