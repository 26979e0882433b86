"""How many trainings of a view have each month, kind, audience …: each attribute counted while the others
filter, so that every bar says what it would show alone. Trainings are counted, never answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy.orm import Session

from dashboard.cube.attributes import NO_ATTRIBUTES, Attributes, Tags
from dashboard.cube.columns import Bools, Ints
from dashboard.cube.trainings import NO_MONTH, month_of
from dashboard.services.store import Database, reading, snapshot
from db.changes import latest_number
from db.criteria import Filters, Scope
from db.queries import attributes as queries
from db.queries.tallies import ALL, training_ids

TOP = 8
BY_VALUE = ("kind", "audience", "topic", "organisation")


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of one attribute with most trainings, and in how many trainings the `others` are."""

    values: tuple[tuple[str, int], ...] = ()  # value, trainings; most first
    others: int = 0  # how many values more
    others_trainings: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """`trainings` are in view. `months` has twelve times the year plus 0 for January … → trainings;
    `undated` have no known month. `without`: filter → trainings in view if it were left out.
    """

    trainings: int
    months: Mapping[int, int]
    undated: int
    by: Mapping[str, FacetCounts]  # kind, audience, topic, organisation, region
    without: Mapping[str, int]  # "period" stands for `since` and `until`

    @property
    def narrowest(self) -> str:
        """The filter without which most would be left; "" where no single one makes a difference."""
        name = max(self.without, key=self.without.__getitem__, default="")
        return name if name and self.without[name] > self.trainings else ""


@dataclass(slots=True)
class _Held:
    """The newest attributes of a database, and the number of the change they stand for."""

    lock: Lock = field(default_factory=Lock)
    attributes: Attributes = NO_ATTRIBUTES
    number: int = -1


# One per database, shared by everyone: what is held is never changed, only replaced.
_HELD: WeakKeyDictionary[Database, _Held] = WeakKeyDictionary()


def facets(database: Database, scope: Scope, filters: Filters) -> Facets:
    """The counts of a view; cancelled trainings are left out, as everywhere."""
    held = attributes(database)
    masks = masks_of(database, held, filters)
    seen = held.seen(scope)
    left_out = {name: all_but(name, seen, masks) for name in masks}
    view = all_but("", seen, masks)
    months = held.months[left_out.get("period", view)]
    by = {name: left_out.get(name, view) for name in BY_VALUE}
    counted = {name: _top(held.tags[name], rows, filters.values(name)) for name, rows in by.items()}
    counted["region"] = _regions(held.tags["territory"], left_out.get("territory", view), filters)
    return Facets(
        trainings=int(np.count_nonzero(view)),
        months=_by_month(months),
        undated=int(np.count_nonzero(months == NO_MONTH)),
        by=counted,
        without={name: int(np.count_nonzero(rows)) for name, rows in left_out.items()},
    )


def masks_of(database: Database, held: Attributes, filters: Filters) -> dict[str, Bools]:
    """For each active filter the trainings that it admits; only a search asks the database."""
    masks = held.masks(filters)
    if filters.search:
        masks["search"] = _found_by_search(database, held, filters)
    return masks


def all_but(left_out: str, seen: Bools, masks: Mapping[str, Bools]) -> Bools:
    """The trainings that are seen and that every other filter admits; "" leaves none out."""
    found = seen.copy()
    for name, mask in masks.items():
        if name != left_out:
            found &= mask
    return found


def attributes(database: Database) -> Attributes:
    """What is known of all trainings now, by reading only what changed."""
    held = _HELD.setdefault(database, _Held())
    with held.lock, snapshot(database) as session:
        number = latest_number(session)
        if number != held.number:
            held.attributes = _refreshed(session, held, number)
            held.number = number
        return held.attributes


def _refreshed(session: Session, held: _Held, number: int) -> Attributes:
    if 0 <= held.number < number:
        found = _with_changes(session, held.attributes, held.number)
        if len(found) == queries.count_trainings(session):  # nothing was deleted
            return found
    return _with_changes(session, NO_ATTRIBUTES, ALL)


def _with_changes(session: Session, last: Attributes, since: int) -> Attributes:
    rows = queries.changed_trainings(session, since)
    if not rows:
        return last
    dated = [
        (
            number,
            starts.toordinal() if starts else 0,
            ends.toordinal() if ends else 0,
            month_of(starts, exact),
        )
        for number, starts, ends, exact, *_ in rows
    ]
    pairs = dict(queries.pairs_of_changed(session, since))
    for place, name in enumerate(("kind", "status", "territory", "project"), start=4):
        pairs[name] = [(row[0], str(row[place])) for row in rows if row[place] is not None]
    return last.with_rows(dated, pairs)


def _found_by_search(database: Database, held: Attributes, filters: Filters) -> Bools:
    with reading(database) as session:
        ids = training_ids(session, Scope(), Filters(search=filters.search))
    return np.isin(held.ids, np.fromstring(ids, dtype=np.int64, sep=","))


def _by_month(months: Ints) -> Mapping[int, int]:
    values, counts = np.unique(months[months != NO_MONTH], return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def _top(tags: Tags, rows: Bools, chosen: tuple[str, ...]) -> FacetCounts:
    counts = dict(zip(tags.values, tags.counts(rows).tolist(), strict=True))
    first = _first(counts, chosen)
    others = [value for value, count in counts.items() if count and value not in first]
    held = tags.holding(others, len(rows)) & rows if others else None
    return FacetCounts(tuple(first.items()), len(others), 0 if held is None else int(np.count_nonzero(held)))


def _regions(tags: Tags, rows: Bools, filters: Filters) -> FacetCounts:
    counts: dict[str, int] = {}
    for code, count in zip(tags.values, tags.counts(rows).tolist(), strict=True):
        if code[:2].isdecimal():
            counts[code[:2]] = counts.get(code[:2], 0) + count
    region = filters.territory[:2]
    first = _first(counts, (region,) if region.isdecimal() else ())
    rest = {code: count for code, count in counts.items() if count and code not in first}
    return FacetCounts(tuple(first.items()), len(rest), sum(rest.values()))


def _first(counts: Mapping[str, int], chosen: tuple[str, ...]) -> dict[str, int]:
    """The values with most trainings; the chosen ones are always among them, be it with none."""

    def rank(value: str) -> tuple[int, str]:
        return -counts.get(value, 0), value

    others = sorted((value for value in counts if counts[value] and value not in chosen), key=rank)
    shown = sorted((*chosen, *others[: max(0, TOP - len(chosen))]), key=rank)
    return {value: counts.get(value, 0) for value in shown}
