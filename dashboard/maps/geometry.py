"""From full boundaries to light ones: what is drawn on a screen, without gaps between neighbours."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.maps.source import Geometries

WIDEST_GAP = 0.02  # degrees: slivers between neighbours are closed
ISLAND_TOLERANCE = 0.001  # degrees: the far islands have no neighbours and are drawn large
KM_PER_DEGREE = 111.32
FAR_WEST = -77.0  # the islands in the ocean lie west of it, all of the continent east

Ring = list[list[float]]
Polygon = list[Ring]


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a boundary is kept: islets from this size, bends from this size (root of an area)."""

    smallest_km2: float
    tolerance_degrees: float


CLOSE = Detail(smallest_km2=5.0, tolerance_degrees=0.01)  # one region fills the screen
COUNTRY = Detail(smallest_km2=10.0, tolerance_degrees=0.025)  # a degree is some 30 pixels


def simplify(polygons: Geometries, detail: Detail) -> Geometries:
    """Neighbours keep sharing their border; every territory keeps at least its largest part."""
    kept = np.asarray([without_small_parts(p, detail.smallest_km2) for p in polygons], dtype=object)
    # The stubs do not know coverage_clean yet (shapely 2.2).
    clean = shapely.coverage_clean(kept, gap_width=WIDEST_GAP)  # type: ignore[attr-defined]
    simple = np.asarray(shapely.coverage_simplify(clean, detail.tolerance_degrees), dtype=object)
    is_far = shapely.bounds(clean)[:, 2] <= FAR_WEST
    simple[is_far] = shapely.simplify(clean[is_far], ISLAND_TOLERANCE)
    return simple


def without_small_parts(territory: BaseGeometry, smallest_km2: float) -> BaseGeometry:
    """The territory without its islets; its largest part always stays."""
    parts = np.asarray(shapely.get_parts(territory), dtype=object)
    areas = square_km(parts)
    keep = areas >= smallest_km2
    keep[areas.argmax()] = True
    kept = parts[keep]
    whole: BaseGeometry = kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept.tolist())
    return whole


def square_km(parts: Geometries) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Area on a sphere, near enough to tell an islet from an island."""
    latitudes = np.radians(shapely.get_y(shapely.centroid(parts)))
    return np.asarray(shapely.area(parts) * KM_PER_DEGREE**2 * np.cos(latitudes), dtype=float)


def dissolve(polygons: Geometries, groups: list[str]) -> dict[str, BaseGeometry]:
    """The union of the territories of each group, in order of the group's name."""
    members = np.asarray(groups)
    return {group: shapely.coverage_union_all(polygons[members == group]) for group in sorted(set(groups))}


def coordinates(territory: BaseGeometry, decimals: int = 3) -> list[Polygon]:
    """Rings as plotly wants them: exteriors clockwise, rounded, without repeated points."""
    oriented = shapely.orient_polygons(territory, exterior_cw=True)
    rounded = ([_ring(ring, decimals) for ring in _rings(part)] for part in shapely.get_parts(oriented))
    polygons = [[ring for ring in rings if len(ring) >= 4] for rings in rounded]
    return [rings for rings in polygons if rings]


def _rings(part: shapely.Polygon) -> list[shapely.LinearRing]:
    return [part.exterior, *part.interiors]


def _ring(ring: shapely.LinearRing, decimals: int) -> Ring:
    points: Ring = np.round(shapely.get_coordinates(ring), decimals).tolist()
    return [point for before, point in zip([None, *points], points, strict=False) if point != before]


def bounding_box(territory: BaseGeometry) -> list[float]:
    """West, south, east, north; a territory of the continent is measured without its far islands."""
    parts = np.asarray(shapely.get_parts(territory), dtype=object)
    near = parts[shapely.bounds(parts)[:, 2] > FAR_WEST]
    box = shapely.total_bounds(near if len(near) else parts)
    return [round(float(edge), 3) for edge in box]
