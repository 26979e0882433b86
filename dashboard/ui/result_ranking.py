"""The ranking on the results page: its two switches, its finding, its figure."""

import streamlit as st

from dashboard.charts.ranking import value_text
from dashboard.i18n import Translator
from dashboard.services.ranking import DIMENSIONS
from dashboard.services.scores import SCORES
from dashboard.ui import data
from dashboard.ui.access import require
from dashboard.ui.empty import calm
from dashboard.ui.language import words
from dashboard.ui.ranking_figures import drawn_ranking, ranking_notes, ranking_title
from dashboard.ui.result_figures import Drawn, aimed
from dashboard.ui.result_switches import group_label, named_choice, show_compared
from db.criteria import Filters, Scope

KEY = "ranking"


@st.fragment
def ranking_section(filters: Filters) -> None:
    """Redraws itself alone when one of its switches changes; who reads is asked again each time."""
    with calm():
        _ranking(require(), filters, words())


def _ranking(scope: Scope, filters: Filters, t: Translator) -> None:
    st.space("small")
    title = st.empty()
    with st.container(horizontal=True, gap="small"):
        by = named_choice("rank", DIMENSIONS, t), named_choice("score", SCORES, t)
    found = data.ranking(scope, filters, by, t.language)
    finding = ranking_title(found, t)
    title.subheader(finding, anchor=False)
    if not len(found.rows):
        st.caption(t("outcomes.ranking_empty"))
        return
    st.caption(ranking_notes(found, t))

    target = data.view_target(scope, filters, by[1])

    def draw(dark: bool, narrow: bool) -> Drawn:
        drawn = drawn_ranking(found, lambda key: group_label(by[0], key, t), t=t, dark=dark, narrow=narrow)
        if target is None:
            return drawn
        return aimed(drawn, target, value_text(target, by[1] == "nps", t), t=t, dark=dark)

    switches = f"{t(f'outcomes.rank.{by[0]}')} · {t(f'outcomes.score.{by[1]}')}"
    show_compared(KEY, (by, target), (scope, filters), found.published_at, draw, (finding, switches), t)
