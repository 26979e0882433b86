"""How many responses the links of each training have received, and how many of its links are open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from dashboard.cube.columns import Ints, frozen

LinkRow = tuple[int, int, int, int]
"""id, training's id, received, 1 if it is open or else 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The first three arrays have one entry per link, the others one per training."""

    place_of: Mapping[int, int]  # id → place in the arrays
    trainings: Ints  # places of their trainings
    received: Ints
    is_open: Ints  # 0 or 1, on the day of the cube
    received_by_training: Ints
    open_by_training: Ints

    def with_rows(self, changed: Sequence[LinkRow], training_at: Mapping[int, int]) -> "Links":
        """With these links added, or in place of what was known of them; itself when nothing differs."""
        if not changed and len(self.received_by_training) == len(training_at):
            return self
        ids, of_trainings, received, is_open = zip(*changed, strict=True) if changed else ((),) * 4
        place_of = self.place_of
        if not all(link in place_of for link in ids):
            place_of = dict(place_of)
            for link in ids:
                place_of.setdefault(link, len(place_of))
        at = _whole([place_of[link] for link in ids])
        arrays = {
            "trainings": _put(self.trainings, at, _whole([training_at[each] for each in of_trainings])),
            "received": _put(self.received, at, _whole(received)),
            "is_open": _put(self.is_open, at, _whole(is_open)),
        }
        is_same = all(array is getattr(self, name) for name, array in arrays.items())
        if is_same and len(self.received_by_training) == len(training_at):
            return self
        return Links(
            place_of=place_of if place_of is self.place_of else MappingProxyType(place_of),
            **arrays,
            received_by_training=_summed(arrays["received"], arrays["trainings"], len(training_at)),
            open_by_training=_summed(arrays["is_open"], arrays["trainings"], len(training_at)),
        )


def _whole(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


def _put(array: Ints, at: Ints, values: Ints) -> Ints:
    """These values at these places, which may lie behind the end; the same array when nothing differs."""
    size = max(len(array), int(at.max()) + 1) if len(at) else len(array)
    if size == len(array) and np.array_equal(array[at], values):
        return array
    copied = np.zeros(size, dtype=np.int64)
    copied[: len(array)] = array
    copied[at] = values
    return frozen(copied)


def _summed(numbers: Ints, trainings: Ints, size: int) -> Ints:
    found = np.zeros(size, dtype=np.int64)
    np.add.at(found, trainings, numbers)
    return frozen(found)


NO_LINKS = Links(MappingProxyType({}), *(frozen(np.zeros(0, dtype=np.int64)) for _ in range(5)))
