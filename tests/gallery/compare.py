"""The figures of a comparison, as its page cuts and draws them: a row for each thing, all on one scale."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n import Translator
from dashboard.indicators.intervals import wilson
from dashboard.indicators.learning import learning_gain
from dashboard.indicators.recommendation import net_promoter
from dashboard.services.overview import Overview
from dashboard.services.results import Results
from dashboard.ui.compare_address import MOST
from dashboard.ui.compare_columns import Column, statement_rows
from dashboard.ui.compare_figures import headline_figures, statement_figures
from tests.gallery.entries import Entry, Figure, chart
from tests.gallery.rows import STATEMENTS, likert_rows, many

NOTHING = {"empty": "Sin nada publicado no hay figura: la página lo dice con palabras."}
PLACES = ("Región de Antofagasta", "San <b>Antonio</b>", "Colegio Río Azul, jornada de invierno")


def compared_satisfaction(
    columns: Sequence[Column], *, t: Translator, dark: bool = False, narrow: bool = False
) -> go.Figure:
    """How does satisfaction differ between the things compared?"""
    return _headline("satisfaction", columns, t=t, dark=dark, narrow=narrow)


def compared_recommendation(
    columns: Sequence[Column], *, t: Translator, dark: bool = False, narrow: bool = False
) -> go.Figure:
    """How does recommendation differ between the things compared?"""
    return _headline("recommendation", columns, t=t, dark=dark, narrow=narrow)


def compared_learning(
    columns: Sequence[Column], *, t: Translator, dark: bool = False, narrow: bool = False
) -> go.Figure:
    """How does what was learned differ between the things compared?"""
    return _headline("learning", columns, t=t, dark=dark, narrow=narrow)


def compared_first_statement(
    columns: Sequence[Column], *, t: Translator, dark: bool = False, narrow: bool = False
) -> go.Figure:
    """How does agreement with the first statement differ? It carries the legend of all."""
    return statement_figures(statement_rows(columns), t=t, dark=dark, narrow=narrow)[0].figure


def compared_last_statement(
    columns: Sequence[Column], *, t: Translator, dark: bool = False, narrow: bool = False
) -> go.Figure:
    """How does agreement with the last statement differ? The same axis, without the legend."""
    return statement_figures(statement_rows(columns), t=t, dark=dark, narrow=narrow)[-1].figure


def _headline(subject: str, columns: Sequence[Column], *, t: Translator, **look: bool) -> go.Figure:
    (found,) = [one for one in headline_figures(columns, t=t, **look) if one.subject == subject]
    return found.figure


FIGURES: tuple[Figure, ...] = (
    compared_satisfaction,
    compared_recommendation,
    compared_learning,
    compared_first_statement,
    compared_last_statement,
)


def compare_entries() -> list[Entry]:
    """Each with three things, one, as many as fit with long names, and one whose results are withheld."""
    three = [column(at, name, 40 + at * 35) for at, name in enumerate(PLACES)]
    names, statements = many(MOST), many(12)
    cases = {
        "typical": three,
        "single": three[:1],
        "huge": [column(at, name, 90_000, statements) for at, name in enumerate(names)],
        "withheld": [three[0], column(1, PLACES[1], 0), three[2]],
    }
    return [chart(figure, {kind: (held,) for kind, held in cases.items()}, NOTHING) for figure in FIGURES]


def column(place: int, label: str, people: int, statements: Sequence[str] = STATEMENTS) -> Column:
    """One thing compared; without `people` nothing of it is published."""
    seen = Overview(3, 1, 346, 0, 3, 0.0, max(4, people), 0, False, ())
    return Column(f"k{place}", label, _published(place, people, statements), seen)


def _published(place: int, people: int, statements: Sequence[str]) -> Results:
    values: dict[str, Any] = dict.fromkeys(Results.__dataclass_fields__)  # Any: figures of every kind
    values |= dict.fromkeys(("trainings", "received", "answered", "pooled", "left_out", "withheld"), 0)
    values |= {"likert": likert_rows(statements if people else (), people)}
    if people:
        parts = {"2": people // 10 * (1 + place % 3), "8": people // 3, "10": people // 2}
        gains = {"1>3": people // 3, "2>4": people // (2 + place % 3), "3>3": people // 4, "4>3": 1 + place}
        agreed = round(people * (0.9 - place % 4 * 0.12))
        values |= {
            "answered": people,
            "satisfaction": wilson(agreed, people),
            "recommendation": net_promoter(parts),
            "learning": learning_gain(gains),
        }
    tables = {name: pd.DataFrame() for name in ("gains", "steps", "bands", "choices", "by_training", "trend")}
    return Results(**values | tables)
