"""The target of a view on a figure in rows: where it stands, what the legend says; nothing without rows."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.comparison import RATE_COLUMNS, response_rate_bars
from dashboard.charts.describe import describe, legend_names
from dashboard.charts.target_lines import rows_with_target, target_words
from dashboard.i18n import translator

T = translator("es")
RATES = pd.DataFrame(
    [("5 a 30", 40, 80, 0.5, 0.4), ("31 a 60", 60, 100, 0.6, 0.3)], columns=list(RATE_COLUMNS)
)


def test_a_target_is_an_upright_line_through_all_rows_that_the_legend_names() -> None:
    plain = response_rate_bars(RATES, t=T)
    aimed = rows_with_target(plain, 0.7, T.percent(0.7), t=T)
    go.Figure(aimed.to_plotly_json())  # raises for what plotly does not know: drawn without its checks
    traces = describe(aimed)["traces"]
    assert isinstance(traces, list)
    assert traces[-1]["x"] == [0.7, 0.7, None] * 2
    assert traces[-1]["y"] == [-0.46, 0.46, None, 0.54, 1.46, None]
    assert legend_names(aimed)[-1] == target_words(T.percent(0.7), T)
    assert legend_names(aimed)[:-1] == legend_names(plain)
    assert describe(aimed)["notes"] == describe(plain)["notes"]
    grown = aimed.layout.height - plain.layout.height
    assert grown == aimed.layout.margin.t - plain.layout.margin.t > 0, "the rows keep their height"


def test_on_a_phone_it_crosses_no_words() -> None:
    traces = describe(rows_with_target(response_rate_bars(RATES, t=T, narrow=True), 0.7, "70", t=T))["traces"]
    assert isinstance(traces, list)
    assert traces[-1]["y"] == [-0.18, 0.24, None, 0.82, 1.24, None]


def test_without_rows_there_is_no_target() -> None:
    empty = response_rate_bars(RATES.head(0), t=T)
    assert rows_with_target(empty, 0.7, "70", t=T) is empty
