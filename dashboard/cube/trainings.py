"""What figures need to know of each training: one array per attribute, in the order of first appearance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.cube.columns import Bools, Floats, Ints, Objects, frozen

TrainingRow = tuple[int, str, str, date | None, str, str, int | None, float | None, bool]
"""id, title, territory code, first day, date precision, status, attendance, hours, is synthetic."""

NO_MONTH = -1


@dataclass(frozen=True, slots=True, eq=False)
class Trainings:
    """Arrays of one entry per training."""

    ids: Ints
    titles: Objects
    territories: Ints  # places in `codes`
    starts_on: Objects  # date, or None
    days: Ints  # the same as a day's number; 0 for None
    months: Ints  # twelve times the year, plus 0 for January …; NO_MONTH where the month is not known
    attendance: Floats  # NaN = not reported
    hours: Floats  # NaN = not known
    is_done: Bools
    is_cancelled: Bools
    is_synthetic: Bools
    codes: tuple[str, ...]
    place_of: Mapping[int, int]  # id → place in the arrays
    newest: Ints  # places, the newest first, those without a day last

    def __len__(self) -> int:
        return len(self.ids)

    def mask(self, ids: Ints) -> Bools:
        """Which trainings have one of these ids; an id that nobody has is left out."""
        return np.isin(self.ids, ids)

    def with_rows(self, changed: Sequence[TrainingRow]) -> "Trainings":
        """With these trainings added, or in place of what was known of them."""
        if not changed:
            return self
        place_of, codes = dict(self.place_of), {code: place for place, code in enumerate(self.codes)}
        at = np.array([place_of.setdefault(row[0], len(place_of)) for row in changed])
        ids, titles, of_codes, starts, precisions, statuses, attendance, hours, synthetic = zip(
            *changed, strict=True
        )
        values: dict[str, Sequence[object]] = {
            "ids": ids,
            "titles": titles,
            "territories": [codes.setdefault(code, len(codes)) for code in of_codes],
            "starts_on": starts,
            "days": [day.toordinal() if day else 0 for day in starts],
            "months": [month_of(day, exact) for day, exact in zip(starts, precisions, strict=True)],
            "attendance": attendance,
            "hours": hours,
            "is_done": [status == "done" for status in statuses],
            "is_cancelled": [status == "cancelled" for status in statuses],
            "is_synthetic": synthetic,
        }
        arrays = {name: _put(getattr(self, name), at, each, len(place_of)) for name, each in values.items()}
        return Trainings(
            **arrays,
            codes=tuple(codes),
            place_of=MappingProxyType(place_of),
            newest=frozen(np.lexsort((-arrays["ids"], -arrays["days"]))),
        )


def month_of(day: date | None, precision: str) -> int:
    """Twelve times the year, plus 0 for January …

    NO_MONTH for a window, which may span months: nobody knows in which of them the training was.
    """
    return NO_MONTH if day is None or precision == "window" else day.year * 12 + day.month - 1


def _put(array: NDArray[Any], at: Ints, values: Sequence[object], size: int) -> NDArray[Any]:
    """A longer copy with these values at these places; None becomes NaN among numbers. Any: any kind."""
    copied = np.empty(size, dtype=array.dtype)
    copied[: len(array)] = array
    given = np.empty(len(values), dtype=array.dtype)
    given[:] = values
    copied[at] = given
    return frozen(copied)


def _none(dtype: type) -> NDArray[Any]:  # Any: of what `dtype` says
    return frozen(np.zeros(0, dtype=dtype))


NO_TRAININGS = Trainings(
    ids=_none(np.int64),
    titles=_none(np.object_),
    territories=_none(np.int64),
    starts_on=_none(np.object_),
    days=_none(np.int64),
    months=_none(np.int64),
    attendance=_none(np.float64),
    hours=_none(np.float64),
    is_done=_none(np.bool_),
    is_cancelled=_none(np.bool_),
    is_synthetic=_none(np.bool_),
    codes=(),
    place_of=MappingProxyType({}),
    newest=_none(np.int64),
)
