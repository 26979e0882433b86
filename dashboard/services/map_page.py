"""All that the map page asks for at once: the trainings are selected once for the map, once for the panel."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.cube.cube import Cube
from dashboard.cube.selection import Selection, selected
from dashboard.i18n.translator import DEFAULT_LANGUAGE
from dashboard.indicators.intervals import Estimate
from dashboard.services import tables
from dashboard.services.cubes import cube
from dashboard.services.facets import all_but, attributes, masks_of
from dashboard.services.overview import Overview, overview_of
from dashboard.services.places import places
from dashboard.services.questions import question_views
from dashboard.services.store import Database, reading
from dashboard.services.territory_values import values_of
from dashboard.services.training_places import training_places
from db.criteria import Filters, Scope
from db.queries import trainings

NEWEST = 7  # trainings beside the map, and one more to know that there are more


@dataclass(frozen=True, slots=True)
class MapPage:
    """`values` are the whole country's, the rest the chosen territory's."""

    values: pd.DataFrame  # territory_values.VALUE_COLUMNS
    overview: Overview
    satisfaction: Estimate | None  # None = nothing published yet
    newest: tuple[trainings.Line, ...]


def map_page(
    database: Database, scope: Scope, filters: Filters, *, level: str, measure: str, today: date
) -> MapPage:
    """The other filters hold for every territory; the chosen one is shown among its neighbours."""
    found = _Found(database, scope, filters, cube(database, today))
    here = found.chosen()
    view = found.everywhere() if filters.territory else here
    items = tables.satisfaction_items(question_views(database, DEFAULT_LANGUAGE))
    return MapPage(
        values=values_of(database, view, items, level=level, measure=measure, year=today.year),
        overview=overview_of(database, here, scope, filters, today),
        satisfaction=tables.satisfaction_in(here, items),
        newest=_newest(database, here, scope),
    )


def training_layer(database: Database, scope: Scope, filters: Filters, *, today: date) -> pd.DataFrame:
    """Where the trainings of the map are (`training_places.COLUMNS`), whichever territory is chosen."""
    found = _Found(database, scope, filters, cube(database, today))
    return training_places(found.held, found.everywhere(), places(database, today.year))


class _Found:
    """The trainings that filters lead to, found as in `cubes.selection`, from the attributes in memory."""

    def __init__(self, database: Database, scope: Scope, filters: Filters, held_cube: Cube) -> None:
        self.held = attributes(database)
        self._scope, self._filters, self._cube = scope, filters, held_cube
        self._seen, self._masks = self.held.seen(scope), masks_of(database, self.held, filters)

    def chosen(self) -> Selection:
        return self._selected(self._filters, "")

    def everywhere(self) -> Selection:
        return self._selected(self._filters.without("territory"), "territory")

    def _selected(self, asked: Filters, left_out: str) -> Selection:
        ids = self.held.ids[all_but(left_out, self._seen, self._masks)]
        return selected(self._cube, self._cube.trainings.mask(ids), self._scope, asked)


def _newest(database: Database, view: Selection, scope: Scope) -> tuple[trainings.Line, ...]:
    known = view.cube.trainings
    ids = known.ids[known.newest[view.trainings[known.newest]][:NEWEST]].tolist()
    with reading(database) as session:
        return trainings.lines(session, scope, ids)
