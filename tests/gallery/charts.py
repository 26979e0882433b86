"""The charts of the gallery."""

from datetime import date

import pandas as pd

from dashboard.charts import (
    calendar,
    comparison,
    favourable,
    flow,
    learning,
    likert,
    months,
    recommendation,
    trend,
)
from tests.gallery import rows
from tests.gallery.entries import Entry, chart
from tests.gallery.rows import GAPS, STATEMENTS, many

COUNTS_ONLY = {"withheld": "Cuenta actividades, que nunca se reservan."}
AUGUST = (date(2025, 8, 8), date(2025, 8, 8))


def _nothing(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


def chart_entries() -> list[Entry]:
    """Every chart, in the order of the screens."""
    return [
        *_answers(),
        *_moves(),
        *_comparisons(),
        *_bars(),
        *_counts(),
        *_calendars(),
    ]


def _answers() -> list[Entry]:
    return [
        chart(
            likert.likert_bars,
            {
                "typical": (rows.likert_rows(STATEMENTS, 60),),
                "empty": (_nothing(likert.COLUMNS),),
                "single": (rows.likert_rows(STATEMENTS[:1], 10),),
                "huge": (rows.likert_rows(many(40), 90_000),),
                "withheld": (rows.likert_rows(STATEMENTS[:2], 0),),
            },
        ),
        chart(
            learning.learning_dumbbells,
            {
                "typical": (rows.learning_rows(STATEMENTS, 75),),
                "empty": (_nothing(learning.COLUMNS),),
                "single": (rows.learning_rows(STATEMENTS[:1], 8),),
                "huge": (rows.learning_rows(many(40), 90_000),),
            },
            {"withheld": GAPS},
        ),
    ]


def _moves() -> list[Entry]:
    return [
        chart(
            recommendation.nps_bar,
            {
                "typical": (rows.nps_rows(["Todas las actividades", "Talleres"], 88),),
                "empty": (_nothing(recommendation.COLUMNS),),
                "single": (rows.nps_rows(["Todas"], 9),),
                "huge": (rows.nps_rows(many(40), 90_000),),
            },
            {"withheld": GAPS},
        ),
        chart(
            trend.trend_line,
            {
                "typical": (rows.trend_rows(14),),
                "empty": (_nothing(trend.COLUMNS),),
                "single": (rows.trend_rows(1),),
                "huge": (rows.trend_rows(240),),
            },
            {"withheld": GAPS},
        ),
    ]


def _comparisons() -> list[Entry]:
    return [
        chart(
            favourable.favourable_rows,
            {
                "typical": (rows.FAVOURABLE,),
                "empty": (_nothing(favourable.COLUMNS),),
                "single": (rows.FAVOURABLE.head(1),),
                "huge": (rows.favourable_many(many(60)),),
                "withheld": (rows.FAVOURABLE_WITHHELD,),
            },
        ),
        chart(
            comparison.by_training_dots,
            {
                "typical": (rows.dot_rows(["Taller", "Charla", "Jornada"], 48),),
                "empty": (_nothing(comparison.DOT_COLUMNS),),
                "single": (rows.dot_rows(["Taller"], 10),),
                "huge": (rows.dot_rows(many(60), 400),),
            },
            {"withheld": GAPS},
        ),
    ]


def _bars() -> list[Entry]:
    return [
        chart(
            comparison.response_rate_bars,
            {
                "typical": (rows.rate_rows(["Taller", "Charla"]),),
                "empty": (_nothing(comparison.RATE_COLUMNS),),
                "single": (rows.rate_rows(["Taller"]),),
                "huge": (rows.rate_rows(many(60)),),
                "withheld": (rows.rate_rows(["Sin asistencia informada"], known=False),),
            },
        ),
        chart(
            comparison.bars,
            {
                "typical": (rows.count_rows(["Taller", "Charla", "Jornada", "Curso"]),),
                "empty": (_nothing(comparison.COUNT_COLUMNS),),
                "single": (rows.count_rows(["Taller"]),),
                "huge": (rows.count_rows(many(60)),),
            },
            COUNTS_ONLY,
        ),
    ]


def _counts() -> list[Entry]:
    return [
        chart(
            flow.organisation_flow,
            {
                "typical": rows.flow_rows(6, 3),
                "empty": rows.flow_rows(0, 1),
                "single": rows.flow_rows(1, 1),
                "huge": rows.flow_rows(800, 16),
            },
            COUNTS_ONLY,
        ),
        chart(
            months.trainings_by_month_bars,
            {
                "typical": (rows.planned_rows(14, 12),),
                "empty": (_nothing(months.COLUMNS),),
                "single": (rows.planned_rows(2, 5).tail(1),),
                "huge": (rows.planned_rows(180, 900),),
            },
            COUNTS_ONLY,
        ),
    ]


def _calendars() -> list[Entry]:
    return [
        chart(
            calendar.month_calendar,
            {
                "typical": (rows.month_rows(36, 12),),
                "empty": (_nothing(calendar.MONTH_COLUMNS),),
                "single": (rows.month_rows(1, 12),),
                "huge": (rows.month_rows(360, 4000),),
            },
            COUNTS_ONLY,
            chosen=(date(1996, 3, 1), date(1996, 3, 31)),
        ),
        chart(
            calendar.day_calendar,
            {
                "typical": (rows.day_rows((3, 4, 7, 13, 21), 3),),
                "empty": (_nothing(calendar.DAY_COLUMNS),),
                "single": (rows.day_rows((7,), 1),),
                "huge": (rows.day_rows(range(31), 900),),
            },
            COUNTS_ONLY,
            month=date(2025, 8, 1),
            chosen=AUGUST,
        ),
    ]
