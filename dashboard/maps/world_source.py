"""Makes the world's countries (maps/world/countries.json) from the TopoJSON of the npm package world-atlas.

Run once for each new edition: `npm pack world-atlas`, unpack it, then
`python -m dashboard.maps.world_source package/countries-110m.json`. Nothing here runs in the application.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from babel.core import get_global
from shapely.geometry import shape

from dashboard.maps.geometry import coordinates
from dashboard.maps.world import WORLD_FILE

DECIMALS = 1  # a tenth of a degree is a third of a pixel when the world fills a screen
LEFT_OUT = {"AQ"}  # Antarctica has no municipalities, and half of the drawing

Topology = Mapping[str, Any]  # Any: JSON
Point = list[float]


def country_features(topology: Topology) -> dict[str, object]:
    """A GeoJSON with one feature per country, its `id` the ISO 3166 code of two letters.

    What has no code of its own there (three territories in dispute) is left out.
    """
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = get_global("territory_aliases")
    features = []
    for country in topology["objects"]["countries"]["geometries"]:
        code = next(iter(codes.get(str(country.get("id")), ())), "")
        if not code or code in LEFT_OUT:
            continue
        drawn = shape({"type": country["type"], "coordinates": _joined(country["arcs"], arcs)})
        largest = max(getattr(drawn, "geoms", [drawn]), key=lambda part: float(part.area))
        middle = largest.representative_point()
        features.append(
            {
                "type": "Feature",
                "id": code,
                "properties": {"lon": round(middle.x, DECIMALS), "lat": round(middle.y, DECIMALS)},
                "geometry": {"type": "MultiPolygon", "coordinates": coordinates(drawn, DECIMALS)},
            }
        )
    return {"type": "FeatureCollection", "features": sorted(features, key=lambda one: str(one["id"]))}


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[Point]:
    """An arc of steps between whole numbers, as degrees."""
    across, down = (list(accumulate(step[axis] for step in arc)) for axis in (0, 1))
    (width, height), (west, south) = transform["scale"], transform["translate"]
    return [[x * width + west, y * height + south] for x, y in zip(across, down, strict=True)]


def _joined(nested: Sequence[Any], arcs: Sequence[list[Point]]) -> list[Any]:  # Any: rings, at any depth
    """The rings of a polygon, or of several: numbers of arcs become their points."""
    if isinstance(nested[0], int):
        return list(_ring(nested, arcs))
    return [_joined(each, arcs) for each in nested]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> Iterator[Point]:
    """Arcs end to end, each without its last point; ~n is arc n backwards."""
    for number in numbers:
        yield from (arcs[number] if number >= 0 else arcs[~number][::-1])[:-1]
    first = arcs[numbers[0]] if numbers[0] >= 0 else arcs[~numbers[0]][::-1]
    yield first[0]


if __name__ == "__main__":
    found = country_features(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    WORLD_FILE.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
