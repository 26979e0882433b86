"""Text functions of expressions. Characters are code points, in the browser too."""

import re
from math import isnan

from dashboard.survey.expressions.number_functions import lower
from dashboard.survey.expressions.worths import Worth, members, text

_SPACES = re.compile("[ \\t\\r\\n]+")


def words(of: str) -> list[str]:
    """The parts between spaces, as XPath counts spaces."""
    return _SPACES.sub(" ", of).strip(" ").split(" ") if _SPACES.sub("", of) else []


def selected(of: Worth, value: str) -> bool:
    """Whether the value is among the chosen ones; of a node-set, in any round."""
    chosen = of if isinstance(of, tuple) else (text(of),)
    return value != "" and any(value in one.split(" ") for one in chosen)


def selected_at(of: str, index: float) -> str:
    """The chosen value at an index that counts from 0, or ""."""
    chosen = words(of)
    return chosen[int(index)] if 0 <= index < len(chosen) else ""


def joined(separator: str, worths: tuple[Worth, ...]) -> str:
    return separator.join(text(worth) for worth in members(worths))


def substr(of: str, start: float, end: float | None = None) -> str:
    """From `start` up to `end`, which count from 0, and from the end when negative."""
    last = float(len(of)) if end is None else end
    return of[_place(start, len(of)) : _place(last, len(of))]


def _place(index: float, length: int) -> int:
    if isnan(index):
        return 0
    counted = length + index if index < 0 else index
    return int(min(max(counted, 0), length))


def substring(of: str, start: float, length: float | None = None) -> str:
    """XPath's: `start` counts from 1, both are rounded, and what is no number gives ""."""
    first = lower(start + 0.5)
    end = float(len(of)) + 1 if length is None else first + lower(length + 0.5)
    if isnan(first) or isnan(end):
        return ""
    return of[_place(max(first - 1, 0), len(of)) : _place(max(end - 1, 0), len(of))]


def before(of: str, mark: str) -> str:
    head, found, _ = of.partition(mark) if mark else ("", "", "")
    return head if found else ""


def after(of: str, mark: str) -> str:
    return of.partition(mark)[2] if mark else of


def translate(of: str, old: str, new: str) -> str:
    """Each character of `old` becomes that of `new` at its place, or nothing; the first mention counts."""
    changes: dict[int, str] = {}
    for place, character in enumerate(old):
        changes.setdefault(ord(character), new[place : place + 1])
    return of.translate(changes)
