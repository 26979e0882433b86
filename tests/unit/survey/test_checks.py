"""What stops a definition from being published, and what is only worth a look."""

from dataclasses import replace

import pytest

from dashboard.i18n import translator
from dashboard.survey.checks import check_definition, completeness, warnings
from dashboard.survey.definition import Definition, Question, Repeat, Section
from dashboard.survey.words import Words
from tests.unit.survey.factories import choices, question, survey, words

ES, EN = translator("es"), translator("en")
RANGE = {"kind": "range", "published": "never"}
AREAS = tuple(replace(choice, columns=(("area", "n"),)) for choice in choices("a", "b"))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (question("x", least=5.0, most=1.0, **RANGE), "bad_range"),
        (question("x", step=0.0, **RANGE), "bad_range"),
        (question("x", least=0.0, most=1001.0, **RANGE), "bad_range"),
        (question("x", "range", least=0.0, most=100.0), "not_countable"),
        (question("x", "date", published="training"), "not_countable"),
        (question("x", "acknowledge", published="breakdown"), "not_countable"),
        (question("x", "rank"), "no_choices"),
        (question("x", "rank", choices=choices(*map(str, range(21)))), "too_many_choices"),
        (question("x", "select_one", choices=choices(*map(str, range(1001)))), "too_many_choices"),
        (question("x", "select_one", choices=choices("a" * 81)), "invalid_choice"),
        (question("x", constraint=". >"), "ends_early"),
        (question("x", constraint=". > ${ghost}"), "unknown_name"),
        (question("x", required_when="${ghost} = 1"), "unknown_name"),
        (question("x", default="concat(${ghost}, '')"), "unknown_name"),
        (question("x", relevant="age > 5"), "unknown_column"),
        (question("x", "select_one", choices=AREAS, choice_filter="zone = 'n'"), "unknown_column"),
        (question("x", label=words("Hola, ${ghost}")), "unknown_piped"),
        (question("x", guidance=words("${ghost}")), "unknown_piped"),
        (question("a" * 64), "invalid_name"),
    ],
)
def test_unsound_question_is_reported(asked: Question, code: str) -> None:
    (problem,) = check_definition(survey(asked))
    assert problem.code == code
    assert problem.message(ES) != problem.message(EN)


@pytest.mark.parametrize(
    "asked",
    [
        question("x", "integer", constraint="${x} > 5 and . < 9"),
        question("x", "integer", constraint=". != null or . = FALSE"),
        question("x", "select_one", choices=AREAS, choice_filter="area = 'n' or name = 'b'"),
        question("x", "select_one", choices=choices("a.b-c_D", "a" * 80)),
        question("x", default="today()"),
        question("x", default="what is (this)?"),
        question("x", label=words("Cuesta $5 {neto}")),
    ],
)
def test_sound_question_is_not_reported(asked: Question) -> None:
    assert check_definition(survey(asked)) == ()


def test_what_is_never_asked_may_say_what_we_do_not_read() -> None:
    kept = question(
        "x", "unsupported", choice_filter="zone = 1", calculation="pulldata('a')", published="never"
    )
    assert check_definition(survey(question("asked"), kept)) == ()


def test_calculation_is_needed_where_something_is_calculated() -> None:
    assert _codes(survey(question("a"), question("x", "calculate", published="never"))) == ["no_calculation"]


def _codes(definition: Definition) -> list[str]:
    return [problem.code for problem in check_definition(definition)]


def test_survey_that_only_calculates_has_no_questions() -> None:
    assert _codes(survey(question("x", "calculate", calculation="1"))) == ["no_questions"]


def test_survey_needs_a_language() -> None:
    assert _codes(replace(survey(question("x")), languages=())) == ["no_languages"]


def _nested(depth: int) -> Definition:
    section = Section("s1", items=(question("x"),))
    for number in range(2, depth + 1):
        section = Section(f"s{number}", items=(section,))
    return replace(survey(), sections=(section,))


def test_groups_stand_in_each_other_ten_deep() -> None:
    assert _codes(_nested(10)) == []
    assert _codes(_nested(11)) == ["too_deep"]


def _repeated(*questions: Question, most: int = 3, count: str = "") -> Definition:
    return replace(
        survey(), sections=(Section("house", words(), items=questions, repeat=Repeat(count, most)),)
    )


def test_repeat_is_bounded() -> None:
    assert _codes(_repeated(question("x"), most=20)) == []
    assert _codes(_repeated(question("x"), most=21)) == ["repeat_most"]
    assert _codes(_repeated(question("x"), most=0)) == ["repeat_most"]


def test_questions_are_counted_with_their_repetitions() -> None:
    assert _codes(_repeated(*(question(f"q{n}") for n in range(48)), most=19)) == []
    assert _codes(_repeated(*(question(f"q{n}") for n in range(50)), most=20)) == ["too_many_questions"]
    assert _codes(survey(*(question(f"q{n}") for n in range(1001)))) == ["too_many_questions"]


def test_definition_that_would_never_end_is_refused_at_once() -> None:
    section = Section("s0", items=(question("x"),), repeat=Repeat("", 20))
    for number in range(1, 5):
        section = Section(f"s{number}", items=(section,), repeat=Repeat("", 20))
    assert _codes(replace(survey(), sections=(section,))) == ["too_many_questions"]


def test_name_of_an_instance_is_taken_only_once() -> None:
    twice = replace(
        _repeated(question("age")), sections=(*_repeated(question("age")).sections, *survey().sections)
    )
    clash = replace(twice, sections=(*twice.sections, Section("end", items=(question("age__2"),))))
    assert _codes(clash) == ["duplicate_name"]


def test_problem_inside_a_repeat_is_said_once_with_its_own_name() -> None:
    (problem,) = check_definition(_repeated(question("age"), question("x", relevant="${age} = ${ghost}")))
    assert (problem.question, dict(problem.values)) == ("x", {"name": "ghost"})


def test_circle_inside_a_repeat_is_said_with_its_own_names() -> None:
    found = check_definition(
        _repeated(question("a", relevant="${b} = 1"), question("b", relevant="${a} = 1"))
    )
    assert [(problem.code, problem.question) for problem in found] == [("later_name", "a"), ("cycle", "a")]
    assert "__" not in found[1].message(ES)


def test_repeat_may_be_counted_and_looked_into_from_outside() -> None:
    house = _repeated(question("age", "integer"))
    about = question("x", relevant="count(${house}) > 1 and sum(${age}) > 3", label=words("${age}"))
    assert _codes(replace(house, sections=(*house.sections, Section("end", items=(about,))))) == []


def test_missing_translation_is_a_warning() -> None:
    definition = survey(question("x", hint=Words.of(es="solo")))
    assert _codes(definition) == []
    assert [(problem.code, problem.question) for problem in warnings(definition)] == [
        ("missing_translation", "x")
    ]


def test_label_that_speaks_of_a_later_answer_is_a_warning() -> None:
    definition = survey(question("x", label=words("${later}")), question("later"))
    assert _codes(definition) == []
    assert [problem.code for problem in warnings(definition)] == ["later_piped"]


def test_completeness_counts_texts_and_names_the_missing_places() -> None:
    hint = Words.of(es="solo")
    hidden = question("h", "hidden", published="never", label=Words.of(es="h"))
    spanish, english = completeness(survey(question("x", hint=hint), hidden))
    assert (spanish.language, spanish.filled, spanish.missing) == ("es", spanish.texts, ())
    assert (english.language, english.filled, english.missing) == ("en", english.texts - 1, ("x",))
