"""Names and values as we keep them, and the cells that refer to them rewritten.

XLSForm allows capitals, points, hyphens and accents in names, and almost anything in a choice's value. Ours
are columns and form fields, so they are narrower; what differs is renamed, once and for all.
"""

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from dashboard.survey.definition import RESERVED_NAMES

LONGEST = 63
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}", re.ASCII)
_VALUE = re.compile(r"[A-Za-z0-9_.-]{1,80}", re.ASCII)
_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_SMART = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
_PARTS = (".before", ".now")


def is_plain(name: str) -> bool:
    """Whether a name will do as it is."""
    return bool(_NAME.fullmatch(name))


def settled_name(name: str, *taken: Container[str], reserved: frozenset[str] = RESERVED_NAMES) -> str:
    """The name itself where it will do and is free; else the nearest one that is."""
    everything = (*taken, reserved)
    if is_plain(name) and not _is_in(name, everything):
        return name
    plain = _ascii(name).lower()
    plain = re.sub(r"[^a-z0-9_]+", "_", plain).strip("_") or "q"
    return _free((plain if plain[0].isalpha() else f"q_{plain}")[:LONGEST], everything)


def settled_value(value: str, *taken: Container[str]) -> str:
    """The same for a choice's value."""
    if _VALUE.fullmatch(value) and not _is_in(value, taken):
        return value
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", _ascii(value)).strip("_") or "v"
    return _free(plain[:LONGEST], taken)


def _is_in(name: str, taken: tuple[Container[str], ...]) -> bool:
    return any(name in some for some in taken)


def _free(name: str, taken: tuple[Container[str], ...]) -> str:
    number, found = 1, name
    while _is_in(found, taken):
        number += 1
        suffix = f"_{number}"
        found = f"{name[: LONGEST - len(suffix)]}{suffix}"
    return found


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if sign.isascii())


def straight(source: str) -> str:
    """An expression with a word processor's quotes and spaces made plain, except inside plain quotes."""
    plain, last = [], 0
    for found in _LITERAL.finditer(source):
        plain += [source[last : found.start()].translate(_SMART), found[0]]
        last = found.end()
    return "".join((*plain, source[last:].translate(_SMART)))


def references(text: str) -> tuple[str, ...]:
    """The names that a cell refers to as `${name}`, without a pair's `.now` and without `last-saved#`."""
    return tuple(dict.fromkeys(_named(found) for found in _REFERENCE.findall(text)))


def _named(inside: str) -> str:
    return inside.strip().removeprefix("last-saved#")


@dataclass(slots=True)
class Renaming:
    """What the file calls things, and what we call them; names that were dropped are known too."""

    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    pairs: set[str] = field(default_factory=set)

    def expression(self, source: str) -> str:
        """An expression in our names; what was dropped is always empty."""
        text = self._referring(straight(source), "''")
        return _LITERAL.sub(self._literal, text) if self.values else text

    def words(self, text: str) -> str:
        """A text that may hold `${name}`."""
        return self._referring(text, "").strip()

    def _referring(self, text: str, nothing: str) -> str:
        if "${" not in text:
            return text

        def replaced(found: re.Match[str]) -> str:
            name, part = self._split(_named(found[1]))
            if name not in self.names and name in self.dropped:
                return nothing
            return f"${{{self.names.get(name, name)}{part}}}"

        return _REFERENCE.sub(replaced, text)

    def _split(self, name: str) -> tuple[str, str]:
        for part in _PARTS:
            if name.endswith(part) and name.removesuffix(part) in self.pairs:
                return name.removesuffix(part), part
        return name, ""

    def _literal(self, found: re.Match[str]) -> str:
        quote, value = found[0][0], found[0][1:-1]
        return f"{quote}{self.values.get(value, value)}{quote}"

    def unknown(self, text: str) -> tuple[str, ...]:
        """The names in a cell that are nowhere in the file."""
        return tuple(
            name
            for name in references(text)
            if self._split(name)[0] not in self.names and name not in self.dropped
        )

    def absent(self, text: str) -> tuple[str, ...]:
        """The names in a cell whose question was dropped."""
        return tuple(name for name in references(text) if name not in self.names and name in self.dropped)


def changed(pairs: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The pairs whose two sides differ."""
    return tuple((before, after) for before, after in pairs.items() if before != after)
