"""Who is asked what."""

from dashboard.survey.definition import Definition
from dashboard.survey.logic import progress, relevant_questions
from tests.unit.survey.factories import question, survey

CHAIN = survey(
    question("a"),
    question("b", relevant="${a} = 'yes'"),
    question("c", relevant="${b} = 'yes'"),
    question("words", "note"),
)


def _asked(definition: Definition, **answers: object) -> list[str]:
    return [asked.name for asked in relevant_questions(definition, answers)]


def test_question_is_asked_when_its_condition_holds() -> None:
    assert _asked(CHAIN, a="yes") == ["a", "b", "words"]


def test_answer_to_a_hidden_question_is_seen_as_empty() -> None:
    assert _asked(CHAIN, a="no", b="yes") == ["a", "words"]


def test_hidden_section_hides_its_questions() -> None:
    assert _asked(survey(question("a"), relevant="1 = 2")) == []


def test_question_cannot_depend_on_a_later_one() -> None:
    assert _asked(survey(question("a", relevant="${b} = 'x'"), question("b")), b="x") == ["b"]


def test_condition_that_cannot_be_read_hides() -> None:
    assert _asked(survey(question("a", relevant="${"))) == []


def test_hostile_answers_do_not_stop_the_logic() -> None:
    assert _asked(CHAIN, a=[{"yes": ["yes"]}, 10**5000]) == ["a", "words"]


def test_progress_counts_what_is_asked_now_without_notes() -> None:
    assert (progress(CHAIN, {"a": "yes"}).answered, progress(CHAIN, {"a": "yes"}).asked) == (1, 2)


def test_progress_of_nothing_asked_is_complete() -> None:
    assert progress(survey(), {}).share == 1.0
