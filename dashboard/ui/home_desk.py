"""The team's start page: the season at a glance, what changed, what waits, and shortcuts."""

import streamlit as st

from dashboard.charts.describe import alternative_text
from dashboard.charts.months import trainings_by_month_bars
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services.overview import Overview
from dashboard.ui import data, links
from dashboard.ui.empty import calm, empty_state
from dashboard.ui.figures import show
from dashboard.ui.home import small_map
from dashboard.ui.home_news import needs_attention, what_changed
from dashboard.ui.language import words
from dashboard.ui.look import is_dark
from dashboard.ui.plain import plain
from dashboard.ui.resources import kept
from dashboard.ui.shell import synthetic_notice
from dashboard.ui.training_words import people_words
from db.criteria import NO_FILTERS, Scope


def desk(member: Member) -> None:
    """What a member of the team sees first, within their reach."""
    t = words()
    names = member.name.split()
    st.header(t("home.hello", name=plain(names[0] if names else member.email)), anchor=False)
    season = data.overview(member.scope)
    if not season.trainings:
        empty_state("home.nothing", icon=":material/event_note:")
        with calm():
            needs_attention(member, t)
        shortcuts(member, t)
        return
    st.caption(t("home.at_a_glance"))
    _glance(season, t)
    if season.has_synthetic:
        synthetic_notice()
    st.space("small")
    left, right = st.columns([3, 2], gap="large")
    with left:
        with calm():
            what_changed(member, t)
        st.space("small")
        with calm():
            needs_attention(member, t)
        st.space("small")
        with calm():
            _months(member.scope, t)
    with right:
        shortcuts(member, t)
        st.space("small")
        with calm():
            st.subheader(t("overview.where"), anchor=False)
            small_map(member.scope, NO_FILTERS, t)


def _glance(season: Overview, t: Translator) -> None:
    of_chile = t("home.figures.comunas_note", of=t.number(season.comunas_in_chile))
    missing = t.plural("home.figures.attendances_note", season.not_reported) if season.not_reported else ""
    opened = t.plural("overview.open_links", season.open_links) if season.open_links else ""
    figures = (
        ("trainings", season.trainings, ""),
        ("comunas", season.comunas, of_chile),
        ("attendances", season.attendances, missing),
        ("responses", season.received, opened),
    )
    with st.container(horizontal=True, gap="medium"):
        for total in season.totals:
            with st.container(width=230, gap=None, key=f"figure_project_{total.project_id}"):
                st.metric(t("home.figures.people"), people_words(total.people, total.qualifier, t))
                st.caption(plain(total.project))
        for name, value, note in figures:
            with st.container(width=230, gap=None, key=f"figure_{name}"):
                st.metric(t(f"home.figures.{name}"), t.number(value))
                if note:
                    st.caption(note)


def _months(scope: Scope, t: Translator) -> None:
    title = t("overview.months.title")
    st.subheader(title, anchor=False)
    found = data.trainings_by_month(scope)
    dark = is_dark()
    figure = kept(
        scope,
        ("months", t.language, dark),
        data.stamp(),
        lambda: trainings_by_month_bars(found, t=t, dark=dark),
    )
    count = int(found[["done", "planned"]].to_numpy().sum())
    columns = {name: t(f"overview.months.{name}") for name in ("period", "done", "planned")}
    table = found.assign(period=[t.month(period) for period in found["period"]]).rename(columns=columns)
    show(
        figure,
        "months",
        title=title,
        source=f"{t.plural('maps.training_count', count)} · {t('app.source.all_time')}",
        table=table,
        alternative=alternative_text(figure, t=t),
    )


def shortcuts(member: Member, t: Translator) -> None:
    """The ways that people take most."""
    st.subheader(t("home.shortcuts"), anchor=False)
    ways: tuple[tuple[str, str, str, dict[str, str]], ...] = (
        ("map", "home.see_map", ":material/map:", {}),
        ("trainings", "home.new_training", ":material/add:", {"edit": "1"}),
        ("results", "home.see_results", ":material/bar_chart:", {}),
        ("compare", "overview.compare", ":material/compare_arrows:", {}),
        ("present", "home.start_presentation", ":material/slideshow:", {}),
    )
    with st.container(gap="xxsmall"):
        for page, key, icon, parameters in ways:
            if member.may_edit or not parameters:
                st.page_link(links.page(page), label=t(key), icon=icon, query_params=parameters)
