"""What must hold of a definition before it is published, each rule with its code under `survey.check`."""

import re
from collections import Counter
from collections.abc import Iterator

from dashboard.survey.cleaning import echo
from dashboard.survey.definition import RESERVED_NAMES, Definition, Section
from dashboard.survey.expressions.analysis import cycles, doubts
from dashboard.survey.problems import Problem, SurveyError, Value
from dashboard.survey.question_checks import question_problems
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.reference_checks import as_written, later_pipes, reference_problems
from dashboard.survey.repeats import unrolled, unrolled_size
from dashboard.survey.translations import Completeness, completeness, missing_translations

__all__ = ["Completeness", "check_definition", "completeness", "warnings"]

MOST_QUESTIONS = 1000
"""After repeats are unrolled."""

MOST_INSTANCES = 20
DEEPEST = 10
LONGEST_NAME = 63
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def check_definition(definition: Definition) -> tuple[Problem, ...]:
    """Everything that is wrong, in reading order; empty when the survey may be published."""
    flat = _flat(definition)
    return (
        *_shape(definition),
        *_size(definition, flat),
        *_sections(definition),
        *_names(definition),
        *(_instance_names(definition, flat) if flat else ()),
        *(problem for question in definition.questions for problem in question_problems(question)),
        *(_references(definition, flat) if flat else ()),
    )


def warnings(definition: Definition) -> tuple[Problem, ...]:
    """What is worth a look and stops nothing."""
    flat = _flat(definition)
    later = later_pipes(definition, flat) if flat else ()
    return (*missing_translations(definition), *later, *doubts(definition))


def _flat(definition: Definition) -> Definition | None:
    """What people are asked: without repeats. None where there would be no end of it."""
    try:
        return unrolled(definition)
    except SurveyError:
        return None


def _references(definition: Definition, flat: Definition) -> Iterator[Problem]:
    """What depends on itself also comes later than itself: said once."""
    circles = as_written(cycles(flat), definition, flat)
    circular = {(problem.question, problem.question) for problem in circles}
    for problem in reference_problems(definition, flat):
        if problem.code != "later_name" or (problem.question, dict(problem.values)["name"]) not in circular:
            yield problem
    yield from circles


def _problem(place: str, code: str, **values: Value) -> Problem:
    return Problem(place, f"survey.check.{code}", tuple(values.items()))


def _shape(definition: Definition) -> Iterator[Problem]:
    if not definition.languages:
        yield _problem(definition.name, "no_languages")
    elif definition.default_language not in definition.languages:
        yield _problem(definition.name, "default_language", language=echo(definition.default_language))
    kinds = [QUESTION_TYPES.get(question.type) for question in definition.questions]
    if all(kind is not None and not kind.takes_answer for kind in kinds):
        yield _problem(definition.name, "no_questions")


def _size(definition: Definition, flat: Definition | None) -> Iterator[Problem]:
    count = len(flat.questions) if flat else unrolled_size(definition)
    if flat is None or count > MOST_QUESTIONS:
        yield _problem(definition.name, "too_many_questions", count=count, limit=MOST_QUESTIONS)


def _sections(definition: Definition) -> Iterator[Problem]:
    for section in definition.sections:
        yield from _section(section, 1)


def _section(section: Section, depth: int) -> Iterator[Problem]:
    if section.repeat and not 1 <= section.repeat.most <= MOST_INSTANCES:
        yield _problem(section.name, "repeat_most", limit=MOST_INSTANCES)
    if section.repeat and not section.name:
        yield _problem(section.name, "repeat_name")
    if depth > DEEPEST:
        yield _problem(section.name, "too_deep", limit=DEEPEST)
        return
    for item in section.items:
        if isinstance(item, Section):
            yield from _section(item, depth + 1)


def _names(definition: Definition) -> Iterator[Problem]:
    sections = [section.name for section in definition.every_section() if section.name]
    questions = [question.name for question in definition.questions]
    for names in (sections, questions):
        for name, count in Counter(names).items():
            if count > 1:
                yield _problem(name, "duplicate_name", count=count)
            if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
                yield _problem(name, "invalid_name")
    for name in questions:
        if name in RESERVED_NAMES:
            yield _problem(name, "reserved_name")


def _instance_names(definition: Definition, flat: Definition) -> Iterator[Problem]:
    """The names that questions of a repeat get: age__1, age__2…"""
    if flat is definition:
        return
    own = Counter(question.name for question in definition.questions)
    for name, count in Counter(question.name for question in flat.questions).items():
        if count > 1 and own[name] == 1:
            yield _problem(name, "duplicate_name", count=count)
        if name not in own and len(name) > LONGEST_NAME:
            yield _problem(name, "invalid_name")
