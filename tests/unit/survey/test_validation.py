"""What may be stored of a form, and what is said when it may not."""

import pytest

from dashboard.i18n import translator
from dashboard.survey.validation import MOST_UNKNOWN_FIELDS, Problems, fold_form, validate
from tests.unit.survey.factories import accepted, choices, question, refused, survey

AGE = question("age", "integer", label=question("Edad").label)
BRANCH = survey(
    question("role", "select_one", choices=choices("teacher", "other")),
    question("school", required=True, relevant="${role} = 'teacher'"),
)
FORM = survey(
    question("why"),
    question("several", "select_multiple", choices=choices("a", "b")),
    question("gain", "retrospective_pair"),
    question("words", "note"),
)


def test_required_question_needs_an_answer() -> None:
    assert [problem.code for problem in refused(BRANCH, {"role": "teacher"})] == ["required"]


def test_hidden_question_is_not_required() -> None:
    assert accepted(BRANCH, {"role": "other"}) == {"role": "other"}


def test_answer_to_a_hidden_question_is_not_stored() -> None:
    assert accepted(BRANCH, {"role": "other", "school": "Liceo"}) == {"role": "other"}


def test_wrong_answer_to_a_hidden_question_is_no_problem() -> None:
    assert accepted(BRANCH, {"school": ["a", "b"]}) == {}


def test_unknown_field_is_a_problem() -> None:
    assert [problem.code for problem in refused(FORM, {"rut": "1-9"})] == ["unknown_question"]


def test_note_takes_no_answer() -> None:
    assert [problem.code for problem in refused(FORM, {"words": "x"})] == ["unknown_question"]


def test_unknown_fields_are_named_up_to_a_limit() -> None:
    assert len(refused(FORM, {f"x{n}": "" for n in range(1000)})) == MOST_UNKNOWN_FIELDS


def test_everything_is_reported_at_once() -> None:
    found = refused(FORM, {"why": 1, "several": "z", "gain": {"now": "1"}, "x": ""})
    assert [problem.code for problem in found] == [
        "unknown_question",
        "wrong_kind",
        "not_a_choice",
        "pair_incomplete",
    ]


@pytest.mark.parametrize("raw", [None, [], "text", 5])
def test_what_is_no_form_is_refused(raw: object) -> None:
    result = validate(FORM, raw)  # type: ignore[arg-type]  # that is the point
    assert isinstance(result, Problems)
    assert [problem.code for problem in result] == ["not_a_form"]


def test_message_says_what_is_wrong_and_what_to_do() -> None:
    (problem,) = refused(survey(AGE), {"age": "abc"})
    assert problem.message(translator("es")) == (
        "«Edad»: «abc» no es un número entero de hasta nueve cifras. Usa solo dígitos, por ejemplo 34."
    )
    assert problem.message(translator("en")) == (
        "“Edad (en)”: “abc” is not a whole number of up to nine digits. Use digits only, such as 34."
    )


def test_message_writes_numbers_in_the_readers_format() -> None:
    (problem,) = refused(FORM, {"why": "x" * 3000})
    assert "3.000 caracteres y caben 2.000" in problem.message(translator("es"))


def test_message_names_the_exclusive_choice() -> None:
    asked = question(kind="select_multiple", choices=choices("a", "nada!"))
    (problem,) = refused(survey(asked), {"q": ["a", "nada"]})
    assert "«nada» no se combina" in problem.message(translator("es"))


@pytest.mark.parametrize("raw", ["x" * 5000, "\x00\u202e\ud800" * 20, "{braces}" * 9, "<b>" * 30])
def test_message_repeats_input_short_and_printable(raw: str) -> None:
    (problem,) = refused(survey(AGE), {"age": raw})
    given = dict(problem.values)["given"]
    assert isinstance(given, str)
    assert len(given) <= 40
    assert problem.message(translator("es")).isprintable()


def test_messages_are_grouped_by_question() -> None:
    result = validate(FORM, {"x": "", "why": 1})
    assert isinstance(result, Problems)
    assert list(result.messages(translator("es"))) == ["", "why"]


def test_form_fields_fold_into_lists_and_pairs() -> None:
    pairs = [("several", "b"), ("several", "a"), ("gain.before", "1"), ("gain.now", "3"), ("why", "")]
    assert fold_form(FORM, pairs) == {"several": ["b", "a"], "gain": {"before": "1", "now": "3"}}


def test_form_leaves_the_envelope_out() -> None:
    assert fold_form(FORM, [("id", "1"), ("consent", "yes"), ("language", "es")]) == {}


def test_form_keeps_unknown_fields_for_validation_to_report() -> None:
    assert fold_form(FORM, [("rut", "1-9"), ("why.now", "x")]) == {"rut": "1-9", "why.now": "x"}


def test_pair_sent_twice_is_refused() -> None:
    raw = fold_form(FORM, [("gain.before", "1"), ("gain.before", "2"), ("gain.now", "3")])
    assert [problem.code for problem in refused(FORM, raw)] == ["one_only"]
