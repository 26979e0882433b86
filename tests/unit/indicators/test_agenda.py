"""Trainings by month and by day: what lasts counts everywhere, what is not known counts nowhere."""

from datetime import date

import pandas as pd
import pytest

from dashboard.indicators.agenda import by_day, by_month


def trainings(*rows: tuple[date | None, date | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["starts_on", "ends_on", "date_precision"], dtype=object)


def months(*rows: tuple[date | None, date | None, str]) -> dict[str, int]:
    table, _ = by_month(trainings(*rows))
    return {f"{month:%Y-%m}": count for month, count in zip(table["month"], table["trainings"], strict=True)}


def test_a_course_counts_in_each_month_it_lasted() -> None:
    assert months(
        (date(2025, 5, 30), date(2025, 7, 2), "day"),
        (date(2025, 6, 1), None, "day"),
    ) == {"2025-05": 1, "2025-06": 2, "2025-07": 1}


def test_a_month_is_exact_enough_and_a_window_is_not() -> None:
    rows = [
        (date(2023, 7, 1), date(2023, 7, 31), "month"),
        (date(2023, 7, 1), date(2023, 11, 30), "window"),
        (None, None, "unknown"),
    ]
    assert months(*rows) == {"2023-07": 1}
    assert by_month(trainings(*rows))[1] == 2


def test_days_stay_within_their_month() -> None:
    table = by_day(
        trainings(
            (date(2025, 7, 30), date(2025, 8, 2), "day"),
            (date(2025, 8, 2), date(2025, 8, 2), "day"),
            (date(2025, 8, 1), date(2025, 8, 31), "month"),
            (date(2025, 9, 1), date(2025, 9, 1), "day"),
        ),
        date(2025, 8, 17),
    )
    assert list(table.itertuples(index=False, name=None)) == [(date(2025, 8, 1), 1), (date(2025, 8, 2), 2)]


@pytest.mark.parametrize("rows", [[], [(None, None, "day")]])
def test_nothing_known_gives_empty_tables(rows: list[tuple[None, None, str]]) -> None:
    table, unplaced = by_month(trainings(*rows))
    assert (len(table), unplaced) == (0, len(rows))
    assert by_day(trainings(*rows), date(2025, 8, 1)).empty
