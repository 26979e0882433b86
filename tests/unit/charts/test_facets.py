"""The bars to filter by: what they say, what they mark, what each stands for."""

from datetime import date

import pytest

from dashboard.charts.facets import MOST_BARS, Bar, facet_bars, period_bars, period_label, periods_of
from dashboard.i18n import translator

t = translator("es")
TALKS = Bar("talk", "Charla", 1200)
COURSES = Bar("course", "Curso", 3, is_chosen=True)
OTHERS = Bar("", "2 más", 7)


def month(year: int, number: int) -> int:
    return year * 12 + number - 1


def test_each_bar_says_its_name_and_number_and_what_it_stands_for() -> None:
    bars = facet_bars([TALKS, COURSES, OTHERS], t=t)
    assert bars["labels"] == ["Charla", "Curso", "2 más"]
    assert bars["values"] == ["talk", "course", ""]
    assert bars["counts"] == ["1.200", "3", "7"]
    assert bars["chosen"] == [False, True, False]


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    assert facet_bars([TALKS, COURSES], t=t)["shares"] == [1.0, 0.003]
    assert facet_bars([Bar("talk", "Charla", 0)], t=t)["shares"] == [0.0]
    assert facet_bars([], t=t)["shares"] == []


def test_all_the_others_together_outgrow_nobody() -> None:
    many = Bar("", "20 más", 5000)
    assert facet_bars([TALKS, COURSES, many], t=t)["shares"] == [1.0, 0.003, 0.0]


def test_months_without_trainings_have_a_place() -> None:
    periods = periods_of({month(2025, 11): 2, month(2026, 1): 1}, None, None)
    assert [(one.since, one.until, one.count) for one in periods] == [
        (date(2025, 11, 1), date(2025, 11, 30), 2),
        (date(2025, 12, 1), date(2025, 12, 31), 0),
        (date(2026, 1, 1), date(2026, 1, 31), 1),
    ]
    assert periods_of({}, None, None) == ()


@pytest.mark.parametrize(
    ("last", "label"),
    [
        (month(2020, 1) + MOST_BARS - 1, "enero de 2020"),
        (month(2020, 1) + MOST_BARS, "enero de 2020 – marzo de 2020"),
        (month(2020, 1) + 3 * MOST_BARS, "2020"),
        (month(2090, 1), "2020"),
    ],
)
def test_many_months_are_joined_to_quarters_and_years(last: int, label: str) -> None:
    periods = periods_of({month(2020, 1): 4, last: 1}, None, None)
    assert period_label(periods[0], t) == label
    assert sum(one.count for one in periods) == 5
    assert periods[0].since == date(2020, 1, 1)


def test_the_months_of_the_period_are_chosen_and_none_without_one() -> None:
    months = {month(2025, n): 1 for n in range(1, 7)}
    chosen = [one.is_chosen for one in periods_of(months, date(2025, 2, 15), date(2025, 4, 1))]
    assert chosen == [False, True, True, True, False, False]
    assert not any(one.is_chosen for one in periods_of(months, None, None))
    assert [one.is_chosen for one in periods_of(months, None, date(2025, 1, 1))].count(True) == 1


def test_a_month_stands_for_its_days() -> None:
    bars = period_bars(periods_of({month(2024, 2): 3}, None, None), t=t)
    assert bars["values"] == ["2024-02-01/2024-02-29"]
    assert (bars["labels"], bars["counts"]) == (["febrero de 2024"], ["3"])


def test_at_most_six_years_are_written() -> None:
    years = period_bars(periods_of({month(2000, 1): 1, month(2030, 12): 1}, None, None), t=t)["years"]
    assert list(years.items())[:2] == [(0, "2000"), (6, "2006")]
    assert len(years) <= 6


def test_a_year_that_begins_with_its_last_month_does_not_write_over_the_next() -> None:
    late = periods_of({month(2024, 12): 1, month(2026, 6): 1}, None, None)
    assert list(period_bars(late, t=t)["years"].values()) == ["2025", "2026"]
    early = periods_of({month(2024, 6): 1, month(2026, 6): 1}, None, None)
    assert list(period_bars(early, t=t)["years"].values()) == ["2024", "2025", "2026"]
