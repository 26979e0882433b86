"""What is compared is read from the address, and only differences beyond chance are called so."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import translator
from dashboard.indicators.intervals import Estimate, wilson
from dashboard.services.overview import Overview
from dashboard.services.results import Results
from dashboard.ui.compare_address import (
    MOST,
    WHATS,
    are_apart,
    filters_of,
    parse_compared,
    period_label,
    period_of,
    periods_with,
)
from dashboard.ui.compare_columns import Column, aligned, apart, column_figures, figures_table
from dashboard.ui.compare_words import differences, missing_words, overlapping, sentence
from dashboard.ui.headlines import Headline

T = translator("es")
LIKERT = ["question", "label", "choice", "count", "n", "share", "low", "high"]


def knows(*keys: str) -> object:
    return lambda what, key: key in keys


def published(share: Estimate | None) -> Results:
    nothing = pd.DataFrame()
    values = dict.fromkeys(Results.__dataclass_fields__)
    tables = dict.fromkeys(("gains", "choices", "by_training", "trend"), nothing)
    numbers = dict.fromkeys(("trainings", "received", "answered", "pooled", "left_out", "withheld"), 0)
    likert = pd.DataFrame(columns=LIKERT)
    return Results(**{**values, **tables, **numbers, "satisfaction": share, "likert": likert})  # type: ignore[arg-type]


def column(key: str, agreed: int = 0, n: int = 0, **values: object) -> Column:
    seen = Overview(3, 1, 346, 0, 3, 0.0, 0, 0, False, ())
    return Column(key, f"Nombre {key}", published(wilson(agreed, n)), seen, **values)  # type: ignore[arg-type]


def said(what: str, *columns: Column) -> str:
    return sentence("satisfaction", differences(what, columns, {}), columns, T)


def test_the_address_says_what_and_which() -> None:
    found = parse_compared({"what": "project", "with": "3, 1,3"}, knows("1", "3"))  # type: ignore[arg-type]
    assert (found.what, found.keys) == ("project", ("3", "1"))
    assert found.refused == ("with",)  # one of them twice is not what it says


@pytest.mark.parametrize(
    ("parameters", "keys", "refused"),
    [
        ({}, (), ()),
        ({"with": "a,b"}, ("a", "b"), ()),
        ({"with": "a,x,b"}, ("a", "b"), ("with",)),
        ({"with": "a,b,c,d,e"}, ("a", "b", "c", "d"), ("with",)),
        ({"what": "people", "with": "a"}, ("a",), ("what",)),
        ({"with": "<script>," * 500}, (), ("with",)),
    ],
)
def test_what_is_not_understood_is_named(
    parameters: dict[str, str], keys: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    found = parse_compared(parameters, knows(*"abcde"))  # type: ignore[arg-type]
    assert (found.keys, found.refused) == (keys, refused)


@given(st.sampled_from(WHATS), st.lists(st.text(max_size=8), max_size=60))
def test_no_address_gives_more_than_there_is_room_for(what: str, keys: list[str]) -> None:
    found = parse_compared({"what": what, "with": ",".join(keys)}, lambda _, key: len(key) > 2)
    assert len(found.keys) == len(set(found.keys)) <= MOST
    assert all(len(key) > 2 for key in found.keys)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-S2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-T1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_periods(key: str, first: date, last: date) -> None:
    assert period_of(key) == (first, last)


@pytest.mark.parametrize(
    "key", ["", "24", "2024-", "2024-13", "2024-00", "2024-S3", "2024-T0", "1066", "٢٠٢٤"]
)
def test_what_is_no_period_is_none(key: str) -> None:
    assert period_of(key) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_is_in_each_period_that_is_offered_for_its_month(day: date) -> None:
    offered = periods_with([day.replace(day=1)])
    spans = [period_of(key) for key in offered]
    assert len(spans) == 4
    for span in spans:
        assert span is not None
        assert span[0] <= day <= span[1]


def test_periods_tile_the_year() -> None:
    for keys in (["2025-S1", "2025-S2"], [f"2025-T{n}" for n in range(1, 5)]):
        spans = [span for key in keys if (span := period_of(key)) is not None]
        assert spans[0][0] == date(2025, 1, 1)
        assert spans[-1][1] == date(2025, 12, 31)
        assert all(b[0] - a[1] == timedelta(days=1) for a, b in pairwise(spans))


def test_periods_read_as_words() -> None:
    assert [period_label(key, T) for key in ("2025", "2025-S1", "2025-03")] == [
        "2025",
        "semestre 1 de 2025",
        "marzo de 2025",
    ]


def test_each_kind_is_a_filter() -> None:
    assert filters_of("territory", "05").territory == "05"
    assert filters_of("project", "7").project == (7,)
    assert filters_of("training", "7").training == 7
    assert filters_of("period", "2025-S1").until == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("what", "one", "other", "expected"),
    [
        ("territory", "05", "05601", False),
        ("territory", "05", "02", True),
        ("period", "2025", "2025-03", False),
        ("period", "2025", "2026", True),
        ("project", "1", "11", True),
        ("training", "4", "4", False),
    ],
)
def test_who_may_be_in_both_is_not_compared(what: str, one: str, other: str, expected: bool) -> None:
    assert are_apart(what, one, other) is are_apart(what, other, one) is expected


def test_a_difference_beyond_chance_is_said_with_both_values() -> None:
    text = said("territory", column("02", 90, 100), column("05", 50, 100))
    values = {"one": "90\u00a0%", "other": "50\u00a0%"}
    assert text == T("compare.differs", first="Nombre 02", second="Nombre 05", **values)


def test_a_difference_that_chance_makes_is_said_to_be_one() -> None:
    assert said("territory", column("02", 9, 12), column("05", 6, 12)) == T.plural("compare.by_chance", 1)


def test_more_comparisons_ask_for_more() -> None:
    pair = (column("02", 40, 60), column("05", 28, 60))
    assert "Nombre 02" in said("territory", *pair)
    four = (*pair, column("08", 34, 60), column("13", 35, 60))
    assert said("territory", *four) == T.plural("compare.by_chance", 6)


def test_withheld_columns_are_named_and_not_tested() -> None:
    columns = (column("02", 90, 100), column("05"))
    assert said("territory", *columns) == ""
    rows = pd.DataFrame({"label": ["Nombre 02"]})
    assert missing_words(rows, columns, T) == T("compare.left_out", names="Nombre 05")


def test_a_territory_within_another_is_shown_and_not_tested() -> None:
    columns = (column("05", 90, 100), column("05601", 10, 100))
    assert said("territory", *columns) == T("compare.nothing_to_test")
    assert overlapping("territory", columns) == (("Nombre 05", "Nombre 05601"),)


def test_not_reported_is_not_zero_in_a_column() -> None:
    figures = {one.name: one for one in column_figures(column("05", inhabitants=1000), T)}
    assert figures["attendances"].value == T("app.source.not_reported")
    assert figures["reach"].value == T("results.headline.nothing")
    assert figures["satisfaction"].notes == (T("results.headline.not_yet"),)


def test_columns_stand_at_one_height() -> None:
    found = aligned([(Headline("a", "A", "1", ("x", "y")),), (Headline("a", "A", "2", ()),)])
    assert [len(one[0].notes) for one in found] == [2, 2]


def test_two_trainings_with_one_title_are_two_columns() -> None:
    assert apart(["Charla", "Otra", "Charla"]) == ["Charla (1)", "Otra", "Charla (3)"]
    table = figures_table([column("1", 5, 9), column("2", 5, 9)], T)
    assert list(table.columns) == [T("compare.figure"), "Nombre 1", "Nombre 2"]
    assert any("n = 9" in str(value) for value in table["Nombre 1"])
