"""The survey a training asks with, and its own objectives in it.

Objectives of different trainings are different questions, so they are never shown under one label. Their
names are objective_1, objective_2 …, which `survey.meaning` keeps from everyone else. Within a training a
name means one thing for good: an objective that was asked before has the name it had, a new one takes the
next. Over several trainings they count in the learning gain alone, as "each training's own objective".

A version with own objectives is a variant of the built-in survey's version: published once, used again by
every training with the same objectives, and to everyone else no newer version.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from dashboard.errors import FieldProblem, InvalidInputError
from dashboard.services.forms import published_definition
from dashboard.services.survey_publishing import builtin_version
from dashboard.survey.definition import Definition
from dashboard.survey.library import LIBRARY
from dashboard.survey.library.post_training import (
    LONGEST_OBJECTIVE,
    MOST_OBJECTIVES,
    NAME,
    post_training,
)
from dashboard.survey.meaning import OWN_OBJECTIVE, with_names
from dashboard.survey.words import Words
from db.models import Survey, Training
from db.queries import surveys
from db.queries.versions import published_variant

POST_TRAINING = NAME
MOST_NAMES = 25  # different objectives one training may have asked for in all
Objectives = Sequence[tuple[str, str]]
"""(Spanish, English) statements; one of the two may be blank."""


def version_to_open(session: Session, training_id: int, survey: str | int, *, now: datetime) -> int:
    """The id of the version a new link asks with; published first where it is not yet."""
    name = survey if isinstance(survey, str) else _name_of(session, survey)
    if name not in LIBRARY:
        return _newest(session, survey)
    version_id, renamed = builtin_version(session, name, now=now)
    training = session.get(Training, training_id)
    own = objectives_of(training) if training is not None else ()
    if name != POST_TRAINING or not own:
        return version_id
    definition = with_names(_with_objectives(session, training_id, own), renamed)
    return published_variant(session, version_id, definition.to_json(), now=now)


def objectives_of(training: Training) -> tuple[tuple[str, str], ...]:
    """The objectives kept with a training, as (Spanish, English)."""
    return tuple((str(each.get("es", "")), str(each.get("en", ""))) for each in training.objectives)


def as_kept(objectives: Objectives) -> list[dict[str, str]]:
    """Objectives as they are kept with a training: without blank ones, and each once."""
    tidy = dict.fromkeys((" ".join(es.split()), " ".join(en.split())) for es, en in objectives)
    return [{"es": es, "en": en} for es, en in tidy if es or en]


def objective_problems(objectives: Objectives) -> Iterator[FieldProblem]:
    """What is wrong with the objectives of a training."""
    kept = as_kept(objectives)
    if len(kept) > MOST_OBJECTIVES:
        yield FieldProblem("objectives", "versions.objectives", (("most", str(MOST_OBJECTIVES)),))
    if any(len(text) > LONGEST_OBJECTIVE for each in kept for text in each.values()):
        yield FieldProblem("objectives", "versions.objective_length", (("most", str(LONGEST_OBJECTIVE)),))
    if any(not text.isprintable() for each in kept for text in each.values()):
        yield FieldProblem("objectives", "versions.unreadable_text")


def asked_objectives(session: Session, training_id: int) -> Mapping[str, Words]:
    """Every objective of its own that a training has asked for: name → statement."""
    found: dict[str, Words] = {}
    for version in surveys.versions_of_training(session, training_id):
        for question in published_definition(session, version).questions:
            if OWN_OBJECTIVE.fullmatch(question.name):
                found[question.name] = question.label
    return found


def _with_objectives(session: Session, training_id: int, objectives: Objectives) -> Definition:
    """The survey with these objectives, under the names that this training gave them."""
    definition = post_training(objectives)
    asked = asked_objectives(session, training_id)
    known = {words: name for name, words in asked.items()}
    following = (f"objective_{number}" for number in range(1, MOST_NAMES + 1))
    unused = (name for name in following if name not in asked)
    names: dict[str, str] = {}
    for question in definition.questions:
        if OWN_OBJECTIVE.fullmatch(question.name):
            name = known.get(question.label) or next(unused, None)
            if name is None:
                values = (("most", str(MOST_NAMES)),)
                raise InvalidInputError([FieldProblem("survey", "versions.too_many_objectives", values)])
            names[question.name] = name
    return with_names(definition, names)


def _name_of(session: Session, survey_id: int) -> str:
    survey = session.get(Survey, survey_id)
    return survey.name if survey is not None else ""


def _newest(session: Session, survey: str | int) -> int:
    if isinstance(survey, str) or session.get(Survey, survey) is None:
        raise InvalidInputError([FieldProblem("survey", "versions.unknown_survey")])
    versions = surveys.numbered_versions(session, survey)
    if not versions:
        raise InvalidInputError([FieldProblem("survey", "versions.not_published")])
    return versions[0].id
