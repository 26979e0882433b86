"""The legend of a map: the classes that occur and, always, the three absences.

Choropleths have no swatch for a pattern, so the entries belong to empty bars on axes nobody sees.
"""

from dashboard.charts.theme import Tokens, Trace
from dashboard.charts.words import wrapped
from dashboard.i18n import Translator
from dashboard.maps.classes import ValueClass
from dashboard.maps.measure import MeasureWords

HIDDEN_AXIS = {"visible": False, "domain": [0, 0.0001], "fixedrange": True}


def entries(
    classes: tuple[ValueClass, ...],
    colours: tuple[str, ...],
    *,
    t: Translator,
    measure: MeasureWords,
    look: Tokens,
    with_trainings: bool,
) -> list[Trace]:
    """Highest class first, then zero, no data and withheld, then the mark of a training."""
    ranges = [
        _swatch(measure.range_text(one.low, one.high, t), colour, look)
        for one, colour in zip(classes, colours, strict=True)
    ]
    absences = [
        _swatch(t("maps.zero"), look.zero, look),
        _swatch(t("maps.no_data"), look.no_data, look),
        _swatch(t("maps.withheld"), look.paper, look, hatched=True),
    ]
    marks = [_mark(t("maps.trainings"), look)] if with_trainings else []
    return [*reversed(ranges), *absences, *marks]


def _swatch(name: str, colour: str, look: Tokens, *, hatched: bool = False) -> Trace:
    pattern = {"shape": "/", "fgcolor": look.withheld, "bgcolor": colour, "size": 4, "solidity": 0.3}
    marker: dict[str, object] = {"color": colour, "line": {"color": look.border, "width": 1}}
    return _entry(name, "bar") | {"marker": marker | ({"pattern": pattern} if hatched else {})}


def _mark(name: str, look: Tokens) -> Trace:
    marker = {"color": look.accent, "size": 9, "line": {"color": look.paper, "width": 1}}
    return _entry(name, "scatter") | {"mode": "markers", "marker": marker}


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
    common: dict[str, object] = {"title": title, "font": {"color": look.muted}, "traceorder": "normal"}
    if country:
        return common | {
            "x": min(EAST_OF_PATAGONIA, strips_end),
            "y": 0.97,
            "xanchor": "left",
            "yanchor": "top",
        }
    title["side"] = "top"
    return common | {"orientation": "h", "x": 0, "y": 0.08, "xanchor": "left", "yanchor": "top"}
