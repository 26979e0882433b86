"""Numbers the columns of the cube: each choice of a question, and everyone who answered it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
People = NDArray[np.int32]
Objects = NDArray[np.object_]  # texts and days, kept as Python's own so that nobody converts them again
Array = TypeVar("Array", bound=NDArray[Any])  # Any: of whatever it holds

Choice = str | None  # None counts everyone who answered the question


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns are only ever added, so a chunk that was written when there were fewer stays valid."""

    of_question: Mapping[str, Mapping[Choice, int]]
    size: int
    totals: Ints  # of each question in its order, the column that counts everyone; ascending

    def __len__(self) -> int:
        return self.size

    def siblings(self, total: int) -> Ints:
        """All columns of the question whose total stands in this one."""
        question = list(self.of_question)[int(np.searchsorted(self.totals, total))]
        return np.array(list(self.of_question[question].values()))

    def at(self, question: str, choices: Sequence[Choice]) -> Ints:
        """Where these choices stand; -1 for one that nobody has taken yet."""
        known = self.of_question.get(question, {})
        return np.array([known.get(choice, -1) for choice in choices], dtype=np.int64)


def columns_of(numbered: Mapping[str, Mapping[Choice, int]]) -> Columns:
    """Columns numbered from 0: each question's total first, in the order in which questions appeared."""
    return Columns(
        of_question=MappingProxyType({name: MappingProxyType(dict(of)) for name, of in numbered.items()}),
        size=sum(len(of) for of in numbered.values()),
        totals=frozen(np.array([of[None] for of in numbered.values()], dtype=np.int64)),
    )


def frozen(array: Array) -> Array:
    """The same array, which nobody can write to any more: all sessions of a process read it."""
    array.flags.writeable = False
    return array


NO_COLUMNS = columns_of({})
