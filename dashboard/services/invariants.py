"""Checks a live database against everything the publication rule promises."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.services.store import Database, reading
from dashboard.settings import MINIMUM_K
from db.queries import invariants


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold: its message key is `doctor.<rule>`; `count` places break it."""

    rule: str
    count: int


def findings(database: Database) -> tuple[Finding, ...]:
    """Every rule that is broken; none means the database keeps its promises. It must be migrated."""
    with reading(database) as session:
        counted = {rule: invariants.count(session, query) for rule, query in _QUERIES.items()}
        counted["tallies"] = _tallies_that_differ(session)
        counted["impossible_steps"] = _impossible_steps(session)
    return tuple(Finding(rule, count) for rule, count in counted.items() if count)


_QUERIES = {
    "small_steps": invariants.small_steps(MINIMUM_K),
    "totals": invariants.totals_that_differ(),
    "totals_without_steps": invariants.totals_without_steps(),
    "overfull_steps": invariants.overfull_steps(),
    "misplaced_answers": invariants.misplaced_answers(),
    "strayed_answers": invariants.strayed_answers(),
    "miscounted_links": invariants.miscounted_links(),
}


def _tallies_that_differ(session: Session) -> int:
    """Choices whose stored sum is not what the steps add up to: a rebuild would change them."""
    summed: Counter[tuple[int, str, str]] = Counter()
    for _, training, question, _, counts in invariants.step_counts(session):
        for choice, people in counts.items():
            summed[training, question, choice] += people
    stored = invariants.stored_tallies(session)
    return sum(stored.get(key, 0) != summed.get(key, 0) for key in summed.keys() | stored.keys())


def _impossible_steps(session: Session) -> int:
    """Steps that count more people for one choice than answered."""
    return sum(
        any(people < 0 or people > answers for people in counts.values())
        for _, _, _, answers, counts in invariants.step_counts(session)
    )
