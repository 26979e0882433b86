"""Breaks published answers down by who gave them: once per region and semester, when its links are closed."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from dashboard.privacy.breakdowns import Count, Group, crossed, profile, shown_categories, threshold
from dashboard.services.clock import to_the_minute
from dashboard.services.forms import published_definition
from dashboard.services.stepping import require_k
from dashboard.services.store import Database, reading, writing
from dashboard.survey.definition import Question
from dashboard.survey.question_types import QuestionType, type_of
from db.changes import take_turn
from db.queries import breakdowns
from db.queries.breakdowns import Candidate
from db.queries.publication import trainings_to_open

NO_ANSWER = ""
AXIS = "select_one"  # one category for each person, so that categories add up to everyone

Cell = dict[str, object]
Block = tuple[str, str]  # region, period


@dataclass(frozen=True, slots=True)
class Asked:
    """What a block's surveys ask, each with its closed list of answers.

    `axes` may be crossed with `questions`; `alone` is sensitive and about something else: only counted.
    """

    axes: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, tuple[str, ...]]
    sensitive: frozenset[str]
    questions: Mapping[str, tuple[str, ...]]


def period_of(day: date) -> str:
    """The semester of a day: 2025-S1 is January to June."""
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def first_day(day: date) -> date:
    """The first day of the semester of a day."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def publish_breakdowns(database: Database, *, now: datetime, k: int, today: date) -> int:
    """Publishes each block that is due; how many. Idempotent."""
    require_k(k)
    with reading(database) as session:
        if not _due(session, today):
            return 0
    with writing(database) as session:
        number = take_turn(session)
        due = _due(session, today)  # again, now that no one else publishes
        for (territory, period), trainings in due.items():
            block: Cell = {"territory_code": territory, "period": period, "k": k, "number": number}
            block["published_at"] = to_the_minute(now)
            breakdowns.add_block(session, block, trainings, list(_cells(session, trainings, k)))
    return len(due)


def _due(session: Session, today: date) -> dict[Block, list[int]]:
    """The published trainings of each region and semester that is over, all of whose links are closed."""
    published = breakdowns.published_blocks(session)
    found: dict[Block, list[Candidate]] = defaultdict(list)
    for training in breakdowns.candidates(session, first_day(today)):
        block = training.territory_code[:2], period_of(training.starts_on)
        if block[0].isdigit() and block not in published:
            found[block].append(training)
    receiving = trainings_to_open(session, today) if found else frozenset()
    due = {
        block: [each.id for each in trainings if each.has_published]
        for block, trainings in found.items()
        if not any(each.id in receiving for each in trainings)
    }
    return {block: trainings for block, trainings in due.items() if trainings}


def _cells(session: Session, trainings: Sequence[int], k: int) -> Iterator[Cell]:
    asked = _asked(session, trainings)
    counted = {**asked.axes, **asked.alone}
    everyone, values = breakdowns.everyone_by_attribute(session, trainings, list(counted))
    for attribute, given in values.items():
        is_sensitive = attribute in asked.sensitive
        least = threshold(k, is_sensitive=is_sensitive)
        people = dict.fromkeys(counted[attribute], 0)  # an empty category reads like a small one
        people |= {str(json.loads(value)): count for value, count in given.items()}
        people[NO_ANSWER] = everyone - sum(people.values())
        for category, count in profile(people, k=least, is_sensitive=is_sensitive).items():
            yield _cell("", attribute, category, "", count)
        if attribute in asked.axes:
            shown = shown_categories(people, least)
            groups = _groups(session, trainings, attribute, asked.questions)
            for question, choices in asked.questions.items():
                found = crossed(shown, groups[question], choices, k=least, is_sensitive=is_sensitive)
                for category, each in (found or {}).items():
                    yield _cell(question, attribute, category, "", each.people)
                    told = {choice: count for choice, count in each.choices.items() if count != Count(0)}
                    for choice, count in told.items():
                        yield _cell(question, attribute, category, choice, count)


def _groups(
    session: Session, trainings: Sequence[int], attribute: str, questions: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, Group]]:
    """Question → category → the people of it who answered, and what they chose."""
    people: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    kinds: dict[tuple[int, str], QuestionType] = {}
    for cell in breakdowns.crossed_people(session, trainings, attribute, list(questions)):
        category = str(json.loads(cell.category)) if cell.category else NO_ANSWER
        counted = people[cell.question, category]
        counted[""] += cell.people
        asked = cell.version_id, cell.question
        if asked not in kinds:
            kinds[asked] = type_of(published_definition(session, cell.version_id).question(cell.question))
        for choice in kinds[asked].tally(json.loads(cell.value)):
            counted[choice] += cell.people
    found: dict[str, dict[str, Group]] = defaultdict(dict)
    for (question, category), counted in people.items():
        choices = {choice: counted[choice] for choice in questions[question]}
        found[question][category] = Group(counted[""], choices)
    return found


def _asked(session: Session, trainings: Sequence[int]) -> Asked:
    """Over every version in use. What one version calls sensitive is sensitive in all."""
    definitions = [
        published_definition(session, each) for each in breakdowns.versions_used(session, trainings)
    ]
    questions = [question for definition in definitions for question in definition.questions]
    sensitive = frozenset(question.name for question in questions if question.sensitive)
    axes = _lists(q for q in questions if q.published == "breakdown" and q.type == AXIS)
    alone = _lists(
        q for q in questions if q.published == "training" and q.name in sensitive and q.type == AXIS
    )
    tallied = _lists(q for q in questions if q.published == "training" and q.name not in sensitive)
    return Asked(axes, {name: each for name, each in alone.items() if name not in axes}, sensitive, tallied)


def _lists(questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """The closed list of each question that has one, over all its versions."""
    found: dict[str, tuple[str, ...]] = {}
    for question in questions:
        choices = (*found.get(question.name, ()), *type_of(question).tally_choices(question))
        if choices:
            found[question.name] = tuple(dict.fromkeys(choices))
    return found


def _cell(question: str, attribute: str, category: str, choice: str, count: Count) -> Cell:
    return {
        "question": question,
        "attribute": attribute,
        "category": category,
        "choice": choice,
        "people": count.people,
        "bound": count.bound,
    }
