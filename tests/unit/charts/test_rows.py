"""Rows keep their words apart: beside their marks on a desk, above them on a phone."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import ranking
from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.likert import likert_bars
from dashboard.charts.row_parts import in_parts
from dashboard.charts.rows import LABEL, LEADING, MOST_LINES, NARROW_BELOW, NOTE
from dashboard.charts.theme import tokens
from dashboard.i18n import translator
from tests.unit.charts.test_charts import DISTRIBUTION

T = translator("es")
LONG = "Charla sobre derechos de las personas con discapacidad y sus familias en San Pedro de la Paz"
VERY_LONG = f"{LONG}, con quienes trabajan en la oficina municipal de la discapacidad"


def ranked(*labels: str, n: int, narrow: bool) -> go.Figure:
    rows = [(str(at), label, "value", 0.8, 0.7, 0.9, n, "above") for at, label in enumerate(labels)]
    table = pd.DataFrame(rows, columns=list(ranking.COLUMNS))
    return ranking.ranking_rows(table, overall=0.5, is_nps=False, t=T, narrow=narrow)


def pixels_of_a_row(figure: go.Figure) -> float:
    first, last = figure.layout.yaxis.range
    inside = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    return float(inside / abs(first - last))


def heights(figure: go.Figure, name: str) -> list[float]:
    """Of each text in order, in pixels."""
    found = [one for one in figure.layout.annotations if one.name == name]
    return [(one.text.count("<br>") + 1) * one.font.size * LEADING for one in found]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("n", [12, 400])  # of a small sample the numbers take a line more
def test_the_numbers_of_two_rows_do_not_touch(narrow: bool, n: int) -> None:
    figure = ranked("Una", "Otra", "Tercera", n=n, narrow=narrow)
    assert max(heights(figure, NOTE)) < pixels_of_a_row(figure)


@pytest.mark.parametrize("label", ["Corta", LONG, VERY_LONG])
def test_on_a_phone_words_end_below_the_marks_of_the_row_above(label: str) -> None:
    figure = ranked(label, label, label, n=400, narrow=True)
    row = pixels_of_a_row(figure)
    places = [one.y for one in figure.layout.annotations if one.name == LABEL]
    tops = [place * row - tall for place, tall in zip(places, heights(figure, LABEL), strict=True)]
    assert all(top > (at - 1 + NARROW_BELOW) * row for at, top in enumerate(tops))
    assert tops[0] > figure.layout.yaxis.range[1] * row, "the first stands under the legend"


def test_on_a_desk_words_of_many_lines_have_room_too() -> None:
    figure = ranked(VERY_LONG, VERY_LONG, n=400, narrow=False)
    lines = max(label.count("<br>") + 1 for label in figure.layout.yaxis.ticktext)
    assert lines == MOST_LINES
    assert lines * figure.layout.yaxis.tickfont.size * LEADING < pixels_of_a_row(figure)


@pytest.mark.parametrize("narrow", [False, True])
def test_very_long_words_are_cut_in_the_figure_and_told_whole(narrow: bool) -> None:
    figure = ranked("Corta <b>", VERY_LONG, n=400, narrow=narrow)
    assert str(figure.layout.yaxis.ticktext[1]).endswith("…")
    assert describe(figure)["rows"] == ["Corta <b>", VERY_LONG]
    for part, name in zip(in_parts(figure, [1, 1]), ("Corta <b>", VERY_LONG), strict=True):
        assert alternative_text(part, t=T).startswith(f"{name}: 80")


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_phone_no_line_crosses_a_letter(dark: bool) -> None:
    """The line at zero and those of the grid run behind the words, which stand on paper."""
    figure = likert_bars(DISTRIBUTION, t=T, dark=dark, narrow=True)
    words = [one for one in figure.layout.annotations if one.name == LABEL]
    assert [one.bgcolor for one in words] == [tokens(dark).paper] * 2
    assert [shape.layer for shape in figure.layout.shapes] == ["below"]
