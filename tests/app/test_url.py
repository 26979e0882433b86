"""A view is a link: what is written is read back, and what is wrong is refused by name."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.url import (
    LONGEST_SEARCH,
    NAMES,
    Known,
    format_filters,
    parse_choice,
    parse_filters,
    parse_position,
    parse_training,
)
from db.criteria import NO_FILTERS, Filters

ANYTHING = Known()
CODES = st.sampled_from(["02", "056", "05601", "CL"])
WORDS = st.text(string.ascii_lowercase + "_", min_size=1, max_size=20)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
NUMBERS = st.integers(0, 999_999_999)
SEARCHES = st.text(min_size=1, max_size=LONGEST_SEARCH).map(str.strip).filter(bool)


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    def maybe(strategy: st.SearchStrategy[object], empty: object) -> object:
        return draw(st.one_of(st.just(empty), strategy))

    since, until = sorted([draw(DAYS), draw(DAYS)])
    return Filters(
        territory=str(maybe(CODES, "")),
        since=draw(st.sampled_from([None, since])),
        until=draw(st.sampled_from([None, until])),
        project=draw(st.none() | NUMBERS),
        organisation=draw(st.none() | NUMBERS),
        training=draw(st.none() | NUMBERS),
        kind=str(maybe(WORDS, "")),
        topic=str(maybe(WORDS, "")),
        audience=str(maybe(WORDS, "")),
        status=str(maybe(WORDS, "")),
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
    assert set(parsed.refused) <= set(NAMES.values())


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
        ("organisation", "1" * 30),
    ],
)
def test_a_value_that_is_none_is_refused_and_named(parameter: str, value: str) -> None:
    parsed = parse_filters({parameter: value}, ANYTHING)
    assert parsed.filters == NO_FILTERS
    assert parsed.refused == (parameter,)


def test_a_value_nobody_knows_is_refused() -> None:
    known = Known({"kind": frozenset({"talk"}), "project": frozenset({"7"})})
    parsed = parse_filters({"kind": "party", "project": "7", "topic": "anything"}, known)
    assert parsed.filters == Filters(project=7, topic="anything")
    assert parsed.refused == ("kind",)


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
