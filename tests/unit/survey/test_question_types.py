"""What each question type accepts, stores and counts."""

import math

import pytest

from dashboard.survey.question_types import QUESTION_TYPES, tally, tally_choices
from tests.unit.survey.factories import choices, question, refusal, stored

TEXT = question(kind="text", max_length=10)
INTEGER = question(kind="integer")
ONE = question(kind="select_one", choices=choices("a", "b"))
SEVERAL = question(kind="select_multiple", choices=choices("a", "b", "c", "none!"))
LIKERT = question(kind="likert")
NPS = question(kind="nps")
PAIR = question(kind="retrospective_pair")
HUGE = 10**5000  # Python refuses to write it as text


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        (TEXT, "  hola\r\nya ", "hola\nya"),
        (TEXT, "cafe\u0301", "café"),
        (TEXT, "a\x00\ud800\u202eb", "ab"),
        (TEXT, ["hola", ""], "hola"),
        (INTEGER, "34", 34),
        (INTEGER, " -3 ", -3),
        (INTEGER, 34, 34),
        (ONE, "a", "a"),
        (ONE, ["", "b"], "b"),
        (SEVERAL, ["c", "a", "c"], ["a", "c"]),
        (SEVERAL, "b", ["b"]),
        (SEVERAL, "none", ["none"]),
        (LIKERT, "4", "4"),
        (LIKERT, 4, "4"),
        (LIKERT, "na", "na"),
        (NPS, 0, "0"),
        (NPS, "10", "10"),
        (PAIR, {"now": "4", "before": 2}, {"before": "2", "now": "4"}),
    ],
)
def test_answer_is_stored_in_its_canonical_form(asked: object, raw: object, value: object) -> None:
    assert stored(asked, raw) == value  # type: ignore[arg-type]  # the table mixes types


@pytest.mark.parametrize(
    ("asked", "raw", "code"),
    [
        (TEXT, "once letras", "too_long"),
        (TEXT, "x" * 1_000_000, "too_long"),
        (TEXT, 5, "wrong_kind"),
        (TEXT, {"a": 1}, "wrong_kind"),
        (TEXT, ["a", "b"], "one_only"),
        (INTEGER, "abc", "not_an_integer"),
        (INTEGER, "3.5", "not_an_integer"),
        (INTEGER, "٣", "not_an_integer"),
        (INTEGER, True, "not_an_integer"),
        (INTEGER, math.nan, "not_an_integer"),
        pytest.param(INTEGER, HUGE, "not_an_integer", id="huge integer"),
        (ONE, "z", "not_a_choice"),
        (ONE, ["a", "b"], "one_only"),
        (ONE, [["a"]], "wrong_kind"),
        (ONE, False, "wrong_kind"),
        (SEVERAL, ["a", "z"], "not_a_choice"),
        (SEVERAL, ["a", {"b": 1}], "wrong_kind"),
        (SEVERAL, ["a", "none"], "exclusive"),
        (LIKERT, "6", "not_on_likert"),
        (LIKERT, "04", "not_on_likert"),
        (LIKERT, 4.0, "wrong_kind"),
        pytest.param(LIKERT, HUGE, "wrong_kind", id="huge step"),
        (NPS, "11", "not_on_nps"),
        (NPS, "na", "not_on_nps"),
        (PAIR, {"before": "2"}, "pair_incomplete"),
        (PAIR, {"before": "2", "now": ""}, "pair_incomplete"),
        (PAIR, {"before": "2", "now": "na"}, "not_on_pair"),
        (PAIR, {"before": "2", "now": "4", "later": "5"}, "wrong_kind"),
        (PAIR, "2>4", "wrong_kind"),
    ],
)
def test_answer_that_does_not_fit_is_refused(asked: object, raw: object, code: str) -> None:
    assert refusal(asked, raw) == code  # type: ignore[arg-type]  # the table mixes types


@pytest.mark.parametrize("raw", [None, "", "  ", [], ["", None], "\u200b", "\x00", ["\u200b"]])
def test_blank_text_is_no_answer(raw: object) -> None:
    assert stored(TEXT, raw) is None


@pytest.mark.parametrize("raw", [None, "", {}, {"before": "", "now": None}])
def test_untouched_pair_is_no_answer(raw: object) -> None:
    assert stored(PAIR, raw) is None


def test_text_has_a_limit_even_where_the_question_sets_none() -> None:
    assert refusal(question(), "x" * 2001) == "too_long"


def test_pair_counts_in_the_combination() -> None:
    assert tally(PAIR, {"before": "2", "now": "4"}) == ("2>4",)
    assert tally_choices(PAIR)[0] == "1>1"
    assert len(tally_choices(PAIR)) == 25


def test_each_chosen_choice_counts() -> None:
    assert tally(SEVERAL, ["a", "c"]) == ("a", "c")


def test_not_applicable_is_counted_apart_and_last() -> None:
    assert tally_choices(LIKERT) == ("1", "2", "3", "4", "5", "na")


def test_open_and_numeric_answers_are_never_counted() -> None:
    assert tally(TEXT, "hola") == tally(INTEGER, 3) == tally_choices(TEXT) == tally_choices(INTEGER) == ()


def test_types_are_the_documented_ones() -> None:
    assert " ".join(QUESTION_TYPES) == (
        "text integer select_one select_multiple likert nps retrospective_pair note"
    )
