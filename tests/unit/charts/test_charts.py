"""What each figure says, value by value."""

import math
from datetime import date

import pandas as pd
import pytest

from dashboard.charts import comparison, learning, likert, recommendation, trend
from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.frame import chart_config
from dashboard.i18n import translator

T = translator("es")
S = "\u00a0"  # the space before a Spanish percent sign does not break

DISTRIBUTION = pd.DataFrame(
    [
        ("safe", "Me sentí segura/o", choice, count, 50, 0.8, 0.67, 0.89)
        for choice, count in zip("12345", (2, 3, 5, 15, 25), strict=True)
    ]
    + [
        ("few", "Fue <b>útil</b>", "4", 6, 10, 0.6, 0.31, 0.83),
        ("few", "Fue <b>útil</b>", "2", 4, 10, 0.6, 0.31, 0.83),
    ],
    columns=list(likert.COLUMNS),
)
GAINS = pd.DataFrame([("Sé dónde acudir", 2.1, 3.94, 75, 1.84, 1.5, 2.1)], columns=list(learning.COLUMNS))
SCORES = pd.DataFrame([("Todas", 0.12, 0.3, 0.58, 46, 33, 57, 88)], columns=list(recommendation.COLUMNS))
MONTHS = pd.DataFrame(
    [(date(2026, 5, 1), 0.7, 0.5, 0.85, 12), (date(2026, 3, 1), 0.62, 0.48, 0.74, 48)],
    columns=list(trend.COLUMNS),
)
DOTS = pd.DataFrame([("t1", "Taller", 0.82, 0.7, 0.9, 48)], columns=list(comparison.DOT_COLUMNS))
RATES = pd.DataFrame(
    [("Taller", 48, 75, 0.64, 0.25), ("Jornada", 33, math.nan, math.nan, math.nan)],
    columns=list(comparison.RATE_COLUMNS),
)
COUNTS = pd.DataFrame([("Taller", 41), ("Charla", 1063)], columns=list(comparison.COUNT_COLUMNS))


def test_likert_bars() -> None:
    said = describe(likert.likert_bars(DISTRIBUTION, t=T))
    assert said["rows"] == [
        "Me sentí segura/o",
        "Fue &lt;b&gt;útil&lt;/b&gt;".replace("&lt;", "<").replace("&gt;", ">"),
    ]
    assert said["notes"] == [f"80{S}% n = 50 67–89{S}%", f"60{S}% n = 10 31–83{S}% muestra pequeña"]
    assert said["legend"] == [
        "Muy en desacuerdo",
        "En desacuerdo",
        "De acuerdo",
        "Muy de acuerdo",
        "Ni lo uno ni lo otro",
    ]
    traces = said["traces"]
    assert isinstance(traces, list)
    assert [trace["x"] for trace in traces] == [[0.04, 0], [0.06, 0.4], [0.3, 0.6], [0.5, 0], [0.1, 0]]
    assert [trace["base"] for trace in traces] == [
        [-0.1, -0.4],
        [-0.06, -0.4],
        [0, 0],
        [0.3, 0.6],
        [0.87, 0.87],
    ]


def test_likert_bars_part_at_zero_and_the_neutral_stands_apart() -> None:
    traces = describe(likert.likert_bars(DISTRIBUTION, t=T))["traces"]
    assert isinstance(traces, list)
    ends = [[b + w for b, w in zip(one["base"], one["x"], strict=True)] for one in traces]
    assert ends[1] == pytest.approx([0, 0])  # disagreement ends where agreement begins
    farthest_agreement = max(ends[3])
    assert min(traces[4]["base"]) > farthest_agreement


def test_a_part_too_narrow_for_its_number_carries_none() -> None:
    """On a phone a tenth of the bar is narrower than "10 %"."""
    wide, narrow = (likert.likert_bars(DISTRIBUTION, t=T, narrow=narrow) for narrow in (False, True))
    assert list(wide.data[4].text) == [f"10{S}%", ""]
    assert list(narrow.data[4].text) == ["", ""]
    assert list(narrow.data[2].text) == [f"30{S}%", f"60{S}%"]


def test_learning_dumbbells() -> None:
    said = describe(learning.learning_dumbbells(GAINS, t=T))
    assert said["notes"] == ["+1,8 n = 75 +1,5 a +2,1"]
    assert said["legend"] == ["Antes", "Ahora"]
    traces = said["traces"]
    assert isinstance(traces, list)
    assert [(trace["name"], trace["x"], trace["text"]) for trace in traces[1:]] == [
        ("Antes", [2.1], ["2,1"]),
        ("Ahora", [3.94], ["3,9"]),
    ]


@pytest.mark.parametrize(("value", "text"), [(0.94, "+0,9"), (-0.25, "−0,2"), (0.04, "0"), (-0.04, "0")])
def test_differences_show_their_sign(value: float, text: str) -> None:
    assert learning.signed(value, T) == text


def test_nps_bar() -> None:
    said = describe(recommendation.nps_bar(SCORES, t=T))
    assert said["notes"] == ["+46 n = 88 +33 a +57"]
    traces = said["traces"]
    assert isinstance(traces, list)
    assert [(trace["x"], trace["base"], trace["text"]) for trace in traces] == [
        ([0.12], [0.0], [f"12{S}%"]),
        ([0.3], [0.12], [f"30{S}%"]),
        ([0.58], [0.42], [f"58{S}%"]),
    ]


def test_trend_line_is_in_order_and_marks_small_samples() -> None:
    figure = trend.trend_line(MONTHS, t=T)
    line = figure.data[2]
    assert list(line.x) == ["2026-03-01", "2026-05-01"]
    assert list(line.text) == [
        f"<b>marzo de 2026</b><br>62{S}% (48–74{S}%)<br>n = 48",
        f"<b>mayo de 2026</b><br>70{S}% (50–85{S}%)<br>n = 12<br>muestra pequeña",
    ]
    assert line.marker.color[0] != line.marker.color[1]  # filled, hollow
    assert [list(band.y) for band in figure.data[:2]] == [[0.48, 0.5], [0.74, 0.85]]


def test_by_training_dots_carry_their_key() -> None:
    figure = comparison.by_training_dots(DOTS, t=T)
    assert list(figure.data[1].customdata) == ["t1"]
    assert describe(figure)["notes"] == [f"82{S}% n = 48 70–90{S}%"]


def test_attendance_that_was_not_reported_gives_no_rate() -> None:
    figure = comparison.response_rate_bars(RATES, t=T)
    assert list(figure.data[0].x) == [0.64, None]
    assert describe(figure)["notes"] == [f"64{S}% 48 de 75", "33 respuestas asistencia no informada"]


def test_bars_run_from_most_to_least() -> None:
    said = describe(comparison.bars(COUNTS, t=T))
    assert (said["rows"], said["notes"]) == (["Charla", "Taller"], ["1.063", "41"])


def test_narrow_figures_put_the_words_above() -> None:
    figure = comparison.bars(COUNTS, t=T, narrow=True)
    assert figure.layout.yaxis.showticklabels is False
    assert [note.text for note in figure.layout.annotations if note.name == "label"] == ["Charla", "Taller"]


@pytest.mark.parametrize(
    ("figure", "empty"),
    [
        (likert.likert_bars, DISTRIBUTION),
        (learning.learning_dumbbells, GAINS),
        (recommendation.nps_bar, SCORES),
        (trend.trend_line, MONTHS),
        (comparison.by_training_dots, DOTS),
        (comparison.response_rate_bars, RATES),
        (comparison.bars, COUNTS),
    ],
)
def test_empty_data_says_calmly_what_will_appear(figure, empty: pd.DataFrame) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    drawn = figure(empty.iloc[0:0], t=T)
    words = "Aquí aparecerán los resultados cuando haya respuestas publicadas."
    assert describe(drawn) == {"traces": [], "legend": [], "rows": [], "notes": [words]}
    assert alternative_text(drawn, t=T) == f"Gráfico sin datos: {words}"


def test_scale_multiplies_the_words() -> None:
    small, large = (comparison.bars(COUNTS, t=T, scale=scale) for scale in (1.0, 2.0))
    assert large.layout.font.size == 2 * small.layout.font.size
    assert large.layout.annotations[0].font.size == 2 * small.layout.annotations[0].font.size


def test_alternative_texts() -> None:
    assert alternative_text(comparison.bars(COUNTS, t=T), t=T) == "Charla: 1.063. Taller: 41."
    assert alternative_text(trend.trend_line(MONTHS.head(1), t=T), t=T) == (
        f"mayo de 2026 70{S}% (50–85{S}%) n = 12 muestra pequeña."
    )


def test_figures_speak_both_languages_without_a_cdn() -> None:
    assert comparison.bars(COUNTS, t=T).layout.separators == ",."
    assert comparison.bars(COUNTS, t=translator("en")).layout.separators == ".,"
    assert "Sat" not in str(chart_config("es"))
    assert "http" not in str(chart_config("es")) + str(chart_config("en"))
