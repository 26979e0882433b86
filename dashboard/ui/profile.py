"""A territory's page: the campaign's fields, measures, partnerships and trainings, each with its source."""

from collections.abc import Mapping
from itertools import groupby

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services import territories
from dashboard.services.territories import MeasureView, ProfileView
from dashboard.ui import data
from dashboard.ui.compare_links import compare_link
from dashboard.ui.empty import empty_state
from dashboard.ui.language import words
from dashboard.ui.places import place_label, way_up
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.review import review_button
from dashboard.ui.sources import source_words
from dashboard.ui.training_lines import training_lines
from dashboard.ui.training_words import people_words
from db.criteria import Filters, Scope

LISTED = 10  # trainings


def territory_page(scope: Scope, code: str) -> None:
    """Everything documented about a territory; what is not stays unsaid, never invented."""
    t = words()
    st.header(plain(place_label(code, t)), anchor=False)
    st.caption(plain(" › ".join(place_label(step, t) if step else name for step, name in way_up(code)[:-1])))
    compare_link("territory", code, t)
    profile = territories.profile_of(database(), code)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if profile is None:
            empty_state("territories.no_profile", icon=":material/location_city:")
        else:
            _campaign(profile, t)
            _paragraphs("vision", profile.vision, t)
            _paragraphs("motivations", profile.motivations, t)
        _measures(territories.measures_of(database(), code), code, t)
    with right:
        _population(code, t)
        _partnerships(code, t)
        filters = Filters(territory=code)
        newest = data.training_list(scope, filters).head(LISTED + 1).to_dict("records")
        training_lines(newest, filters, t, most=LISTED)
        _reported(scope, filters, t)


def _campaign(profile: ProfileView, t: Translator) -> None:
    mandate = "–".join(str(year) for year in (profile.mandate_starts, profile.mandate_ends) if year)
    leader_role = t.term("vocabulary.leader_role", profile.leader_role)
    fields = {
        "joined": str(profile.joined_year or ""),
        "leader": " · ".join(part for part in (profile.leader, leader_role) if part),
        "mandate": mandate,
        "government": t.term("vocabulary.government_type", profile.government_type),
        "population_range": t.term("vocabulary.population_range", profile.population_range),
        "region": ", ".join(
            part
            for part in (t.term("vocabulary.campaign_region", profile.campaign_region), profile.country)
            if part
        ),
    }
    st.subheader(t("territories.campaign"), anchor=False)
    with st.container(horizontal=True, gap="medium"):
        for name, value in fields.items():
            with st.container(width=240, gap=None):
                st.caption(t(f"territories.field.{name}"))
                st.markdown(plain(value) or t("app.source.not_reported"))
    reviewed = (
        t.date(profile.reviewed_on, "medium") if profile.reviewed_on else t("territories.never_reviewed")
    )
    source = source_words(profile.source, t, with_file=True)
    st.caption(t("territories.source_reviewed", source=plain(source), reviewed=reviewed))
    review_button(profile.territory_code, t)


def _paragraphs(name: str, texts: Mapping[str, list[str]], t: Translator) -> None:
    paragraphs = texts.get(t.language) or next(iter(texts.values()), [])
    if not paragraphs:
        return
    st.subheader(t(f"territories.{name}"), anchor=False)
    mark = "- " if name == "motivations" else ""
    st.markdown("\n\n".join(f"{mark}{plain(paragraph)}" for paragraph in paragraphs))


def _measures(found: tuple[MeasureView, ...], code: str, t: Translator) -> None:
    if not found:
        return
    st.subheader(t("territories.measures"), anchor=False)
    st.caption(t("territories.measures_note"))
    for category, members in groupby(
        sorted(found, key=lambda one: one.category), key=lambda one: one.category
    ):
        st.markdown(f"**{t.term('vocabulary.measure_category', category)}**")
        for measure in members:
            _measure(measure, code, t)


def _measure(measure: MeasureView, code: str, t: Translator) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{plain(_text(measure.title, t))}")
        description = _text(measure.description, t)
        if description:
            st.caption(plain(description))
        with st.container(horizontal=True, gap="xsmall"):
            st.badge(t.term("vocabulary.measure_type", measure.type), color="primary")
            for group in measure.groups:
                st.badge(plain(t.term("vocabulary.group", group)), color="gray")
        where = (
            data.territory_names().get(measure.territory_code, "") if measure.territory_code != code else ""
        )
        status = t.term("vocabulary.measure_status", measure.status)
        since = t("territories.since", year=measure.since_year) if measure.since_year else ""
        source = t("territories.source", source=source_words(measure.source, t))
        st.caption(plain(" · ".join(part for part in (where, status, since, source) if part)))


def _text(texts: Mapping[str, str], t: Translator) -> str:
    return texts.get(t.language) or next(iter(texts.values()), "")


def _population(code: str, t: Translator) -> None:
    table = data.territory_list()
    row = table[table["code"] == code].iloc[0]
    if row["population"] > 0:
        st.metric(t("territories.inhabitants"), t.number(float(row["population"])))
        year = str(int(row["population_year"]))
        st.caption(t("territories.inhabitants_source", year=year, source=row["population_source"]))


def _partnerships(code: str, t: Translator) -> None:
    found = territories.partnerships_of(database(), code)
    if not found:
        return
    st.subheader(t("territories.partnerships"), anchor=False)
    for one in found:
        who = plain(one.organisation) if one.organisation else t("territories.unnamed")
        st.markdown(f"**{who}**  \n{plain(_text(one.description, t))}")
        st.caption(t("territories.source", source=plain(source_words(one.source, t))))


def _reported(scope: Scope, filters: Filters, t: Translator) -> None:
    for total in data.overview(scope, filters).totals:
        st.subheader(plain(total.project), anchor=False)
        people = people_words(total.people, total.qualifier, t)
        st.markdown(
            t("territories.reported", people=people, implementers=plain(", ".join(total.implementers)))
        )
        st.caption(t("territories.source", source=plain(source_words(total.source, t))))
        for highlight in total.highlights:
            st.markdown(f"> {plain(highlight.words)}")
            person, role = plain(highlight.person), plain(highlight.role)
            source = plain(source_words(highlight.source, t))
            st.caption(t("trainings.said_by", person=person, role=role, source=source))
