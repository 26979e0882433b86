"""The names that parts of a survey go by in an XLSForm file, where every name must be different and plain."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.question_types import PAIR_PARTS, RetrospectivePair

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_REFERENCE = re.compile(r"\$\{([^}]*)(\}?)")
_RESERVED = ("meta", "data", "instanceid")
"""The root of the answers' document and what stands in it besides the answers."""


@dataclass(slots=True)
class Names:
    """Hands out names, none twice: capitals do not tell two apart, some tools ignore them."""

    taken: set[str] = field(default_factory=lambda: set(_RESERVED))

    def give(self, wanted: str, otherwise: str, parts: tuple[str, ...] = ()) -> str:
        """The wanted name, or else the nearest that is free, with names for its parts."""
        base = wanted if _PLAIN.fullmatch(wanted) else otherwise
        name, number = base, 2
        while not self.taken.isdisjoint(_all_names(name, parts)):
            name, number = f"{base}_{number}", number + 1
        self.taken.update(_all_names(name, parts))
        return name


def _all_names(name: str, parts: tuple[str, ...]) -> set[str]:
    return {name.lower(), *(f"{name}.{part}".lower() for part in parts)}


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """A name for every section and question, in reading order, and what an expression may refer to."""

    in_order: tuple[str, ...]
    referable: frozenset[str]


def written_names(definition: Definition) -> WrittenNames:
    """Questions keep their names before sections do: expressions refer to questions."""
    names = Names()
    given: dict[int, str] = {}
    items = tuple(_items(definition.sections))
    for place in sorted(range(len(items)), key=lambda place: isinstance(items[place], Section)):
        item = items[place]
        otherwise = "group" if isinstance(item, Section) else "question"
        given[place] = names.give(item.name, otherwise, _parts(item))
    kept = [item for place, item in enumerate(items) if given[place] == item.name]
    parts = {f"{item.name}.{part}" for item in kept for part in _parts(item)}
    in_order = tuple(given[place] for place in range(len(items)))
    return WrittenNames(in_order, frozenset(parts.union(item.name for item in kept)))


def _parts(item: Question | Section) -> tuple[str, ...]:
    is_pair = isinstance(item, Question) and item.type == RetrospectivePair.name
    return PAIR_PARTS if is_pair else ()


def _items(items: tuple[Question | Section, ...]) -> Iterator[Question | Section]:
    for item in items:
        yield item
        if isinstance(item, Section):
            yield from _items(item.items)


def is_clear(text: str, names: Collection[str]) -> bool:
    """Whether every `${…}` in a text is a whole reference to one of the names."""
    return all(found[2] and found[1] in names for found in _REFERENCE.finditer(text))


def without_references(text: str) -> str:
    """The text so that nobody takes a `${` in it for a reference."""
    return text.replace("${", "$ {")
