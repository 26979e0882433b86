"""What the figures of targets say, value by value."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import trend
from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.target_lines import with_target
from dashboard.charts.targets import Bullet, bullet
from dashboard.i18n import translator

T = translator("es")
S = "\u00a0"
COUNT = Bullet(34, 40, "40", "Actividades: 34 de 40, el 85 %", expected=32.1, expected_words="32,1")
LEVEL = Bullet(
    0.83, 0.8, "80 %", "Satisfacción: 83 %, meta 80 %.", low=0.75, high=0.9, most=1.0, is_level=True
)


def marks(figure: go.Figure) -> dict[str, list[object]]:
    said = describe(figure)["traces"]
    assert isinstance(said, list)
    return {trace["name"]: trace["x"] for trace in said if "name" in trace}


def test_a_count_shows_what_there_is_the_target_and_what_is_expected() -> None:
    figure = bullet(COUNT, t=T)
    assert marks(figure) == {"Va": [34], "Meta": [40], "Esperado a hoy": [32.1]}
    assert alternative_text(figure, t=T) == "Actividades: 34 de 40, el 85 %."


def test_a_level_shows_its_interval_and_nothing_is_expected_of_a_day() -> None:
    figure = bullet(LEVEL, t=T)
    assert marks(figure) == {"Va": [0.83], "Meta": [0.8]}
    traces = describe(figure)["traces"]
    assert isinstance(traces, list)
    assert [0.75, 0.9, None] in [trace.get("x") for trace in traces]


def test_an_absence_draws_no_bar_and_is_said() -> None:
    figure = bullet(Bullet(None, 40, "40", "Asistencias: Sin datos. Meta: 40."), t=T)
    assert "Sin datos" in alternative_text(figure, t=T)
    (ground,) = [trace for trace in figure.data if trace.mode == "lines"]
    assert ground.x[1] > 40


def test_more_than_the_target_stays_in_the_figure() -> None:
    figure = bullet(Bullet(60, 40, "40", "60 de 40"), t=T)
    assert figure.layout.xaxis.range[1] > 60


def test_a_trend_shows_its_target_as_a_line_and_in_words() -> None:
    months = [(date(2026, 5, 1), 0.7, 0.5, 0.85, 12), (date(2026, 3, 1), 0.62, 0.48, 0.74, 48)]
    plain = trend.trend_line(pd.DataFrame(months, columns=list(trend.COLUMNS)), t=T)
    figure = with_target(plain, 0.8, t=T)
    assert list(figure.data[-1].x) == ["2026-03-01", "2026-05-01"]
    assert list(figure.data[-1].y) == [0.8, 0.8]
    assert f"Meta: 80{S}%" in alternative_text(figure, t=T)
    assert len(plain.data) + 1 == len(figure.data)
    (words,) = figure.layout.annotations
    assert (words.x, words.xanchor) == (1, "left"), "beyond the last month, whose point it would cover"
    widest = max(map(len, words.text.split("<br>"))) * words.font.size * 0.6
    assert figure.layout.margin.r > widest > plain.layout.margin.r


def test_a_trend_without_answers_has_no_target_line() -> None:
    empty = trend.trend_line(pd.DataFrame(columns=list(trend.COLUMNS)), t=T)
    assert with_target(empty, 0.8, t=T) is empty
