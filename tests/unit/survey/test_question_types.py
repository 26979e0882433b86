"""What each question type accepts, stores and counts."""

import math
from typing import Any

import pytest

from dashboard.survey.definition import Question
from dashboard.survey.question_types import QUESTION_TYPES, Answer, tally, tally_choices
from tests.unit.survey.factories import choices, question, refusal, stored

TEXT = question(kind="text", max_length=10)
INTEGER = question(kind="integer")
ONE = question(kind="select_one", choices=choices("a", "b"))
SEVERAL = question(kind="select_multiple", choices=choices("a", "b", "c", "none!"))
LIKERT = question(kind="likert")
NPS = question(kind="nps")
PAIR = question(kind="retrospective_pair")
DECIMAL = question(kind="decimal")
HALVES = question(kind="range", least=0.0, most=3.0, step=0.5)
PLAIN_RANGE = question(kind="range")
RANK = question(kind="rank", choices=choices("a", "b", "c"))
DATE, TIME, DATETIME = question(kind="date"), question(kind="time"), question(kind="datetime")
ACKNOWLEDGE = question(kind="acknowledge")
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
        (DECIMAL, "3,5", 3.5),
        (DECIMAL, " -.25 ", -0.25),
        (DECIMAL, "7.0", 7),
        (DECIMAL, 0.1 + 0.2, 0.3),
        (DECIMAL, -0.0, 0),
        (HALVES, "1,5", "1.5"),
        (HALVES, 3, "3"),
        (HALVES, 0.0, "0"),
        (PLAIN_RANGE, "10", "10"),
        (RANK, ["c", "a", "b"], ["c", "a", "b"]),
        (RANK, ("b", "c", "a", ""), ["b", "c", "a"]),
        (DATE, "2026-03-01", "2026-03-01"),
        (DATE, "1/3/2026", "2026-03-01"),
        (DATE, "01-03-2026", "2026-03-01"),
        (TIME, "9:05", "09:05"),
        (TIME, "14:05:33.120-03:00", "14:05"),
        (DATETIME, "2026-03-01T14:05", "2026-03-01T14:05"),
        (DATETIME, "1-3-2026 9:05", "2026-03-01T09:05"),
        (ACKNOWLEDGE, "OK", "yes"),
        (ACKNOWLEDGE, True, "yes"),
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
        (DECIMAL, "1.234,5", "not_a_number"),
        (DECIMAL, "1e5", "not_a_number"),
        (DECIMAL, math.inf, "not_a_number"),
        (DECIMAL, 1e300, "not_a_number"),
        (DECIMAL, "0.12345678901", "not_a_number"),
        (DECIMAL, True, "not_a_number"),
        pytest.param(DECIMAL, HUGE, "not_a_number", id="huge decimal"),
        (HALVES, "1.25", "not_on_range"),
        (HALVES, "3.5", "not_on_range"),
        (PLAIN_RANGE, "0", "not_on_range"),
        (question(kind="range", least=3.0, most=1.0), "2", "not_on_range"),
        (RANK, ["a", "b"], "rank_incomplete"),
        (RANK, ["a", "", "c"], "rank_incomplete"),
        (RANK, ["a", "b", "a"], "rank_repeated"),
        (RANK, ["a", "b", "z"], "not_a_choice"),
        (RANK, [["a", "b"], "c"], "one_only"),
        (DATE, "2026-02-30", "not_a_date"),
        (DATE, "1899-12-31", "not_a_date"),
        (DATE, "2101-01-01", "not_a_date"),
        (DATE, "2026-03-01T10:00", "not_a_date"),
        (DATE, 20260301, "not_a_date"),
        (TIME, "24:00", "not_a_time"),
        (TIME, "14", "not_a_time"),
        (DATETIME, "2026-03-01", "not_a_datetime"),
        (ACKNOWLEDGE, "no", "not_acknowledged"),
        (ACKNOWLEDGE, 1, "not_acknowledged"),
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


def test_few_steps_are_counted_and_many_are_not() -> None:
    assert tally_choices(HALVES) == ("0", "0.5", "1", "1.5", "2", "2.5", "3")
    assert tally_choices(question(kind="range", least=0.0, most=20.0)) != ()
    assert tally_choices(question(kind="range", least=0.0, most=21.0)) == ()


@pytest.mark.parametrize(
    "bounds",
    [{"least": 5.0}, {"step": 0.0}, {"step": -1.0}, {"most": 1e30}, {"least": math.nan}, {"step": 0.001}],
)
def test_range_of_impossible_bounds_takes_no_answer(bounds: dict[str, float]) -> None:
    more: dict[str, Any] = {"most": 3.0} | bounds
    assert refusal(question(kind="range", **more), "2") == "not_on_range"


def test_each_rank_counts_with_its_place() -> None:
    assert tally(RANK, ["c", "a", "b"]) == ("c>1", "a>2", "b>3")
    assert len(tally_choices(RANK)) == 9


def test_what_is_not_counted_has_no_tally() -> None:
    many = question(kind="range", least=0.0, most=100.0)
    uncounted: list[tuple[Question, Answer]] = [
        (DECIMAL, 3.5),
        (DATE, "2026-03-01"),
        (ACKNOWLEDGE, "yes"),
        (many, "7"),
    ]
    assert [tally(asked, value) for asked, value in uncounted] == [()] * 4


def test_types_are_the_documented_ones() -> None:
    assert " ".join(QUESTION_TYPES) == (
        "text integer decimal range select_one select_multiple likert nps retrospective_pair rank "
        "date time datetime note acknowledge calculate hidden unsupported"
    )


def test_only_some_types_are_asked_answered_or_stored() -> None:
    kinds = QUESTION_TYPES.values()
    assert {kind.name for kind in kinds if not kind.is_asked} == {"calculate", "hidden", "unsupported"}
    assert {kind.name for kind in kinds if kind.is_asked and not kind.takes_answer} == {"note"}
    assert {kind.name for kind in kinds if not kind.is_stored} == {"note", "unsupported"}
