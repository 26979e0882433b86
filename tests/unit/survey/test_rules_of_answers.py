"""Constraints, conditional requirements, calculations and hidden values, on the server's last word."""

from datetime import UTC, datetime

import pytest

from dashboard.i18n import translator
from dashboard.survey.definition import Definition, Question
from dashboard.survey.logic import Situation, is_required, progress, relevant_questions, situation
from dashboard.survey.validation import Validated, fold_form, validate
from dashboard.survey.words import Words
from tests.unit.survey.factories import accepted, choices, question, refused, survey, words

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
AGE = question("age", "integer", constraint=". >= 14 and . < 120", constraint_message=words("De 14 a 119"))
RANK = question("order", "rank", choices=choices("a", "b", "c"))


def _codes(definition: Definition, **raw: object) -> list[str]:
    return [problem.code for problem in refused(definition, raw)]


def test_answer_that_breaks_the_constraint_is_refused_in_the_words_of_the_survey() -> None:
    (problem,) = refused(survey(AGE), {"age": "7"})
    assert (problem.code, problem.message(translator("es"))) == ("constraint", "«age»: De 14 a 119")


def test_constraint_without_words_of_its_own_has_ours() -> None:
    (problem,) = refused(survey(question("age", "integer", constraint=". > 14")), {"age": "7"})
    assert "no cumple lo que pide la pregunta" in problem.message(translator("es"))


def test_constraint_is_not_asked_of_an_empty_answer() -> None:
    assert accepted(survey(AGE), {}) == {}


@pytest.mark.parametrize("constraint", ["${age} > 14", ". > ${least}", ". > '14' or . = ''"])
def test_constraint_may_speak_of_itself_and_of_earlier_answers(constraint: str) -> None:
    least = question("least", "integer")
    definition = survey(least, question("age", "integer", constraint=constraint))
    assert accepted(definition, {"least": "14", "age": "15"})["age"] == 15
    assert _codes(definition, least="14", age="14") == ["constraint"]


def test_constraint_that_cannot_be_read_refuses_nothing() -> None:
    assert accepted(survey(question("age", "integer", constraint=". >")), {"age": 7}) == {"age": 7}


def test_constraint_may_ask_for_today() -> None:
    definition = survey(question("day", "date", constraint=". <= today()"))
    assert isinstance(validate(definition, {"day": "2026-03-01"}, now=NOON), Validated)
    assert not isinstance(validate(definition, {"day": "2026-03-02"}, now=NOON), Validated)


def test_answer_is_required_only_when_the_condition_holds() -> None:
    why = question("why", required_when="${age} < 18", required_message=words("Cuéntanos por qué"))
    definition = survey(question("age", "integer"), why)
    assert accepted(definition, {"age": "20"}) == {"age": 20}
    (problem,) = refused(definition, {"age": "15"})
    assert (problem.code, problem.message(translator("es"))) == ("required", "«why»: Cuéntanos por qué")


def test_condition_that_cannot_be_read_requires_nothing() -> None:
    assert not is_required(question(required_when="${age} <"), {})


def test_message_names_the_answer_that_its_label_speaks_of() -> None:
    label = Words.of(es="Edad de ${name}", en="Age of ${name}")
    definition = survey(question("name"), question("age", "integer", label=label, required=True))
    (problem,) = refused(definition, {"name": "Ana"})
    assert problem.message(translator("es")).startswith("«Edad de Ana» necesita")


@pytest.mark.parametrize(
    ("calculation", "value"),
    [
        ("${age} + 1", 35),
        ("${age} div 4", 8.5),
        ("concat('x', ${age})", "x34"),
        ("${age} > 18", "true"),
        ("${ghost} + 1", None),
        ("''", None),
        ("(", None),
        ("", None),
        ("today()", "2026-03-01"),
        ("jr:choice-name(${role}, '${role}')", "a"),
    ],
)
def test_calculation_is_stored(calculation: str, value: object) -> None:
    total = question("total", "calculate", calculation=calculation)
    role = question("role", "select_one", choices=choices("a"))
    result = validate(survey(question("age", "integer"), role, total), {"age": "34", "role": "a"}, now=NOON)
    assert isinstance(result, Validated)
    assert result.answers.get("total") == value


def test_calculation_is_known_to_what_comes_after_it() -> None:
    double = question("double", "calculate", calculation="${age} * 2")
    definition = survey(question("age", "integer"), double, question("why", relevant="${double} > 50"))
    assert accepted(definition, {"age": "30", "why": "x"}) == {"age": 30, "double": 60, "why": "x"}
    assert accepted(definition, {"age": "20", "why": "x"}) == {"age": 20, "double": 40}


def test_what_a_form_sends_for_calculated_and_hidden_values_is_not_read() -> None:
    definition = survey(question("c", "calculate", calculation="1"), question("h", "hidden", default="south"))
    assert accepted(definition, {"c": "99", "h": ["x"]}) == {"c": 1, "h": "south"}


def test_calculation_that_is_not_relevant_is_empty() -> None:
    assert accepted(survey(question("c", "calculate", calculation="1", relevant="1 = 2")), {}) == {}


def test_hidden_default_may_be_worked_out() -> None:
    hidden = question("h", "hidden", default="concat(${a}, '!')")
    assert accepted(survey(question("a"), hidden), {"a": "x"})["h"] == "x!"


def test_unsupported_question_is_never_asked_nor_stored() -> None:
    definition = survey(question("a"), question("place", "unsupported", required=True))
    assert accepted(definition, {"a": "x"}) == {"a": "x"}
    assert [asked.name for asked in relevant_questions(definition, {})] == ["a"]


SITUATION = survey(
    question("weight", "decimal"),
    question("half", "calculate", calculation="${weight} div 2"),
    question("heavy", "note", relevant="${half} > 1.5"),
)


def _situation(**answers: object) -> Situation:
    return situation(SITUATION, answers)


def test_raw_answers_lead_where_stored_ones_would() -> None:
    found = _situation(weight="3,5", ghost="x")
    assert [asked.name for asked in found.asked] == ["weight", "heavy"]
    assert found.answers == {"weight": 3.5, "half": 1.75}


def test_raw_answer_that_cannot_be_stored_is_seen_as_it_is() -> None:
    assert _situation(weight="x").answers == {"weight": "x"}


def test_calculations_do_not_count_as_progress() -> None:
    done = progress(SITUATION, {"weight": "1"})
    assert (done.answered, done.asked) == (1, 1)


@pytest.mark.parametrize(
    ("pairs", "folded"),
    [
        ([("order.2", "a"), ("order.1", "b"), ("order.3", "c")], {"order": ["b", "a", "c"]}),
        ([("order.3", "a"), ("order.1", "")], {"order": ["", "", "a"]}),
        ([("order.1", "a"), ("order.1", "b")], {"order": [["a", "b"]]}),
        ([("order.4", "a"), ("order.0", "b")], {"order.4": "a", "order.0": "b"}),
        ([("order", "x"), ("order.1", "a")], {"order": "x", "order.1": "a"}),
        ([("order.1", "a"), ("order", "x")], {"order": [{"1": "a"}, "x"]}),
        ([("ok", "yes")], {"ok": "yes"}),
    ],
)
def test_places_fold_into_one_order(pairs: list[tuple[str, str]], folded: dict[str, object]) -> None:
    assert fold_form(survey(RANK, question("ok", "acknowledge")), pairs) == folded


def _forms_of(asked: Question, *pairs: tuple[str, str]) -> dict[str, object]:
    return fold_form(survey(asked), pairs)


def test_folded_order_is_stored_or_refused() -> None:
    whole = _forms_of(RANK, ("order.1", "c"), ("order.2", "a"), ("order.3", "b"))
    assert accepted(survey(RANK), whole) == {"order": ["c", "a", "b"]}
    assert _codes(survey(RANK), **_forms_of(RANK, ("order.2", "a"))) == ["rank_incomplete"]
    assert _codes(survey(RANK), **_forms_of(RANK, ("order.1", "a"), ("order.1", "b"))) == ["one_only"]
