"""A view is a link: what is written is read back, and what is wrong is refused by name."""

import string
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.url import (
    LONGEST_NAMED,
    LONGEST_SEARCH,
    MOST_VALUES,
    NAMES,
    Known,
    format_filters,
    format_values,
    parse_choice,
    parse_filters,
    parse_position,
    parse_training,
)
from db.criteria import NO_FILTERS, SEVERAL, Filters

ANYTHING = Known()
CODES = st.sampled_from(["02", "056", "05601", "CL"])
WORDS = st.text(string.ascii_lowercase + "_", min_size=1, max_size=20)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
NUMBERS = st.integers(0, 999_999_999)
T = TypeVar("T")
SEARCHES = st.text(min_size=1, max_size=LONGEST_SEARCH).map(str.strip).filter(bool)


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    def maybe(strategy: st.SearchStrategy[object], empty: object) -> object:
        return draw(st.one_of(st.just(empty), strategy))

    def some(strategy: st.SearchStrategy[T]) -> tuple[T, ...]:
        return tuple(draw(st.lists(strategy, max_size=MOST_VALUES)))

    since, until = sorted([draw(DAYS), draw(DAYS)])
    return Filters(
        territory=str(maybe(CODES, "")),
        since=draw(st.sampled_from([None, since])),
        until=draw(st.sampled_from([None, until])),
        project=some(NUMBERS),
        organisation=some(NUMBERS),
        training=draw(st.none() | NUMBERS),
        kind=some(WORDS),
        topic=some(WORDS),
        audience=some(WORDS),
        status=some(WORDS),
        search=str(maybe(SEARCHES, "")),
    )


@given(filters())
def test_what_is_written_is_read_back(wanted: Filters) -> None:
    parsed = parse_filters(format_filters(wanted), ANYTHING)
    assert parsed.filters == wanted
    assert parsed.refused == ()


@given(filters())
def test_the_link_holds_only_what_differs_from_the_default(wanted: Filters) -> None:
    assert len(format_filters(wanted)) == len(wanted.active)


@given(st.dictionaries(st.sampled_from(sorted(NAMES.values())), st.text(max_size=200)))
def test_no_address_breaks_the_page(parameters: dict[str, str]) -> None:
    parsed = parse_filters(parameters, ANYTHING)
    assert parse_filters(format_filters(parsed.filters), ANYTHING).filters == parsed.filters
    assert {one.partition("=")[0] for one in parsed.refused} <= set(NAMES.values())
    assert all(len(one) < LONGEST_NAMED + 20 for one in parsed.refused)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("since", "2026-02-30"),
        ("since", "yesterday"),
        ("since", "20260101"),
        ("territory", "5"),
        ("territory", "0560100"),
        ("territory", "<script>"),
        ("territory", "٠٢"),
        ("project", "-1"),
        ("project", "1.5"),
    ],
)
def test_a_value_that_is_none_is_refused_and_named(parameter: str, value: str) -> None:
    parsed = parse_filters({parameter: value}, ANYTHING)
    assert parsed.filters == NO_FILTERS
    assert parsed.refused == ((f"{parameter}={value}",) if parameter in SEVERAL else (parameter,))


def test_a_value_nobody_knows_is_refused() -> None:
    known = Known({"kind": frozenset({"talk"}), "project": frozenset({"7"})})
    parsed = parse_filters({"kind": "party", "project": "8", "topic": "anything"}, known)
    assert parsed.filters == Filters(topic=("anything",))
    assert parsed.refused == ("project=8", "kind=party")


def test_several_values_are_one_filter_whatever_their_order() -> None:
    one = parse_filters({"kind": "talk,course", "organisation": "12,9"}, ANYTHING).filters
    other = parse_filters({"kind": " course , talk,,talk", "organisation": "9,12"}, ANYTHING).filters
    assert one == other == Filters(kind=("talk", "course"), organisation=(12, 9))
    assert hash(one) == hash(other)
    assert format_filters(one) == format_filters(other) == {"kind": "course,talk", "organisation": "9,12"}
    assert format_values(["9", "12", "9"]) == "9,12", "a widget writes what is read back"
    assert parse_filters({"kind": ","}, ANYTHING).filters == NO_FILTERS


def test_of_several_values_the_known_ones_are_obeyed_and_the_others_named() -> None:
    known = Known({"kind": frozenset({"talk", "course"}), "organisation": frozenset({"9"})})
    parsed = parse_filters({"kind": "talk,party,course", "organisation": "9,x,-1"}, known)
    assert parsed.filters == Filters(kind=("course", "talk"), organisation=(9,))
    assert parsed.refused == ("organisation=x", "organisation=-1", "kind=party")


def test_an_address_cannot_ask_for_more_than_is_bearable() -> None:
    asked = [str(number) for number in range(1, 1000)]
    parsed = parse_filters({"organisation": ",".join(asked)}, ANYTHING)
    assert parsed.filters.organisation == tuple(range(1, MOST_VALUES + 1))
    assert parsed.refused == (*(f"organisation={n}" for n in (21, 22, 23)), "organisation=…")
    (named,) = parse_filters({"organisation": "1" * 3000}, ANYTHING).refused
    assert named == f"organisation={'1' * LONGEST_NAMED}…"


def test_a_period_that_ends_before_it_begins_keeps_its_beginning() -> None:
    parsed = parse_filters({"since": "2026-05-01", "until": "2026-04-01"}, ANYTHING)
    assert parsed.filters == Filters(since=date(2026, 5, 1))
    assert parsed.refused == ("until",)


def test_a_choice_falls_back_to_the_first() -> None:
    assert parse_choice({"measure": "reach"}, "measure", ("trainings", "reach")) == ("reach", False)
    assert parse_choice({"measure": "gold"}, "measure", ("trainings", "reach")) == ("trainings", True)
    assert parse_choice({}, "measure", ("trainings", "reach")) == ("trainings", False)


@given(st.text(max_size=20))
def test_a_slide_is_always_one_that_exists(given_text: str) -> None:
    position, _ = parse_position({"slide": given_text}, "slide", 8)
    assert 1 <= position <= 8


def test_a_training_is_a_number_or_none() -> None:
    assert parse_training({"training": "12"}) == 12
    assert parse_training({"training": "12; drop"}) is None
    assert parse_training({}) is None
