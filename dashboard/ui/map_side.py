"""The territory beside the map: name, figures with their n, trainings, programmes, and its profile."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import Translator
from dashboard.indicators.intervals import Estimate
from dashboard.services import territories
from dashboard.services.map_page import MapPage
from dashboard.services.overview import Overview
from dashboard.services.territories import MeasureView
from dashboard.ui import address, data, links
from dashboard.ui.language import words
from dashboard.ui.map_settings import parse_settings
from dashboard.ui.places import place_label
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.training_lines import training_lines
from dashboard.ui.training_words import people_words
from db.criteria import Filters, Scope


def page_data(scope: Scope, filters: Filters) -> MapPage:
    """What the page shows, read once for the map and for what stands beside it."""
    settings, _ = parse_settings(address.parameters(), filters.territory)
    return data.map_page(scope, filters, settings.level, settings.measure)


def territory_side(scope: Scope, filters: Filters) -> None:
    """The territory beside the map: name, figures with their n, trainings, programmes, and its profile."""
    t = words()
    code = filters.territory
    st.subheader(plain(place_label(code, t)) if code else t("map.whole_country"), anchor=False)
    _figures(scope, filters, t)
    found = page_data(scope, filters)
    training_lines(found.newest, filters, t)
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
    found = page_data(scope, filters)
    with st.container(horizontal=True, gap="small"):
        _three_figures(found.overview, found.satisfaction, t)


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
    for total in page_data(scope, filters).overview.totals:
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
    st.markdown("\n".join(_programme(measure, t) for measure in found[:6]))


def _programme(measure: MeasureView, t: Translator) -> str:
    title = plain(measure.title.get(t.language) or next(iter(measure.title.values()), ""))
    return f"- {title} :gray[({t.term('vocabulary.measure_type', measure.type)})]"
