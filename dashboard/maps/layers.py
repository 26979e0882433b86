"""The layers of a map: one choropleth per class, panel by panel, by URL and code only."""

from dataclasses import dataclass

import pandas as pd

from dashboard.charts.theme import CLEAR, Tokens, Trace
from dashboard.charts.words import plain
from dashboard.i18n import Translator
from dashboard.maps.boundaries import Boundaries
from dashboard.maps.classes import ValueClass, class_of
from dashboard.maps.measure import MeasureWords
from dashboard.maps.view import MapView, Panel

NO_DATA, ZERO, WITHHELD, VALUE = "no_data", "zero", "withheld", "value"


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


def with_classes(values: pd.DataFrame, classes: tuple[ValueClass, ...]) -> pd.DataFrame:
    """A column `layer`: the state, or for values the position of their class."""
    layers = [
        f"{VALUE}-{class_of(float(value), classes)}" if state == VALUE else str(state)
        for state, value in zip(values["state"].tolist(), values["value"].tolist(), strict=True)
    ]
    return values.assign(layer=layers)


def layer_colours(look: Tokens, colours: tuple[str, ...]) -> dict[str, str]:
    """The ground of every layer, absences first; the hatch of what is withheld is a layer of its own."""
    absences = {NO_DATA: look.no_data, ZERO: look.zero, WITHHELD: look.paper}
    return absences | {f"{VALUE}-{position}": colour for position, colour in enumerate(colours)}


def hover_texts(values: pd.DataFrame, measure: MeasureWords, t: Translator) -> list[str]:
    """What a row adds to its layer's words: the value where there is one, and the note."""
    rows = zip(values["state"].tolist(), values["value"].tolist(), values["note"].tolist(), strict=True)
    return [
        "<br>".join(filter(None, [measure.text(value, t) if state == VALUE else "", _noted(note)]))
        for state, value, note in rows
    ]


def _noted(note: object) -> str:
    return plain(note) if isinstance(note, str) else ""


def hover_template(layer: str, measure: MeasureWords, t: Translator) -> str:
    """Name and measure; the three absences say what they are, once per layer instead of once per row."""
    absent = {
        NO_DATA: t("maps.no_data"),
        WITHHELD: t("maps.withheld_why"),
        ZERO: measure.text(0.0, t),
    }
    value = f"{absent[layer]}<br>%{{text}}" if layer in absent else "%{text}"
    words = t("maps.hover_value", measure=plain(measure.title), value=value)
    return f"<b>%{{hovertext}}</b><br>{words}<extra></extra>"


def territory_layer(
    rows: pd.DataFrame, panel: Panel, drawing: Drawing, *, layer: str, colour: str, hover: str
) -> Trace:
    """The territories of one class in one panel; a click gives their code as `location`."""
    absent = layer in {NO_DATA, ZERO, WITHHELD}
    return _polygons(panel, drawing.url(), rows["code"].tolist(), colour) | {
        "name": layer,
        "hovertext": [plain(str(name)) for name in rows["name"].tolist()],
        "text": rows["text"].tolist(),
        "hovertemplate": hover,
        "marker": {"line": _border(panel, drawing.look, absent=absent, colour=colour)},
    }


def _border(panel: Panel, look: Tokens, *, absent: bool, colour: str) -> dict[str, object]:
    """A hairline; in an inset it thickens islands that would otherwise be a pixel."""
    if absent:
        return {"color": look.border, "width": 0.6}
    return {"color": colour, "width": 2} if panel.is_inset else {"color": look.paper, "width": 0.6}


def stripes_layer(rows: pd.DataFrame, panel: Panel, drawing: Drawing) -> Trace:
    """The diagonal hatch over territories that are withheld; no pointer meets it."""
    stripes = _polygons(panel, drawing.hatch_url(), rows["code"].tolist(), drawing.look.withheld)
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
        "z": [1] * len(codes),
        "colorscale": [[0, colour], [1, colour]],
    }
