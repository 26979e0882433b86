"""Everything dashboards add up, as arrays: a snapshot that never changes, and the next one made from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType

from dashboard.cube.cells import NO_CELLS, TallyRow, cells_of, joined
from dashboard.cube.columns import NO_COLUMNS, Columns
from dashboard.cube.counts import Counts
from dashboard.cube.links import NO_LINKS, LinkRow, Links
from dashboard.cube.trainings import NO_TRAININGS, TrainingRow, Trainings
from db.criteria import Pool

BATCH = 10_000  # tallies laid flat at a time: as arrays they take a tenth of the space


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since a cube was made. `number` is the newest change's; on `day` the links were open."""

    number: int
    day: date
    trainings: Sequence[TrainingRow] = ()
    links: Sequence[LinkRow] = ()
    tallies: Iterable[TallyRow] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Read by all sessions of a process at once, without a lock: nobody can write to it."""

    number: int
    day: date
    columns: Columns
    trainings: Trainings
    links: Links
    counts: Counts  # one row per training
    pools: Mapping[Pool, int]  # pool → row of `pooled`
    pooled: Counts

    @property
    def sizes(self) -> tuple[int, int]:
        """How many trainings and tallies it holds."""
        return len(self.trainings), self.counts.tallies + self.pooled.tallies

    def with_changes(self, changes: Changes, *, least: int) -> "Cube":
        """The next cube; it shares what did not change. Raises PublicationError if a tally breaks the rule's
        promises (`least` answers at least), and KeyError if one belongs to a training that nobody told of.
        """
        trainings = self.trainings.with_rows(changes.trainings)
        place_of, pools, columns = trainings.place_of, self.pools, self.columns
        own, of_pools, remaining = [NO_CELLS], [NO_CELLS], iter(changes.tallies)
        while batch := list(islice(remaining, BATCH)):
            shared = [row for row in batch if isinstance(row[0], Pool)]
            pools = _with_pools(pools, shared)
            for parts, rows, row_of in (
                (own, [row for row in batch if not isinstance(row[0], Pool)], place_of),
                (of_pools, shared, pools),
            ):
                if rows:
                    cells, columns = cells_of(rows, row_of, columns, least=least)
                    parts.append(cells)
        return Cube(
            number=changes.number,
            day=changes.day,
            columns=columns,
            trainings=trainings,
            links=self.links.with_rows(changes.links, place_of),
            counts=self.counts.with_cells(joined(own), columns, len(trainings)),
            pools=pools,
            pooled=self.pooled.with_cells(joined(of_pools), columns, len(pools)),
        )


def _with_pools(pools: Mapping[Pool, int], tallies: Sequence[TallyRow]) -> Mapping[Pool, int]:
    added = [row[0] for row in tallies if isinstance(row[0], Pool) and row[0] not in pools]
    if not added:
        return pools
    return MappingProxyType({pool: row for row, pool in enumerate(dict.fromkeys([*pools, *added]))})


NO_CUBE = Cube(
    number=0,
    day=date.min,
    columns=NO_COLUMNS,
    trainings=NO_TRAININGS,
    links=NO_LINKS,
    counts=Counts(),
    pools=MappingProxyType({}),
    pooled=Counts(),
)
