"""Trainings by month: what took place and what is to come, also for those who do not see the bars."""

from datetime import date

import pandas as pd

from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.months import COLUMNS, trainings_by_month_bars
from dashboard.i18n import translator

T = translator("es")


def months(*counts: tuple[int, int]) -> pd.DataFrame:
    """January 2026 and the months after it."""
    rows = [(date(2026, place, 1), done, planned) for place, (done, planned) in enumerate(counts, start=1)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def test_both_kinds_stand_on_each_other() -> None:
    figure = trainings_by_month_bars(months((3, 0), (0, 0), (1, 2)), t=T)
    done, planned = figure.data
    assert (list(done.y), list(planned.y)) == ([3, 0, 1], [0, 0, 2])
    assert list(done.x) == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert figure.layout.barmode == "stack"


def test_every_month_is_told_in_words() -> None:
    figure = trainings_by_month_bars(months((1, 0), (0, 0), (0, 2)), t=T)
    assert alternative_text(figure, t=T) == (
        "enero de 2026: 1 realizada. febrero de 2026: 0 realizadas. marzo de 2026: 2 planificadas."
    )


def test_months_without_any_are_an_empty_figure() -> None:
    for found in (months(), months((0, 0), (0, 0))):
        assert describe(trainings_by_month_bars(found, t=T, dark=True))["traces"] == []
