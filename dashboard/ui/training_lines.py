"""A short list of trainings, each a link to its page."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import Translator
from dashboard.ui import links
from dashboard.ui.plain import plain
from dashboard.ui.training_words import Row, training_line
from dashboard.ui.url import format_filters
from db.criteria import Filters

FEW = 6


def training_lines(found: Sequence[Row], filters: Filters, t: Translator, *, most: int = FEW) -> None:
    """The newest trainings (as `trainings.lines` gives them), and the way to all of them."""
    st.markdown(f"**{t('trainings.title')}**")
    if not found:
        st.caption(t("trainings.none_here"))
        return
    for row in found[:most]:
        st.page_link(
            links.page("trainings"),
            label=f"{plain(str(row['title']))} :small[:gray[{plain(training_line(row, t))}]]",
            query_params={"training": str(row["id"])},
        )
    if len(found) > most:
        st.page_link(
            links.page("trainings"),
            label=t("trainings.see_all"),
            icon=":material/arrow_forward:",
            query_params=format_filters(filters.without("training")),
        )
