"""What a picture of the map says around it, since it has no chips nor captions beside it, and its files."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dashboard.i18n import Translator
from dashboard.services.map_page import MapPage
from dashboard.ui import data
from dashboard.ui.downloads import download_when_opened
from dashboard.ui.figures import period_of
from dashboard.ui.filters import said_choices
from dashboard.ui.map_drawing import DrawnMap
from dashboard.ui.map_layers import note_for
from dashboard.ui.map_settings import MapSettings
from dashboard.ui.map_tables import readable_values
from dashboard.ui.map_time import period_words
from dashboard.ui.places import place_label
from dashboard.ui.resources import boundaries, settings, today
from db.criteria import Filters, Scope

KEY = "map"
SUMMED = {"responses": "n", "measures": "value"}
"""The column of a map's values that says how much is on it; of the other measures, how many trainings."""


def map_download(drawn: DrawnMap, scope: Scope, filters: Filters, chosen: MapSettings, t: Translator) -> None:
    """The numbers and the pictures; nothing of it is made before it is asked for."""

    def table() -> pd.DataFrame:
        return readable_values(drawn.values, chosen.measure, t)

    def about() -> tuple[str, str]:
        return picture_title(filters, chosen, t), picture_line(drawn, scope, filters, chosen, t)

    download_when_opened(table, KEY, about, t)


def picture_title(filters: Filters, chosen: MapSettings, t: Translator) -> str:
    """ "Satisfacción según comuna, Valparaíso"."""
    place = place_label(_focus(filters.territory), t) if filters.territory else t("map.whole_country")
    return t(f"map.picture.{chosen.level}", measure=t(f"map.measure.{chosen.measure}"), place=place)


def picture_line(drawn: DrawnMap, scope: Scope, filters: Filters, chosen: MapSettings, t: Translator) -> str:
    """What was chosen, what the map rests on, period, day and least people; and the notes below the map."""
    around = replace(filters, territory=_focus(filters.territory))
    found = data.map_page(scope, around, chosen.level, chosen.measure)
    synthetic = chosen.measure != "measures" and found.overview.has_synthetic
    said = [
        *_choices(scope, filters, chosen, t),
        t("outcomes.pictures.synthetic") if synthetic else "",
        _rests_on(drawn, found, around, chosen, t),
        period_words(chosen.period, t) if chosen.period else period_of(filters, t),
        t("map.picture.day", day=t.date(today(), "medium")),
    ]
    foot = t("outcomes.pictures.foot", source=" · ".join(filter(None, said)), k=t.number(settings().k))
    notes = [*_notes(scope, filters, chosen, t), "" if boundaries().is_missing else t("maps.source")]
    return " ".join([f"{foot}.", *filter(None, notes)])


def notes_below(scope: Scope, filters: Filters, chosen: MapSettings, t: Translator) -> Iterator[str]:
    """The sentences under the map: its layer, its denominator, what it does not say, its boundaries."""
    yield from _notes(scope, filters, chosen, t)
    yield t("maps.unavailable") if boundaries().is_missing else t("maps.source")


def _notes(scope: Scope, filters: Filters, chosen: MapSettings, t: Translator) -> Iterator[str]:
    note = note_for(scope, filters, chosen, t)
    if note:
        yield note
    if chosen.measure == "reach":
        people = data.territory_list().dropna(subset=["population"])
        if len(people):
            first = people.iloc[0]
            yield t("map.denominator", year=first["population_year"], source=first["population_source"])
    if chosen.measure == "measures" and chosen.layer != "measures":
        yield t("map.measures_note")
    if chosen.measure in ("attendances", "reach"):
        yield t("map.attendances_note")


def _rests_on(drawn: DrawnMap, found: MapPage, around: Filters, chosen: MapSettings, t: Translator) -> str:
    """How many answers, measures or trainings: of a rate, as the page says it beside the map."""
    if chosen.measure == "satisfaction" and found.satisfaction is not None and not chosen.period:
        return t.plural("map.picture.satisfaction", found.satisfaction.n)
    values = drawn.values
    inside = values[[str(code).startswith(around.territory) for code in values["code"].tolist()]]
    count = int(inside[SUMMED.get(chosen.measure, "trainings")].sum())
    is_summed = chosen.measure in SUMMED
    return t.plural(f"map.picture.{chosen.measure}" if is_summed else "maps.training_count", count)


def _focus(territory: str) -> str:
    """What fills the frame: of a comuna, its region; of the country, everything."""
    code = territory if territory.isdecimal() else ""
    return code[:2] if len(code) == 5 else code


def _choices(scope: Scope, filters: Filters, chosen: MapSettings, t: Translator) -> Iterator[str]:
    yield from said_choices(scope, filters, t, but=("territory", "since", "until", "training"), safe=str)
    if chosen.layer != "none":
        yield f"{t('map.layer_label')}: {t(f'map.layer.{chosen.layer}')}"
