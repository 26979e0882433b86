"""Satisfaction by quarter, group by group, on the results page: only where somebody asks for it."""

import pandas as pd
import streamlit as st

from dashboard.charts.describe import alternative_text
from dashboard.charts.multiples import quarter_name, small_multiples
from dashboard.i18n import Translator
from dashboard.services.multiples import DIVISIONS, Multiples
from dashboard.ui import data
from dashboard.ui.access import require
from dashboard.ui.empty import calm
from dashboard.ui.language import words
from dashboard.ui.result_figures import Drawn, named
from dashboard.ui.result_switches import group_label, named_choice, show_compared
from db.criteria import Filters, Scope

KEY = "multiples"
TOGETHER = "together"


@st.fragment
def multiples_section(filters: Filters) -> None:
    """Nothing is reckoned while everything is looked at together."""
    with calm():
        _multiples(require(), filters, words())


def _multiples(scope: Scope, filters: Filters, t: Translator) -> None:
    st.space("small")
    st.subheader(t("outcomes.multiples.title"), anchor=False)
    by = named_choice("by", (TOGETHER, *DIVISIONS), t)
    if by == TOGETHER:
        return
    found = data.multiples(scope, filters, by, t.language)
    if found.panels.empty:
        st.caption(t("outcomes.multiples.empty"))
        return
    show_compared(
        KEY,
        by,
        (scope, filters),
        found.published_at,
        lambda dark, narrow: _drawn(found, by, t, dark=dark, narrow=narrow),
        (t("outcomes.multiples.title"), t(f"outcomes.by.{by}")),
        t,
    )


def _drawn(found: Multiples, by: str, t: Translator, *, dark: bool, narrow: bool) -> Drawn:
    labels = {key: group_label(by, key, t) for key in found.panels["key"].tolist()}
    panels = found.panels.assign(label=found.panels["key"].map(labels))
    figure = small_multiples(panels, found.points, found.together, t=t, dark=dark, narrow=narrow)
    return Drawn(
        figure, _table(found, labels, t), int(found.together["n"].sum()), alternative_text(figure, t=t)
    )


def _table(found: Multiples, labels: dict[str, str], t: Translator) -> pd.DataFrame:
    """Every point of every panel."""
    points = found.points
    told = points.assign(
        label=points["key"].map(labels), quarter=[quarter_name(day, t) for day in points["quarter"]]
    )
    return named(told[["label", "quarter", "share", "low", "high", "n"]], t)
