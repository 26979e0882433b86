"""Which trainings of a cube belong together: by territory, topic, host, kind or audience."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from dashboard.cube.columns import Ints, frozen
from dashboard.cube.cube import Cube
from dashboard.cube.trainings import Trainings
from dashboard.services.store import Database, reading
from db.criteria import COUNTRY
from db.queries import groups

NOWHERE = -1
REGION, COMUNA = 2, 5  # letters of a code


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Pairs (row, group): a training has one kind, and may have several topics.

    `keys` names the groups; `rows` and `groups` are pairs, `pools` is the group of each pool,
    or NOWHERE: only territories have any.
    """

    keys: tuple[str, ...]
    rows: Ints
    groups: Ints
    pools: Ints
    is_each_training: bool = False  # each row is its own group, and `keys` is empty


# Read once for each state of the trainings; replaced as a whole, so sessions may share it without a lock.
_READ: WeakKeyDictionary[Database, Mapping[str, tuple[Trainings, Members]]] = WeakKeyDictionary()


def members(database: Database, cube: Cube, dimension: str) -> Members:
    """Of a kind, topic, audience or host. To be called without a connection in hand."""
    held = _READ.get(database, {})
    trainings, found = held.get(dimension, (None, None))
    if found is None or trainings is not cube.trainings or len(found.pools) != len(cube.pools):
        with reading(database) as session:
            listed = groups.members(session, dimension)
        found = _members(cube, listed)
        _READ[database] = {**held, dimension: (cube.trainings, found)}
    return found


def _members(cube: Cube, listed: Sequence[tuple[str, str]]) -> Members:
    """A training written after the cube was made is in none yet."""
    ids = cube.trainings.ids
    order = np.argsort(ids)
    rows, of = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for group, (_, text) in enumerate(listed):
        wanted = np.fromstring(text, dtype=np.int64, sep=",")
        at = np.searchsorted(ids, wanted, sorter=order)
        known = order[np.minimum(at, len(ids) - 1)] if len(ids) else at[:0]
        mine = known[ids[known] == wanted] if len(ids) else known
        rows.append(mine)
        of.append(np.full(len(mine), group, dtype=np.int64))
    nobodys = np.full(len(cube.pools), NOWHERE, dtype=np.int64)
    keys = tuple(key for key, _ in listed)
    return Members(keys, frozen(np.concatenate(rows)), frozen(np.concatenate(of)), frozen(nobodys))


def each_training(cube: Cube) -> Members:
    """Every training by itself."""
    rows = np.arange(len(cube.trainings), dtype=np.int64)
    return Members((), rows, rows, np.full(len(cube.pools), NOWHERE, dtype=np.int64), is_each_training=True)


def territories(cube: Cube, length: int) -> Members:
    """By the first letters of their codes: 2 for regions, 5 for comunas. Shorter codes are in none."""
    codes = [*cube.trainings.codes, *(pool.territory_code for pool in cube.pools)]
    is_there = [len(code) >= length and code[:length].isdigit() for code in codes]
    keys = sorted({code[:length] for code, inside in zip(codes, is_there, strict=True) if inside})
    place = {key: at for at, key in enumerate(keys)}
    of_code = np.array(
        [place[code[:length]] if inside else NOWHERE for code, inside in zip(codes, is_there, strict=True)],
        dtype=np.int64,
    )
    own = len(cube.trainings.codes)
    rows = np.arange(len(cube.trainings), dtype=np.int64)
    return Members(tuple(keys), rows, of_code[:own][cube.trainings.territories], of_code[own:])


def territory_length(territory: str) -> int:
    """What a view is divided into: the country into regions, everything within it into comunas."""
    return REGION if territory in ("", COUNTRY) else COMUNA
