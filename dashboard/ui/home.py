"""The front door: a field for a code, a quiet way in, and the season that everybody may see."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.maps.config import map_config
from dashboard.ui import data, links, session
from dashboard.ui.empty import calm
from dashboard.ui.feedback import door_to_the_light_form
from dashboard.ui.language import words
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.map_drawing import draw_map
from dashboard.ui.plain import plain
from dashboard.ui.resources import boundaries, kept
from dashboard.ui.selection import Frame
from dashboard.ui.shell import synthetic_notice
from dashboard.ui.training_words import people_words
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope


def front_door() -> None:
    """What Huella is, the field for a code, a quiet way in, and the season that everybody may see."""
    t = words()
    with links.centred(width=720):
        st.title(t("home.title"), anchor=False)
        st.markdown(t("home.sentence"))
        door_to_the_light_form()
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.caption(t("home.team"), width="content")
            links.server_link(t("app.sign_in.quiet"), links.login_address("/"))
    with calm():
        _public_season(t)


def _public_season(t: Translator) -> None:
    season = data.overview(EVERYTHING)
    if not season.trainings:
        return
    st.divider()
    left, right = st.columns([2, 3], gap="large", vertical_alignment="center")
    with left:
        st.subheader(t("home.season"), anchor=False)
        for total in season.totals:
            implementers = plain(", ".join(total.implementers))
            with st.container(gap=None):
                st.metric(t("home.figures.people"), people_words(total.people, total.qualifier, t))
                st.caption(t("home.figures.people_source", project=plain(total.project), source=implementers))
        first, second = st.columns(2, wrap=False)
        first.metric(t("home.figures.trainings"), t.number(season.trainings))
        second.metric(t("home.figures.comunas"), t.number(season.comunas))
        if season.has_synthetic:
            synthetic_notice()
    with right:
        small_map(EVERYTHING, NO_FILTERS, t)


def small_map(scope: Scope, filters: Filters, t: Translator) -> None:
    """Trainings by region, to be looked at."""
    dark = is_dark()
    frame = Frame(420, 0.85 if is_phone() else 1.75)
    drawn = kept(
        scope,
        ("small map", filters, t.language, dark, frame, boundaries().version),
        data.stamp(),
        lambda: draw_map(scope, filters, "region", "trainings", dark=dark, frame=frame, t=t),
    )
    st.plotly_chart(
        drawn.figure,
        key=session.map_key("home"),
        theme=None,
        config=map_config(t.language),
        alt=drawn.alternative,
    )
    st.caption(t("maps.unavailable") if boundaries().is_missing else t("maps.source"))
