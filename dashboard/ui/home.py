"""The two faces of the start page: the door for participants, and the season for the team."""

import pandas as pd
import streamlit as st

from dashboard.i18n import Translator
from dashboard.maps.config import map_config
from dashboard.roles import Member
from dashboard.services.overview import Overview
from dashboard.ui import data, links, session
from dashboard.ui.empty import calm, empty_state
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

FEW = 5


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
        lambda: draw_map(
            scope, filters, "region", "trainings", dark=dark, frame=frame, t=t, with_trainings=False
        ),
    )
    st.plotly_chart(
        drawn.figure,
        key=session.map_key("home"),
        theme=None,
        config=map_config(t.language),
        alt=drawn.alternative,
    )
    st.caption(t("maps.unavailable") if boundaries().is_missing else t("maps.source"))


def desk(member: Member) -> None:
    """The season at a glance, what needs attention, and shortcuts."""
    t = words()
    st.header(
        t("home.hello", name=plain(member.name.split()[0] if member.name.split() else member.email)),
        anchor=False,
    )
    season = data.overview(member.scope)
    if not season.trainings:
        empty_state("home.nothing", icon=":material/event_note:")
        _shortcuts(member, t)
        return
    st.caption(t("home.at_a_glance"))
    _glance(season, t)
    if season.has_synthetic:
        synthetic_notice()
    st.space("small")
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(t("home.attention"), anchor=False)
        _attention(data.training_list(member.scope), member, t)
    with right:
        st.subheader(t("home.shortcuts"), anchor=False)
        _shortcuts(member, t)


def _glance(season: Overview, t: Translator) -> None:
    figures = [
        ("trainings", t.number(season.trainings), ""),
        (
            "comunas",
            t.number(season.comunas),
            t("home.figures.comunas_note", of=t.number(season.comunas_in_chile)),
        ),
        (
            "attendances",
            t.number(season.attendances),
            t.plural("home.figures.attendances_note", season.not_reported) if season.not_reported else "",
        ),
        ("responses", t.number(season.received), ""),
    ]
    with st.container(horizontal=True, gap="medium"):
        for total in season.totals:
            with st.container(width=230, gap=None, key=f"figure_project_{total.project_id}"):
                st.metric(t("home.figures.people"), people_words(total.people, total.qualifier, t))
                st.caption(plain(total.project))
        for name, value, note in figures:
            with st.container(width=230, gap=None, key=f"figure_{name}"):
                st.metric(t(f"home.figures.{name}"), value)
                if note:
                    st.caption(note)


def _attention(found: pd.DataFrame, member: Member, t: Translator) -> None:
    open_now = found[found["links_open"] > 0]
    unreported = found[(found["status"] == "done") & found["attendance"].isna()]
    if open_now.empty and unreported.empty:
        st.caption(t("home.all_well"))
        return
    if len(open_now):
        _few(open_now, "home.open_links", t, with_received=True)
    if len(unreported) and member.may_edit:
        _few(unreported, "home.without_attendance", t, with_received=False)


def _few(rows: pd.DataFrame, key: str, t: Translator, *, with_received: bool) -> None:
    st.markdown(f"**{t.plural(key, len(rows))}**")
    with st.container(gap="xxsmall"):
        for row in rows.head(FEW).to_dict("records"):
            place = str(row["comuna"] or row["region"])
            beside = t("home.received", count=t.number(row["received"])) if with_received else place
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    links.page("trainings"),
                    label=plain(str(row["title"])),
                    query_params={"training": str(row["id"])},
                )
                st.caption(plain(beside), width="content")
        if len(rows) > FEW:
            st.caption(t("home.more", count=t.number(len(rows) - FEW)))


def _shortcuts(member: Member, t: Translator) -> None:
    st.page_link(links.page("map"), label=t("home.see_map"), icon=":material/map:")
    if member.may_edit:
        st.page_link(
            links.page("trainings"),
            label=t("home.new_training"),
            icon=":material/add:",
            query_params={"edit": "1"},
        )
    st.page_link(links.page("results"), label=t("home.see_results"), icon=":material/bar_chart:")
    st.page_link(links.page("present"), label=t("home.start_presentation"), icon=":material/slideshow:")
