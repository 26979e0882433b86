"""What each row of a questionnaire becomes: types, texts, rules, choices and names."""

import pytest

from dashboard.survey.definition import Section
from dashboard.survey.words import Words
from dashboard.survey.xlsform.kinds import kind_of
from tests.unit.survey.xlsform.reading_files import accepted, codes, only, read, survey_of


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", "text"),
        ("string", "text"),
        ("add text prompt", "text"),
        ("int", "integer"),
        ("integer", "integer"),
        ("percentage", "integer"),
        ("decimal", "decimal"),
        ("q decimal", "decimal"),
        ("range", "range"),
        ("date", "date"),
        ("time", "time"),
        ("dateTime", "datetime"),
        ("date time", "datetime"),
        ("note", "note"),
        ("acknowledge", "acknowledge"),
        ("trigger", "acknowledge"),
        ("calculate", "calculate"),
        ("today", "calculate"),
        ("hidden", "hidden"),
        ("select_one yn", "select_one"),
        ("select one yn", "select_one"),
        ("select one from yn", "select_one"),
        ("select1 yn", "select_one"),
        ("add select one prompt using yn", "select_one"),
        ("select_multiple yn", "select_multiple"),
        ("select all that apply from yn", "select_multiple"),
        ("select multiple yn", "select_multiple"),
        ("multiple choice yn", "select_multiple"),
        ("rank yn", "rank"),
        ("geopoint", "unsupported"),
        ("image", "unsupported"),
        ("select_one_from_file towns.csv", "unsupported"),
        ("select_one_external towns", "unsupported"),
        ("select_one ${other}", "unsupported"),
        ("something nobody has seen", "unsupported"),
        ("start", "metadata"),
        ("deviceid", "metadata"),
        ("uri:deviceid", "metadata"),
        ("phonenumber", "metadata"),
        ("audit", "metadata"),
        ("background-audio", "metadata"),
        ("start-geopoint", "metadata"),
        ("caseid", "metadata"),
        ("begin group", "begin"),
        ("begin_repeat", "begin"),
        ("begin  Group", "begin"),
        ("end_group", "end"),
    ],
)
def test_types_in_every_spelling(written: str, kind: str) -> None:
    assert kind_of(written).name == kind


def test_an_unknown_type_is_kept_and_reported() -> None:
    reading = read(survey_of("geopoint | where | ¿Dónde?", "text | what | ¿Qué?"))
    assert reading.is_accepted
    assert reading.definition is not None
    where = reading.definition.question("where")
    assert where.type == "unsupported"
    assert ("type", "geopoint") in where.foreign
    assert "unsupported_type" in codes(reading, "notice")
    assert (reading.counts.read, reading.counts.supported, reading.counts.imported) == (2, 1, 1)


def test_metadata_is_dropped_and_what_refers_to_it_sees_nothing() -> None:
    columns = "type | name | label::es | relevant"
    reading = read(
        survey_of("start | began | |", "text | a | Hola ${began}. | ${began} != ''", columns=columns)
    )
    assert reading.is_accepted
    assert reading.definition is not None
    (question,) = reading.definition.questions
    assert question.relevant == "'' != ''"
    assert question.label.text("es") == "Hola ."
    assert codes(reading, "warning") == ["dropped_name", "dropped_name"]
    assert reading.counts.dropped == 1


def test_texts_in_their_languages() -> None:
    columns = (
        "type | name | label::Español (es) | label::English | hint::English | guidance_hint::Español (es)"
    )
    question = only(survey_of("text | a | Hola | Hello | Wave | Saluda", columns=columns, choices=""))
    assert question.label == Words.of(es="Hola", en="Hello")
    assert question.hint == Words.of(en="Wave")
    assert question.guidance == Words.of(es="Saluda")


def test_old_headings_with_one_colon() -> None:
    columns = "type | name | label:spanish | label:english | constraint message:english | constraint"
    question = only(survey_of("integer | a | Edad | Age | Too old | . < 99", columns=columns, choices=""))
    assert question.label == Words.of(es="Edad", en="Age")
    assert question.constraint_message == Words.of(en="Too old")
    assert question.constraint == ". < 99"


@pytest.mark.parametrize(
    "heading",
    ["relevant", "relevance", "bind::relevant", "bind:relevant", "Relevant", "bind: relevant"],
)
def test_headings_in_other_spellings(heading: str) -> None:
    table = survey_of(
        "text | a | A |", "text | b | B | ${a} = 'x'", columns=f"type | name | caption | {heading}"
    )
    assert accepted(table).question("b").relevant == "${a} = 'x'"


@pytest.mark.parametrize(
    ("cell", "required", "when"),
    [
        ("yes", True, ""),
        ("TRUE", True, ""),
        ("true()", True, ""),
        ("no", False, ""),
        ("", False, ""),
        ("${a} = 'x'", False, "${a} = 'x'"),
    ],
)
def test_required_is_a_word_or_an_expression(cell: str, required: bool, when: str) -> None:
    columns = "type | name | label::es | required | required_message::es"
    question = accepted(
        survey_of("text | a | A | |", f"text | b | B | {cell} | Falta", columns=columns)
    ).question("b")
    assert (question.required, question.required_when) == (required, when)
    assert question.required_message == Words.of(es="Falta")


def test_a_range_and_its_usual_numbers() -> None:
    columns = "type | name | label::es | parameters"
    table = survey_of("range | a | A | start=0 end=1 step=0.25", "range | b | B |", columns=columns)
    numbers = [(q.least, q.most, q.step) for q in accepted(table).questions]
    assert numbers == [(0.0, 1.0, 0.25), (1.0, 10.0, 1.0)]


def test_a_range_that_is_none_is_refused_with_its_cell() -> None:
    reading = read(
        survey_of("range | a | A | start=0 end=1 step=0", columns="type | name | label::es | parameters")
    )
    (problem,) = reading.of("error")
    assert (problem.key, problem.row, problem.column) == ("xlsform.problem.range", 2, "parameters")


def test_randomised_choices_keep_their_seed() -> None:
    columns = "type | name | label::es | parameters"
    question = only(survey_of("select_one yn | a | A | randomize=true, seed=42", columns=columns))
    assert (question.is_shuffled, question.seed) == (True, "42")


def test_or_other_asks_which() -> None:
    definition = accepted(survey_of("select_one yn or_other | a | A", "text | c | ${a_other}"))
    a, other, c = definition.questions
    assert [choice.value for choice in a.choices] == ["yes", "no", "other"]
    assert (other.name, other.type, other.relevant) == ("a_other", "text", "${a} = 'other'")
    assert c.label.text("es") == "${a_other}"


def test_read_only_questions_are_notes_or_calculations() -> None:
    columns = "type | name | label::es | read_only | calculation"
    table = survey_of(
        "text | a | A | |",
        "text | b | B | yes |",
        "integer | c | C | TRUE | string-length(${a})",
        columns=columns,
    )
    assert [question.type for question in accepted(table).questions] == ["text", "note", "calculate"]


def test_a_calculation_of_an_answered_question_is_its_first_answer() -> None:
    table = survey_of(
        "text | a | A |", "text | b | B | concat(${a}, '!')", columns="type | name | label::es | calculation"
    )
    question = accepted(table).question("b")
    assert (question.calculation, question.default) == ("", "concat(${a}, '!')")


def test_today_is_a_calculation() -> None:
    definition = accepted(survey_of("today | today |", "text | a | A"))
    assert definition.question("today").calculation == "today()"
    assert definition.question("today").label == Words.of(es="today")


def test_groups_repeats_and_what_stands_in_no_group() -> None:
    columns = "type | name | label::es | relevant | appearance | repeat_count"
    table = survey_of(
        "text | first | Primera | | |",
        "begin group | outer | Afuera | ${first} != '' | field-list |",
        "begin_repeat | inner | Adentro | | | 3",
        "text | deep | Honda | | |",
        "end repeat | | | | |",
        "end_group | | | | |",
        "text | last | Última | | |",
        columns=columns,
    )
    loose, outer, closing = accepted(table).sections
    assert [question.name for question in (*loose.questions, *closing.questions)] == ["first", "last"]
    assert (loose.name, loose.title) == ("", None)
    assert (outer.relevant, outer.appearance) == ("${first} != ''", "field-list")
    (inner,) = outer.items
    assert isinstance(inner, Section)
    assert inner.repeat is not None
    assert (inner.repeat.count, inner.repeat.most) == ("3", 3)
    assert inner.questions[0].published == "never"


def test_choice_columns_and_filters_of_a_cascade() -> None:
    choices = """
| choices |
| | list_name | name | label::es | region |
| | region | 02 | Antofagasta | |
| | comuna | 02101 | Antofagasta | 02 |
"""
    columns = "type | name | label::es | choice_filter"
    table = survey_of(
        "select_one region | region | R |", "select_one comuna | comuna | C | region=${region}",
        columns=columns, choices=choices,
    )  # fmt: skip
    comuna = accepted(table).question("comuna")
    assert comuna.choice_filter == "region=${region}"
    assert comuna.choices[0].columns == (("region", "02"),)


def test_what_we_do_not_use_is_kept_for_the_way_out() -> None:
    columns = "type | name | label::es | media::image | trigger | my notes"
    reading = read(survey_of("text | a | A | cat.png | ${a} | mine", columns=columns))
    assert reading.definition is not None
    assert reading.definition.questions[0].foreign == (
        ("media::image", "cat.png"), ("my notes", "mine"), ("trigger", "${a}"),
    )  # fmt: skip
    assert "media" in codes(reading, "notice")


def test_disabled_rows_are_left_out() -> None:
    table = survey_of("text | a | A |", "text | b | B | yes", columns="type | name | label::es | disabled")
    assert [question.name for question in accepted(table).questions] == ["a"]
