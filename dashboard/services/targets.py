"""Targets as screens read them: with the value so far, its pace, and what each quarter or month added."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from dashboard.errors import NotFoundError
from dashboard.indicators.pace import Pace, Period, count_pace, level_pace
from dashboard.indicators.registry import INDICATORS, Actual, TargetIndicator
from dashboard.services.store import Database, reading
from dashboard.services.target_actuals import Ground, Place
from db.criteria import COUNTRY, Filters, Scope
from db.queries.targets import TargetRow, target_by_id, targets

Step = Literal["total", "quarter", "month"]
MONTHS = {"quarter": 3, "month": 1}
USED_FILTERS = frozenset({"territory", "since", "until", "project", "search"})
"""Attributes of a training that targets have too; the others cannot choose among them."""


@dataclass(frozen=True, slots=True)
class TargetView:
    """One target. At most one of `territory_code` and `project_id`; with neither it is the country's."""

    id: int
    indicator: TargetIndicator
    territory_code: str
    territory: str
    project_id: int | None
    project: str
    period: Period
    value: float
    note: str
    source: str
    is_synthetic: bool
    revision: int

    @property
    def place(self) -> Place:
        inside = "" if self.territory_code == COUNTRY else self.territory_code
        return Place(inside, self.project_id)


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter or month of a target's period, cut to it: what it added, and what it should have added.

    Of a level it is the level then, against the target itself. `actual` None: it has not begun.
    """

    period: Period
    goal: float
    actual: Actual | None


@dataclass(frozen=True, slots=True)
class Progress:
    """A target with its value so far. `received` responses stand behind a level, published or not."""

    target: TargetView
    actual: Actual
    pace: Pace
    received: int
    published_at: datetime | None
    parts: tuple[Part, ...] = ()


def target_list(
    database: Database, scope: Scope, filters: Filters, *, today: date, step: Step = "total"
) -> tuple[Progress, ...]:
    """The targets that a scope reaches whole and the filters choose: running, to come, over.

    Raises PublicationError.
    """
    with reading(database) as session:
        found = [target_view(row) for row in targets(session) if row[1] in INDICATORS]
    shown = [each for each in found if reaches(scope, each) and _is_asked(each, filters)]
    shown.sort(key=lambda each: (each.period.starts_on > today) + 2 * (each.period.ends_on < today))
    ground = Ground.of(database, scope, today=today) if shown else None
    return tuple(_progress(each, ground, today, step) for each in shown if ground is not None)


def target_detail(database: Database, scope: Scope, target_id: int) -> TargetView:
    """One target; NotFoundError when there is none (any more) or the scope does not reach it."""
    with reading(database) as session:
        row = target_by_id(session, target_id)
        if row is None or row[1] not in INDICATORS:
            raise NotFoundError("targets.gone")
        view = target_view(row)
    if not reaches(scope, view):
        raise NotFoundError("targets.gone")
    return view


def level_target(
    database: Database, scope: Scope, filters: Filters, indicator: str, *, today: date
) -> float | None:
    """The target of a level for exactly this territory or project, today or in the period asked for.

    None where there is none, or where anything else is filtered: it is nobody's target then.
    """
    if set(filters.active) - {"territory", "project", "since", "until"} or (
        len(filters.project) + bool(filters.territory) > 1
    ):
        return None
    since, until = filters.since or today, filters.until or today
    place = Place("" if filters.territory == COUNTRY else filters.territory, *filters.project)
    with reading(database) as session:
        found = [target_view(row) for row in targets(session) if row[1] == indicator]
    held = [
        each.value
        for each in found
        if each.place == place
        and reaches(scope, each)
        and each.period.starts_on <= until
        and each.period.ends_on >= since
    ]
    return held[-1] if held else None


def reaches(scope: Scope, target: TargetView) -> bool:
    """Whether everything a target counts can be seen: a part of it would be another number."""
    if not scope.is_limited:
        return True
    in_region = bool(target.territory_code) and target.territory_code[:2] in (scope.regions or ())
    return in_region or (target.project_id is not None and target.project_id in (scope.projects or ()))


def target_view(row: TargetRow) -> TargetView:
    """A stored target as a value."""
    target, indicator, territory, project = row
    return TargetView(
        id=target.id,
        indicator=INDICATORS[indicator],
        territory_code=target.territory_code or "",
        territory=territory,
        project_id=target.project_id,
        project=project,
        period=Period(target.starts_on, target.ends_on),
        value=target.value,
        note=target.note,
        source=target.source,
        is_synthetic=target.is_synthetic,
        revision=target.revision,
    )


def _is_asked(target: TargetView, filters: Filters) -> bool:
    inside = filters.territory in ("", COUNTRY) or (
        target.project_id is None and target.territory_code.startswith(filters.territory)
    )
    of_project = not filters.project or target.project_id in filters.project
    in_time = (filters.until is None or target.period.starts_on <= filters.until) and (
        filters.since is None or target.period.ends_on >= filters.since
    )
    said = f"{target.territory} {target.project} {target.note}".casefold()
    return inside and of_project and in_time and filters.search.casefold() in said


def _progress(target: TargetView, ground: Ground, today: date, step: Step) -> Progress:
    indicator, known = target.indicator, ground.known(target.place, target.period)
    actual = indicator.actual(known.facts)
    if indicator.kind == "count":
        most = indicator.highest if indicator.unit == "share" else None
        pace = count_pace(
            actual.value, target.value, target.period, today, is_whole=indicator.is_whole, most=most
        )
    else:
        pace = level_pace(actual.value, actual.low, actual.high, target.value, target.period, today)
    parts = () if step == "total" else tuple(_parts(target, ground, today, MONTHS[step]))
    return Progress(target, actual, pace, known.facts.received, known.published_at, parts)


def _parts(target: TargetView, ground: Ground, today: date, months: int) -> Iterator[Part]:
    for period in cut(target.period, months):
        goal = target.value
        if target.indicator.kind == "count":
            goal *= period.days / target.period.days
        begun = period.starts_on <= today
        yield Part(period, goal, _added(target, ground, period) if begun else None)


def _added(target: TargetView, ground: Ground, period: Period) -> Actual:
    """What a part of the period added; a thing that counts once is new only in the part it first came in."""
    indicator, place = target.indicator, target.place
    if not indicator.is_distinct or period.starts_on == target.period.starts_on:
        return indicator.actual(ground.known(place, period).facts)
    first, before = target.period.starts_on, period.starts_on - timedelta(days=1)
    ends = (Period(first, before), Period(first, period.ends_on))
    until_then, until_now = (indicator.actual(ground.known(place, each).facts) for each in ends)
    if until_now.value is None or until_then.value is None:
        return until_now
    return Actual("value", until_now.value - until_then.value)


def cut(period: Period, months: int) -> tuple[Period, ...]:
    """A period by calendar quarters (3) or months (1); the first and the last are as short as they are."""
    number = period.starts_on.year * 12 + (period.starts_on.month - 1) // months * months
    starts: list[date] = []
    while (day := date(number // 12, number % 12 + 1, 1)) <= period.ends_on:
        starts.append(max(day, period.starts_on))
        number += months
    ends = [following - timedelta(days=1) for _, following in pairwise(starts)]
    return tuple(Period(first, last) for first, last in zip(starts, [*ends, period.ends_on], strict=True))
