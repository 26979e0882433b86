"""Results the slow way: straight from the tallies and the conditions, one row at a time, for tests alone."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.indicators.agreement import SCALE, satisfaction
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.rates import ResponseRate, response_rate
from db.criteria import COUNTRY, Filters, Pool, Scope
from db.models import SurveyLink, Tally, Training
from db.queries.conditions import training_conditions
from db.queries.links import is_open_on
from tests.factories import TODAY

ITEMS = ("relevance", "method", "facilitators", "respect", "materials")
ByQuestion = dict[str, Counter[str]]


@dataclass
class Reference:
    """What `Results` must say."""

    trainings: int = 0
    received: int = 0
    withheld: int = 0
    pooled: int = 0
    left_out: int = 0
    published_at: datetime | None = None
    response_rate: ResponseRate | None = None
    answers: Counter[str] = field(default_factory=Counter)
    counts: ByQuestion = field(default_factory=lambda: defaultdict(Counter))
    by_training: dict[int, Estimate] = field(default_factory=dict)
    trend: dict[date, Estimate] = field(default_factory=dict)
    of_month: dict[date, set[int]] = field(default_factory=lambda: defaultdict(set))  # trainings


def reference(session: Session, scope: Scope, filters: Filters) -> Reference:
    """The same figures as `results`, by looking at each tally."""
    query = select(Training).where(*training_conditions(scope, filters), Training.status != "cancelled")
    trainings = {training.id: training for training in session.scalars(query)}
    counted = select(SurveyLink.training_id, func.sum(SurveyLink.received)).group_by(SurveyLink.training_id)
    received = {t: int(n) for t, n in session.execute(counted) if t in trainings}
    shown, left_out = _shown(session.scalars(select(Tally)).all(), set(trainings), scope, filters)
    own = [tally for tally in shown if tally.training_id is not None]
    pooled = _people([tally for tally in shown if tally.training_id is None])
    still_open = set(session.scalars(select(SurveyLink.training_id).where(is_open_on(TODAY))))
    few = sum(n for t, n in received.items() if t not in {tally.training_id for tally in own} | still_open)
    found = Reference(
        trainings=len(trainings),
        received=sum(received.values()),
        withheld=len({t for t, n in received.items() if n} - {tally.training_id for tally in own}),
        pooled=pooled,
        left_out=max(0, min(_people(left_out), few - pooled)),
        published_at=max((tally.published_at for tally in shown), default=None),
        response_rate=response_rate([(n, trainings[t].attendance_total) for t, n in received.items() if n]),
    )
    months: dict[date, ByQuestion] = defaultdict(lambda: defaultdict(Counter))
    single: dict[int, ByQuestion] = defaultdict(lambda: defaultdict(Counter))
    for tally in shown:
        found.answers[tally.question] += tally.answers
        found.counts[tally.question].update(tally.counts)
    for tally in own:
        training = trainings[tally.training_id or 0]
        single[training.id][tally.question].update(tally.counts)
        if training.starts_on is not None and training.date_precision != "window":
            months[training.starts_on.replace(day=1)][tally.question].update(tally.counts)
            found.of_month[training.starts_on.replace(day=1)].add(training.id)
    found.by_training = {t: e for t, counts in single.items() if (e := _satisfaction(counts)) is not None}
    found.trend = {month: e for month, counts in months.items() if (e := _satisfaction(counts)) is not None}
    return found


def _shown(
    tallies: Sequence[Tally], trainings: set[int], scope: Scope, filters: Filters
) -> tuple[list[Tally], list[Tally]]:
    shown, left_out = [], []
    for tally in tallies:
        if tally.training_id is not None:
            if tally.training_id in trainings:
                shown.append(tally)
            continue
        pool = Pool(str(tally.territory_code), int(tally.year or 0))
        if scope.admits_pool(pool) and filters.hold_pool(pool):
            shown.append(tally)
        elif scope.admits_pool(pool) and _meets(pool, filters):
            left_out.append(tally)
    return shown, left_out


def _meets(pool: Pool, filters: Filters) -> bool:
    asked, own = filters.territory or COUNTRY, pool.territory_code
    near = COUNTRY in (asked, own) or own.startswith(asked) or asked.startswith(own)
    since, until = filters.since or date.min, filters.until or date.max
    return near and since <= date(pool.year, 12, 31) and until >= date(pool.year, 1, 1)


def _people(tallies: list[Tally]) -> int:
    most: dict[tuple[str | None, int | None], int] = {}
    for tally in tallies:
        pool = (tally.territory_code, tally.year)
        most[pool] = max(most.get(pool, 0), tally.answers)
    return sum(most.values())


def _satisfaction(counts: ByQuestion) -> Estimate | None:
    return satisfaction({item: {c: counts[item][c] for c in SCALE} for item in ITEMS})
