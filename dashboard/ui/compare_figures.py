"""The figures of a comparison: rows for the things compared, every figure on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.comparison import by_training_dots
from dashboard.charts.describe import alternative_text
from dashboard.charts.learning import learning_dumbbells
from dashboard.charts.likert import likert_bars
from dashboard.charts.recommendation import nps_bar
from dashboard.charts.row_parts import in_parts, with_legend_room
from dashboard.i18n import Translator
from dashboard.ui import data
from dashboard.ui.compare_columns import Column, learning_rows, recommendation_rows, satisfaction_rows
from dashboard.ui.compare_words import Differences, missing_words, sentence
from dashboard.ui.figures import show
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.plain import plain
from dashboard.ui.resources import kept
from db.criteria import Scope

ROWS = {"satisfaction": satisfaction_rows, "recommendation": recommendation_rows, "learning": learning_rows}
BARS = {"satisfaction": by_training_dots, "recommendation": nps_bar, "learning": learning_dumbbells}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with what it is about and the rows it draws."""

    subject: str
    title: str
    figure: go.Figure
    rows: pd.DataFrame
    alternative: str


def headline_figures(
    columns: Sequence[Column], *, t: Translator, dark: bool = False, narrow: bool = False
) -> list[Drawn]:
    """Satisfaction, recommendation and learning, one row for each column that has published it."""
    found = []
    for subject, rows_of in ROWS.items():
        rows = rows_of(columns)
        if len(rows):
            figure = BARS[subject](rows, t=t, dark=dark, narrow=narrow)
            title = t(f"results.headline.{subject}")
            found.append(_drawn(subject, title, figure, rows, t, narrow=narrow))
    return found


def statement_figures(
    statements: dict[str, pd.DataFrame], *, t: Translator, dark: bool = False, narrow: bool = False
) -> list[Drawn]:
    """Agreement with each statement, one bar for each column; all bars of all statements share one axis."""
    if not statements:
        return []
    every = pd.concat(
        [
            rows.assign(question=f"{place} " + rows["question"])
            for place, rows in enumerate(statements.values())
        ]
    )
    whole = likert_bars(every, t=t, dark=dark, narrow=narrow)
    sizes = [rows["question"].nunique() for rows in statements.values()]
    return [
        _drawn(label, label, figure, rows, t, narrow=narrow)
        for (label, rows), figure in zip(statements.items(), in_parts(whole, sizes), strict=True)
    ]


def _drawn(
    subject: str, title: str, figure: go.Figure, rows: pd.DataFrame, t: Translator, *, narrow: bool
) -> Drawn:
    shown = figure if narrow else with_legend_room(figure)
    return Drawn(subject, title, shown, rows, alternative_text(figure, t=t))


def show_figures(
    columns: Sequence[Column],
    statements: dict[str, pd.DataFrame],
    found: Differences,
    scope: Scope,
    t: Translator,
) -> None:
    """Every figure under its name, with a sentence about its differences and about what it leaves out."""
    dark, narrow = is_dark(), is_phone()
    what = ("compare", tuple((one.key, one.label) for one in columns), t.language, dark, narrow)
    headlines, agreed = kept(
        scope,
        what,
        data.stamp(),
        lambda: (
            headline_figures(columns, t=t, dark=dark, narrow=narrow),
            statement_figures(statements, t=t, dark=dark, narrow=narrow),
        ),
    )
    _in_two_columns(headlines, "compare", columns, found, t)
    if agreed:
        st.subheader(t("compare.statements"), anchor=False)
        _in_two_columns(agreed, "statement", columns, found, t)


def _in_two_columns(
    drawn: Sequence[Drawn], name: str, columns: Sequence[Column], found: Differences, t: Translator
) -> None:
    for start in range(0, len(drawn), 2):
        for place, (one, side) in enumerate(
            zip(drawn[start : start + 2], st.columns(2, gap="large"), strict=False), start
        ):
            with side:
                _figure(one, f"{name}_{place}", columns, found, t)


def _figure(one: Drawn, key: str, columns: Sequence[Column], found: Differences, t: Translator) -> None:
    st.markdown(f"**{plain(one.title)}**")
    show(one.figure, key, title=one.title, source=_source(columns, t), alternative=one.alternative)
    said = (sentence(one.subject, found, columns, t), missing_words(one.rows, columns, t))
    st.caption(" ".join(part for part in said if part))


def _source(columns: Sequence[Column], t: Translator) -> str:
    """What a picture says of the columns: how many answers each has, and when the last was published."""
    told = [
        f"{column.label}: {t('charts.n', n=t.number(column.results.answered))}"
        for column in columns
        if column.results.answered
    ]
    published = [one.results.published_at for one in columns if one.results.published_at is not None]
    day = [t("compare.published", day=t.date(max(published).date(), "medium"))] if published else []
    return " · ".join([*told, *day])
