"""A figure cut into parts keeps every mark, number and scale of the whole."""

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.comparison import by_training_dots
from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.likert import likert_bars
from dashboard.charts.row_parts import LEGEND_LINE, in_parts, with_legend_room
from dashboard.i18n import translator

T = translator("es")


def agreement(*rows: tuple[int, ...]) -> pd.DataFrame:
    """One bar for each row of people who chose 1 to 5."""
    found = []
    for place, people in enumerate(rows):
        n = sum(people)
        share = (people[3] + people[4]) / n
        found += [
            (f"q{place}", f"Frase {place}", str(choice), count, n, share, max(0, share - 0.1), share)
            for choice, count in enumerate(people, start=1)
        ]
    return pd.DataFrame(found, columns=["question", "label", "choice", "count", "n", "share", "low", "high"])


ROWS = ((1, 2, 3, 20, 30), (0, 0, 5, 20, 40), (20, 10, 5, 5, 5), (0, 1, 2, 3, 60))


def rows_of(figure: object, key: str) -> list[list[object]]:
    return [trace[key] for trace in describe(figure)["traces"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("narrow", [False, True])
@given(st.integers(0, 4))
def test_all_parts_together_are_the_whole(narrow: bool, cut: int) -> None:
    whole = likert_bars(agreement(*ROWS), t=T, narrow=narrow)
    parts = in_parts(whole, [cut, 4 - cut])
    for key in ("x", "base", "hovertext"):
        joined = [a + b for a, b in zip(*(rows_of(part, key) for part in parts), strict=True)]
        assert joined == rows_of(whole, key)
    told = [describe(part) for part in parts]
    assert [*told[0]["rows"], *told[1]["rows"]] == describe(whole)["rows"]  # type: ignore[misc]
    assert [*told[0]["notes"], *told[1]["notes"]] == describe(whole)["notes"]  # type: ignore[misc]


def test_parts_share_the_scale_of_the_whole() -> None:
    whole = likert_bars(agreement(*ROWS), t=T)
    for part in in_parts(whole, [1, 2, 1]):
        assert part.layout.xaxis.range == whole.layout.xaxis.range
        assert part.data[0].y[0] == 0


def test_only_the_first_part_carries_the_legend() -> None:
    first, second = in_parts(likert_bars(agreement(*ROWS), t=T), [2, 2])
    assert first.layout.showlegend is True
    assert second.layout.showlegend is False
    assert second.layout.height < first.layout.height


def pixels_of_a_row(figure: go.Figure) -> float:
    first, last = figure.layout.yaxis.range
    return float((figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / (first - last))


def test_a_legend_of_more_lines_takes_nothing_from_the_rows() -> None:
    first, second = in_parts(likert_bars(agreement(*ROWS), t=T), [2, 2])
    roomier = with_legend_room(first)
    assert pixels_of_a_row(roomier) == pixels_of_a_row(first)
    assert roomier.layout.height - first.layout.height == roomier.layout.margin.t - first.layout.margin.t > 0
    assert roomier.layout.yaxis.ticktext == first.layout.yaxis.ticktext
    assert with_legend_room(second) is second, "without a legend nothing is needed"


def test_the_longer_the_words_beside_the_rows_the_more_lines_a_legend_has() -> None:
    tops = []
    for label in ("Una", "Región Metropolitana de Santiago"):
        table = agreement(*ROWS).assign(label=label)
        tops.append(with_legend_room(likert_bars(table, t=T)).layout.margin.t)
    assert tops[1] > tops[0]
    assert (tops[1] - tops[0]) % LEGEND_LINE == 0


def test_a_narrow_part_has_room_for_the_words_above_its_first_row() -> None:
    tops = [
        in_parts(likert_bars(agreement(*ROWS), t=T, narrow=bool(n)), [2, 2])[1].layout.margin.t
        for n in (0, 1)
    ]
    assert tops[1] - tops[0] >= 20


def test_a_part_says_its_own_rows_to_those_who_do_not_see_it() -> None:
    _, second = in_parts(likert_bars(agreement(*ROWS), t=T), [3, 1])
    assert alternative_text(second, t=T) == "Frase 3: 95 % n = 66 85–95 %.".replace(" %", "\u00a0%")


def test_sizes_that_do_not_add_up_are_refused() -> None:
    names = ["key", "label", "share", "low", "high", "n"]
    dots = pd.DataFrame([(1, "Una", 0.5, 0.4, 0.6, 30)], columns=names)
    with pytest.raises(ValueError, match="do not make up 1"):
        in_parts(by_training_dots(dots, t=T), [2])
