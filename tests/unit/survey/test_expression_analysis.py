"""What a survey's expressions give away before anybody answers: circles, and what is probably not meant."""

import pytest

from dashboard.i18n import translator
from dashboard.survey.definition import Question
from dashboard.survey.expressions.analysis import MOST_CYCLES, cycles, doubts
from tests.unit.survey.factories import choices, question, survey

ROLE = question("role", "select_one", choices=choices("teacher", "aide"))
LEVEL = question("level", "select_one", choices=choices("1", "2"))
TOPICS = question("topics", "select_multiple", choices=choices("teacher", "aide"))
ASKED = (ROLE, LEVEL, TOPICS, question("name"), question("age", "integer"), question("born", "date"))


def _doubts(**expressions: str) -> list[str]:
    last = question("last", expressions.pop("kind", "integer"), **expressions)
    return [problem.code for problem in doubts(survey(*ASKED, last))]


@pytest.mark.parametrize(
    ("relevant", "codes"),
    [
        ("${age} > 18 and ${born} < today()", []),
        ("${name} > 18", ["ordered_text"]),
        ("today() - ${name} > 2", ["ordered_text"]),
        ("-${topics} = 1", ["ordered_text"]),
        ("${role} >= 1", ["ordered_text"]),
        ("${level} >= 1", []),
        ("int(${name}) > 18", []),
        ("${role} = 'teacher' or ${role} != ''", []),
        ("${role} = 'techer'", ["unknown_choice"]),
        ("not(selected(${topics}, 'techer'))", ["unknown_choice"]),
        ("${topics} = 'teacher'", ["equals_many"]),
        ("${topics} = ''", []),
        ("${level} = 2 and ${level} = '2'", []),
        ("${level} = 3", ["unknown_choice"]),
        ("${name} = 'Ana' and ${age} = 34", []),
        ("${unknown} > 1", []),
        ("${name} >", []),
    ],
)
def test_what_looks_mistaken_is_said(relevant: str, codes: list[str]) -> None:
    assert _doubts(relevant=relevant) == codes


def test_a_constraint_is_about_its_own_question() -> None:
    assert _doubts(kind="text", constraint=". > 3") == ["ordered_text"]
    assert _doubts(kind="integer", constraint=". > 3") == []
    assert _doubts(kind="text", appearance="numbers", constraint=". > 3") == []


def test_each_doubt_is_said_once_with_its_place_and_remedy() -> None:
    found = doubts(
        survey(*ASKED, question("last", constraint="${topics} = 'aide'", relevant="${topics} = 'aide'"))
    )
    assert [problem.question for problem in found] == ["last"]
    assert "selected(${topics}, 'value')" in found[0].message(translator("en"))


def test_a_section_can_be_doubted() -> None:
    assert [problem.code for problem in doubts(survey(*ASKED, relevant="${name} < 3"))] == ["ordered_text"]


def _sums(*pairs: tuple[str, str]) -> tuple[Question, ...]:
    return tuple(question(name, "calculate", calculation=source) for name, source in pairs)


def test_a_circle_of_calculations_is_found_once() -> None:
    found = cycles(survey(*_sums(("a", "${b} + 1"), ("b", "${c} * 2"), ("c", "${a}"), ("d", "${a}"))))
    assert [problem.code for problem in found] == ["cycle"]
    assert set(str(dict(found[0].values)["names"]).split(" → ")) == {"a", "b", "c"}


def test_relevance_counts_and_so_does_that_of_the_section() -> None:
    assert [problem.question for problem in cycles(survey(question("a", relevant="${a} = 1")))] == ["a"]
    assert len(cycles(survey(question("a"), question("b"), relevant="${b} = 'x'"))) == 1


def test_what_comes_in_order_is_no_circle() -> None:
    assert cycles(survey(question("a"), *_sums(("b", "${a}"), ("c", "${a} + ${b}")))) == ()
    assert cycles(survey(question("a", constraint="${a} = . and . > 2"))) == ()


def test_no_more_circles_are_told_than_anybody_reads() -> None:
    many = _sums(*((f"q{number}", f"${{q{number}}}") for number in range(60)))
    assert len(cycles(survey(*many))) == MOST_CYCLES


def test_a_long_circle_is_cut_short() -> None:
    ring = _sums(*((f"q{number}", f"${{q{(number + 1) % 400}}}") for number in range(400)))
    (found,) = cycles(survey(*ring))
    assert len(found.message(translator("es"))) < 200
