"""The small figures to filter by: what they say, what they mark, what a click gives."""

from datetime import date
from typing import Any, cast

import plotly.graph_objects as go
import pytest

from dashboard.charts.describe import describe
from dashboard.charts.facets import (
    LETTERS,
    MOST_BARS,
    Bar,
    Period,
    facet_bars,
    period_bars,
    period_label,
    periods_of,
)
from dashboard.charts.theme import tokens
from dashboard.i18n import translator

t = translator("es")
TALKS = Bar("talk", "Charla", 1200)
COURSES = Bar("course", "Curso", 3)
OTHERS = Bar("", "2 más", 7)


def month(year: int, number: int) -> int:
    return year * 12 + number - 1


def clicked(figure: go.Figure) -> dict[str, Any]:
    """The trace that takes the clicks. Any: each of its attributes is of another kind."""
    traces = cast("list[dict[str, Any]]", describe(figure)["traces"])
    return traces[1]


def test_each_row_says_its_name_and_number_and_gives_its_value() -> None:
    figure = facet_bars([TALKS, COURSES, OTHERS], t=t)
    trace = clicked(figure)
    assert trace["text"] == ["Charla", "Curso", "2 más"]
    assert trace["customdata"] == ["talk", "course", ""]
    assert trace["hovertext"] == ["Charla: 1.200", "Curso: 3", "2 más: 7"]
    assert trace["x"] == [1200] * 3, "a short bar is as easy to click as a long one"
    assert describe(figure)["rows"] == ["1.200", "3", "7"]


@pytest.mark.parametrize("dark", [False, True])
def test_the_chosen_one_is_marked_in_words_and_the_others_are_muted(dark: bool) -> None:
    chosen = Bar("course", "Curso", 3, is_chosen=True)
    figure = facet_bars([TALKS, chosen], t=t, dark=dark)
    assert clicked(figure)["text"] == ["Charla", "<b>✓ Curso</b>"]
    muted, marked = figure.data[0].marker.color
    assert muted == tokens(dark).no_data
    assert marked != muted
    usual = facet_bars([TALKS, COURSES], t=t, dark=dark).data[0].marker.color
    assert tokens(dark).no_data not in usual


def test_names_that_people_typed_are_words_and_not_markup() -> None:
    figure = facet_bars([Bar("1", "<b>Liceo</b> & Cía", 1)], t=t)
    assert clicked(figure)["text"] == ["&lt;b&gt;Liceo&lt;/b&gt; &amp; Cía"]
    assert clicked(figure)["hovertext"] == ["&lt;b&gt;Liceo&lt;/b&gt; &amp; Cía: 1"]


def test_a_long_name_is_cut_in_its_row_and_whole_under_the_pointer() -> None:
    name = "Corporación para la defensa de " + "x" * 60
    trace = clicked(facet_bars([Bar("1", name, 1)], t=t))
    (text,) = trace["text"]
    assert len(text) <= LETTERS
    assert trace["hovertext"] == [f"{name}: 1"]


def test_rows_of_zero_are_drawn_all_the_same() -> None:
    figure = facet_bars([Bar("talk", "Charla", 0, is_chosen=True)], t=t)
    assert clicked(figure)["x"] == [1]


def test_a_finger_gets_taller_rows() -> None:
    wide, narrow = (facet_bars([TALKS], t=t, narrow=narrow).layout.height for narrow in (False, True))
    assert narrow > wide


def test_months_without_trainings_have_a_place() -> None:
    periods = periods_of({month(2025, 11): 2, month(2026, 1): 1}, None, None)
    assert [(one.since, one.until, one.count) for one in periods] == [
        (date(2025, 11, 1), date(2025, 11, 30), 2),
        (date(2025, 12, 1), date(2025, 12, 31), 0),
        (date(2026, 1, 1), date(2026, 1, 31), 1),
    ]
    assert periods_of({}, None, None) == ()


@pytest.mark.parametrize(
    ("last", "label"),
    [
        (month(2020, 1) + MOST_BARS - 1, "enero de 2020"),
        (month(2020, 1) + MOST_BARS, "enero de 2020 – marzo de 2020"),
        (month(2020, 1) + 3 * MOST_BARS, "2020"),
        (month(2090, 1), "2020"),
    ],
)
def test_many_months_are_joined_to_quarters_and_years(last: int, label: str) -> None:
    periods = periods_of({month(2020, 1): 4, last: 1}, None, None)
    assert period_label(periods[0], t) == label
    assert sum(one.count for one in periods) == 5
    assert periods[0].since == date(2020, 1, 1)


def test_the_months_of_the_period_are_chosen_and_none_without_one() -> None:
    months = {month(2025, n): 1 for n in range(1, 7)}
    chosen = [one.is_chosen for one in periods_of(months, date(2025, 2, 15), date(2025, 4, 1))]
    assert chosen == [False, True, True, True, False, False]
    assert not any(one.is_chosen for one in periods_of(months, None, None))
    assert [one.is_chosen for one in periods_of(months, None, date(2025, 1, 1))].count(True) == 1


def test_a_click_on_a_month_gives_its_days() -> None:
    figure = period_bars(periods_of({month(2024, 2): 3}, None, None), t=t)
    assert clicked(figure)["customdata"] == [["2024-02-01", "2024-02-29"]]
    assert clicked(figure)["hovertext"] == ["febrero de 2024: 3"]


def test_a_box_can_be_drawn_with_a_pointer_and_not_with_a_finger() -> None:
    periods = (Period(date(2024, 1, 1), date(2024, 1, 31), 1),)
    assert period_bars(periods, t=t).layout.dragmode == "select"
    assert period_bars(periods, t=t, narrow=True).layout.dragmode is False


def test_at_most_six_years_are_written() -> None:
    periods = periods_of({month(2000, 1): 1, month(2030, 12): 1}, None, None)
    assert list(period_bars(periods, t=t).layout.xaxis.ticktext)[:2] == ["2000", "2006"]
    assert len(period_bars(periods, t=t).layout.xaxis.ticktext) <= 6


def test_a_year_that_begins_with_its_last_month_does_not_write_over_the_next() -> None:
    late = periods_of({month(2024, 12): 1, month(2026, 6): 1}, None, None)
    assert list(period_bars(late, t=t).layout.xaxis.ticktext) == ["2025", "2026"]
    early = periods_of({month(2024, 6): 1, month(2026, 6): 1}, None, None)
    assert list(period_bars(early, t=t).layout.xaxis.ticktext) == ["2024", "2025", "2026"]


def test_bars_are_clicked_unless_somebody_asks_to_draw() -> None:
    bars = [TALKS, COURSES, OTHERS]
    assert facet_bars(bars, t=t).layout.dragmode is False
    boxed = facet_bars(bars, t=t, gesture="box")
    assert (boxed.layout.dragmode, boxed.layout.selectdirection) == ("select", "v")
    assert len(boxed.data) == 2


def test_a_lasso_finds_a_row_wherever_it_crosses_it() -> None:
    figure = facet_bars([TALKS, COURSES, OTHERS], t=t, gesture="lasso")
    assert figure.layout.dragmode == "lasso"
    anchors = figure.data[2]
    assert {(row, value) for row, value in zip(anchors.y, anchors.customdata, strict=True)} == {
        (0, "talk"), (1, "course"), (2, ""),
    }  # fmt: skip
    along = [x for x, row in zip(anchors.x, anchors.y, strict=True) if row == 1]
    assert 0 < min(along) < max(along) < 1200, "within the row, which is as long as the longest bar"
    assert len(along) > 3


def test_drawing_fades_nothing() -> None:
    for trace in facet_bars([TALKS, COURSES], t=t, gesture="lasso").data:
        assert trace.unselected.marker.opacity == 1
