"""Every built-in survey may be published as it is, and says in each language what it promises."""

import pytest

from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Definition, Question
from dashboard.survey.library import LIBRARY
from dashboard.survey.library.children import children
from dashboard.survey.library.follow_up import follow_up
from dashboard.survey.library.phrases import LIBRARY_LANGUAGES, phrases
from dashboard.survey.library.post_training import post_training
from dashboard.survey.library.short import short
from dashboard.survey.logic import relevant_questions
from tests.unit.survey.factories import accepted


@pytest.mark.parametrize("name", LIBRARY)
def test_a_built_in_survey_is_called_as_its_key_and_may_be_published(name: str) -> None:
    assert LIBRARY[name]().name == name
    assert check_definition(LIBRARY[name]()) == ()


@pytest.mark.parametrize("name", LIBRARY)
def test_it_comes_back_from_storage_as_it_was(name: str) -> None:
    assert Definition.from_json(LIBRARY[name]().to_json()) == LIBRARY[name]()


def texts_of(definition: Definition) -> set[str]:
    """Every text in Spanish, as JSON holds it."""
    found: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, list) and len(value) == 2 and value[0] == "es":
            found.add(str(value[1]))
        elif isinstance(value, list | dict):
            for member in value.values() if isinstance(value, dict) else value:
                collect(member)

    collect(definition.to_json())
    return found


@pytest.mark.parametrize("name", LIBRARY)
def test_no_phrase_is_forgotten(name: str) -> None:
    used = texts_of(LIBRARY[name]())
    unused = {key for key, words in phrases(name).items() if words.text("es") not in used}
    assert unused == {"choice.common.yes", "choice.common.no", "choice.common.no_answer"} & unused


@pytest.mark.parametrize("name", LIBRARY)
def test_every_text_is_in_both_languages(name: str) -> None:
    assert all(words.has(each) for words in phrases(name).values() for each in LIBRARY_LANGUAGES)


def test_the_short_survey_asks_five_questions_of_the_long_one() -> None:
    long = post_training()
    assert [q.name for q in short().questions] == [
        "relevance",
        "safe",
        "knows_rights",
        "recommend",
        "improve",
    ]
    assert all(question == long.question(question.name) for question in short().questions)


def asked(**answers: object) -> set[str]:
    return {question.name for question in relevant_questions(follow_up(), answers)}


@pytest.mark.parametrize(("applied", "is_asked"), [("fully", True), ("partly", True), ("not_yet", False)])
def test_whoever_applied_something_is_asked_how_often(applied: str, is_asked: bool) -> None:
    assert ({"often", "example"} <= asked(applied=applied)) is is_asked
    assert {"barriers", "support", "passed_on", "still_recommend"} <= asked(applied=applied)


def test_nothing_of_the_follow_up_is_counted_with_the_survey_right_after() -> None:
    assert not {q.name for q in follow_up().questions} & {q.name for q in post_training().questions}


def is_sensitive(question: Question) -> bool:
    return question.sensitive or question.published == "breakdown"


def test_children_choose_faces_and_say_nothing_about_who_they_are() -> None:
    faces = [q for q in children().questions if q.type == "select_one"]
    assert len(faces) == 5
    assert {(q.appearance, len(q.choices)) for q in faces} == {("smileys", 5)}
    assert not any(is_sensitive(q) for q in children().questions)
    assert len(children().questions) <= 6


def test_the_words_for_children_are_few() -> None:
    labels = [q.label.text(language) for q in children().questions for language in LIBRARY_LANGUAGES]
    assert max(len(label.split()) for label in labels) <= 14


def test_one_face_is_enough() -> None:
    assert accepted(children(), {"liked": "5"})["liked"] == "5"
