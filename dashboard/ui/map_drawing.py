"""The map of a view, drawn once and shown by the map page, the front door and the presentation."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.describe import alternative_text
from dashboard.i18n import Translator
from dashboard.maps.territory_map import territory_map
from dashboard.ui import data
from dashboard.ui.map_tables import (
    map_values,
    measure_words,
    readable_values,
    territory_points,
    training_points,
)
from dashboard.ui.resources import boundaries
from dashboard.ui.selection import Frame, view_of
from db.criteria import Filters, Scope


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map ready to show, the table with its numbers, and its words for those who do not see it."""

    figure: go.Figure
    table: pd.DataFrame
    alternative: str


def draw_map(
    scope: Scope,
    filters: Filters,
    level: str,
    measure: str,
    *,
    dark: bool,
    frame: Frame,
    t: Translator,
    with_trainings: bool = True,
) -> DrawnMap:
    """The territory in focus among its neighbours: the other filters hold for all of them."""
    everywhere = filters.without("territory")
    found = data.territory_values(scope, everywhere, level, measure, t.language)
    values = map_values(found, scope, measure, t)
    words = measure_words(measure, t)
    view = view_of(filters.territory, level, dark=dark, frame=frame)
    trainings = training_points(data.training_list(scope, everywhere), data.territory_names())
    figure = territory_map(
        values,
        boundaries(),
        t=t,
        measure=words,
        view=view,
        trainings=trainings if with_trainings else None,
        points=territory_points(data.territory_list(), level),
    )
    inside = values[[str(code).startswith(view.region or "") for code in values["code"]]]
    return DrawnMap(figure, readable_values(inside, words, t), alternative_text(figure, t=t))
