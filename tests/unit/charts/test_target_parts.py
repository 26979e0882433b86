"""What the figures of a target's parts say, and that no word of them stands on the goal's mark."""

from math import nan

import pandas as pd
import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.target_parts import COLUMNS, LINE, target_parts
from dashboard.i18n import translator

T = translator("es")
PARTS = pd.DataFrame(
    [
        ("1.º trim.", 10, 6, nan, nan, "6", "", "1.º trim.: 6"),
        ("2.º <b>", 10, 0, nan, nan, "", "0", "2.º <b>: 0"),
        ("3.º trim.", 10, nan, nan, nan, "", "Sin datos", "3.º trim.: Sin datos"),
    ],
    columns=list(COLUMNS),
)


def pixel_of(figure: go.Figure) -> float:
    """How much of the axis one pixel is, at most: the names of the parts take some of the height."""
    low, high = figure.layout.yaxis.range
    margin = figure.layout.margin
    return float((high - low) / (figure.layout.height - margin.t - margin.b))


def test_parts_tell_zero_from_no_data_and_escape_what_people_wrote() -> None:
    figure = target_parts(PARTS, t=T, is_level=False)
    said = describe(figure)
    assert said["notes"] == ["0", "Sin datos"]
    (bars, goals) = figure.data
    assert list(bars.y) == [6, 0, None]
    assert list(goals.y) == [10, 10, 10]
    assert "2.º &lt;b&gt;" in figure.layout.xaxis.ticktext


def test_no_number_of_a_bar_stands_on_the_mark_of_its_goal() -> None:
    rows = [
        (f"{at}", 10, value, nan, nan, str(value), "", "") for at, value in enumerate((9.5, 12, 6, 0.5, nan))
    ]
    figure = target_parts(pd.DataFrame(rows, columns=list(COLUMNS)), t=T, is_level=False)
    bars, numbers, goals = figure.data
    assert [words.strip() for words in bars.customdata] == ["", "12", "6", "0.5", "nan"]
    assert (list(numbers.x), list(numbers.customdata)) == ([0], ["9.5"])
    assert numbers.y[0] > 10
    assert list(goals.y) == [10] * 5


def test_a_level_by_parts_is_dots_against_one_line() -> None:
    rows = [
        ("ene", 0.8, 0.7, 0.6, 0.79, "70 %", "", "ene: 70 %"),
        ("feb", 0.8, nan, nan, nan, "", "Reservado", "feb: Reservado"),
    ]
    figure = target_parts(pd.DataFrame(rows, columns=list(COLUMNS)), t=T, is_level=True)
    intervals, dots, numbers, goal = figure.data
    assert list(intervals.y) == [0.6, 0.79, None]
    assert list(dots.y) == [0.7, None]
    assert list(numbers.customdata) == ["70 %"]
    assert list(goal.y) == [0.8, 0.8]
    assert "Reservado" in alternative_text(figure, t=T)


def test_no_parts_are_an_empty_figure() -> None:
    assert not target_parts(PARTS.head(0), t=T, is_level=False).data


@given(
    st.lists(st.floats(0.02, 0.98), min_size=1, max_size=12),
    st.floats(0.05, 0.95),
    st.sampled_from([0.0, 0.01, 0.3]),
)
def test_no_number_of_a_level_stands_on_the_line_of_its_goal(
    values: list[float], goal: float, half: float
) -> None:
    rows = [
        ("ene", goal, value, max(0, value - half), min(1, value + half), "70 %", "", "") for value in values
    ]
    figure = target_parts(pd.DataFrame(rows, columns=list(COLUMNS)), t=T, is_level=True)
    _, dots, numbers, line = figure.data
    assert list(numbers.x) == list(dots.x)
    tall = LINE * pixel_of(figure)
    for y, place in zip(numbers.y, numbers.textposition, strict=True):
        low, high = (y, y + tall) if place == "top center" else (y - tall, y)
        assert not low < line.y[0] < high


def test_no_word_of_an_absence_stands_on_the_mark_of_its_goal() -> None:
    rows = [(f"{at}", 1, float(3 - at), nan, nan, "3", "", "") for at in range(4)]
    rows += [
        (label, goal, nan, nan, nan, "", note, "")
        for label, goal, note in (("5", 1, "aún no empieza"), ("6", 3, "Sin datos"))
    ]
    figure = target_parts(pd.DataFrame(rows, columns=list(COLUMNS)), t=T, is_level=False)
    crossed, free = figure.layout.annotations
    assert (crossed.y, crossed.yshift > 0) == (1, True)
    assert (free.y, free.yshift) == (0, 0)


def test_numbers_keep_their_size_on_a_narrow_screen() -> None:
    """Plotly makes the numbers of bars as small as the bars are wide, unless it is told not to."""
    bars, _ = target_parts(PARTS, t=T, is_level=False).data
    assert bars.constraintext == "none"
