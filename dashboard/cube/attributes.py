"""What trainings have in common: kinds, audiences, topics …, to count by one while the others filter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from dashboard.cube.columns import Bools, Ints, frozen
from db.criteria import COUNTRY, Filters, Scope

DatedRow = tuple[int, int, int, int]
"""id, first day and last day (a day's number, 0 = not known), month (`cube.trainings.month_of`)."""
Pair = tuple[int, str]
"""A training's id, and one of its values."""

TAGGED = ("kind", "status", "territory", "project", "audience", "topic", "organisation")


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The values of one attribute, as pairs of a training (its place) and a value (its place)."""

    values: tuple[str, ...]
    ids: Ints  # of the trainings, to find their places anew when some are added
    rows: Ints
    codes: Ints

    def holding(self, wanted: Iterable[str], trainings: int) -> Bools:
        """Which trainings have one of these values."""
        chosen = set(wanted)
        is_chosen = np.array([value in chosen for value in self.values], dtype=np.bool_)
        found = np.zeros(trainings, dtype=np.bool_)
        if len(self.codes):
            found[self.rows[is_chosen[self.codes]]] = True
        return found

    def counts(self, trainings: Bools) -> Ints:
        """How many of these trainings have each value."""
        return np.bincount(self.codes[trainings[self.rows]], minlength=len(self.values))


@dataclass(frozen=True, slots=True, eq=False)
class Attributes:
    """Read by all sessions at once; never changed, only replaced. Trainings in the order of their ids."""

    ids: Ints
    starts: Ints
    ends: Ints
    months: Ints
    tags: Mapping[str, Tags]  # by the names in TAGGED

    def __len__(self) -> int:
        return len(self.ids)

    def with_rows(self, dated: Sequence[DatedRow], pairs: Mapping[str, Sequence[Pair]]) -> "Attributes":
        """With these trainings added, or in place of what was known of them. A pair is told once."""
        table = np.array(dated, dtype=np.int64).reshape(-1, 4)
        kept = ~np.isin(self.ids, table[:, 0])
        old = np.column_stack([self.ids, self.starts, self.ends, self.months])[kept]
        joined = np.concatenate([old, table])
        joined = joined[np.argsort(joined[:, 0])]
        ids, starts, ends, months = (frozen(column.copy()) for column in joined.T)
        changed = table[:, 0]
        tags = {name: _with_pairs(self.tags[name], changed, pairs.get(name, ()), ids) for name in TAGGED}
        return Attributes(ids, starts, ends, months, MappingProxyType(tags))

    def seen(self, scope: Scope) -> Bools:
        """The trainings of a scope that were not cancelled."""
        is_cancelled = self.tags["status"].holding(("cancelled",), len(self))
        if not scope.is_limited:
            return ~is_cancelled
        projects = {str(number) for number in scope.projects or ()}
        regions = scope.regions or ()
        codes = [code for code in self.tags["territory"].values if code[:2] in regions]
        admitted = self.tags["territory"].holding(codes, len(self))
        return ~is_cancelled & (admitted | self.tags["project"].holding(projects, len(self)))

    def masks(self, filters: Filters) -> dict[str, Bools]:
        """For each active filter but the search, the trainings that it admits. The period is one filter."""
        found = {
            name: self.tags[name].holding(filters.values(name), len(self))
            for name in TAGGED
            if name != "territory" and name in filters.active
        }
        if filters.territory and filters.territory != COUNTRY:
            codes = [code for code in self.tags["territory"].values if code.startswith(filters.territory)]
            found["territory"] = self.tags["territory"].holding(codes, len(self))
        if filters.since is not None or filters.until is not None:
            found["period"] = self._within(filters)
        if filters.training is not None:
            found["training"] = self.ids == filters.training
        return found

    def _within(self, filters: Filters) -> Bools:
        """As `db.queries.conditions` has it: any day in common; what has no date is never within."""
        found = np.ones(len(self), dtype=np.bool_)
        if filters.since is not None:
            found &= self.ends >= filters.since.toordinal()
        if filters.until is not None:
            found &= (self.starts <= filters.until.toordinal()) & (self.starts > 0)
        return found


def _with_pairs(tags: Tags, changed: Ints, pairs: Sequence[Pair], ids: Ints) -> Tags:
    kept = ~np.isin(tags.ids, changed)
    codes = {value: code for code, value in enumerate(tags.values)}
    added = [codes.setdefault(value, len(codes)) for _, value in pairs]
    of = np.concatenate([tags.ids[kept], np.array([training for training, _ in pairs], dtype=np.int64)])
    return Tags(
        values=tuple(codes),
        ids=frozen(of),
        rows=frozen(np.searchsorted(ids, of)),
        codes=frozen(np.concatenate([tags.codes[kept], np.array(added, dtype=np.int64)])),
    )


_EMPTY: Ints = frozen(np.zeros(0, dtype=np.int64))
NO_ATTRIBUTES = Attributes(
    ids=_EMPTY,
    starts=_EMPTY,
    ends=_EMPTY,
    months=_EMPTY,
    tags=MappingProxyType({name: Tags((), _EMPTY, _EMPTY, _EMPTY) for name in TAGGED}),
)
