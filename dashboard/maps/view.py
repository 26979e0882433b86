"""What part of Chile a map shows, and the panels it is drawn in.

The country is sixteen times as long as it is wide. Drawn in one strip most comunas of a screen are smaller
than a pixel; drawn in two strips of one scale (Arica to La Araucanía, Los Ríos to Magallanes) they are twice
as large, and the sea beside them has room for the insets and the legend.
"""

import math
from dataclasses import dataclass

from dashboard.maps.boundaries import Boundaries, Box, Level

RAPA_NUI = "05201"
JUAN_FERNANDEZ = "05104"
_SOUTH_REGIONS = frozenset({"10", "11", "12", "14"})
_NORTH_BOX: Box = (-74.35, -39.72, -66.75, -17.3)
_SOUTH_BOX: Box = (-76.0, -56.15, -66.2, -39.2)
_PADDING = 0.06  # of the longer side, around a territory in focus
_AIR = 1.2  # between the country's strips
_INSET_WIDTH = 0.16  # of a frame as wide as it is high
_COMUNA_PADDING = 0.35  # a comuna is shown among its neighbours


@dataclass(frozen=True, slots=True)
class MapView:
    """`focus` is the code of the territory that fills the frame, `None` for the country.

    `aspect` is width by height of the frame as it will be on the screen, `height` is in pixels.
    """

    level: Level = "region"
    focus: str | None = None
    selected: str | None = None
    dark: bool = False
    height: int = 760
    aspect: float = 1.05

    @property
    def region(self) -> str | None:
        """The region the view lies in; `None` for the country."""
        return self.focus[:2] if self.focus else None


@dataclass(frozen=True, slots=True)
class Panel:
    """One `geo` of the figure: its name in the layout, what it shows, and where it stands in the frame."""

    geo: str
    box: Box
    x: tuple[float, float]
    y: tuple[float, float]
    title_key: str | None = None
    island: str | None = None

    @property
    def is_inset(self) -> bool:
        return self.island is not None

    def holds(self, code: str, *, country: bool) -> bool:
        """Whether a territory is drawn here; a region with islands is drawn in its insets too."""
        if self.island is not None:
            return code in _with_parents(self.island)
        if code in (RAPA_NUI, RAPA_NUI[:3], JUAN_FERNANDEZ):
            return not country and self.geo == "geo" and self._is_within(code)
        if not country:
            return True
        return (code[:2] in _SOUTH_REGIONS) == (self.geo == "geo2")

    def _is_within(self, code: str) -> bool:
        west, _, east, _ = self.box
        longitude = -109.3 if code.startswith(RAPA_NUI[:3]) else -79.8
        return west <= longitude <= east


def _with_parents(code: str) -> tuple[str, str, str]:
    return code, code[:3], code[:2]


def panels(view: MapView, boundaries: Boundaries) -> tuple[Panel, ...]:
    """The panels of a view; an unknown focus shows the country."""
    if view.focus is None or not boundaries.has(view.focus):
        return _country(view, boundaries)
    box = _frame(boundaries.bounds(view.focus), view)
    if view.focus == "05":
        return (Panel("geo", box, (0.0, 1.0), (0.1, 1.0)), *_region_insets(boundaries))
    return (Panel("geo", box, (0.0, 1.0), (0.1, 1.0)),)


def _country(view: MapView, boundaries: Boundaries) -> tuple[Panel, ...]:
    """Two strips of one scale side by side in the middle of the frame, the insets to their left."""
    north, south = _same_height(_NORTH_BOX, _SOUTH_BOX)
    share = (north[2] - north[0]) / (north[2] - north[0] + south[2] - south[0])
    start, end = strips_between(view)
    middle_of_both = start + (end - start) * share
    inset = min(_INSET_WIDTH, _INSET_WIDTH / view.aspect)
    left = max(0.0, start - inset)
    return (
        Panel("geo", north, (start, middle_of_both), (0.0, 1.0)),
        Panel("geo2", south, (middle_of_both, end), (0.0, 1.0)),
        *_insets(boundaries, x=(left, left + inset), tops=(0.86, 0.66), height=0.13),
    )


def strips_between(view: MapView) -> tuple[float, float]:
    """Where the country's strips begin and end, as shares of the frame: no wider than they need."""
    strips = _same_height(_NORTH_BOX, _SOUTH_BOX)
    wide = sum(box[2] - box[0] for box in strips)
    high = mercator(strips[0][3]) - mercator(strips[0][1])
    used = min(1.0, _AIR * wide / high / view.aspect)
    return (1 - used) / 2, (1 + used) / 2


def _region_insets(boundaries: Boundaries) -> tuple[Panel, ...]:
    return _insets(boundaries, x=(0.0, 0.17), tops=(0.96, 0.76), height=0.14)


def _insets(
    boundaries: Boundaries, *, x: tuple[float, float], tops: tuple[float, float], height: float
) -> tuple[Panel, ...]:
    islands = (
        ("geo3", RAPA_NUI, "maps.inset_rapa_nui"),
        ("geo4", JUAN_FERNANDEZ, "maps.inset_juan_fernandez"),
    )
    return tuple(
        Panel(geo, padded(boundaries.bounds(code), 0.15), x, (top - height, top), title_key, code)
        for (geo, code, title_key), top in zip(islands, tops, strict=True)
        if boundaries.has(code)
    )


def padded(box: Box, share: float) -> Box:
    """The box with a margin of this share of its longer side."""
    west, south, east, north = box
    margin = max(east - west, north - south) * share
    return west - margin, south - margin, east + margin, north + margin


def _frame(box: Box, view: MapView) -> Box:
    """The territory with its margin, widened to the frame's shape so that its neighbours fill the rest."""
    focus_is_comuna = view.focus is not None and len(view.focus) == 5
    west, south, east, north = padded(box, _COMUNA_PADDING if focus_is_comuna else _PADDING)
    high = mercator(north) - mercator(south)
    missing_width = max(0.0, high * view.aspect - (east - west)) / 2
    missing_height = max(0.0, (east - west) / view.aspect - high) / 2
    return (
        west - missing_width,
        latitude(mercator(south) - missing_height),
        east + missing_width,
        latitude(mercator(north) + missing_height),
    )


def _same_height(first: Box, second: Box) -> tuple[Box, Box]:
    """Both boxes as high as the higher one, so that the same frame draws them at the same scale."""
    height = max(mercator(box[3]) - mercator(box[1]) for box in (first, second))
    return _as_high(first, height), _as_high(second, height)


def _as_high(box: Box, height: float) -> Box:
    west, south, east, north = box
    missing = (height - (mercator(north) - mercator(south))) / 2
    return west, latitude(mercator(south) - missing), east, latitude(mercator(north) + missing)


def mercator(degrees: float) -> float:
    """Northing in the projection, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(degrees))))


def latitude(northing: float) -> float:
    """The latitude of a northing: the inverse of `mercator`."""
    return math.degrees(math.atan(math.sinh(math.radians(northing))))


def middle(south: float, north: float) -> float:
    """The latitude half way up the frame: half way in degrees, plotly's default, cuts the south off."""
    return latitude((mercator(south) + mercator(north)) / 2)
