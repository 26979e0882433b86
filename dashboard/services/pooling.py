"""Finds the pools that are due: what waits in closed trainings with too few answers of their own."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from dashboard.privacy.pools import Leftover, PoolStep, pool_steps, pools_of
from dashboard.services.stepping import Due
from db.criteria import Pool
from db.queries import publication as steps
from db.queries.publication import Place


def due_pools(session: Session, today: date, k: int) -> list[Due]:
    """Every pool's stream that may publish now, with all that waits in it.

    A training without a date falls into no pool: its answers wait until somebody says when it was.
    """
    return [
        Due((step.pool, question), step.trainings, step.answers)
        for question, of_question in _steps(session, today, k).items()
        for step in of_question
    ]


def _steps(session: Session, today: date, k: int) -> dict[str, list[PoolStep]]:
    """By question."""
    leftovers = _leftovers(session, today, k)
    if not leftovers:
        return {}
    is_over = _is_over(session, today)
    found = {question: pool_steps(each, is_over=is_over, k=k) for question, each in leftovers.items()}
    return {question: due for question, due in found.items() if due}


def _leftovers(session: Session, today: date, k: int) -> dict[str, list[Leftover]]:
    """What waits in closed streams, by question; a stream with k or more publishes by itself."""
    still_open = steps.open_trainings(session, today)
    waiting = {
        stream: count
        for stream, count in steps.waiting_counts(session).items()
        if count < k and stream[0] not in still_open
    }
    places = steps.places(session, {training for training, _ in waiting})
    found: dict[str, list[Leftover]] = defaultdict(list)
    for (training, question), count in waiting.items():
        place = places[training]
        if place.starts_on is not None:
            found[question].append(Leftover(training, place.territory_code, place.starts_on.year, count))
    return found


def _is_over(session: Session, today: date) -> Callable[[Pool], bool]:
    """A pool is over when its year is, and no training of it can still receive answers."""
    receiving = steps.places(session, steps.trainings_to_open(session, today))
    alive = {pool for place in _dated(receiving) for pool in place}
    return lambda pool: pool.year < today.year and pool not in alive


def _dated(places: Mapping[int, Place]) -> Iterable[tuple[Pool, ...]]:
    return (
        pools_of(place.territory_code, place.starts_on.year)
        for place in places.values()
        if place.starts_on is not None
    )
