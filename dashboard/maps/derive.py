"""Derives the map of Chile that the browser loads: three levels, their stripes, and an index of them."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from shapely.geometry.base import BaseGeometry

from dashboard.maps.geometry import CLOSE, COUNTRY, Detail, bounding_box, coordinates, dissolve, simplify
from dashboard.maps.hatch import COUNTRY_SPACING, region_spacing, stripes
from dashboard.maps.source import Source, read_source
from dashboard.maps.topology import TOPOLOGY_FILE, TOPOLOGY_FOLDER, empty_topology

RECIPE = 2  # raise it when the steps below change, so that folders derived before are derived again
INDEX = "index.json"
STEMS: Mapping[str, str] = MappingProxyType(
    {"comuna": "comunas", "province": "provinces", "region": "regions"}
)


@dataclass(frozen=True, slots=True)
class MapReport:
    """What a derivation made: bytes by file, territories by level; `changed` is false if all was there."""

    folder: Path
    version: str
    files: Mapping[str, int]
    territories: Mapping[str, int]
    changed: bool


@dataclass(frozen=True, slots=True)
class Territory:
    """A polygon and its words, ready to be written."""

    code: str
    name: str
    polygon: BaseGeometry

    @property
    def region(self) -> str:
        return self.code[:2]


def derive_map(folder: Path) -> MapReport:
    """Writes the map into `folder`, whole or not at all; raises `MapUnavailable` without the package."""
    source = read_source()
    index = _current_index(folder, source)
    if index is not None:
        return _report(folder, index, changed=False)
    files, index = _everything(source)
    _replace(folder, files | {INDEX: _compact(index)})
    return _report(folder, index, changed=True)


def _everything(source: Source) -> tuple[dict[str, str], dict[str, object]]:
    """The files to write and the index that describes them."""
    close = territories(source, CLOSE)
    boxes = {t.code: bounding_box(t.polygon) for level in close.values() for t in level}
    files = _country_files(territories(source, COUNTRY)) | _region_files(close, boxes)
    files[f"{TOPOLOGY_FOLDER}/{TOPOLOGY_FILE}"] = empty_topology()
    content = "".join(f"{name}\n{files[name]}\n" for name in sorted(files))
    index: dict[str, object] = {
        "version": sha256(content.encode()).hexdigest()[:12],
        "recipe": RECIPE,
        "source": source.fingerprint,
        "files": {name: len(files[name].encode()) for name in sorted(files)},
        "levels": {level: {t.code: boxes[t.code] for t in members} for level, members in close.items()},
        "names": {t.code: t.name for members in close.values() for t in members},
    }
    return files, index


def territories(source: Source, detail: Detail) -> dict[str, list[Territory]]:
    """The three levels, simplified together so that borders agree between them."""
    polygons = simplify(source.polygons, detail)
    pairs = zip(source.comunas, polygons, strict=True)
    provinces = dissolve(polygons, [comuna.province for comuna in source.comunas])
    regions = dissolve(polygons, [comuna.region for comuna in source.comunas])
    province_names = {comuna.province: comuna.province_name for comuna in source.comunas}
    region_names = {comuna.region: comuna.region_name for comuna in source.comunas}
    return {
        "comuna": [Territory(comuna.code, comuna.name, polygon) for comuna, polygon in pairs],
        "province": [Territory(code, province_names[code], polygon) for code, polygon in provinces.items()],
        "region": [Territory(code, region_names[code], polygon) for code, polygon in regions.items()],
    }


def _country_files(levels: Mapping[str, list[Territory]]) -> dict[str, str]:
    """One file per level for the view of the whole country, and its stripes."""
    files: dict[str, str] = {}
    for level, members in levels.items():
        name = STEMS[level]
        files[f"{name}.json"] = _collection({t.code: coordinates(t.polygon) for t in members})
        hatched = {t.code: stripes(t.polygon, COUNTRY_SPACING, 3) for t in members}
        files[f"hatch_{name}.json"] = _collection(hatched)
    return files


def _region_files(levels: Mapping[str, list[Territory]], boxes: Mapping[str, list[float]]) -> dict[str, str]:
    """One finer file per region and level, so that a drill-down loads its own region only."""
    files: dict[str, str] = {}
    for region in (t.code for t in levels["region"]):
        spacing = region_spacing(boxes[region])
        for level in STEMS:
            name = f"{STEMS[level]}-{region}"
            members = [t for t in levels[level] if t.region == region]
            files[f"{name}.json"] = _collection({t.code: coordinates(t.polygon) for t in members})
            hatched = {t.code: stripes(t.polygon, spacing, 4) for t in members}
            files[f"hatch_{name}.json"] = _collection(hatched)
    return files


def _collection(polygons: Mapping[str, list[list[list[list[float]]]]]) -> str:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": drawn},
        }
        for code, drawn in sorted(polygons.items())
        if drawn
    ]
    return _compact({"type": "FeatureCollection", "features": features})


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _current_index(folder: Path, source: Source) -> dict[str, object] | None:
    """The folder's index if it was derived from this source by this recipe and nothing is missing."""
    try:
        index: dict[str, object] = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if (index["recipe"], index["source"]) != (RECIPE, source.fingerprint):
            return None
        sizes: dict[str, int] = dict(index["files"])  # type: ignore[call-overload]  # JSON we wrote
        complete = all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return index if complete else None


def _replace(folder: Path, files: Mapping[str, str]) -> None:
    """Written beside the folder and renamed into place: a reader never meets half a map."""
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    stale = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, text in files.items():
        file = fresh / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    if folder.exists():
        folder.rename(stale)
    fresh.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)


def _report(folder: Path, index: Mapping[str, object], *, changed: bool) -> MapReport:
    files: dict[str, int] = dict(index["files"])  # type: ignore[call-overload]  # JSON we wrote
    levels: dict[str, dict[str, object]] = dict(index["levels"])  # type: ignore[call-overload]
    counts = {level: len(members) for level, members in levels.items()}
    return MapReport(folder, str(index["version"]), files, counts, changed)
