"""The legend of a map: the classes that occur and, always, the three absences.

Choropleths have no swatch for a pattern, so the entries belong to empty bars on axes nobody sees.
"""

from dataclasses import dataclass

from dashboard.charts.theme import Tokens, Trace
from dashboard.charts.words import wrapped
from dashboard.i18n import Translator
from dashboard.maps.classes import ValueClass
from dashboard.maps.measure import MeasureWords
from dashboard.maps.points import LARGEST_BUBBLE, PointLayer, bubble_marker, point_marker

CLASSES = "classes"
LEAST_IN_LEGEND, LARGEST_IN_LEGEND = 3.0, 16.0  # pixels; plotly draws none larger
HIDDEN_AXIS = {"visible": False, "domain": [0, 0.0001], "fixedrange": True}


@dataclass(frozen=True, slots=True)
class Marked:
    """What the legend names besides colours: a layer of points, sizes of bubbles by class, what rings say."""

    layer: PointLayer | None = None
    sizes: tuple[float, ...] | None = None
    ring: str = ""


NOTHING_MARKED = Marked()


def entries(
    classes: tuple[ValueClass, ...],
    colours: tuple[str, ...],
    *,
    t: Translator,
    measure: MeasureWords,
    look: Tokens,
    marked: Marked = NOTHING_MARKED,
) -> list[Trace]:
    """Highest class first, then zero, no data and withheld, then the points over the map."""
    texts = [measure.class_text(one, t) for one in classes]
    if marked.sizes is None:
        ranges = [_swatch(text, colour, look) for text, colour in zip(texts, colours, strict=True)]
    else:
        ranges = [_bubble(text, size, look) for text, size in zip(texts, marked.sizes, strict=True)]
    absences = [
        _swatch(t("maps.zero"), look.zero, look),
        _swatch(t("maps.no_data"), look.no_data, look),
        _swatch(t("maps.withheld"), look.paper, look, hatched=True),
    ]
    layer = marked.layer
    marks = [] if layer is None else [_mark(*one, look, is_hollow=layer.is_hollow) for one in layer.entries]
    if marked.ring:
        ring = bubble_marker(look, is_hollow=True) | {"size": LARGEST_IN_LEGEND}
        marks = [_entry(marked.ring, "scatter") | {"mode": "markers", "marker": ring}, *marks]
    return [*[one | {"legendgroup": CLASSES} for one in reversed(ranges)], *absences, *marks]


def _bubble(name: str, size: float, look: Tokens) -> Trace:
    """Smaller than on the map, where plotly's legend would cut them all to one size."""
    size = round(max(LEAST_IN_LEGEND, size * LARGEST_IN_LEGEND / LARGEST_BUBBLE), 1)
    return _entry(name, "scatter") | {"mode": "markers", "marker": bubble_marker(look) | {"size": size}}


def _mark(name: str, symbol: str, look: Tokens, *, is_hollow: bool) -> Trace:
    marker = point_marker(symbol, look, is_hollow=is_hollow) | {"size": 9}
    return _entry(name, "scatter") | {"mode": "markers", "marker": marker}


def _swatch(name: str, colour: str, look: Tokens, *, hatched: bool = False) -> Trace:
    pattern = {"shape": "/", "fgcolor": look.withheld, "bgcolor": colour, "size": 4, "solidity": 0.3}
    marker: dict[str, object] = {"color": colour, "line": {"color": look.border, "width": 1}}
    return _entry(name, "bar") | {"marker": marker | ({"pattern": pattern} if hatched else {})}


def _entry(name: str, kind: str) -> Trace:
    return {"type": kind, "name": name, "x": [None], "y": [None], "hoverinfo": "skip", "showlegend": True}


EAST_OF_PATAGONIA = 0.79


def legend_layout(
    measure: MeasureWords, look: Tokens, *, country: bool, strips_end: float = 1.0
) -> dict[str, object]:
    """In the country view the legend stands east of Patagonia, in focus it lies under the map."""
    title: dict[str, object] = {
        "text": f"<b>{wrapped(measure.title, 16 if country else 60)}</b>",
        "font": {"color": look.ink},
    }
    common: dict[str, object] = {
        "title": title,
        "font": {"color": look.muted},
        "traceorder": "normal",
        "tracegroupgap": 4,
        "itemsizing": "trace",
    }
    if country:
        return common | {
            "x": min(EAST_OF_PATAGONIA, strips_end),
            "y": 0.97,
            "xanchor": "left",
            "yanchor": "top",
        }
    title["side"] = "top"
    return common | {"orientation": "h", "x": 0, "y": 0.08, "xanchor": "left", "yanchor": "top"}
