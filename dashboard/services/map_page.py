"""All that the map page asks for at once: the trainings are selected once for the map, once for the panel."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

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
    """`values` and `places` are the whole country's, the rest the chosen territory's."""

    values: pd.DataFrame  # territory_values.VALUE_COLUMNS
    places: pd.DataFrame  # training_places.COLUMNS
    overview: Overview
    satisfaction: Estimate | None  # None = nothing published yet
    newest: pd.DataFrame  # id, title, kind, starts_on, ends_on, date_precision, host


def map_page(
    database: Database, scope: Scope, filters: Filters, *, level: str, measure: str, today: date
) -> MapPage:
    """The other filters hold for every territory; the chosen one is shown among its neighbours."""
    held, found = attributes(database), cube(database, today)
    seen, masks = held.seen(scope), masks_of(database, held, filters)

    def chosen(asked: Filters, left_out: str) -> Selection:
        """As `cubes.selection`, from the attributes in memory."""
        ids = held.ids[all_but(left_out, seen, masks)]
        return selected(found, found.trainings.mask(ids), scope, asked)

    here = chosen(filters, "")
    view = chosen(filters.without("territory"), "territory") if filters.territory else here
    items = tables.satisfaction_items(question_views(database, DEFAULT_LANGUAGE))
    return MapPage(
        values=values_of(database, view, items, level=level, measure=measure, year=today.year),
        places=training_places(held, view, places(database, today.year).table),
        overview=overview_of(database, here, scope, filters, today),
        satisfaction=tables.satisfaction_in(here, items),
        newest=_newest(database, here, scope),
    )


def _newest(database: Database, view: Selection, scope: Scope) -> pd.DataFrame:
    known = view.cube.trainings
    ids = known.ids[known.newest[view.trainings[known.newest]][:NEWEST]].tolist()
    with reading(database) as session:
        return trainings.lines(session, scope, ids)
