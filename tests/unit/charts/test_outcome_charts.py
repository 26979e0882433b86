"""What the figures of the results say: change, ranking, small multiples, and the period before."""

import math
from datetime import date

import pandas as pd
import pytest

from dashboard.charts import change, multiples, ranking, trend
from dashboard.charts.describe import alternative_text, describe, legend_names
from dashboard.i18n import translator

T = translator("es")
S = "\u00a0"  # the space before a Spanish percent sign does not break

STEPS = pd.DataFrame(
    [
        ("rights", "Conozco mis derechos", step, count, 40, 0.75, 0.6, 0.86, 1.234)
        for step, count in zip(range(-4, 5), (0, 0, 1, 1, 8, 20, 6, 3, 1), strict=True)
    ],
    columns=list(change.COLUMNS),
)
RANKED = pd.DataFrame(
    [
        ("05", "Valparaíso", "value", 0.9, 0.85, 0.94, 200, "above"),
        ("02", "Antofagasta", "value", 0.8, 0.55, 0.93, 12, ""),
        ("13", "<i>Metropolitana</i>", "value", 0.7, 0.65, 0.75, 300, "below"),
        ("11", "Aysén", "withheld", math.nan, math.nan, math.nan, 0, "few"),
    ],
    columns=list(ranking.COLUMNS),
)
PANELS = pd.DataFrame(
    [
        ("teachers", "Docentes", "value", 0.8, 0.7, 0.9, 60),
        ("students", "Estudiantes", "withheld", math.nan, math.nan, math.nan, 0),
    ],
    columns=list(multiples.PANEL_COLUMNS),
)
POINTS = pd.DataFrame(
    [
        ("teachers", date(2026, 4, 1), 0.9, 0.8, 0.95, 48),
        ("teachers", date(2026, 1, 1), 0.6, 0.3, 0.8, 12),
    ],
    columns=list(multiples.POINT_COLUMNS),
)
TOGETHER = POINTS.assign(key="")


def test_change_bars_show_who_moved_how_far_and_the_effect() -> None:
    said = describe(change.change_bars(STEPS, t=T))
    assert said["notes"] == [f"75{S}% n = 40 60–86{S}% d = 1,23, grande"]
    traces = said["traces"]
    assert isinstance(traces, list)
    assert {one["name"]: one["x"][0] for one in traces} == {
        "Menos que antes": 0.05,
        "Un paso más": 0.5,
        "Dos pasos más": 0.15,
        "Tres o cuatro más": 0.1,
        "Igual": 0.2,
    }
    assert traces[0]["base"] == [-0.05]


@pytest.mark.parametrize(
    ("effect", "words"),
    [(0.1, "d = 0,1, mínimo"), (0.3, "d = 0,3, pequeño"), (-0.6, "d = -0,6, mediano"), (math.nan, "")],
)
def test_an_effect_is_told_in_words(effect: float, words: str) -> None:
    assert change.effect_text(effect, T).replace("−", "-") == words


def test_a_ranking_says_in_words_and_shapes_what_is_more_than_chance() -> None:
    figure = ranking.ranking_rows(RANKED, overall=0.79, is_nps=False, t=T)
    said = describe(figure)
    assert said["rows"] == ["Valparaíso", "Antofagasta", "<i>Metropolitana</i>", "Aysén"]
    assert said["notes"] == [
        f"90{S}% n = 200 85–94{S}% sobre el resto",
        f"80{S}% n = 12 55–93{S}% muestra pequeña",
        f"70{S}% n = 300 65–75{S}% bajo el resto",
        "reservado",
    ]
    assert [trace.marker.symbol for trace in figure.data[1:4]] == ["triangle-up", "triangle-down", "circle"]
    assert [list(trace.customdata) for trace in figure.data[1:4]] == [["05"], ["13"], ["02"]]
    assert figure.layout.shapes[0].x0 == 0.79


def test_a_withheld_group_is_hatched_and_has_no_number() -> None:
    figure = ranking.ranking_rows(RANKED.tail(1), overall=None, is_nps=False, t=T)
    assert legend_names(figure) == ["Reservado"]
    assert alternative_text(figure, t=T) == "Aysén: reservado."
    assert not figure.layout.shapes
    assert [len(trace.x) for trace in figure.data[1:4]] == [0, 0, 0]


def test_a_ranking_by_nps_has_the_scale_of_nps() -> None:
    scores = RANKED.head(1).assign(value=46.4, low=33.0, high=57.0)
    said = describe(ranking.ranking_rows(scores, overall=20.0, is_nps=True, t=T))
    assert said["notes"] == ["+46 n = 200 +33 a +57 sobre el resto"]


def test_small_multiples_share_their_scales() -> None:
    figure = multiples.small_multiples(PANELS, POINTS, TOGETHER, t=T)
    layout = figure.layout
    assert layout.yaxis.range == layout.yaxis2.range
    assert layout.xaxis.range == layout.xaxis2.range
    line = figure.data[3]
    assert list(line.x) == ["2026-01-01", "2026-04-01"]
    assert line.text[0] == (f"<b>1.º trimestre de 2026</b><br>60{S}% (30–80{S}%) n = 12<br>muestra pequeña")


def test_the_words_above_small_multiples_end_below_the_panels_before_them() -> None:
    long = "Región de Aysén del General Carlos Ibáñez del Campo y sus islas al sur"
    panels = pd.concat([PANELS.assign(label=long)] * 3, ignore_index=True)
    figure = multiples.small_multiples(panels, POINTS, TOGETHER, t=T, narrow=True)
    inside = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    first, third = figure.layout.yaxis.domain, figure.layout.yaxis3.domain
    words = figure.layout.annotations[2]
    tall = (words.text.count("<br>") + 1) * words.font.size * 1.3
    assert words.text.count("<br>") >= 4
    assert (first[0] - third[1]) * inside > tall


def test_small_multiples_tell_what_is_withheld() -> None:
    figure = multiples.small_multiples(PANELS, POINTS, TOGETHER, t=T)
    assert alternative_text(figure, t=T) == (f"Docentes: 80{S}% (70–90{S}%) n = 60. Estudiantes: reservado.")
    assert not len(figure.data[7].x)


def test_the_period_before_lies_under_the_same_months() -> None:
    now = pd.DataFrame([(date(2026, 3, 1), 0.8, 0.7, 0.9, 48)], columns=list(trend.COLUMNS))
    before = now.assign(share=0.6, low=0.5, high=0.7, was=date(2025, 3, 1))
    figure = trend.trend_line(now, t=T, before=before)
    assert legend_names(figure) == ["El período anterior", "Este período"]
    assert list(figure.data[2].x) == list(figure.data[3].x) == ["2026-03-01"]
    assert figure.data[2].text[0].startswith("<b>marzo de 2025</b>")


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_published_says_calmly_what_will_appear(*, narrow: bool) -> None:
    empty = (
        change.change_bars(STEPS.iloc[:0], t=T, narrow=narrow),
        ranking.ranking_rows(RANKED.iloc[:0], overall=None, is_nps=False, t=T, narrow=narrow),
        multiples.small_multiples(PANELS.iloc[:0], POINTS.iloc[:0], TOGETHER.iloc[:0], t=T, narrow=narrow),
    )
    for figure in empty:
        assert not figure.data
        assert alternative_text(figure, t=T).startswith("Gráfico sin datos")
