"""The printed questionnaire: everything a person needs to answer is on the paper, once."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import Phase, given, settings
from pypdf import PdfReader

from dashboard.exports.questionnaire import questionnaire_pdf
from dashboard.survey.definition import Choice, Definition, Question, Repeat, Section, Words
from dashboard.survey.library import LIBRARY
from tests.definitions import definitions

_UNPRINTED = {"calculate", "hidden", "unsupported", "note"}


def _text(pdf: bytes) -> str:
    """What the pages say, with every run of white space as one space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def _printed(*questions: Question, language: str = "es", **section: object) -> str:
    whole = Section("part", Words.of(es="Una parte", en="A part"), items=questions, **section)  # type: ignore[arg-type]
    return _text(questionnaire_pdf(_survey(whole), language))


def _survey(*sections: Section) -> Definition:
    return replace(LIBRARY["short"](), sections=sections)


def _question(name: str, kind: str = "text", label: str = "¿Qué?", **fields: object) -> Question:
    question = Question(name, kind, Words((("es", label), ("en", label))), published="never")
    return replace(question, **fields)  # type: ignore[arg-type]


def _choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"v{number}", Words((("es", label),))) for number, label in enumerate(labels, start=1)
    )


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_a_library_survey_is_printed_whole(name: str, language: str) -> None:
    definition = LIBRARY[name]()
    text = _text(questionnaire_pdf(definition, language, heading="Escuelas · 12 de mayo"))
    asked = [question for question in definition.questions if question.type not in _UNPRINTED]
    for words in (definition.title, definition.consent.agree, *(question.label for question in asked)):
        assert " ".join(words.text(language).split()) in text
    for question in asked:
        assert all(choice.label.text(language) in text for choice in question.choices)
    assert "Escuelas · 12 de mayo" in text
    assert definition.name in text


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_question_has_its_number_once(name: str) -> None:
    definition = LIBRARY[name]()
    asked = [question for question in definition.questions if question.type not in _UNPRINTED]
    numbers = Counter(re.findall(r"(?<!\S)(\d{1,2})\.(?!\S)", _text(questionnaire_pdf(definition, "es"))))
    assert numbers == {str(number): 1 for number in range(1, len(asked) + 1)}


def test_pages_count_themselves_and_say_which_form_they_are() -> None:
    pages = PdfReader(BytesIO(questionnaire_pdf(LIBRARY["post_training"](), "es"))).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"Página {number} de {len(pages)}" in text
        assert "Formulario: post_training" in text
        assert "N.º de papel" in text


@pytest.mark.parametrize(
    ("relevant", "said"),
    [
        ("${one} = 'v1'", "Responde solo si en la pregunta 1 marcaste «Sí»."),
        ("${one} = 'v1' or ${one} = 'v2'", "solo si en la pregunta 1 marcaste «Sí» o «No»."),
        ("not(selected(${many}, 'v2'))", "solo si en la pregunta 2 no marcaste «No»."),
        ("${age} >= 16 and ${one} != ''", "pregunta 3 respondiste 16 o más y respondiste la pregunta 1."),
        ("${scale} = '5'", "en la pregunta 4 marcaste «Muy de acuerdo»."),
        ("${pair.now} > 3", "en la pregunta 5 (ahora) respondiste más de 3."),
        ("${gone} = 'v1'", "Responde solo si corresponde."),
        ("string-length(${one}) > 3", "Responde solo si corresponde."),
    ],
)
def test_skip_logic_is_said_in_words(relevant: str, said: str) -> None:
    text = _printed(
        _question("one", "select_one", choices=_choices("Sí", "No")),
        _question("many", "select_multiple", choices=_choices("Sí", "No")),
        _question("age", "integer"),
        _question("scale", "likert"),
        _question("pair", "retrospective_pair"),
        _question("last", relevant=relevant),
    )
    assert said in text


def test_a_section_says_who_answers_it_and_how_often() -> None:
    whole = Section(
        "kids",
        Words.of(es="Tus hijas e hijos"),
        items=(_question("age"),),
        repeat=Repeat("", 4),
        relevant="${has} = 'v1'",
    )
    first = Section("", items=(_question("has", "select_one", choices=_choices("Sí", "No")),))
    text = _text(questionnaire_pdf(_survey(first, whole), "es"))
    assert "Responde solo si en la pregunta 1 marcaste «Sí»." in text
    assert "hasta 4 veces" in text


def test_what_a_computer_fills_in_is_not_printed_and_notes_have_no_number() -> None:
    text = _printed(
        _question("sum", "calculate", "Una suma", calculation="1 + 1"),
        _question("kept", "hidden", "Un dato"),
        _question("note", "note", "Lee esto"),
        _question("name", "text", "¿Cómo está ${kept}?"),
    )
    assert "Una suma" not in text
    assert "Un dato" not in text
    assert "Lee esto 1. ¿Cómo está …………?" in text


def test_typographic_signs_are_printed_and_unknown_ones_give_way() -> None:
    text = _printed(_question("q", label="«Ñandú», “sí” — ‘no’… ½ € → 5 😀 שלום <b>&amp;</b>"))
    assert "«Ñandú», “sí” — ‘no’… ½ € → 5 ? ???? <b>&amp;</b>" in text


def test_hostile_words_do_not_break_a_page() -> None:
    long = "palabra" * 2_000
    questions = [
        _question(f"q{number}", kind, long, hint=Words.of(es=long), choices=_choices(long, *["x"] * 300))
        for number, kind in enumerate(
            ("select_one", "rank", "text", "likert", "retrospective_pair", "acknowledge")
        )
    ]
    assert "palabrapalabra" in _printed(*questions, intro=Words.of(es=long))


def test_a_survey_without_questions_says_so() -> None:
    assert "todavía no tiene preguntas" in _text(questionnaire_pdf(_survey(), "es"))


def test_the_same_survey_gives_the_same_bytes() -> None:
    survey = LIBRARY["children"]()
    assert questionnaire_pdf(survey, "es") == questionnaire_pdf(survey, "es")


@settings(max_examples=10, deadline=None, phases=(Phase.generate,))
@given(definitions())
def test_every_sound_survey_can_be_printed(definition: Definition) -> None:
    text = _text(questionnaire_pdf(definition, definition.default_language))
    asked = [question for question in definition.questions if question.type not in _UNPRINTED]
    assert f"{len(asked)}. " in text
    assert f"{len(asked) + 1}. " not in text
