"""Everything that is wrong is said at once, with its place, in both languages; what is right can be used."""

import pytest

from dashboard.i18n import translator
from dashboard.survey.definition import Definition
from tests.unit.survey.xlsform.reading_files import codes, errors, place, read, survey_of

COLUMNS = "type | name | label::es | relevant"


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        (["text | a | A |", "text | a | B |"], "duplicate_name", ("survey", 3, "name")),
        (["text | | A |"], "no_name", ("survey", 2, "name")),
        (["| a | A |"], "no_type", ("survey", 2, "type")),
        (["select_one nothing | a | A |"], "no_list", ("survey", 2, "type")),
        (["text | a | A | ${b} = '1'"], "unknown_name", ("survey", 2, "relevant")),
        (["text | a | Hola ${b} |"], "unknown_name", ("survey", 2, "label::es")),
        (["text | a | A |", "text | b | B | ${a} = = '1'"], "unexpected", ("survey", 3, "relevant")),
        (["begin group | g | G |", "text | a | A |"], "begin_without_end", ("survey", 2, "type")),
        (["text | a | A |", "end group | | |"], "end_without_begin", ("survey", 3, "type")),
        (
            ["begin group | g | G |", "text | a | A |", "end repeat | | |"],
            "wrong_end",
            ("survey", 4, "type"),
        ),
        (["calculate | a | |", "text | b | B |"], "no_calculation", ("survey", 2, "calculation")),
        (["note | a | A |"], "no_questions", ("survey", None, "")),
    ],
)
def test_what_makes_a_file_refused(rows: list[str], code: str, where: tuple[str, int | None, str]) -> None:
    reading = read(survey_of(*rows, columns=COLUMNS))
    assert not reading.is_accepted
    assert code in codes(reading)
    assert where in [place(problem) for problem in errors(reading)]


def test_every_problem_is_said_at_once_and_the_rest_can_be_used() -> None:
    reading = read(
        survey_of(
            "text | a | A |",
            "text | a | B |",
            "select_one nothing | c | C |",
            "text | d | D | ${gone} = '1'",
            "end group | | |",
            columns=COLUMNS,
        )
    )
    assert sorted(codes(reading)) == ["duplicate_name", "end_without_begin", "no_list", "unknown_name"]
    assert reading.definition is not None
    assert [question.name for question in reading.definition.questions] == ["a", "a_2", "c", "d"]
    assert (reading.counts.supported, reading.counts.imported) == (4, 1)


def test_choices_are_checked_row_by_row() -> None:
    choices = """
| choices |
| | list_name | name | label::es |
| | l | x | X |
| | l | x | Otra vez |
| | l | | Sin valor |
| | | y | Sin lista |
| | l | z | |
"""
    reading = read(survey_of("select_one l | a | A", choices=choices))
    assert [(code, problem.row) for code, problem in zip(codes(reading), errors(reading), strict=True)] == [
        ("duplicate_choice", 3), ("no_choice_value", 4), ("no_list_name", 5),
    ]  # fmt: skip
    assert codes(reading, "warning") == ["no_choice_label"]


def test_choices_may_repeat_where_the_file_says_so() -> None:
    choices = """
| choices |
| | list_name | name | label::es |
| | l | x | X |
| | l | x | Otra |
| settings |
| | allow_choice_duplicates |
| | yes |
"""
    reading = read(survey_of("select_one l | a | A", choices=choices))
    assert reading.is_accepted
    assert codes(reading, "warning") == ["choice_twice"]


def test_a_heading_that_comes_twice_is_an_error() -> None:
    reading = read(survey_of("text | a | A | B", columns="type | name | label::es | label::es"))
    assert codes(reading) == ["repeated_column"]


def test_a_function_of_other_tools_waits_to_be_mended() -> None:
    table = survey_of("text | a | A | pulldata('x', 'y', 'z', '1') = '2'", columns=COLUMNS)
    reading = read(table)
    assert reading.is_accepted
    assert [problem.row for problem in reading.of("warning")] == [2]
    assert reading.definition is not None
    assert reading.definition.question("a").relevant.startswith("pulldata")


def test_what_refers_to_an_unsupported_question_is_warned_about() -> None:
    reading = read(survey_of("geopoint | g | G |", "text | a | A | ${g} != ''", columns=COLUMNS))
    assert reading.is_accepted
    assert codes(reading, "warning") == ["empty_name"]


def test_a_name_that_two_questions_have_cannot_be_referred_to() -> None:
    reading = read(
        survey_of(
            "begin group | g | G |", "text | a | A |", "end group | | |",
            "begin group | h | H |", "text | a | A |", "end group | | |",
            "text | b | B | ${a} = '1'",
            columns=COLUMNS,
        )
    )  # fmt: skip
    assert codes(reading) == ["ambiguous_name"]


def test_curly_quotes_of_a_word_processor_are_read() -> None:
    reading = read(survey_of("text | a | A |", "text | b | “B” | ${a} = ‘x’", columns=COLUMNS))
    assert reading.definition is not None
    assert reading.definition.question("b").relevant == "${a} = 'x'"
    assert reading.definition.question("b").label.text("es") == "“B”"


@pytest.mark.parametrize("language", ["es", "en"])
def test_messages_name_place_and_remedy(language: str) -> None:
    t = translator(language)
    reading = read(
        survey_of(
            "text | A | A | ${b} = '1'", "text | c | C | ${c} = = 2", "geopoint | g | G |", columns=COLUMNS
        )
    )
    messages = [problem.message(t) for problem in reading.problems]
    row, column = t("xlsform.place.row", row="2"), t("xlsform.place.column", column="relevant")
    assert any(
        row in message and column in message and "«b»" in message.replace("“", "«").replace("”", "»")
        for message in messages
    )
    assert not any("{" in message.replace("${", "") for message in messages)


def test_the_consent_is_ours_unless_the_file_brings_one() -> None:
    reading = read(survey_of("text | a | A"))
    assert isinstance(reading.definition, Definition)
    assert reading.definition.consent.agree.has("es")


def test_a_form_takes_title_and_name_from_its_settings_or_its_file() -> None:
    settings = "| settings |\n| | form_title | form_id |\n| | Mi encuesta | Mi-Encuesta 1 |\n"
    named = read(survey_of("text | a | A", choices=settings)).definition
    assert named is not None
    assert (named.title.text("es"), named.name) == ("Mi encuesta", "mi_encuesta_1")
    unnamed = read(survey_of("text | a | A"), "../folder/Otra encuesta.md").definition
    assert unnamed is not None
    assert (unnamed.title.text("es"), unnamed.name) == ("Otra encuesta", "otra_encuesta")


def test_a_group_too_deep_is_an_error() -> None:
    rows = [f"begin group | g{depth} | G |" for depth in range(25)]
    reading = read(survey_of(*rows, "text | a | A |", *["end group | | |"] * 25, columns=COLUMNS))
    assert "too_deep" in codes(reading)
