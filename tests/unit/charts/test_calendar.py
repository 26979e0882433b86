"""The calendar: every month and day in its place, the number written, the click telling which."""

from datetime import date

import pandas as pd

from dashboard.charts.calendar import DAY_COLUMNS, MONTH_COLUMNS, day_calendar, month_calendar
from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.theme import tokens
from dashboard.i18n import translator

T = translator("es")
MONTHS = pd.DataFrame(
    [(date(2023, 7, 1), 6), (date(2025, 8, 1), 10), (date(2025, 9, 1), 1)], columns=list(MONTH_COLUMNS)
)
DAYS = pd.DataFrame([(date(2025, 8, 8), 1), (date(2025, 8, 15), 2)], columns=list(DAY_COLUMNS))
AUGUST = (date(2025, 8, 1), date(2025, 8, 31))


def bars(figure: object) -> dict[str, object]:
    traces = describe(figure)["traces"]
    assert isinstance(traces, list)
    trace: dict[str, object] = traces[0]
    return trace


def test_years_without_a_training_take_no_row() -> None:
    said = describe(month_calendar(MONTHS, t=T))
    assert said["rows"] == ["2025", "2023"]
    trace = bars(month_calendar(MONTHS, t=T))
    assert trace["customdata"][7] == "2025-08"  # type: ignore[index]
    assert trace["text"][7] == "10"  # type: ignore[index]
    assert trace["text"][0] == ""  # type: ignore[index]
    assert trace["customdata"][-6] == "2023-07"  # type: ignore[index]


def test_what_is_chosen_is_outlined_and_nothing_else() -> None:
    figure = month_calendar(MONTHS, t=T, chosen=AUGUST)
    lines = figure.data[0].marker.line.color
    outlined = [
        key for key, line in zip(figure.data[0].customdata, lines, strict=True) if line == tokens().accent
    ]
    assert outlined == ["2025-08"]


def test_weeks_begin_on_monday() -> None:
    figure = day_calendar(DAYS, month=date(2025, 8, 20), t=T, chosen=(date(2025, 8, 8),) * 2)
    trace = figure.data[0]
    assert (trace.customdata[0], trace.x[0]) == ("2025-08-01", 4)  # a Friday
    assert (trace.customdata[3], trace.x[3], trace.base[3]) == ("2025-08-04", 0, 0.54)
    assert trace.text[7] == "8 · <b>1</b>"
    assert len(trace.x) == 31


def test_words_for_those_who_do_not_see_it() -> None:
    assert alternative_text(month_calendar(MONTHS, t=T), t=T) == (
        "2025: agosto de 2025 10, septiembre de 2025 1. 2023: julio de 2023 6."
    )
    assert alternative_text(day_calendar(DAYS, month=date(2025, 8, 1), t=T), t=T) == (
        "8 de agosto de 2025 1. 15 de agosto de 2025 2."
    )
    nothing = day_calendar(DAYS.iloc[:0], month=date(2025, 8, 1), t=T)
    assert alternative_text(nothing, t=T) == "Sin actividades con día conocido."
