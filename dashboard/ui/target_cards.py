"""Targets as cards: what is counted where and when, the figure, where it stands, and at what pace."""

from typing import Literal

import streamlit as st

from dashboard.charts.describe import alternative_text
from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.indicators.pace import Status
from dashboard.services.targets import Progress, Step, TargetView
from dashboard.ui import address, session
from dashboard.ui import target_words as say
from dashboard.ui.figures import Source
from dashboard.ui.look import is_dark
from dashboard.ui.places import place_label
from dashboard.ui.plain import plain
from dashboard.ui.target_figures import parts_figure, target_bullet

CARDS = 12  # on one page
EDIT = "edit"
Colour = Literal["red", "orange", "green", "gray", "blue"]
LOOKS: dict[Status, tuple[str, Colour]] = {
    Status.REACHED: (":material/check_circle:", "green"),
    Status.ON_TRACK: (":material/trending_up:", "green"),
    Status.BEHIND: (":material/trending_down:", "orange"),
    Status.UNDECIDED: (":material/drag_handle:", "gray"),
    Status.NOT_STARTED: (":material/schedule:", "gray"),
    Status.SHORT: (":material/cancel:", "red"),
    Status.NOT_MEASURABLE: (":material/help:", "gray"),
}


def target_cards(found: tuple[Progress, ...], step: Step, *, may_set: bool, t: Translator) -> None:
    """Two beside each other on a desk, one under another on a phone, page by page."""
    pages = -(-len(found) // CARDS)
    number = min(st.pagination(pages, key=session.TARGET_PAGE), pages) if pages > 1 else 1
    shown = found[(number - 1) * CARDS : number * CARDS]
    for start in range(0, len(shown), 2):
        for each, column in zip(shown[start : start + 2], st.columns(2), strict=False):
            with column:
                _card(each, step, may_set, t)


def place_of(target: TargetView, t: Translator) -> str:
    """The territory with its level, the project, or the country. Plain text."""
    label = place_label(target.territory_code, t) if target.territory_code else ""
    return say.place_words(target, label, t)


def _card(progress: Progress, step: Step, may_set: bool, t: Translator) -> None:
    target = progress.target
    with st.container(border=True, gap="xsmall", height="stretch", key=f"target_card_{target.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(say.name_words(target, t))}**", width="content")
            icon, colour = LOOKS[progress.pace.status]
            st.badge(plain(say.status_words(progress, t)), icon=icon, color=colour)
            if may_set:
                st.space("stretch")
                _edit_button(target, t)
        st.caption(plain(f"{place_of(target, t)} · {say.period_words(target, t)}"))
        if main := say.main_words(progress, t):
            st.markdown(f"**{plain(main)}**")
        _figure(progress, step, t)
        sentences = [say.pace_words(progress, t), say.caution_words(progress, t), target.note]
        for sentence in filter(None, sentences):
            st.markdown(plain(sentence))
        st.caption(plain(_source(progress, t)))


def _edit_button(target: TargetView, t: Translator) -> None:
    st.button(
        t("targets.edit"),
        key=f"edit_target_{target.id}",
        icon=":material/edit:",
        type="tertiary",
        on_click=address.write,
        args=({EDIT: str(target.id)},),
    )


def _figure(progress: Progress, step: Step, t: Translator) -> None:
    dark = is_dark()
    is_whole = step == "total"
    figure = (
        target_bullet(progress, t=t, dark=dark) if is_whole else parts_figure(progress, step, t=t, dark=dark)
    )
    st.plotly_chart(
        figure,
        key=f"target_figure_{step}_{progress.target.id}",
        theme=None,
        config=chart_config(t.language),
        alt=alternative_text(figure, t=t),
    )


def _source(progress: Progress, t: Translator) -> str:
    """What the number rests on: published answers, or trainings that began in the period."""
    actual, period = progress.actual, say.period_words(progress.target, t)
    if progress.target.indicator.kind == "count":
        return t("targets.source.counted")
    if actual.value is not None and actual.low is None:
        return t("targets.source.attendances", n=t.number(actual.n or 0))
    return Source(actual.n or 0, progress.received, period, progress.published_at).line(t)
