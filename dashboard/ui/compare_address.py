"""What is compared, as the address says it. Pure; what is unknown is named, never obeyed."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.i18n import Translator
from dashboard.ui.url import parse_choice
from db.criteria import Filters

WHATS = ("territory", "project", "period", "training")
MOST = 4
LEAST = 2
FIRST_YEAR, LAST_YEAR = 1990, 2100
_PERIOD = re.compile(r"(\d{4})(?:-(?:S([12])|T([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Compared:
    """The kind of things and their keys, at most four; `refused` names the parameters not obeyed in full."""

    what: str
    keys: tuple[str, ...]
    refused: tuple[str, ...] = ()


def parse_compared(parameters: Mapping[str, str], is_known: Callable[[str, str], bool]) -> Compared:
    """Reads `what` and `with` (keys between commas); `is_known(what, key)` says what there is."""
    what, is_refused = parse_choice(parameters, "what", WHATS)
    asked = [key.strip() for key in parameters.get("with", "").split(",") if key.strip()]
    known = [key for key in dict.fromkeys(asked[: MOST * 10]) if is_known(what, key)]
    refused = [name for name, is_bad in (("what", is_refused), ("with", len(known) < len(asked))) if is_bad]
    if len(known) > MOST and "with" not in refused:
        refused.append("with")
    return Compared(what, tuple(known[:MOST]), tuple(refused))


def period_of(key: str) -> tuple[date, date] | None:
    """First and last day of "2025", "2025-S1" (semester), "2025-T3" (quarter) or "2025-03" (month)."""
    found = _PERIOD.fullmatch(key)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    year, semester, quarter, month = (int(part) if part else 0 for part in found.groups())
    length = 6 if semester else 3 if quarter else 1 if month else 12
    first = (semester or quarter or month or 1) * length - length + 1
    last = first + length - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def periods_with(months: Iterable[date]) -> tuple[str, ...]:
    """The periods that hold any of these months: years, semesters, quarters, months, each newest first."""
    newest = sorted(set(months), reverse=True)
    kinds: tuple[Callable[[date], str], ...] = (
        lambda day: f"{day.year}",
        lambda day: f"{day.year}-S{(day.month + 5) // 6}",
        lambda day: f"{day.year}-T{(day.month + 2) // 3}",
        lambda day: f"{day.year}-{day.month:02}",
    )
    return tuple(dict.fromkeys(kind(day) for kind in kinds for day in newest))


def period_label(key: str, t: Translator) -> str:
    """ "2025", "primer semestre de 2025", "marzo de 2025"; the key itself if it is no period."""
    span = period_of(key)
    if span is None:
        return key
    year, _, part = key.partition("-")
    if part[:1] in ("S", "T"):
        kind = "semester" if part.startswith("S") else "quarter"
        return t(f"compare.{kind}", number=part[1:], year=year)
    return t.month(span[0]) if part else year


def filters_of(what: str, key: str) -> Filters:
    """The filters through which one of the things compared is seen, by anyone, on any page."""
    if what == "project":
        return Filters(project=(int(key),))
    if what == "training":
        return Filters(training=int(key))
    span = period_of(key) if what == "period" else None
    if span is not None:
        return Filters(since=span[0], until=span[1])
    return Filters(territory=key)


def are_apart(what: str, first: str, second: str) -> bool:
    """Whether nobody can be in both: a region holds its comunas, a year its months."""
    if what == "territory":
        return not (first.startswith(second) or second.startswith(first))
    one, other = (period_of(first), period_of(second)) if what == "period" else (None, None)
    if one is None or other is None:
        return first != second
    return one[1] < other[0] or other[1] < one[0]
