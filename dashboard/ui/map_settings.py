"""What the address asks of the map: measure, level, marks, classes, layer, period. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.maps.classes import Classing, parse_classing
from dashboard.maps.style import Marks
from dashboard.services.territory_values import EVERY, MEASURES, TIMED_MEASURES
from dashboard.ui.selection import levels_for
from dashboard.ui.url import parse_choice

RATES = frozenset({"satisfaction", "reach"})
PER_INHABITANTS = {"attendances": "reach"}
"""The counts that make sense per inhabitant, and the measure that says it."""
LAYERS = ("trainings", "measures", "campaign", "gap", "none")
PERCENT = 100


@dataclass(frozen=True, slots=True)
class MapSettings:
    """`classing` None leaves the classes to the data; `every` "" shows all time, else one `period`."""

    measure: str
    level: str
    marks: Marks
    layer: str
    classing: Classing | None = None
    every: str = ""
    period: str = ""


def marks_for(measure: str) -> tuple[Marks, ...]:
    """Bubbles suit counts, filled territories rates; the usual first."""
    return ("fill", "both") if measure in RATES else ("bubbles", "fill")


def layers_for(marks: Marks) -> tuple[str, ...]:
    """The usual first: points over bubbles would hide each other."""
    return LAYERS if marks == "fill" else ("none", *LAYERS[:-1])


def parse_settings(parameters: Mapping[str, str], territory: str) -> tuple[MapSettings, tuple[str, ...]]:
    """The settings of an address, and the parameters that were not understood and stayed at their default."""
    refused: list[str] = []

    def choose(name: str, options: tuple[str, ...]) -> str:
        value, was_refused = parse_choice(parameters, name, options)
        refused.extend([name] if was_refused else [])
        return value

    measure = choose("measure", MEASURES)
    level = choose("level", levels_for(territory))
    marks: Marks = choose("marks", marks_for(measure))  # type: ignore[assignment]  # one of them
    layer = choose("layer", layers_for(marks))
    given = parameters.get("classes", "")
    classing = parse_classing(given)
    refused += ["classes"] if given and classing is None else []
    every = choose("every", ("", *EVERY)) if measure in TIMED_MEASURES else ""
    period = parameters.get("period", "") if every else ""
    return MapSettings(measure, level, marks, layer, classing, every, period), tuple(refused)


def drawn_classing(settings: MapSettings) -> Classing | None:
    """The breaks as the values are: an address says percentages, a share is 0 to 1."""
    classing = settings.classing
    if classing is None or settings.measure != "satisfaction":
        return classing
    return Classing(classing.method, tuple(one / PERCENT for one in classing.breaks))
