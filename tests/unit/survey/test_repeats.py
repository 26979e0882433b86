"""Repeats become plain sections, and what refers into them finds its way."""

from dataclasses import replace

import pytest

from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Definition, Question, Repeat, Section
from dashboard.survey.logic import relevant_questions
from dashboard.survey.problems import SurveyError
from dashboard.survey.repeats import unrolled, unrolled_size
from tests.unit.survey.factories import accepted, choices, question, survey, words

AGE = question("age", "integer")


def _house(*inside: Question | Section, count: str = "", most: int = 3, relevant: str = "") -> Section:
    return Section("house", words("Casa"), None, inside, relevant, repeat=Repeat(count, most))


def _with(*sections: Section, before: tuple[Question, ...] = ()) -> Definition:
    return replace(survey(), sections=(Section("start", items=before), *sections))


def _after(relevant: str = "") -> Section:
    return Section("end", items=(question("after", relevant=relevant),))


def _names(definition: Definition) -> list[str]:
    return [asked.name for asked in definition.questions]


def _asked(definition: Definition, **answers: object) -> list[str]:
    return [asked.name for asked in relevant_questions(unrolled(definition), answers)]


def test_survey_without_repeats_stays_the_very_same() -> None:
    definition = survey(AGE)
    assert unrolled(definition) is definition


def test_instances_are_sections_with_names_of_their_own() -> None:
    flat = unrolled(_with(_house(AGE, most=2)))
    assert _names(flat) == ["age__1", "house__more_1", "age__2"]
    titles = [section.title.text("es") for section in flat.sections if section.title]
    assert titles == ["Casa 1", "Casa 2"]
    assert [section.name for section in flat.sections] == ["start", "house__1", "house__2"]
    assert check_definition(flat) == ()


def test_next_instance_is_asked_while_there_is_more() -> None:
    definition = _with(_house(AGE))
    assert _asked(definition) == ["age__1", "house__more_1"]
    assert _asked(definition, house__more_1="yes") == ["age__1", "house__more_1", "age__2", "house__more_2"]
    assert _asked(definition, house__more_1="no", house__more_2="yes") == ["age__1", "house__more_1"]


def test_last_instance_does_not_ask_for_more() -> None:
    assert _names(unrolled(_with(_house(AGE, most=1)))) == ["age__1"]


@pytest.mark.parametrize(("people", "asked"), [("", 0), ("0", 0), ("2", 2), ("3", 3), ("9", 3)])
def test_count_says_how_many_are_asked(people: str, asked: int) -> None:
    definition = _with(_house(AGE, count="${people}"), before=(question("people", "integer"),))
    assert len(_asked(definition, people=people)) == 1 + asked


def test_question_that_asks_for_more_speaks_every_language() -> None:
    more = unrolled(_with(_house(AGE))).question("house__more_1")
    assert "Casa" in more.label.text("es")
    assert "Casa (en)" in more.label.text("en")
    assert [choice.value for choice in more.choices] == ["yes", "no"]


def test_answers_of_repeats_are_never_published() -> None:
    one = question("role", "select_one", choices=choices("a"))
    assert {asked.published for asked in unrolled(_with(_house(one))).questions} == {"never"}


def test_inside_names_mean_the_same_instance() -> None:
    why = question("why", relevant="${age} > 17", label=words("¿Por qué, a los ${age}?"))
    definition = _with(_house(AGE, why, most=2))
    assert unrolled(definition).question("why__2").label.text("es") == "¿Por qué, a los ${age__2}?"
    asked = _asked(definition, age__1=10, house__more_1="yes", age__2=20)
    assert asked == ["age__1", "house__more_1", "age__2", "why__2"]


@pytest.mark.parametrize(
    ("relevant", "is_asked"),
    [
        ("sum(${age}) = 60", True),
        ("max(${age}) = 30 and min(${age}) = 10", True),
        ("count(${house}) = 3", True),
        ("count(${house}) = 2", False),
        ("count(${age}) = 3", True),
        ("indexed-repeat(${age}, ${house}, 2) = 20", True),
        ("indexed-repeat(${age}, ${house}, ${n}) = 20", True),
        ("indexed-repeat(${age}, ${house}, ${n} + 1) = 30", True),
        ("indexed-repeat(${age}, ${house}, 4) = ''", True),
        ("${age} = 30", True),
        ("${gain.now} = 5", True),
        ("'${age}' = 'age'", False),
    ],
)
def test_outside_names_mean_every_instance(relevant: str, is_asked: bool) -> None:
    house = _house(AGE, question("gain", "retrospective_pair"))
    definition = _with(house, _after(relevant), before=(question("n", "integer"),))
    answers = {
        "n": 2,
        "age__1": 10,
        "house__more_1": "yes",
        "age__2": 20,
        "house__more_2": "yes",
        "age__3": 30,
    }
    asked = _asked(definition, **answers, gain__2={"before": "1", "now": "5"})
    assert ("after" in asked) == is_asked


@pytest.mark.parametrize(("people", "counted"), [("0", "0"), ("2", "2"), ("9", "3"), ("", "0")])
def test_count_of_a_counted_repeat_is_bounded(people: str, counted: str) -> None:
    house = _house(AGE, count="${people}")
    definition = _with(
        house, _after(f"count(${{house}}) = {counted}"), before=(question("people", "integer"),)
    )
    assert "after" in _asked(definition, people=people)


def test_repeat_that_is_not_relevant_counts_none() -> None:
    definition = _with(
        _house(AGE, relevant="${n} = 1"), _after("count(${house}) = 0"), before=(question("n", "integer"),)
    )
    assert _asked(definition, n=2) == ["n", "after"]
    assert _asked(definition, n=1) == ["n", "age__1", "house__more_1"]


@pytest.mark.parametrize(
    ("calculation", "values"),
    [
        ("position(..)", [1, 2]),
        ("position(..) + 10", [11, 12]),
        ("position(current()/..)", [1, 2]),
        ("indexed-repeat(${age}, ${house}, position(..) - 1)", [None, 10]),
        ("indexed-repeat(${age}, ${house}, ${age} - 19)", [None, 10]),
        ("count(${house})", [2, 2]),
    ],
)
def test_instance_knows_its_number(calculation: str, values: list[int | None]) -> None:
    house = _house(AGE, question("number", "calculate", calculation=calculation), count="2", most=2)
    answers = accepted(unrolled(_with(house)), {"age__1": 10, "age__2": 20})
    assert [answers.get("number__1"), answers.get("number__2")] == values


def test_repeats_in_repeats_keep_both_numbers() -> None:
    kid = Section(
        "kid", None, None, (question("toy", relevant="position(../..) = 2"),), repeat=Repeat("2", 2)
    )
    flat = unrolled(
        _with(_house(AGE, kid, count="2", most=2), _after("count(${kid}) = 4 and sum(${toy}) = 3"))
    )
    assert "toy__2__1" in _names(flat)
    answers = {"toy__1__1": "9", "toy__2__1": "1", "toy__2__2": "2"}
    asked = [each.name for each in relevant_questions(flat, answers)]
    assert asked == ["age__1", "age__2", "toy__2__1", "toy__2__2", "after"]


def test_group_inside_a_repeat_is_one_step_further_from_it() -> None:
    group = Section("group", words(), None, (question("x", relevant="position(../..) = 2"),))
    assert _asked(_with(_house(group, count="2", most=2))) == ["x__2"]


def test_nested_answer_is_found_by_both_numbers() -> None:
    kid = Section("kid", None, None, (question("toy"),), repeat=Repeat("2", 2))
    source = "indexed-repeat(${toy}, ${house}, ${n}, ${kid}, 1)"
    house = _house(kid, count="2", most=2)
    definition = _with(house, _after(f"{source} = 'ball'"), before=(question("n", "integer"),))
    assert "after" in _asked(definition, n=2, toy__2__1="ball")
    assert "after" not in _asked(definition, n=1, toy__2__1="ball")


def test_names_in_brackets_that_never_close_are_left_to_the_check() -> None:
    definition = _with(_house(AGE), _after("count(${house}"))
    assert [problem.code for problem in check_definition(definition)] == ["ends_early"]


@pytest.mark.parametrize("relevant", ["count(" * 2000 + "${age}" + ")" * 2000, "${age} or " * 5000 + "1"])
def test_expression_that_no_parser_takes_is_left_to_the_check(relevant: str) -> None:
    definition = _with(_house(AGE), _after(relevant))
    assert unrolled(definition).question("after").relevant == relevant
    assert [problem.code for problem in check_definition(definition)] == ["too_long"]


def test_too_many_instances_are_refused_before_they_are_made() -> None:
    section = Section("s0", items=(AGE,), repeat=Repeat("", 20))
    for number in range(1, 6):
        section = Section(f"s{number}", items=(section,), repeat=Repeat("", 20))
    definition = _with(section)
    assert unrolled_size(definition) > 10**6
    with pytest.raises(SurveyError) as refused:
        unrolled(definition)
    assert refused.value.problem.code == "too_many_items"


def test_size_is_that_of_the_unrolled_survey() -> None:
    definition = _with(_house(AGE, question("x"), most=3), _after())
    flat = unrolled(definition)
    made = len(flat.questions) + len(list(flat.every_section()))
    assert made <= unrolled_size(definition) <= made + 1
