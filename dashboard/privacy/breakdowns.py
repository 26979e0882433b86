"""The breakdown rule: what may be shown of one attribute of the respondents of one region and semester.

One set of shown categories serves all questions, so that two questions which a person or two left blank
cannot be compared. Where anything is hidden, at least two categories with people in them are, and nothing
published tells them apart. Attacked by tests/properties/breakdown_audit.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

SENSITIVE_K = 10


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one category who answered one question, and how many of them gave each choice."""

    people: int
    choices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Count:
    """A published number of people: `None` is withheld; `bound` is "" (exact), "at_least" or "at_most"."""

    people: int | None
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Crossed:
    """One shown category of a crossed question: who answered it, and how many of them gave each choice."""

    people: Count
    choices: Mapping[str, Count]


WITHHELD = Count(None)
NOBODY = Group(0, {})


def threshold(k: int, *, is_sensitive: bool) -> int:
    """The smallest number of people a category may show: k, but at least 10 where it is sensitive."""
    return max(k, SENSITIVE_K) if is_sensitive else k


def shown_categories(people: Mapping[str, int], k: int) -> frozenset[str]:
    """The categories with at least k people, but the smallest where the others hold 1 to k − 1 in all.

    `people` counts everyone who responded in the block, whatever they answered: a count of those who answered
    something tells how many must have answered a question that is not crossed. Empty categories are hidden.
    """
    large = sorted((count, name) for name, count in people.items() if count >= k)
    hidden = sum(count for count in people.values() if count < k)
    if 0 < hidden < k:
        large = large[1:]
    return frozenset(name for _, name in large)


def profile(people: Mapping[str, int], *, k: int, is_sensitive: bool) -> dict[str, Count]:
    """How many people are in each category; `k` is the threshold already.

    A sensitive category that holds everybody is withheld, not coded: "at least 19 of 20" would only ever be
    published for 20, since a single other person hides both categories.
    """
    shown = shown_categories(people, k)
    if is_sensitive and _is_of_one_kind(people.values()):
        shown = frozenset()
    return {name: Count(count) if name in shown else WITHHELD for name, count in people.items()}


def crossed(
    shown: frozenset[str],
    groups: Mapping[str, Group],
    choices: Sequence[str],
    *,
    k: int,
    is_sensitive: bool,
) -> dict[str, Crossed] | None:
    """A question by the shown categories of the block; `None` where it has no such breakdown.

    `groups` holds the hidden categories too; `choices` is the closed list; `k` is the threshold already.
    Of a sensitive attribute, counts near 0 and near everybody are coded, and as many further counts are
    withheld (`Count(None)`) as it takes to keep totals from giving the coded ones back.
    """
    hidden = _together((group for name, group in groups.items() if name not in shown), choices)
    names = sorted(shown)
    rows = [groups.get(name, NOBODY) for name in names]
    if not rows or any(row.people < k for row in rows) or 0 < hidden.people < k:
        return None
    if not is_sensitive:
        return {name: _exact(row, choices) for name, row in zip(names, rows, strict=True)}
    if _is_of_one_kind([hidden.people, *(row.people for row in rows)]):
        return None
    told = _told([*rows, hidden], tuple(choices))
    if told is None:
        return None
    return {
        name: _coded(row, at, choices, told) for at, (name, row) in enumerate(zip(names, rows, strict=True))
    }


def _is_of_one_kind(people: Iterable[int]) -> bool:
    return sum(count > 0 for count in people) == 1


def _together(groups: Iterable[Group], choices: Sequence[str]) -> Group:
    every = list(groups)
    counts = {choice: sum(group.choices.get(choice, 0) for group in every) for choice in choices}
    return Group(sum(group.people for group in every), counts)


def _exact(row: Group, choices: Sequence[str]) -> Crossed:
    return Crossed(Count(row.people), {choice: Count(row.choices.get(choice, 0)) for choice in choices})


# Sensitive attributes. A cell is (row, choice); the last row is all hidden people together. The table of a
# question has public totals: its tallies by choice, and the people of each row. So a coded cell alone in its
# row or column is given back by subtraction, and is protected by a ring of four cells that are not exact:
# one person more here and in the opposite corner, one fewer in the other two, and every total stays.

Cell = tuple[int, str]
Limits = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Sequence[Group]
    choices: tuple[str, ...]
    limits: dict[Cell, Limits]  # of the cells that are not exact: what a reader who knows the rule can tell

    def count(self, cell: Cell) -> int:
        return self.rows[cell[0]].choices.get(cell[1], 0)

    def total(self, choice: str) -> int:
        return sum(self.count((at, choice)) for at in range(len(self.rows)))

    def may_change(self, cell: Cell, step: int) -> bool:
        low, high = self.limits.get(cell) or _between_the_codes(self.rows[cell[0]].people)
        return low <= self.count(cell) + step <= high


def _margin(people: int) -> int:
    """Counts this near 0 or everybody are coded: 5 %, and at least 1, so that no code means unanimity."""
    return max(1, people // 20)


def _between_the_codes(people: int) -> Limits:
    return _margin(people) + 1, people - _margin(people) - 1


def _code(count: int, people: int) -> Count:
    margin = _margin(people)
    if count <= margin:
        return Count(margin, "at_most")
    return Count(people - margin, "at_least") if count >= people - margin else Count(count)


def _limits_of_code(count: int, people: int) -> Limits:
    margin = _margin(people)
    return (0, margin) if count <= margin else (people - margin, people)


def _coded(row: Group, at: int, choices: Sequence[str], told: Mapping[Cell, Limits]) -> Crossed:
    counts = {}
    for choice in choices:
        count = _code(row.choices.get(choice, 0), row.people)
        is_withheld = (at, choice) in told and not count.bound
        counts[choice] = WITHHELD if is_withheld else count
    return Crossed(Count(row.people), counts)


def _told(rows: Sequence[Group], choices: tuple[str, ...]) -> dict[Cell, Limits] | None:
    """The cells that are not exact, with their limits; `None` where some unanimity cannot be protected."""
    table = _Table(rows, choices, {})
    hidden = len(rows) - 1
    for cell in product(range(len(rows)), choices):
        count, people = table.count(cell), rows[cell[0]].people
        if cell[0] == hidden:
            table.limits[cell] = (0, people)
        elif _code(count, people).bound:
            table.limits[cell] = _limits_of_code(count, people)
    for cell in _unanimous(table):
        ring = _cheapest_ring(table, cell)
        if ring is None:
            return None
        for corner in ring:
            table.limits.setdefault(corner, _between_the_codes(rows[corner[0]].people))
    return table.limits


def _unanimous(table: _Table) -> Iterator[Cell]:
    """Cells that everybody of a row gave, or nobody of a shown row, unless the tallies say so anyway."""
    everybody = sum(row.people for row in table.rows)
    for (at, row), choice in product(enumerate(table.rows), table.choices):
        is_shown = at < len(table.rows) - 1
        count = table.count((at, choice))
        is_unanimous = count == row.people > 0 or (count == 0 and is_shown)
        if is_unanimous and table.total(choice) not in {0, everybody}:
            yield at, choice


def _cheapest_ring(table: _Table, cell: Cell) -> list[Cell] | None:
    """The ring through the cell that withholds fewest cells, then fewest people; ties by position."""
    row, choice = cell
    step = 1 if table.count(cell) == 0 else -1
    rings = []
    for position, (row_2, choice_2) in enumerate(product(range(len(table.rows)), table.choices)):
        steps = {cell: step, (row, choice_2): -step, (row_2, choice): -step, (row_2, choice_2): step}
        if len(steps) == 4 and all(table.may_change(*change) for change in steps.items()):
            extra = [corner for corner in steps if corner not in table.limits]
            rings.append((len(extra), sum(map(table.count, extra)), position, list(steps)))
    return min(rings)[3] if rings else None
