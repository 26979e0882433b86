"""The share of favourable answers from counts that are exact, coded or withheld."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.indicators.agreement import agreement
from dashboard.indicators.favourable import (
    Limits,
    Share,
    Side,
    Told,
    favourable_share,
    favourable_side,
    limits,
)
from dashboard.privacy.breakdowns import _code

LIKERT = ("1", "2", "3", "4", "5", "na")


def side_of(kind: str, indicator: str = "") -> Side:
    side = favourable_side(kind, indicator)
    assert side is not None
    return side


def share(counts: dict[str, Told], people: int, kind: str = "likert") -> Share:
    found = favourable_share(counts, people, side_of(kind))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "indicator", "good", "other", "apart"),
    [
        ("likert", "satisfaction", {"4", "5"}, {"1", "2", "3"}, {"na"}),
        ("nps", "nps", {"9", "10"}, {"0", "6", "7", "8"}, set()),
        ("retrospective_pair", "learning", {"1>2", "4>5"}, {"2>2", "5>1"}, set()),
        ("select_one", "intention", {"surely", "probably"}, {"unsure", "no"}, set()),
    ],
)
def test_what_is_favourable(
    kind: str, indicator: str, good: set[str], other: set[str], apart: set[str]
) -> None:
    side = side_of(kind, indicator)
    assert {choice: side(choice) for choice in good | other | apart} == (
        dict.fromkeys(good, True) | dict.fromkeys(other, False) | dict.fromkeys(apart, None)
    )


@pytest.mark.parametrize(
    ("kind", "indicator"), [("select_one", "length"), ("select_multiple", "obstacles"), ("integer", "")]
)
def test_nothing_is_better_than_anything_else(kind: str, indicator: str) -> None:
    assert favourable_side(kind, indicator) is None


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [((7, ""), 7, 7), ((2, "at_most"), 0, 2), ((38, "at_least"), 38, 40), ((None, ""), 0, 40)],
)
def test_limits(told: Told, low: int, high: int) -> None:
    assert limits(told, 40) == Limits(low, high)


@pytest.mark.parametrize("told", [(41, ""), (-1, ""), (41, "at_most"), (41, "at_least"), (None, "at_most")])
def test_a_count_that_no_block_publishes_is_refused(told: Told) -> None:
    with pytest.raises(ValueError, match="40 people"):
        limits(told, 40)


def test_exact_counts_give_the_share_and_interval_of_the_indicator() -> None:
    counts = {"1": 2, "2": 3, "3": 5, "4": 15, "5": 25, "na": 6}
    found = share({choice: (people, "") for choice, people in counts.items()}, 56)
    expected = agreement(counts)
    assert expected is not None
    assert found == Share(expected.value, expected.low, expected.high, expected.n)


def test_codes_give_the_shares_that_are_possible() -> None:
    counts: dict[str, Told] = {
        "1": (2, "at_most"),
        "3": (4, ""),
        "4": (14, ""),
        "5": (20, ""),
        "na": (2, "at_most"),
    }
    assert share(counts, 40) == Share(None, 34 / 40, 34 / 38, 40)


def test_a_withheld_count_leaves_what_the_others_leave() -> None:
    counts: dict[str, Told] = {"1": (None, ""), "4": (None, ""), "5": (8, ""), "na": (0, "")}
    assert share(counts, 20) == Share(None, 8 / 20, 1.0, 20)


def test_no_share_of_coded_counts_says_that_everybody_agreed() -> None:
    """Who subtracts may know; the figure does not say so."""
    counts: dict[str, Told] = {"4": (30, ""), "5": (10, ""), "na": (0, "")}
    unanimous = dict.fromkeys("123", (2, "at_most"))
    assert share(counts, 40).value == 1.0
    assert share(counts | unanimous, 40) == Share(None, 38 / 40, 1.0, 40)
    nobody: dict[str, Told] = {"1": (30, ""), "2": (10, ""), "4": (2, "at_most"), "5": (2, "at_most")}
    assert share(nobody, 40) == Share(None, 0.0, 2 / 40, 40)


def test_nobody_took_a_side() -> None:
    counts: dict[str, Told] = {choice: (6 if choice == "na" else 0, "") for choice in LIKERT}
    assert favourable_share(counts, 6, side_of("likert")) is None


@pytest.mark.parametrize("people", [9, 13])
def test_counts_that_do_not_add_up_are_refused(people: int) -> None:
    counts: dict[str, Told] = {"1": (2, "at_most"), "5": (10, "")}
    with pytest.raises(ValueError, match=r"of 9 people|add up"):
        share(counts, people)


TELL: dict[str, Callable[[int, int], Told]] = {
    "exact": lambda count, people: (count, ""),
    "withheld": lambda count, people: (None, ""),
    "coded": lambda count, people: (_code(count, people).people, _code(count, people).bound),
}


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(sorted(TELL))), min_size=6, max_size=6))
def test_the_true_share_is_among_those_possible(drawn: list[tuple[int, str]]) -> None:
    people = sum(count for count, _ in drawn)
    true = agreement({choice: count for choice, (count, _) in zip(LIKERT, drawn, strict=True)})
    assume(true is not None)
    counts = {choice: TELL[how](count, people) for choice, (count, how) in zip(LIKERT, drawn, strict=True)}
    found = share(counts, people)
    assert true is not None
    if found.value is not None:
        assert (found.value, found.n) == (true.value, true.n)
    else:
        assert found.low <= true.value <= found.high
        assert found.n >= true.n


@settings(deadline=None)
@given(st.tuples(*[st.tuples(st.integers(0, 3), st.sampled_from(["exact", "withheld"]))] * 3))
def test_no_possible_share_is_left_out_and_none_is_made_up(drawn: tuple[tuple[int, str], ...]) -> None:
    choices, people = ("1", "5", "na"), sum(count for count, _ in drawn)
    told = [TELL[how](count, people) for count, how in drawn]
    guesses = [
        dict(zip(choices, guess, strict=True))
        for guess in product(range(people + 1), repeat=3)
        if sum(guess) == people
        and all(how == "withheld" or n == true for n, (true, how) in zip(guess, drawn, strict=True))
    ]
    possible = {true.value for guess in guesses if (true := agreement(guess))}
    assume(all(guess["1"] + guess["5"] for guess in guesses))  # else a share may not exist at all
    found = share(dict(zip(choices, told, strict=True)), people)
    assert (found.low, found.high) == (min(possible), max(possible)) or found.value is not None
    assert found.value is None or possible == {found.value}
