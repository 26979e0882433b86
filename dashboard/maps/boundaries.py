"""Where the browser finds the boundaries, and the box each territory fills: the derived map, as a value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Level = Literal["region", "province", "comuna"]
Box = tuple[float, float, float, float]  # west, south, east, north

LEVELS: tuple[Level, ...] = ("region", "province", "comuna")
DEFAULT_BASE = "/geo"
_STEMS: Mapping[str, str] = MappingProxyType(
    {"comuna": "comunas", "province": "provinces", "region": "regions"}
)
_NOTHING: Mapping[str, Box] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The derived map as its index describes it; `missing()` stands for one that was never derived."""

    version: str
    base: str
    boxes: Mapping[str, Box]

    @classmethod
    def missing(cls) -> "Boundaries":
        """No map: figures fall back to bubbles."""
        return cls("", DEFAULT_BASE, _NOTHING)

    @property
    def is_missing(self) -> bool:
        return not self.boxes

    def url(self, level: Level, region: str | None = None) -> str:
        """The polygons of a level; with a region, the finer file that holds only that region's."""
        return self._file(_STEMS[level], region)

    def hatch_url(self, level: Level, region: str | None = None) -> str:
        """The diagonal stripes of a level, with the same codes as its polygons."""
        return self._file(f"hatch_{_STEMS[level]}", region)

    def _file(self, stem: str, region: str | None) -> str:
        name = f"{stem}-{region}" if region else stem
        return f"{self.base}/{name}.json?v={self.version}"

    def has(self, code: str) -> bool:
        """Whether the territory has a polygon; the comuna Antártica (12202) has none."""
        return code in self.boxes

    def bounds(self, code: str) -> Box:
        """West, south, east, north in degrees, far islands left out; raises `KeyError` without a polygon."""
        return self.boxes[code]

    def codes(self, level: Level) -> list[str]:
        """Every territory of a level that has a polygon, in order."""
        return sorted(code for code in self.boxes if level_of(code) == level)


def level_of(code: str) -> Level:
    """The level a CUT code belongs to, by its length: "05", "056", "05601"."""
    return {2: LEVELS[0], 3: LEVELS[1]}.get(len(code), LEVELS[2])


def load_boundaries(folder: Path, *, base: str = DEFAULT_BASE) -> Boundaries:
    """Reads the index of a derived map; a folder that is missing or broken gives `Boundaries.missing()`."""
    try:
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        boxes = {
            code: (float(box[0]), float(box[1]), float(box[2]), float(box[3]))
            for members in index["levels"].values()
            for code, box in members.items()
        }
        version = str(index["version"])
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return Boundaries.missing()
    return Boundaries(version, base.rstrip("/"), MappingProxyType(boxes))
