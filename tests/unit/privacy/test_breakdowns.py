"""The breakdown rule, line by line, and its laws for any block."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.privacy.breakdowns import (
    WITHHELD,
    Count,
    Crossed,
    Group,
    crossed,
    profile,
    shown_categories,
    threshold,
)

CHOICES = ("yes", "no")
PEOPLE = st.dictionaries(st.text("abcdef", max_size=2), st.integers(0, 30), max_size=7)
KS = st.integers(5, 20)


def answers(yes: int, no: int) -> Group:
    return Group(yes + no, {"yes": yes, "no": no})


def table(
    groups: Mapping[str, Group], shown: str, *, k: int = 5, is_sensitive: bool = False
) -> dict[str, Crossed] | None:
    return crossed(frozenset(shown), groups, CHOICES, k=k, is_sensitive=is_sensitive)


def sensitive(groups: Mapping[str, Group], shown: str) -> dict[str, Crossed] | None:
    return table(groups, shown, k=10, is_sensitive=True)


@pytest.mark.parametrize(
    ("k", "is_sensitive", "smallest"), [(5, False, 5), (5, True, 10), (12, True, 12), (12, False, 12)]
)
def test_threshold(k: int, is_sensitive: bool, smallest: int) -> None:
    assert threshold(k, is_sensitive=is_sensitive) == smallest


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({"a": 5, "b": 8}, "ab"),  # enough in each
        ({"a": 5, "b": 8, "c": 0}, "ab"),  # an empty category is hidden, and needs no other beside it
        ({"a": 4, "b": 8, "c": 9}, "c"),  # one small category takes the smallest large one along
        ({"a": 4, "b": 1, "c": 9}, "c"),  # two small ones that are k together need nobody else
        ({"a": 4, "b": 8, "c": 8}, "c"),  # of equals, the first by name is hidden
        ({"a": 4, "b": 8}, ""),  # and so nothing may be left
        ({"a": 4}, ""),
        ({}, ""),
        ({"": 4, "b": 8, "c": 9}, "c"),  # not answering is a category like the others
    ],
)
def test_shown_categories(people: dict[str, int], shown: str) -> None:
    assert shown_categories(people, 5) == frozenset(shown)


def test_a_profile_names_every_category_and_withholds_the_hidden_ones() -> None:
    told = profile({"a": 4, "b": 8, "c": 9, "d": 0}, k=5, is_sensitive=False)
    assert told == {"a": WITHHELD, "b": WITHHELD, "c": Count(9), "d": WITHHELD}


def test_a_category_that_holds_everybody_is_told() -> None:
    assert profile({"a": 20, "b": 0}, k=5, is_sensitive=False) == {"a": Count(20), "b": WITHHELD}


def test_but_not_of_a_sensitive_attribute() -> None:
    assert profile({"a": 20, "b": 0}, k=10, is_sensitive=True) == {"a": WITHHELD, "b": WITHHELD}


def test_a_question_is_crossed_with_exact_counts() -> None:
    assert table({"a": answers(5, 0), "b": answers(2, 6)}, "ab") == {
        "a": Crossed(Count(5), {"yes": Count(5), "no": Count(0)}),
        "b": Crossed(Count(8), {"yes": Count(2), "no": Count(6)}),
    }


def test_a_choice_nobody_gave_is_a_zero() -> None:
    told = table({"a": Group(5, {"yes": 5})}, "a")
    assert told is not None
    assert told["a"].choices["no"] == Count(0)


def test_only_shown_categories_are_named() -> None:
    told = table({"a": answers(5, 0), "b": answers(1, 0), "c": answers(3, 1)}, "a")
    assert told is not None
    assert set(told) == {"a"}


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ({"a": answers(9, 0), "b": answers(4, 0)}, "ab"),  # too few of a shown category answered
        ({"a": answers(9, 0)}, "ab"),  # none of it did
        ({"a": answers(9, 0), "b": answers(1, 3)}, "a"),  # too few of the hidden ones did
        ({"a": answers(9, 0)}, ""),  # nothing is shown in the block
    ],
)
def test_a_question_that_is_not_crossed(groups: dict[str, Group], shown: str) -> None:
    assert table(groups, shown) is None


def test_hidden_people_may_all_leave_a_question_out() -> None:
    assert table({"a": answers(9, 0), "b": answers(0, 0)}, "a") is not None


@pytest.mark.parametrize(
    ("yes", "no", "told"),
    [
        (10, 10, (Count(10), Count(10))),
        (2, 18, (Count(2), Count(18))),
        (1, 19, (Count(1, "at_most"), Count(19, "at_least"))),  # 5 % of 20
        (0, 20, (Count(1, "at_most"), Count(19, "at_least"))),
        (0, 10, (Count(1, "at_most"), Count(9, "at_least"))),  # never less than one person
        (2, 38, (Count(2, "at_most"), Count(38, "at_least"))),
        (0, 40, (Count(2, "at_most"), Count(38, "at_least"))),
    ],
)
def test_codes_of_a_sensitive_attribute(yes: int, no: int, told: tuple[Count, Count]) -> None:
    """Beside hidden people of both opinions, who keep subtraction from undoing the codes."""
    found = sensitive({"a": answers(yes, no), "b": answers(5, 5), "c": answers(5, 5)}, "a")
    assert found is not None
    assert found["a"] == Crossed(Count(yes + no), {"yes": told[0], "no": told[1]})


def test_another_category_is_withheld_where_subtraction_would_undo_a_code() -> None:
    assert sensitive({"a": answers(0, 10), "b": answers(6, 6)}, "ab") == {
        "a": Crossed(Count(10), {"yes": Count(1, "at_most"), "no": Count(9, "at_least")}),
        "b": Crossed(Count(12), {"yes": WITHHELD, "no": WITHHELD}),
    }


def test_a_question_whose_unanimity_cannot_be_protected_is_not_crossed() -> None:
    """One more "no" of a would make b unanimous, which is coded: so b's counts would give a's away."""
    assert sensitive({"a": answers(0, 10), "b": answers(2, 8)}, "ab") is None


def test_hidden_people_who_agree_are_protected_too() -> None:
    """Subtraction tells what all hidden people answered together: 12 of 12, were a and b exact."""
    groups = {"a": answers(9, 9), "b": answers(6, 6), "c": answers(9, 0), "d": answers(3, 0)}
    told = sensitive(groups, "ab")
    assert told is not None
    assert told["a"].choices["yes"] == Count(9)
    assert told["b"].choices == {"yes": WITHHELD, "no": WITHHELD}


def test_a_question_answered_by_one_sensitive_category_alone_is_not_crossed() -> None:
    assert sensitive({"a": answers(9, 9), "b": answers(0, 0)}, "a") is None


def test_what_the_tallies_tell_anyway_withholds_nothing() -> None:
    told = sensitive({"a": answers(0, 20), "b": answers(0, 30)}, "ab")
    assert told is not None
    assert told["a"].choices == {"yes": Count(1, "at_most"), "no": Count(19, "at_least")}


@given(people=PEOPLE, k=KS)
def test_nobody_shown_is_fewer_than_k(people: dict[str, int], k: int) -> None:
    assert all(people[name] >= k for name in shown_categories(people, k))


@given(people=PEOPLE, k=KS)
def test_hidden_people_are_none_or_at_least_k_unless_nothing_is_shown(people: dict[str, int], k: int) -> None:
    shown = shown_categories(people, k)
    hidden = sum(count for name, count in people.items() if name not in shown)
    assert not shown or hidden == 0 or hidden >= k


@given(people=PEOPLE, k=KS)
def test_hidden_people_are_in_two_categories_at_least(people: dict[str, int], k: int) -> None:
    """What the whole guarantee rests on: a single hidden category would be told by subtraction."""
    shown = shown_categories(people, k)
    hidden = [name for name, count in people.items() if count and name not in shown]
    assert not shown or len(hidden) != 1


@given(data=st.data(), people=PEOPLE, k=KS)
def test_the_order_of_the_categories_does_not_matter(
    data: st.DataObject, people: dict[str, int], k: int
) -> None:
    again = dict(data.draw(st.permutations(list(people.items()))))
    assert shown_categories(again, k) == shown_categories(people, k)


@given(
    counts=st.dictionaries(
        st.sampled_from("abcd"), st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=1
    )
)
def test_no_published_number_of_a_sensitive_question_means_unanimity(
    counts: dict[str, tuple[int, int]],
) -> None:
    groups = {name: answers(*both) for name, both in counts.items()}
    shown = shown_categories({name: group.people for name, group in groups.items()}, 10)
    told = crossed(shown, groups, CHOICES, k=10, is_sensitive=True) or {}
    exact = {(name, n.people) for name, row in told.items() for n in row.choices.values() if not n.bound}
    assert not any(count in {0, groups[name].people} for name, count in exact)
