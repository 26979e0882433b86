"""The charts that answer a coordinator's questions: change, rankings, small multiples, targets."""

import math
from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import change, multiples, ranking, target_parts, targets
from dashboard.charts.comparison import response_rate_bars
from dashboard.charts.target_lines import rows_with_target, with_target
from dashboard.charts.trend import trend_line
from tests.gallery.entries import Entry, Ground, T, chart
from tests.gallery.rows import GAPS, NAN, STATEMENTS, many, rate_rows, trend_rows

MONTHS = {"typical": 14, "empty": 0, "single": 1, "huge": 240}
RATES = {"typical": ["Taller", "Charla"], "empty": [], "single": ["Taller"], "huge": many(60)}
VERDICTS = ("above", "", "", "few", "below")


def later_entries() -> list[Entry]:
    """In the order of the screens."""
    return [_change(), _ranking(), _multiples(), *_targets()]


def _change() -> Entry:
    return chart(
        change.change_bars,
        {
            "typical": (change_rows(STATEMENTS, 75),),
            "empty": (change_rows([], 0),),
            "single": (change_rows(STATEMENTS[:1], 9),),
            "huge": (change_rows(many(40), 90_000),),
        },
        {"withheld": GAPS},
    )


def change_rows(labels: Sequence[str], n: int) -> pd.DataFrame:
    steps = dict(zip(range(-4, 5), (0, 1, 1, 2, 20, 30, 25, 15, 6), strict=True))
    rows = [
        (f"q{place}", label, step, n * weight // 100, n, 0.76, 0.65, 0.84, 0.3 + place % 3 * 0.4)
        for place, label in enumerate(labels)
        for step, weight in steps.items()
    ]
    return pd.DataFrame(rows, columns=list(change.COLUMNS))


def _ranking() -> Entry:
    return chart(
        ranking.ranking_rows,
        {
            "typical": (ranking_rows([f"Liceo del sector {n}" for n in range(5)]),),
            "empty": (ranking_rows([]),),
            "single": (ranking_rows(["Escuela Pablo Neruda"]),),
            "huge": (ranking_rows(many(40)),),
            "withheld": (ranking_rows(["Escuela A", "Escuela B"], "withheld"),),
        },
        overall=0.78,
        is_nps=False,
    )


def ranking_rows(labels: Sequence[str], state: str = "value") -> pd.DataFrame:
    is_known = state == "value"
    rows = [
        (
            f"k{place}",
            label,
            state,
            0.95 - place % 10 * 0.05 if is_known else NAN,
            0.85 - place % 10 * 0.05 if is_known else NAN,
            0.99 - place % 10 * 0.04 if is_known else NAN,
            10 + place * 9 if is_known else 0,
            VERDICTS[place % 5] if is_known else "",
        )
        for place, label in enumerate(labels)
    ]
    return pd.DataFrame(rows, columns=list(ranking.COLUMNS))


def _multiples() -> Entry:
    return chart(
        multiples.small_multiples,
        {
            "typical": panels(6, 8),
            "empty": panels(0, 0),
            "single": panels(1, 1),
            "huge": panels(16, 24),
            "withheld": panels(3, 4, "withheld"),
        },
    )


def panels(
    count: int, quarters: int, state: str = "value"
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """`count` groups over this many quarters; withheld ones have no points."""
    known = (0.8, 0.7, 0.88, 75) if state == "value" else (NAN, NAN, NAN, 0)
    heads = [(f"g{at}", f"Grupo con un nombre <b>largo</b> {at}", state, *known) for at in range(count)]
    moments = [date(2019 + at // 4, at % 4 * 3 + 1, 1) for at in range(quarters)]
    points = [
        (f"g{group}", moment, *_around(0.7 + 0.2 * math.sin(at + group)), 20 + at)
        for group in range(count)
        for at, moment in enumerate(moments)
        if state == "value"
    ]
    together = [("", moment, *_around(0.75), 400) for moment in moments]
    columns = list(multiples.POINT_COLUMNS)
    return (
        pd.DataFrame(heads, columns=list(multiples.PANEL_COLUMNS)),
        pd.DataFrame(points, columns=columns),
        pd.DataFrame(together, columns=columns),
    )


def _around(share: float) -> tuple[float, float, float]:
    return share, share - 0.12, share + 0.09


def _targets() -> list[Entry]:
    return [
        chart(
            targets.bullet,
            {
                "typical": (targets.Bullet(32, 60, "60", "32 de 60", expected=40, expected_words="40"),),
                "empty": (targets.Bullet(0, 60, "60", "0 de 60"),),
                "single": (_level(),),
                "huge": (targets.Bullet(2_400_000, 1_000_000, "1.000.000", "2.400.000 de 1.000.000"),),
                "withheld": (targets.Bullet(None, 0.8, "80 %", "reservado", is_level=True, most=1.0),),
            },
        ),
        chart(
            target_parts.target_parts,
            {
                "typical": (part_rows(4, 12),),
                "empty": (part_rows(0, 0),),
                "single": (part_rows(1, 12),),
                "huge": (part_rows(48, 90_000),),
                "withheld": (part_rows(4, 12, is_known=False),),
            },
            is_level=False,
        ),
        Entry(
            with_target,
            {kind: partial(_trend_with_target, months) for kind, months in MONTHS.items()},
            {"withheld": GAPS},
        ),
        Entry(
            rows_with_target,
            {kind: partial(_rates_with_target, labels) for kind, labels in RATES.items()},
            {"withheld": GAPS},
        ),
    ]


def _trend_with_target(months: int, ground: Ground) -> go.Figure:
    trend = trend_line(trend_rows(months), t=T, dark=ground.dark)
    return with_target(trend, 0.8, t=T, dark=ground.dark)


def _rates_with_target(labels: list[str], ground: Ground) -> go.Figure:
    rates = response_rate_bars(rate_rows(labels), t=T, dark=ground.dark, narrow=ground.narrow)
    return rows_with_target(rates, 0.6, "60 %", t=T, dark=ground.dark)


def _level() -> targets.Bullet:
    return targets.Bullet(0.76, 0.8, "80 %", "76 %", "0 %", low=0.7, high=0.81, most=1.0, is_level=True)


def part_rows(count: int, most: int, *, is_known: bool = True) -> pd.DataFrame:
    rows = []
    for at in range(count):
        value = float(at * 7 % max(1, most)) if is_known else NAN
        shown = f"{value:.0f}" if is_known else ""
        word = "" if is_known else "reservado"
        text = f"Trimestre {at + 1}: {shown or word}"
        rows.append((f"T{at % 4 + 1}", most / 2, value, NAN, NAN, shown, word, text))
    return pd.DataFrame(rows, columns=list(target_parts.COLUMNS))
