"""The form of one question makes the question it was filled with; choices come from lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.survey.definition import Question
from dashboard.survey.library import LIBRARY
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.words import Words
from dashboard.ui.survey_question_values import choices_of, new_question, question_of, question_values
from tests.unit.survey.factories import choices, question

QUESTIONS = [asked for make in LIBRARY.values() for asked in make().questions]
ORDER = ("es", "en")


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)
def test_an_untouched_form_changes_nothing(asked: Question) -> None:
    assert question_of(question_values(asked, "es"), asked, ORDER) == asked


def test_a_label_that_was_emptied_stays() -> None:
    asked = question("a", label=Words.of(es="¿Qué?"), hint=Words.of(es="Así", en="So"))
    typed = question_values(asked, "es") | {"label": " ", "hint": ""}
    made = question_of(typed, asked, ORDER)
    assert made.label == Words.of(es="¿Qué?")
    assert made.hint == Words.of(en="So")


def test_choices_keep_their_translations_by_value_or_by_label() -> None:
    before = choices("a", "b!")
    made = choices_of("b | Be\nx | a\n\nNueva opción\n| Nueva opción\n", before, "es", ORDER)
    assert [(c.value, c.label.text("es"), c.label.text("en")) for c in made] == [
        ("b", "Be", "b (en)"),
        ("x", "a", "a (en)"),
        ("nueva_opcion", "Nueva opción", "Nueva opción"),
        ("nueva_opcion_2", "Nueva opción", "Nueva opción"),
    ]
    assert made[0].exclusive


@given(st.text(max_size=60))
def test_any_text_becomes_choices_with_a_value_and_a_label(text: str) -> None:
    for choice in choices_of(text, choices("a"), "es", ORDER):
        assert choice.value.strip()
        assert choice.label.text("es").strip()


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_new_question_of_every_type_survives_its_form(kind: str) -> None:
    asked = new_question("q", kind, "Pregunta", ORDER)
    assert question_of(question_values(asked, "es"), asked, ORDER) == asked
