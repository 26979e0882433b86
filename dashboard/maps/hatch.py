"""Diagonal stripes clipped to each territory: plotly's choropleth knows no pattern, *withheld* needs one.

Stripes are thin polygons in a file of their own, so a map that withholds draws them by URL and code, and
the page carries no coordinates.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.maps.geometry import FAR_WEST, Polygon

COUNTRY_SPACING = 0.2  # degrees between stripes where the whole country is on the screen
ISLAND_SPACING = 0.018  # the insets are drawn some ten times larger
STRIPES_ACROSS = 110  # in the longer side of a region that fills the screen
THICKNESS = 0.22  # of the spacing
SHORTEST = 0.08  # of the spacing: what is shorter is dust


def region_spacing(box: list[float]) -> float:
    """Degrees between stripes where a territory with this bounding box fills the screen."""
    west, south, east, north = box
    return max(east - west, north - south) / STRIPES_ACROSS


def stripes(territory: BaseGeometry, spacing: float, decimals: int) -> list[Polygon]:
    """Thin clockwise parallelograms inside the territory; every part gets at least one."""
    drawn: list[Polygon] = []
    for part in shapely.get_parts(territory):
        is_far = part.bounds[2] <= FAR_WEST
        step = min(spacing, ISLAND_SPACING) if is_far else spacing
        segments = _segments(part, step)
        drawn.extend(
            _parallelogram(segment, step * THICKNESS / 2, max(decimals, 4 if is_far else 0))
            for segment in segments
        )
    return [polygon for polygon in drawn if polygon]


def _segments(part: shapely.Polygon, step: float) -> list[shapely.LineString]:
    west, south, east, north = part.bounds
    offsets = np.arange(np.ceil((west - north) / step), np.floor((east - south) / step) + 1) * step
    segments = _clip(part, offsets)
    long_enough = [line for line in segments if line.length >= step * SHORTEST]
    if long_enough:
        return long_enough
    inside = part.representative_point()
    return sorted(_clip(part, np.asarray([inside.x - inside.y])), key=lambda line: -line.length)[:1]


def _clip(
    part: shapely.Polygon, offsets: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> list[shapely.LineString]:
    _, south, _, north = part.bounds
    if not len(offsets):
        return []
    ends = [[[offset + south, south], [offset + north, north]] for offset in offsets.tolist()]
    clipped = shapely.get_parts(shapely.intersection(shapely.linestrings(ends), part))
    return [piece for piece in clipped.tolist() if piece.geom_type == "LineString"]


def _parallelogram(segment: shapely.LineString, half: float, decimals: int) -> Polygon:
    (x0, y0), (x1, y1) = sorted((segment.coords[0], segment.coords[-1]), key=lambda point: point[1])
    corners = [(x0 - half, y0), (x1 - half, y1), (x1 + half, y1), (x0 + half, y0), (x0 - half, y0)]
    ring = [[round(x, decimals), round(y, decimals)] for x, y in corners]
    return [ring] if len({tuple(point) for point in ring}) == 4 else []
