"""Lays published tallies flat as numbers, and refuses those that break the rule's promises."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import numpy as np

from dashboard.cube.columns import Columns, Ints, People, columns_of
from dashboard.errors import PublicationError

TallyRow = tuple[Hashable, str, int, datetime, object]
"""Whose (a training's id, or a Pool), question, answers, newest step's time, choice → people as stored."""

ROWS = 1024  # of a chunk of the cube: one closing copies one of them, half a megabyte
LARGEST = np.iinfo(np.int32).max // ROWS  # people who answer one question: a chunk's sums fit in 32 bits
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Cells:
    """Tallies laid flat: the first three arrays have one entry per tally, the others one per number in it."""

    rows: Ints
    totals: Ints  # the column with everyone who answered the tally's question
    published: Ints  # microseconds since 1970
    cell_rows: Ints
    cell_columns: Ints
    people: People


def cells_of(
    tallies: Iterable[TallyRow], row_of: Mapping[Any, int], columns: Columns, *, least: int
) -> tuple[Cells, Columns]:
    """Tallies as cells, and the columns with those that are new. Raises PublicationError if a tally holds
    fewer than `least` answers, or a count that is no whole number from 0 to its answers; KeyError if
    `row_of` does not know whose it is. Any: a training's id or a Pool.
    """
    following = count(len(columns)).__next__  # a new column takes the next number
    numbered = {name: defaultdict(following, of) for name, of in columns.of_question.items()}
    rows, totals, published, answered = [], [], [], []
    lengths: list[int] = []
    numbers: list[int] = []
    people: list[int] = []
    for whose, question, answers, published_at, counts in tallies:
        if not isinstance(counts, dict):
            raise PublicationError
        of = numbered.get(question) or numbered.setdefault(question, defaultdict(following))
        rows.append(row_of[whose])
        totals.append(of[None])
        answered.append(answers)
        published.append((published_at - EPOCH) // MICROSECOND)
        lengths.append(len(counts))
        numbers.extend(map(of.__getitem__, counts))
        people.extend(counts.values())
    at, answers_of, counted = _whole(rows), _whole(answered), _whole(people)
    _verify(answers_of, counted, np.repeat(answers_of, lengths), least)
    cells = Cells(
        rows=at,
        totals=_whole(totals),
        published=_whole(published),
        cell_rows=np.concatenate([at, np.repeat(at, lengths)]),
        cell_columns=np.concatenate([_whole(totals), _whole(numbers)]),
        people=np.concatenate([answers_of, counted]).astype(np.int32),
    )
    return cells, columns if sum(map(len, numbered.values())) == len(columns) else columns_of(numbered)


_NONE = np.zeros(0, dtype=np.int64)
NO_CELLS = Cells(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE.astype(np.int32))


def joined(parts: list[Cells]) -> Cells:
    """Many batches as one."""
    return Cells(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("rows", "totals", "published", "cell_rows", "cell_columns", "people")
        )
    )


def _verify(answers: Ints, counted: Ints, limits: Ints, least: int) -> None:
    if not len(answers):
        return
    is_sound = answers.min() >= least and answers.max() <= LARGEST
    if not is_sound or np.any(counted < 0) or np.any(counted > limits):
        raise PublicationError


def _whole(numbers: list[int]) -> Ints:
    """Only whole numbers: what came out of JSON may be anything."""
    try:
        found = np.array(numbers) if numbers else np.zeros(0, dtype=np.int64)
    except ValueError as error:  # lists within lists
        raise PublicationError from error
    if found.dtype != np.int64 or found.ndim != 1:
        raise PublicationError
    return found
