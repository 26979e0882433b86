"""Bars to filter by: how many trainings each value has, as the browser's buttons take them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

from dashboard.i18n import Translator

MOST_BARS = 48
STEPS = (1, 3, 12)  # months of a bar: the first step whose bars are at most MOST_BARS
YEAR_MARKS, YEAR_WIDTHS = 6, 9  # as many are shown, as many would fit


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of an attribute. `value` "" cannot be chosen: it stands for all the others."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year, from its first to its last day."""

    since: date
    until: date
    count: int
    is_chosen: bool = False


class Bars(TypedDict):
    """Bars, column by column. `shares` are of the longest; `counts` are written out."""

    values: list[str]
    labels: list[str]
    counts: list[str]
    shares: list[float]
    chosen: list[bool]
    years: dict[int, str]  # place of a bar → the year that begins there; only of periods


def periods_of(months: Mapping[int, int], since: date | None, until: date | None) -> tuple[Period, ...]:
    """The months between the first and the last one with trainings, joined where there are too many.

    `months`: twelve times the year plus 0 for January … → trainings. Chosen is what shares a day with the
    period asked for.
    """
    if not months:
        return ()
    span = max(months) - min(months) + 1
    step = next((step for step in STEPS if span <= MOST_BARS * step), STEPS[-1])
    sums: dict[int, int] = {}
    for month, count in months.items():
        sums[month // step] = sums.get(month // step, 0) + count
    found = []
    for place in range(min(sums), max(sums) + 1):
        first, last = _first_day(place * step), _first_day((place + 1) * step) - timedelta(days=1)
        is_within = (since is None or last >= since) and (until is None or first <= until)
        is_chosen = is_within and (since is not None or until is not None)
        found.append(Period(first, last, sums.get(place, 0), is_chosen))
    return tuple(found)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def period_label(period: Period, t: Translator) -> str:
    """ "julio de 2023", "2023", or the first and the last month."""
    if (period.since.year, period.since.month) == (period.until.year, period.until.month):
        return t.month(period.since)
    if (period.since.month, period.until.month) == (1, 12):
        return str(period.since.year)
    return f"{t.month(period.since)} – {t.month(period.until)}"


def period_value(period: Period) -> str:
    """Its first and its last day, as ISO 8601 writes an interval."""
    return f"{period.since.isoformat()}/{period.until.isoformat()}"


def facet_bars(bars: Sequence[Bar], *, t: Translator) -> Bars:
    """How many trainings does each value have? All the others together are a number without a bar."""
    counts = [bar.count for bar in bars]
    return {
        "values": [bar.value for bar in bars],
        "labels": [bar.label for bar in bars],
        "counts": [t.number(count) for count in counts],
        "shares": _shares([bar.count if bar.value else 0 for bar in bars]),
        "chosen": [bar.is_chosen for bar in bars],
        "years": {},
    }


def period_bars(periods: Sequence[Period], *, t: Translator) -> Bars:
    """When were they? One bar per month, quarter or year."""
    counts = [period.count for period in periods]
    return {
        "values": [period_value(period) for period in periods],
        "labels": [period_label(period, t) for period in periods],
        "counts": [t.number(count) for count in counts],
        "shares": _shares(counts),
        "chosen": [period.is_chosen for period in periods],
        "years": _year_marks(periods),
    }


def _shares(counts: Sequence[int]) -> list[float]:
    longest = max(counts, default=0) or 1
    return [round(count / longest, 3) for count in counts]


def _year_marks(periods: Sequence[Period]) -> dict[int, str]:
    """At the first bar of a year; at most YEAR_MARKS of them, and none upon the next."""
    first = {period.since.year: place for place, period in reversed(list(enumerate(periods)))}
    years = sorted(first)
    every = -(-len(years) // YEAR_MARKS) or 1
    marked = years[::every]
    if len(marked) > 1 and (first[marked[1]] - first[marked[0]]) * YEAR_WIDTHS < len(periods):
        marked = marked[1:]  # the first year begins with its last months
    return {first[year]: str(year) for year in marked}
