"""Checks a live database against everything the publication rule promises."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.services.forms import published_definition
from dashboard.services.store import Database, reading
from dashboard.settings import MINIMUM_K
from dashboard.survey.question_types import type_of
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
        steps = [_Step(*row) for row in invariants.step_counts(session)]
        counted["tallies"] = _tallies_that_differ(invariants.stored_tallies(session), steps)
        counted["impossible_steps"] = sum(_is_impossible(step) for step in steps)
        counted["miscounted_steps"] = _miscounted_steps(session, steps)
    return tuple(Finding(rule, count) for rule, count in counted.items() if count)


_QUERIES = {
    "small_steps": invariants.small_steps(MINIMUM_K),
    "totals": invariants.totals_that_differ(),
    "overfull_steps": invariants.overfull_steps(),
    "misplaced_answers": invariants.misplaced_answers(),
    "strayed_answers": invariants.strayed_answers(),
    "miscounted_links": invariants.miscounted_links(),
    "orphans": invariants.orphans(),
    "small_categories": invariants.small_categories(),
    "undisclosed_categories": invariants.undisclosed_categories(),
}


@dataclass(frozen=True, slots=True)
class _Step:
    id: int
    tally_id: int
    question: str
    answers: int
    counts: Mapping[str, int]


def _tallies_that_differ(stored: Mapping[int, Mapping[str, int]], steps: list[_Step]) -> int:
    """Tallies that are not what their steps add up to: a rebuild would change them."""
    summed: dict[int, Counter[str]] = defaultdict(Counter)
    for step in steps:
        summed[step.tally_id].update(step.counts)
    return sum(Counter(counts) != summed[tally] for tally, counts in stored.items())


def _is_impossible(step: _Step) -> bool:
    """Whether a step counts more people for one choice than answered."""
    return any(people < 0 or people > step.answers for people in step.counts.values())


def _miscounted_steps(session: Session, steps: list[_Step]) -> int:
    """Steps all of whose answers are still stored and that add up to something else."""
    questions = {step.id: step.question for step in steps}
    found: dict[int, Counter[str]] = defaultdict(Counter)
    stored: Counter[int] = Counter()
    for step, version, value, people in invariants.answers_by_step(session):
        if step not in questions:
            continue  # an orphan, counted as such
        stored[step] += people
        asked = published_definition(session, version).question(questions[step])
        for choice in type_of(asked).tally(json.loads(value)):
            found[step][choice] += people
    return sum(stored[step.id] == step.answers and found[step.id] != Counter(step.counts) for step in steps)
