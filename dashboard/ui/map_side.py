"""The territory beside the map: name, figures with their n, trainings, programmes, and its profile."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.indicators.intervals import Estimate
from dashboard.services.map_page import MapPage
from dashboard.services.overview import Overview
from dashboard.services.territories import MeasureView
from dashboard.ui import address, data, links
from dashboard.ui.language import words
from dashboard.ui.map_settings import parse_settings
from dashboard.ui.numbers import Number, numbers
from dashboard.ui.places import place_label
from dashboard.ui.plain import plain
from dashboard.ui.training_lines import training_lines
from dashboard.ui.training_words import people_words
from db.criteria import Filters, Scope


def page_data(scope: Scope, filters: Filters) -> MapPage:
    """What the page shows, read once for the map and for what stands beside it."""
    settings, _ = parse_settings(address.parameters(), filters.territory)
    return data.map_page(scope, filters, settings.level, settings.measure)


def territory_side(found: MapPage, filters: Filters) -> None:
    """The territory beside the map: name, figures with their n, trainings, programmes, and its profile."""
    t = words()
    code = filters.territory
    st.subheader(plain(place_label(code, t)) if code else t("map.whole_country"), anchor=False)
    numbers(_figures(found.overview, found.satisfaction, t))
    training_lines(found.newest, filters, t)
    _reported(found.overview, t)
    _programmes(code, t)
    if code:
        st.page_link(
            links.page("territories"),
            label=t("map.to_profile"),
            icon=":material/arrow_forward:",
            query_params={"territory": code},
        )


def _figures(season: Overview, satisfaction: Estimate | None, t: Translator) -> tuple[Number, ...]:
    comunas = t.plural("map.figure.comunas", season.comunas)
    everything_unknown = season.attendances == 0 and season.not_reported > 0
    people = t("map.figure.unknown") if everything_unknown else t.number(season.attendances)
    unknown = t.plural("map.note.not_reported", season.not_reported) if season.not_reported else ""
    return (
        Number(t("map.figure.trainings"), t.number(season.trainings), comunas),
        Number(t("map.figure.attendances"), people, unknown),
        _satisfaction(season, satisfaction, t),
    )


def _satisfaction(season: Overview, satisfaction: Estimate | None, t: Translator) -> Number:
    label = t("map.figure.satisfaction")
    if satisfaction is None:
        received = t("map.figure.received", received=t.number(season.received))
        return Number(label, t("map.figure.unknown"), received)
    low, high = t.percent(satisfaction.low), t.percent(satisfaction.high)
    note = t("map.note.satisfaction", n=t.number(satisfaction.n), low=low, high=high)
    return Number(label, t.percent(satisfaction.value), note)


def _reported(season: Overview, t: Translator) -> None:
    for total in season.totals:
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
    found = data.measures_of(code) if code else ()
    if not found:
        return
    st.markdown(f"**{t('map.programmes')}**")
    st.markdown("\n".join(_programme(measure, t) for measure in found[:6]))


def _programme(measure: MeasureView, t: Translator) -> str:
    title = plain(measure.title.get(t.language) or next(iter(measure.title.values()), ""))
    return f"- {title} :gray[({t.term('vocabulary.measure_type', measure.type)})]"
