"""Small surveys for tests: say only what the test is about."""

from collections.abc import Mapping
from typing import Any

from dashboard.survey.definition import Choice, Consent, Definition, Question, Section
from dashboard.survey.problems import Problem, Problems
from dashboard.survey.validation import Answer, Validated, validate
from dashboard.survey.words import Words

COUNTED = {"select_one", "select_multiple", "likert", "nps", "retrospective_pair", "rank", "range", "note"}


def words(text: str = "palabra") -> Words:
    return Words.of(es=text, en=f"{text} (en)")


def choices(*values: str) -> tuple[Choice, ...]:
    """`choices("a", "none!")`: an exclamation mark makes the choice exclusive."""
    return tuple(Choice(value.rstrip("!"), words(value.rstrip("!")), value.endswith("!")) for value in values)


def question(name: str = "q", kind: str = "text", **more: Any) -> Question:
    published = "training" if kind in COUNTED else "never"
    return Question(**{"name": name, "type": kind, "label": words(name), "published": published, **more})


def survey(*questions: Question, relevant: str = "") -> Definition:
    consent = Consent(words(), (words(),), words("sí"), words("no"), words("menores"))
    section = Section("first", words(), None, questions, relevant)
    return Definition("trial", words(), ("es", "en"), "es", (section,), consent)


def accepted(definition: Definition, raw: Mapping[str, object]) -> Mapping[str, Answer]:
    result = validate(definition, raw)
    assert isinstance(result, Validated), result
    return result.answers


def refused(definition: Definition, raw: Mapping[str, object]) -> tuple[Problem, ...]:
    result = validate(definition, raw)
    assert isinstance(result, Problems), result
    return result.problems


def stored(asked: Question, raw: object) -> Answer | None:
    """What one question keeps of a raw answer."""
    return accepted(survey(asked), {asked.name: raw}).get(asked.name)


def refusal(asked: Question, raw: object) -> str:
    """The code with which one question refuses a raw answer."""
    (problem,) = refused(survey(asked), {asked.name: raw})
    return problem.code
