"""Names and values we cannot keep are settled, and everything that refers to them follows."""

import pytest

from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Section
from dashboard.survey.words import Words
from dashboard.survey.xlsform.languages import language_code
from dashboard.survey.xlsform.naming import settled_name, settled_value
from tests.unit.survey.xlsform.reading_files import accepted, codes, only, read, survey_of


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("age", "age"),
        ("Age", "age"),
        ("Q1.a-b", "q1_a_b"),
        ("_id_", "id_2"),
        ("1st", "q_1st"),
        ("año", "ano"),
        ("consent", "consent_2"),
        ("¿?", "q"),
        ("x" * 80, "x" * 63),
    ],
)
def test_names(written: str, settled: str) -> None:
    assert settled_name(written, ()) == settled


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert settled_name("Age", {"age", "age_2"}) == "age_3"
    assert settled_name("y" * 63, {"y" * 63}) == "y" * 61 + "_2"


@pytest.mark.parametrize(
    ("written", "settled"), [("1", "1"), ("-99", "-99"), ("sí", "si"), ("a b", "a_b"), ("+", "v")]
)
def test_values(written: str, settled: str) -> None:
    assert settled_value(written, ()) == settled


def test_what_refers_to_a_renamed_question_follows() -> None:
    columns = "type | name | label::es | relevant | constraint"
    table = survey_of(
        "text | Q1.A | Uno | |", "text | Q2 | Oíste ${Q1.A} | ${ Q1.A } != '' | . != ${Q1.A}", columns=columns
    )
    reading = read(table)
    assert reading.is_accepted
    assert reading.definition is not None
    second = reading.definition.question("q2")
    assert (second.relevant, second.constraint) == ("${q1_a} != ''", ". != ${q1_a}")
    assert second.label.text("es") == "Oíste ${q1_a}"
    assert codes(reading, "notice")[-2:] == ["renamed", "renamed"]
    assert check_definition(reading.definition) == ()


def test_two_names_that_differ_in_capitals_stay_two() -> None:
    table = survey_of(
        "text | Age | Una |",
        "text | age | Otra | ${Age} = '1' and ${age} = ''",
        columns="type | name | label::es | constraint",
    )
    first, second = accepted(table).questions
    assert (first.name, second.name) == ("age_2", "age")
    assert second.constraint == "${age_2} = '1' and ${age} = ''"


def test_renamed_values_are_renamed_in_conditions_and_cascades() -> None:
    choices = """
| choices |
| | list_name | name | label::es | parent |
| | yn | sí | Sí | |
| | yn | no sé | No sé | |
| | sub | x | X | no sé |
"""
    columns = "type | name | label::es | relevant | choice_filter | default"
    table = survey_of(
        "select_one yn | a | A | | | no sé", "select_one sub | b | B | ${a} = 'sí' | parent=${a} |",
        columns=columns, choices=choices,
    )  # fmt: skip
    definition = accepted(table)
    a, b = definition.questions
    assert [choice.value for choice in a.choices] == ["si", "no_se"]
    assert (a.default, b.relevant) == ("no_se", "${a} = 'si'")
    assert b.choices[0].columns == (("parent", "no_se"),)


def test_the_same_name_in_two_groups_becomes_two() -> None:
    table = survey_of(
        "begin group | one | Uno", "note | n | Nota", "text | a | A", "end group | |",
        "begin group | two | Dos", "note | n | Otra", "text | b | B", "end group | |",
    )  # fmt: skip
    assert [question.name for question in accepted(table).questions] == ["n", "a", "n_2", "b"]


def test_a_note_needs_no_name() -> None:
    table = survey_of("note | | Lee esto", "text | a | A")
    assert accepted(table).questions[0].name == "generated_note_name_2"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Español (es)", "es"),
        ("spanish", "es"),
        ("Castellano", "es"),
        ("ES", "es"),
        ("Inglés", "en"),
        ("Français", "fr"),
        ("Português (Brasil) (pt-BR)", "pt-BR"),
        ("Mapudungun", "arn"),
        ("Rapa Nui", "rap"),
        ("Kreyòl (Haiti)", "ht"),
        ("Quechua", "qu"),
        ("中文", "zh"),
        ("Local language", "local-language"),
        ("Local-language (local-language)", "local-language"),
        ("", "x"),
    ],
)
def test_languages(name: str, code: str) -> None:
    assert language_code(name) == code


def test_headings_without_language_are_in_the_default_language() -> None:
    settings = "| settings |\n| | default_language |\n| | English (en) |\n"
    table = survey_of(
        "text | a | Hello | Hola", columns="type | name | label | label::Español (es)", choices=settings
    )
    definition = accepted(table)
    assert definition.languages == ("en", "es")
    assert definition.question("a").label == Words.of(en="Hello", es="Hola")


@pytest.mark.parametrize(
    ("label", "code"), [("How old are you?", "en"), ("¿Cuál es la comuna?", "es"), ("x", "es")]
)
def test_a_language_that_nobody_names_is_guessed(label: str, code: str) -> None:
    reading = read(survey_of(f"text | a | {label}", columns="type | name | label", choices=""))
    assert reading.definition is not None
    assert reading.definition.languages == (code,)
    assert "language_guessed" in codes(reading, "notice")


@pytest.mark.parametrize(
    ("name", "label", "published", "sensitive"),
    [
        ("useful", "¿Fue útil?", "training", False),
        ("age_band", "¿Qué edad tienes?", "breakdown", False),
        ("q1", "How old are you?", "breakdown", False),
        ("gender", "¿Cómo te identificas?", "breakdown", True),
        ("q2", "¿Perteneces a un pueblo indígena?", "breakdown", True),
        ("q3", "¿Tienes alguna discapacidad?", "breakdown", True),
        ("q4", "¿Cuál es tu nacionalidad?", "breakdown", False),
        ("q5", "What is your religion?", "breakdown", True),
        ("page_seen", "Manage the packages", "training", False),
    ],
)
def test_what_asks_about_the_person_is_published_with_care(
    name: str, label: str, published: str, sensitive: bool
) -> None:
    question = only(survey_of(f"select_one yn | {name} | {label}"))
    assert (question.published, question.sensitive) == (published, sensitive)


def test_open_answers_are_never_counted() -> None:
    table = survey_of("text | a | A", "integer | b | B", "date | c | C", "note | d | D")
    assert {question.published for question in accepted(table).questions} == {"never"}


def test_kobo_score_and_rank() -> None:
    columns = "type | name | label::es | kobo--score-choices | kobo--rank-items"
    table = survey_of(
        "begin_score | trust | Confianza | yn |",
        "score__row | police | Policía | |",
        "score__row | school | Escuela | |",
        "end_score | | | |",
        "begin_rank | order | Ordena | | yn",
        "rank__level | first | Primero | |",
        "end_rank | | | |",
        columns=columns,
    )
    definition = accepted(table)
    trust = definition.sections[0]
    assert [(question.name, question.type) for question in trust.questions] == [
        ("police", "select_one"), ("school", "select_one"),
    ]  # fmt: skip
    assert trust.appearance == "table-list"
    assert (definition.question("order").type, len(definition.question("order").choices)) == ("rank", 2)


def test_a_kobo_matrix_asks_every_row() -> None:
    columns = "type | name | label::es | kobo--matrix_list"
    table = survey_of(
        "begin_kobomatrix | goods | Bienes | yn",
        "integer | number | Cuántos |",
        "end_kobomatrix | | |",
        columns=columns,
    )
    (section,) = accepted(table).sections
    assert isinstance(section, Section)
    assert [question.name for question in section.questions] == ["goods_yes_number", "goods_no_number"]
    assert section.questions[0].label.text("es") == "Sí: Cuántos"
