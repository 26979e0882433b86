"""The built-in survey keeps the promises of the domain: short, safe, complete in both languages."""

import pytest

from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Definition
from dashboard.survey.library import LIBRARY
from dashboard.survey.library.post_training import FROM_16, UNDER_16, post_training
from dashboard.survey.logic import relevant_questions
from dashboard.survey.problems import SurveyError
from dashboard.survey.question_types import type_of
from tests.unit.survey.factories import accepted, refused

SURVEY = post_training()
ABOUT = SURVEY.sections[-1]
BEFORE_ABOUT = [question for section in SURVEY.sections[:-1] for question in section.questions]
SENSITIVE = {"gender", "indigenous", "disability"}


def _asked(**answers: object) -> set[str]:
    return {question.name for question in relevant_questions(SURVEY, answers)}


@pytest.mark.parametrize("name", LIBRARY)
def test_library_surveys_may_be_published(name: str) -> None:
    assert check_definition(LIBRARY[name]()) == ()


def test_there_are_at_most_15_closed_and_3_open_questions() -> None:
    closed = [question for question in BEFORE_ABOUT if type_of(question).is_closed]
    assert len(closed) <= 15
    assert len(BEFORE_ABOUT) - len(closed) <= 3


def test_every_question_before_about_you_carries_its_level() -> None:
    assert {question.level for question in BEFORE_ABOUT} == {"L1", "L2", "L3"}


def test_every_closed_question_carries_its_indicator() -> None:
    assert all(question.indicator for question in BEFORE_ABOUT if type_of(question).is_closed)


def test_open_words_are_limited_and_never_published() -> None:
    texts = [question for question in SURVEY.questions if question.type == "text"]
    assert [(question.published, question.max_length) for question in texts] == [("never", 600)] * 3


def test_about_you_is_last_optional_and_never_per_training() -> None:
    assert ABOUT.questions[0].name == "age_band"
    assert not any(question.required for question in ABOUT.questions)
    assert {question.published for question in ABOUT.questions} == {"breakdown"}


def test_about_you_can_always_be_declined() -> None:
    assert {question.choices[-1].value for question in ABOUT.questions} == {"no_answer"}


def test_nothing_asks_for_what_identifies() -> None:
    assert not {"name", "rut", "email", "phone", "birth_date"} & {q.name for q in SURVEY.questions}


def test_sensitive_questions_are_marked() -> None:
    assert {question.name for question in SURVEY.questions if question.sensitive} == SENSITIVE


@pytest.mark.parametrize("band", UNDER_16)
def test_sensitive_questions_are_not_shown_under_16(band: str) -> None:
    assert not SENSITIVE & _asked(age_band=band)


@pytest.mark.parametrize("band", [None, "", "no_answer", "unknown", ["16_17", "18_29"]])
def test_sensitive_questions_are_not_shown_before_the_age_is_given(band: object) -> None:
    assert not SENSITIVE & _asked(age_band=band)


@pytest.mark.parametrize("band", FROM_16)
def test_sensitive_questions_are_shown_from_16(band: str) -> None:
    assert _asked(age_band=band) >= SENSITIVE


@pytest.mark.parametrize("band", UNDER_16)
def test_sensitive_answers_under_16_are_never_stored(band: str) -> None:
    raw = {"relevance": "5", "age_band": band, "gender": "feminine", "indigenous": "yes", "disability": "no"}
    assert not SENSITIVE & set(accepted(SURVEY, raw))


def test_every_age_band_is_on_one_side_of_16() -> None:
    bands = [choice.value for choice in SURVEY.question("age_band").choices]
    assert bands == [*UNDER_16, *FROM_16, "no_answer"]


def test_nothing_prevents_it_stands_alone() -> None:
    found = refused(SURVEY, {"relevance": "5", "obstacles": ["nothing", "fear"]})
    assert [problem.code for problem in found] == ["exclusive"]


def test_one_answer_is_enough_and_none_is_not() -> None:
    assert accepted(SURVEY, {"relevance": "na"}) == {"relevance": "na"}
    assert [problem.question for problem in refused(SURVEY, {})] == ["relevance"]


def test_consent_speaks_to_those_under_14() -> None:
    assert "14" in SURVEY.consent.minor_note.text("es")
    assert "14" in SURVEY.consent.minor_note.text("en")


def _learning(definition: Definition) -> list[str]:
    return [question.name for question in definition.questions if question.indicator == "learning"]


def test_training_brings_its_own_objectives() -> None:
    own = post_training([("Sé usar el protocolo.", "I can use the protocol."), ("Sé derivar.", "")])
    assert _learning(own) == ["objective_1", "objective_2"]
    assert own.question("objective_2").label.text("en") == "Sé derivar."
    assert check_definition(own) == ()


@pytest.mark.parametrize(
    ("objectives", "code"),
    [
        ([], "no_objectives"),
        ([("a", "a")] * 6, "too_many_objectives"),
        ([(" ", "")], "blank_objective"),
        ([("x" * 201, "x")], "long_objective"),
    ],
)
def test_objectives_that_do_not_fit_are_refused(objectives: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(SurveyError) as refused_with:
        post_training(objectives)
    assert refused_with.value.problem.code == code
