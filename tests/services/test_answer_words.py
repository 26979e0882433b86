"""What people write on paper and in spreadsheets is understood or named; it never raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import translator
from dashboard.services.answer_batch import midnight
from dashboard.services.answer_words import Reading, asked_questions, codes, folded, raw_answer, raw_pair
from dashboard.survey.definition import Definition, Question
from dashboard.survey.library.post_training import post_training
from dashboard.survey.validation import Validated, validate
from dashboard.ui.paper_columns import answers_of, columns_of, legend
from tests.every_type import STORED, every_type
from tests.factories import TODAY

ES, EN = translator("es"), translator("en")
TYPED = {
    "nick": "Ale", "story": "Una idea\ny una duda", "age": "12", "guardian": "Mi abuela", "hours": "7,5",
    "energy": "8", "region": "1", "comuna": "2", "colour": "2", "likes": "1 3", "mood": "5", "fair": "4",
    "useful_now": "0", "again": "10", "knows.before": "2", "knows.now": "5", "first_things": "2 1 3",
    "born": "1/3/2014", "wakes": "7:05", "met": "20-11-2026 18:30", "elements": "español", "agrees": "1",
}  # fmt: skip


def closed(definition: Definition) -> list[Question]:
    return [question for question in asked_questions(definition) if codes(question, ES)]


def test_a_sheet_with_every_type_of_question_is_typed_in_codes() -> None:
    definition = every_type()
    checked = validate(definition, answers_of(columns_of(definition), TYPED), now=midnight(TODAY))
    assert isinstance(checked, Validated)
    assert dict(checked.answers) == STORED


@pytest.mark.parametrize("definition", [post_training(), every_type()], ids=lambda each: each.name)
def test_every_code_and_every_word_of_every_closed_question_is_read_back(definition: Definition) -> None:
    for question in closed(definition):
        by_code, by_word = Reading(question, by_code=True), Reading(question, by_code=False)
        for t in (ES, EN):
            for each in codes(question, t):
                assert by_code.value(each.code) == each.value
                assert by_word.value(each.value) == each.value
                assert by_word.value(each.label.upper()) == each.value


@pytest.mark.parametrize("definition", [post_training(), every_type()], ids=lambda each: each.name)
def test_the_codes_of_a_question_differ_and_stand_in_the_legend(definition: Definition) -> None:
    told = "\n".join(legend(columns_of(definition), ES))
    for question in closed(definition):
        typed = [each.code for each in codes(question, ES)]
        assert len(set(typed)) == len(typed)
        assert question.type == "range" or f"**{typed[0]}**" in told


def test_does_not_apply_is_zero_and_a_scale_is_typed_as_it_reads() -> None:
    question = post_training().question("relevance")
    assert [(each.code, each.value) for each in codes(question, ES)] == [
        *((step, step) for step in "12345"), ("0", "na"),
    ]  # fmt: skip


def test_a_place_on_paper_is_no_value_in_a_spreadsheet() -> None:
    """2 is "about right" on the sheet; in a file it could be anything, and is refused."""
    question = post_training().question("length")
    assert raw_answer(Reading(question, by_code=True), "2") == "right"
    assert raw_answer(Reading(question, by_code=False), "2") == "2"
    assert not isinstance(validate(post_training(), {"relevance": "5", "length": "2"}), Validated)


def test_half_a_pair_is_handed_on_to_be_refused() -> None:
    reading = Reading(post_training().question("knows_rights"), by_code=True)
    assert raw_pair(reading, {"before": "2", "now": " "}) == {"before": "2"}


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("  ¿Edad? ", "edad"),
        ("RESPUESTA_1", "respuesta 1"),
        ("Niñez", "ninez"),
        ("...", ""),
        ("x" * 999, "x" * 300),
    ],
)
def test_folding_keeps_the_words_alone(written: str, alike: str) -> None:
    assert folded(written) == alike


@given(st.dictionaries(st.sampled_from(sorted(TYPED)), st.text(max_size=60)))
def test_nothing_that_can_be_typed_raises(cells: dict[str, str]) -> None:
    definition = every_type()
    typed = answers_of(columns_of(definition), cells)
    assert set(typed) <= {question.name for question in asked_questions(definition)}
    validate(definition, typed)
