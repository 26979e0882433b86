"""People per column and row, in chunks that are never changed: a newer cube shares those it did not touch."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dashboard.cube.cells import NEVER, ROWS, Cells
from dashboard.cube.columns import Bools, Columns, Ints, People, frozen


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Some rows. A column lies in one piece: figures read few columns of many rows."""

    people: People  # columns × ROWS; columns that appeared later are missing, and 0
    sums: Ints  # of each column over all rows
    most: People  # per row, the answers to its most answered question
    published: Ints  # per row, the newest step in microseconds since 1970, or NEVER
    tallies: int  # how many there are

    def sums_of(self, selected: Bools) -> Ints:
        """Per column, over the selected of the chunk's rows."""
        chosen = int(np.count_nonzero(selected))
        if chosen == len(selected):
            return self.sums
        if 4 * chosen <= len(selected):
            few: People = self.people.take(np.flatnonzero(selected), axis=1).sum(axis=1, dtype=np.int32)
            return few.astype(np.int64)
        many: People = np.einsum("cr,r->c", self.people[:, : len(selected)], selected.astype(np.int32))
        return many.astype(np.int64)


EMPTY = Chunk(
    people=frozen(np.zeros((0, ROWS), dtype=np.int32)),
    sums=frozen(np.zeros(0, dtype=np.int64)),
    most=frozen(np.zeros(ROWS, dtype=np.int32)),
    published=frozen(np.full(ROWS, NEVER, dtype=np.int64)),
    tallies=0,
)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """`size` rows in chunks of ROWS; what lies behind the last row is 0."""

    size: int = 0
    chunks: tuple[Chunk, ...] = ()

    @property
    def tallies(self) -> int:
        """How many tallies the rows hold: one per question that somebody answered."""
        return sum(chunk.tallies for chunk in self.chunks)

    @property
    def most(self) -> People:
        """Per row, the answers to its most answered question; 0 where nothing is published."""
        parts = [*(chunk.most for chunk in self.chunks), EMPTY.most]
        return np.concatenate(parts)[: self.size]

    @property
    def published(self) -> Ints:
        """Per row, the newest step in microseconds since 1970, or NEVER."""
        parts = [*(chunk.published for chunk in self.chunks), EMPTY.published]
        return np.concatenate(parts)[: self.size]

    def sums(self, selected: Bools, columns: Columns) -> Ints:
        """Per column, over the selected rows (`size` booleans)."""
        total = np.zeros(len(columns), dtype=np.int64)
        for number, chunk in enumerate(self.chunks):
            here = selected[number * ROWS : (number + 1) * ROWS]
            if here.any():
                total[: len(chunk.sums)] += chunk.sums_of(here)
        return total

    def block(self, numbers: Ints) -> People:
        """Some columns (-1 = one nobody has) of all rows: an array of len(numbers) × `size`."""
        found = np.zeros((len(numbers), self.size), dtype=np.int32)
        for number, chunk in enumerate(self.chunks):
            start, stop = number * ROWS, min((number + 1) * ROWS, self.size)
            for place, column in enumerate(numbers.tolist()):
                if 0 <= column < len(chunk.people):
                    found[place, start:stop] = chunk.people[column, : stop - start]
        return found

    def with_cells(self, cells: Cells, columns: Columns, size: int) -> "Counts":
        """With these tallies in place of what their rows held of the same questions; `size` rows in all."""
        missing = -(-size // ROWS) - len(self.chunks)
        chunks = [*self.chunks, *(EMPTY for _ in range(missing))]
        for number, part in _by_chunk(cells):
            chunks[number] = _updated(chunks[number], part, columns)
        if size == self.size and not len(cells.rows):
            return self
        return Counts(size, tuple(chunks))


def _by_chunk(cells: Cells) -> Iterator[tuple[int, Cells]]:
    """The cells of each chunk that has any, with rows counted from the chunk's first."""
    tallies, numbers = _sorted(cells.rows), _sorted(cells.cell_rows)
    for number in np.unique(cells.rows // ROWS).tolist():
        part = _between(*tallies, number), _between(*numbers, number)
        yield number, _part(cells, *part, number * ROWS)


def _sorted(rows: Ints) -> tuple[Ints, Ints]:
    """The chunk of each row, ascending, and the order that makes them so."""
    chunk = rows // ROWS
    order = np.argsort(chunk, kind="stable")
    return chunk[order], order


def _between(chunk: Ints, order: Ints, number: int) -> Ints:
    first, last = np.searchsorted(chunk, [number, number + 1]).tolist()
    return order[first:last]


def _part(cells: Cells, tallies: Ints, numbers: Ints, start: int) -> Cells:
    return Cells(
        rows=cells.rows[tallies] - start,
        totals=cells.totals[tallies],
        published=cells.published[tallies],
        cell_rows=cells.cell_rows[numbers] - start,
        cell_columns=cells.cell_columns[numbers],
        people=cells.people[numbers],
    )


def _updated(chunk: Chunk, cells: Cells, columns: Columns) -> Chunk:
    people = np.zeros((len(columns), ROWS), dtype=np.int32)
    people[: len(chunk.people)] = chunk.people
    for total in np.unique(cells.totals).tolist():
        rows = cells.rows[cells.totals == total]
        people[np.ix_(columns.siblings(total), rows)] = 0  # a choice may have gone
    people[cells.cell_columns, cells.cell_rows] = cells.people
    answers = people[columns.totals]
    published = chunk.published.copy()
    np.maximum.at(published, cells.rows, cells.published)
    return Chunk(
        people=frozen(people),
        sums=frozen(people.sum(axis=1, dtype=np.int64)),
        most=frozen(answers.max(axis=0)),
        published=frozen(published),
        tallies=int(np.count_nonzero(answers)),
    )
