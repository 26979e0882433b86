"""A view is a link: filters as URL parameters, and back. Pure; what is invalid is named, never obeyed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.criteria import SEVERAL, Filters

NAMES: Mapping[str, str] = {
    "territory": "territory",
    "since": "since",
    "until": "until",
    "project": "project",
    "organisation": "organisation",
    "training": "training",
    "kind": "kind",
    "topic": "topic",
    "audience": "audience",
    "status": "status",
    "search": "q",
}
"""Field of Filters → name of the parameter."""

VIEW_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "map": ("measure", "level", "marks", "layer", "classes", "every", "period", "world"),
    "results": ("block", "attribute", "question", "by", "rank", "score", "written", "words", "theme"),
    "trainings": ("view", "by"),
    "targets": ("view",),
}
"""Page with named views → the parameters that a view of it keeps beside the filters."""

DATES = frozenset({"since", "until"})
NUMBERS = frozenset({"project", "organisation", "training"})
LONGEST_SEARCH = 100
SEPARATOR = ","
MOST_VALUES = 20  # of one filter
NAMED, LONGEST_NAMED = 3, 40  # values not obeyed that are named, and how much of each


@dataclass(frozen=True, slots=True)
class Known:
    """The values that exist, by field; a field that is not named here takes any value of its type."""

    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def admits(self, name: str, text: str) -> bool:
        return name not in self.values or text in self.values[name]


@dataclass(frozen=True, slots=True)
class ParsedView:
    """The filters of a URL, and what was not obeyed: a parameter that stayed at its default, or of one that
    may hold several values (`kind=party`) the values alone.
    """

    filters: Filters
    refused: tuple[str, ...] = ()


def parse_filters(parameters: Mapping[str, str], known: Known) -> ParsedView:
    """Reads the parameters that are filters; anything unknown, malformed or contradictory is refused."""
    found: dict[str, Any] = {}
    refused: list[str] = []
    for name, parameter in NAMES.items():
        text = parameters.get(parameter, "").strip()
        if not text:
            continue
        if name in SEVERAL:
            found[name], unknown = _read_several(name, text, known)
            refused += _named(parameter, unknown)
            continue
        value = _read(name, text)
        if value is None or not known.admits(name, text):
            refused.append(parameter)
        else:
            found[name] = value
    if _is_backwards(found):
        del found["until"]
        refused.append(NAMES["until"])
    return ParsedView(Filters(**found), tuple(refused))


def format_filters(filters: Filters) -> dict[str, str]:
    """The parameters of the filters that differ from the default."""
    return {NAMES[name]: SEPARATOR.join(filters.values(name)) for name in filters.active}


def format_values(values: Iterable[str]) -> str:
    """Several values of one filter as the address has them: numbers by size, words by letter, once each."""
    return SEPARATOR.join(sorted(set(values), key=lambda one: (int(one) if _is_whole(one) else 0, one)))


def known_parameters(page: str) -> frozenset[str]:
    """Every parameter that a named view of a page may hold; none where the page has no views."""
    own = VIEW_PARAMETERS.get(page)
    return frozenset() if own is None else frozenset({*NAMES.values(), *own})


def parse_number(text: str) -> int | None:
    """The number of a record as it stands in an address; None for anything else."""
    return int(text) if _is_whole(text) else None


def parse_choice(parameters: Mapping[str, str], name: str, options: tuple[str, ...]) -> tuple[str, bool]:
    """One of `options` (the first is the default), and whether the URL held something else instead."""
    given = parameters.get(name, "")
    if given in options:
        return given, False
    return options[0], bool(given)


def parse_position(parameters: Mapping[str, str], name: str, count: int) -> tuple[int, bool]:
    """A place from 1 to `count` (1 is the default), and whether the URL held something else instead."""
    given = parameters.get(name, "")
    if _is_whole(given) and 1 <= int(given) <= count:
        return int(given), False
    return 1, bool(given)


def parse_training(parameters: Mapping[str, str]) -> int | None:
    """The training whose page is asked for; what is no number is left to the filter bar to name."""
    given = parameters.get("training", "")
    return int(given) if _is_whole(given) else None


def parse_survey(parameters: Mapping[str, str]) -> int | None:
    """The survey whose page is asked for; None where there is none, or no number."""
    given = parameters.get("survey", "")
    return int(given) if _is_whole(given) else None


def _read(name: str, text: str) -> object | None:
    if name in DATES:
        return _date(text)
    if name in NUMBERS:
        return int(text) if _is_whole(text) else None
    if name == "territory":
        return text if _is_territory(text) else None
    if name == "search":
        return text[:LONGEST_SEARCH]
    return text


def _read_several(name: str, text: str, known: Known) -> tuple[tuple[Any, ...], list[str]]:
    """The first values that are known, and the others. Any: numbers or text, as the filter has them."""
    values: dict[Any, None] = {}
    unknown: list[str] = []
    for piece in filter(None, map(str.strip, text.split(SEPARATOR))):
        value = _read(name, piece)
        is_too_many = len(values) >= MOST_VALUES and value not in values
        if value is None or is_too_many or not known.admits(name, piece):
            unknown.append(piece)
        else:
            values[value] = None
    return tuple(values), unknown


def _named(parameter: str, unknown: Sequence[str]) -> Iterable[str]:
    """A few of the values, each cut short: an address may hold thousands."""
    for value in list(dict.fromkeys(unknown))[:NAMED]:
        short = value if len(value) <= LONGEST_NAMED else f"{value[:LONGEST_NAMED]}…"
        yield f"{parameter}={short}"
    if len(set(unknown)) > NAMED:
        yield f"{parameter}=…"


def _date(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9


def _is_territory(text: str) -> bool:
    """A CUT code ("05", "056", "05601") or an ISO country ("CL")."""
    if text.isascii() and text.isdecimal():
        return len(text) in (2, 3, 5)
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()


def _is_backwards(found: Mapping[str, Any]) -> bool:
    return "since" in found and "until" in found and found["since"] > found["until"]
