"""The two halves of the map page: the map with its switches, and the territory beside it."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import Translator
from dashboard.indicators.intervals import Estimate
from dashboard.maps.config import map_config
from dashboard.services import territories
from dashboard.services.overview import Overview
from dashboard.ui import address, data, links, session
from dashboard.ui.figures import folded_table
from dashboard.ui.language import words
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.map_drawing import draw_map
from dashboard.ui.map_tables import MEASURES
from dashboard.ui.places import place_label, way_up
from dashboard.ui.plain import plain
from dashboard.ui.resources import boundaries, database, kept
from dashboard.ui.selection import Frame, clicked_code, drilled, levels_for
from dashboard.ui.switches import choice, take_choice
from dashboard.ui.training_lines import training_lines
from dashboard.ui.training_words import people_words
from dashboard.ui.url import parse_choice
from db.criteria import Filters, Scope

DESK = {"country": Frame(720, 1.02), "region": Frame(600, 1.22)}
PHONE = {"country": Frame(640, 0.56), "region": Frame(480, 0.75)}
"""The country is long; what is wide needs little height on a phone."""


def breadcrumb(filters: Filters) -> None:
    """Chile › Antofagasta › Tocopilla; each step but the last leads there."""
    steps = way_up(filters.territory)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="breadcrumb"):
        for code, name in steps[:-1]:
            st.button(plain(name), key=f"step_{code}", type="tertiary", on_click=_go, args=(filters, code))
            st.caption("›", width="content")
        st.markdown(f"**{plain(steps[-1][1])}**", width="content")


def _go(filters: Filters, code: str) -> None:
    address.write({"territory": drilled(filters, code).territory, "level": ""})


def measure_choice(t: Translator) -> str:
    """What the map shows, as a select box: six words do not fit a phone side by side."""
    chosen, _ = parse_choice(address.parameters(), "measure", MEASURES)
    key = session.choice_key("measure")
    session.state()[key] = chosen
    st.selectbox(
        t("map.show"),
        MEASURES,
        format_func=lambda value: t(f"map.measure.{value}"),
        key=key,
        label_visibility="collapsed",
        on_change=take_choice,
        args=("measure", MEASURES[0]),
    )
    return chosen


def map_and_table(scope: Scope, filters: Filters) -> None:
    """Switches, the map, its attribution, and the same numbers folded under it."""
    t = words()
    switches = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with switches:
        measure = measure_choice(t)
        level = choice("level", levels_for(filters.territory), t("map.cut"), "map.level", t)
    dark = is_dark()
    frame = (PHONE if is_phone() else DESK)["region" if filters.territory else "country"]
    what = ("map", filters, level, measure, t.language, dark, frame, boundaries().version)
    drawn = kept(
        scope,
        what,
        data.stamp(),
        lambda: draw_map(scope, filters, level, measure, dark=dark, frame=frame, t=t),
    )
    key = session.map_key(f"{filters.territory}_{level}_{measure}_{dark}")
    st.plotly_chart(
        drawn.figure,
        key=key,
        theme=None,
        config=map_config(t.language),
        on_select=partial(_follow_click, key, filters),
        selection_mode="points",
        alt=drawn.alternative,
    )
    _below_the_map(filters, measure, t)
    folded_table(drawn.table, "map")


def _follow_click(key: str, filters: Filters) -> None:
    """Any change of the figure clears its selection, so the click goes into the address at once."""
    event = session.state().get(key)
    selection = event.get("selection", {}) if isinstance(event, dict) else {}
    code = clicked_code(selection)
    if code and code != filters.territory:
        address.write({"territory": drilled(filters, code).territory, "level": ""})


def _below_the_map(filters: Filters, measure: str, t: Translator) -> None:
    if measure == "reach":
        people = data.territory_list().dropna(subset=["population"])
        if len(people):
            first = people.iloc[0]
            st.caption(t("map.denominator", year=first["population_year"], source=first["population_source"]))
    if measure == "measures":
        st.caption(t("map.measures_note"))
    if measure in ("attendances", "reach"):
        st.caption(t("map.attendances_note"))
    st.caption(t("maps.unavailable") if boundaries().is_missing else t("maps.source"))


def territory_side(scope: Scope, filters: Filters) -> None:
    """The territory beside the map: name, figures with their n, trainings, programmes, and its profile."""
    t = words()
    code = filters.territory
    st.subheader(plain(place_label(code, t)) if code else t("map.whole_country"), anchor=False)
    _figures(scope, filters, t)
    found = data.training_list(scope, filters)
    training_lines(found, filters, t)
    _reported(scope, filters, t)
    _programmes(code, t)
    if code:
        st.page_link(
            links.page("territories"),
            label=t("map.to_profile"),
            icon=":material/arrow_forward:",
            query_params={"territory": code},
        )


def _figures(scope: Scope, filters: Filters, t: Translator) -> None:
    season = data.overview(scope, filters)
    satisfaction = data.results(scope, filters, t.language).satisfaction
    with st.container(horizontal=True, gap="small"):
        _three_figures(season, satisfaction, t)


def _three_figures(season: Overview, satisfaction: Estimate | None, t: Translator) -> None:
    with _figure("trainings"):
        st.metric(t("map.figure.trainings"), t.number(season.trainings))
        st.caption(t.plural("map.figure.comunas", season.comunas))
    with _figure("attendances"):
        everything_unknown = season.attendances == 0 and season.not_reported > 0
        people = t("map.figure.unknown") if everything_unknown else t.number(season.attendances)
        st.metric(t("map.figure.attendances"), people)
        if season.not_reported:
            st.caption(t.plural("map.note.not_reported", season.not_reported))
    with _figure("satisfaction"):
        if satisfaction is None:
            st.metric(t("map.figure.satisfaction"), t("map.figure.unknown"))
            st.caption(t("map.figure.received", received=t.number(season.received)))
        else:
            st.metric(t("map.figure.satisfaction"), t.percent(satisfaction.value))
            low, high = t.percent(satisfaction.low), t.percent(satisfaction.high)
            st.caption(t("map.note.satisfaction", n=t.number(satisfaction.n), low=low, high=high))


def _figure(name: str) -> DeltaGenerator:
    return st.container(width=140, gap=None, key=f"figure_{name}")


def _reported(scope: Scope, filters: Filters, t: Translator) -> None:
    for total in data.overview(scope, filters).totals:
        people = people_words(total.people, total.qualifier, t)
        st.markdown(
            t(
                "map.reported",
                project=plain(total.project),
                people=people,
                funders=plain(", ".join(total.funders)) or t("app.source.not_reported"),
            )
        )


def _programmes(code: str, t: Translator) -> None:
    found = territories.measures_of(database(), code) if code else ()
    if not found:
        return
    st.markdown(f"**{t('map.programmes')}**")
    for measure in found[:6]:
        title = plain(measure.title.get(t.language) or next(iter(measure.title.values()), ""))
        st.markdown(f"- {title} :gray[({t.term('vocabulary.measure_type', measure.type)})]")
