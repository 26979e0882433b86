"""The layers of a map: one choropleth per state, panel by panel, by URL and code only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.theme import CLEAR, Tokens, Trace
from dashboard.charts.words import plain
from dashboard.i18n import Translator
from dashboard.maps.boundaries import Boundaries
from dashboard.maps.classes import ValueClass, class_of
from dashboard.maps.measure import DETAILS, MeasureWords
from dashboard.maps.view import MapView, Panel

NO_DATA, ZERO, WITHHELD, VALUE = "no_data", "zero", "withheld", "value"
STATES = (VALUE, ZERO, NO_DATA, WITHHELD)
HUNDRED = 100
SMALL = 32_000


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the layers share: where the polygons are, what is shown, and how."""

    boundaries: Boundaries
    view: MapView
    look: Tokens

    def url(self) -> str:
        return self.boundaries.url(self.view.level, self.view.region)

    def hatch_url(self) -> str:
        return self.boundaries.hatch_url(self.view.level, self.view.region)

    @property
    def is_country(self) -> bool:
        return self.view.region is None


@dataclass(frozen=True, slots=True)
class Rows:
    """Territories as plain lists and arrays, one entry each: what plotly writes fastest.

    `classes` is the place of the value's class (0 for an absence); `details` has the measure's columns.
    """

    codes: list[str]
    names: list[str]
    states: list[str]
    classes: list[int]
    details: np.ndarray[tuple[int, int], np.dtype[np.float32]]

    def only(self, kept: Sequence[bool]) -> "Rows":
        at = [position for position, is_kept in enumerate(kept) if is_kept]
        return Rows(
            [self.codes[i] for i in at],
            [self.names[i] for i in at],
            [self.states[i] for i in at],
            [self.classes[i] for i in at],
            self.details[at],
        )


def rows_of(values: pd.DataFrame, classes: tuple[ValueClass, ...], measure: MeasureWords) -> Rows:
    """The lists of a table; a column of details that it lacks is left empty."""
    states, numbers = values["state"].tolist(), values["value"].tolist()
    places = [
        class_of(value, classes) if state == VALUE else 0
        for state, value in zip(states, numbers, strict=True)
    ]
    nothing = np.zeros(len(values))
    details = np.column_stack(
        [values[name].to_numpy(float) if name in values else nothing for name in DETAILS[measure.detail]]
    )
    if measure.kind == "share":
        shares = [at for at, name in enumerate(DETAILS[measure.detail]) if name in ("value", "low", "high")]
        details[:, shares] = np.rint(details[:, shares] * HUNDRED)  # as they read
    return Rows(
        codes=[str(code) for code in values["code"].tolist()],
        names=[plain(str(name)) for name in values["name"].tolist()],
        states=states,
        classes=places,
        details=np.nan_to_num(details).astype(np.float32),
    )


def ground_colours(look: Tokens) -> dict[str, str]:
    """The ground of the absences; the hatch of what is withheld is a layer of its own."""
    return {NO_DATA: look.no_data, ZERO: look.zero, WITHHELD: look.paper}


def hover_template(state: str, measure: MeasureWords, t: Translator) -> str:
    """Name and measure; the three absences say what they are, once per layer instead of once per row."""
    absent = {
        NO_DATA: t("maps.no_data") + measure.absence_template(t),
        WITHHELD: t("maps.withheld_why"),
        ZERO: measure.text(0.0, t) + measure.absence_template(t),
    }
    value = absent.get(state) or measure.value_template(t)
    words = t("maps.hover_value", measure=plain(measure.title), value=value)
    return f"<b>%{{hovertext}}</b><br>{words}<extra></extra>"


def territory_layer(
    rows: Rows, panel: Panel, drawing: Drawing, *, state: str, colours: Sequence[str], hover: str
) -> Trace:
    """The territories of one state in one panel, values by class; a click gives their code as `location`."""
    highest = max(1, len(colours) - 1)
    scale = [[place / highest, colour] for place, colour in enumerate(colours)]
    layer = _polygons(panel, drawing.url(), rows.codes, colours[0]) | {
        "name": state,
        "z": np.array(rows.classes, dtype=np.uint8),
        "hovertext": rows.names,
        "hovertemplate": hover,
        "marker": {"line": _border(panel, drawing.look, rows, state, colours)},
    }
    if len(colours) > 1:
        layer |= {"colorscale": scale, "zmin": 0, "zmax": highest}
    if "customdata" in hover:
        layer["customdata"] = _lightest(rows.details)
    return layer


def _lightest(details: np.ndarray[tuple[int, int], Any]) -> np.ndarray[tuple[int, int], Any]:  # Any: a number
    """Whole small numbers take half the way: percentages and answers of a comuna are such."""
    is_small = bool((np.abs(details) <= SMALL).all() and (details == np.rint(details)).all())
    return details.astype(np.int16) if is_small else details


def _border(panel: Panel, look: Tokens, rows: Rows, state: str, colours: Sequence[str]) -> dict[str, Any]:
    """A hairline; in an inset it thickens islands that would otherwise be a pixel. Any: plotly's."""
    if state != VALUE:
        return {"color": look.border, "width": 0.6}
    if panel.is_inset and len(colours) > 1:
        return {"color": [colours[place] for place in rows.classes], "width": 2}
    return {"color": look.paper if len(colours) > 1 else look.border, "width": 0.6}


def stripes_layer(codes: list[str], panel: Panel, drawing: Drawing) -> Trace:
    """The diagonal hatch over territories that are withheld; no pointer meets it."""
    stripes = _polygons(panel, drawing.hatch_url(), codes, drawing.look.withheld)
    return stripes | {"hoverinfo": "skip", "marker": {"line": {"width": 0}}}


def ground_layer(panel: Panel, drawing: Drawing, regions: list[str]) -> Trace:
    """The rest of Chile around a territory in focus."""
    ground = _polygons(panel, drawing.boundaries.url("region"), regions, drawing.look.surface)
    return ground | {"hoverinfo": "skip", "marker": {"line": {"color": drawing.look.line, "width": 0.6}}}


def outline_layer(panel: Panel, codes: list[str], *, url: str, line: str, width: float) -> Trace:
    """Borders only: of the regions over smaller territories, of the selected territory over all."""
    outline = _polygons(panel, url, codes, CLEAR)
    return outline | {"hoverinfo": "skip", "marker": {"line": {"color": line, "width": width}}}


def _polygons(panel: Panel, url: str, codes: list[str], colour: str) -> Trace:
    """Territories by code, all in one colour."""
    return {
        "type": "choropleth",
        "geo": panel.geo,
        "geojson": url,
        "locations": codes,
        "z": np.zeros(len(codes), dtype=np.uint8),
        "colorscale": [[0, colour], [1, colour]],
    }
