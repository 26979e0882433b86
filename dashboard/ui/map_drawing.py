"""The map of a view, drawn once and shown by the map page, the front door and the presentation."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.describe import alternative_text
from dashboard.i18n import Translator
from dashboard.maps.points import PointLayer
from dashboard.maps.style import PLAIN, MapStyle
from dashboard.maps.territory_map import classes_of, territory_map
from dashboard.services.territory_values import TerritoryFrames
from dashboard.ui import data
from dashboard.ui.map_layers import point_layer_of
from dashboard.ui.map_settings import PERCENT, MapSettings, drawn_classing
from dashboard.ui.map_tables import map_values, measure_words
from dashboard.ui.resources import boundaries
from dashboard.ui.selection import Frame, view_of
from db.criteria import Filters, Scope


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map ready to show, the values in view, and its words for those who do not see it."""

    figure: go.Figure
    values: pd.DataFrame
    alternative: str
    breaks: tuple[float, ...]  # where each class but the lowest begins, as an address says it


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a map is shown: light or dark, its frame, its language."""

    dark: bool
    frame: Frame
    t: Translator


def draw_map(
    scope: Scope, filters: Filters, level: str, measure: str, *, dark: bool, frame: Frame, t: Translator
) -> DrawnMap:
    """Territories filled by class: the quiet map of the front door and of the presentation."""
    found = data.territory_values(scope, filters.without("territory"), level, measure)
    settings = MapSettings(measure, level, "fill", "none")
    return _drawn(found, scope, filters, settings, Screen(dark, frame, t), PLAIN, None)


def draw_page_map(scope: Scope, filters: Filters, settings: MapSettings, screen: Screen) -> DrawnMap:
    """The territory in focus among its neighbours: the other filters hold for all of them."""
    found = data.map_page(scope, filters, settings.level, settings.measure).values
    style = MapStyle(
        drawn_classing(settings),
        weight_title=_weight_title(settings, screen.t),
        marks=settings.marks,
        has_names=True,
    )
    layer = point_layer_of(scope, filters, settings, screen.t)
    return _drawn(found, scope, filters, settings, screen, style, layer)


def draw_frame(
    scope: Scope, filters: Filters, settings: MapSettings, frames: TerritoryFrames, screen: Screen
) -> DrawnMap:
    """One period, in the classes of all of them."""
    style = MapStyle(
        drawn_classing(settings),
        pool=_pool(frames, filters),
        heaviest=max(
            float(table["n" if settings.measure == "satisfaction" else "trainings"].max())
            for table in frames.tables
        ),
        weight_title=_weight_title(settings, screen.t),
        marks=settings.marks,
        has_names=True,
    )
    found = frames.tables[frames.periods.index(settings.period)]
    layer = None if settings.layer == "trainings" else point_layer_of(scope, filters, settings, screen.t)
    return _drawn(found, scope, filters, settings, screen, style, layer)


def _weight_title(settings: MapSettings, t: Translator) -> str:
    """What the rings over a rate say (`map_values` weighs them)."""
    return t(f"map.weight.{'answers' if settings.measure == 'satisfaction' else 'trainings'}")


def _pool(frames: TerritoryFrames, filters: Filters) -> tuple[float, ...]:
    """The values of every period, of the territories in view."""
    region = filters.territory[:2] if filters.territory.isdecimal() else ""
    return tuple(
        value
        for table in frames.tables
        for code, state, value in zip(
            table["code"].tolist(), table["state"].tolist(), table["value"].tolist(), strict=True
        )
        if state == "value" and code.startswith(region)
    )


def _drawn(
    found: pd.DataFrame,
    scope: Scope,
    filters: Filters,
    settings: MapSettings,
    screen: Screen,
    style: MapStyle,
    layer: PointLayer | None,
) -> DrawnMap:
    values = map_values(found, scope, settings.measure)
    view = view_of(filters.territory, settings.level, dark=screen.dark, frame=screen.frame)
    figure = territory_map(
        values,
        boundaries(),
        t=screen.t,
        measure=measure_words(settings.measure, screen.t),
        view=view,
        style=style,
        layer=layer,
        points=data.territory_points(),
    )
    scale = PERCENT if settings.measure == "satisfaction" else 1
    is_inside = [str(code).startswith(view.region or "") for code in values["code"].tolist()]
    inside = values.loc[np.array(is_inside, dtype=bool)]
    breaks = tuple(one.low * scale for one in classes_of(values, style, view)[1:])
    return DrawnMap(figure, inside, alternative_text(figure, t=screen.t), breaks)
