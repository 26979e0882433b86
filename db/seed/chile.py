"""Chile's comunas, provinces and regions as values, read from the files beside this module."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from db.criteria import COUNTRY
from db.seed.files import rows

COUNTRY_NAME = "Chile"
COMUNA_SOURCE = "INE, proyecciones de población por comuna, base 2017"
SUM_SOURCE = "INE, proyecciones de población, base 2017 (suma de sus comunas)"

# The points file writes some names as the national statistics do; people write them like this.
SPELLING: Mapping[str, str] = {
    "Coihaique": "Coyhaique",
    "Aisén": "Aysén",
    "Calera": "La Calera",
    "Los Alamos": "Los Álamos",
    "Los Angeles": "Los Ángeles",
    "Ranquil": "Ránquil",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A territory with the point of its main town, where we know one."""

    code: str
    level: str
    name: str
    parent_code: str | None
    latitude: float | None = None
    longitude: float | None = None
    point_source: str | None = None


@cache
def places() -> tuple[Place, ...]:
    """Country, 16 regions, 56 provinces and 346 comunas, parents before their children."""
    comunas = _comunas()
    points = {comuna.code: comuna for comuna in comunas}
    listed = rows("comuna_points.csv")
    regions = {row["region_cut"]: row["region"] for row in listed}
    provinces = {row["province_cut"]: row["province"] for row in listed}
    above = (
        Place(COUNTRY, "country", COUNTRY_NAME, None),
        *(_over(points, code, "region", name, COUNTRY) for code, name in sorted(regions.items())),
        *(_over(points, code, "province", name, code[:2]) for code, name in sorted(provinces.items())),
    )
    return (*above, *comunas)


def _comunas() -> list[Place]:
    found = [
        Place(
            code=row["cut"],
            level="comuna",
            name=_spelled(row["comuna"]),
            parent_code=row["province_cut"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            point_source=row["point_source"],
        )
        for row in rows("comuna_points.csv")
    ]
    antarctica = Place("12202", "comuna", "Antártica", "122")  # in no file of points or boundaries
    return sorted([*found, antarctica], key=lambda place: place.code)


def _over(points: Mapping[str, Place], code: str, level: str, name: str, parent: str) -> Place:
    """A region or province at the point of its first comuna: CUT numbers the main town's first."""
    main = points[code.ljust(3, "1") + "01"]
    return Place(code, level, _spelled(name), parent, main.latitude, main.longitude, f"comuna {main.code}")


def _spelled(name: str) -> str:
    return SPELLING.get(name, name)


@dataclass(frozen=True, slots=True)
class Inhabitants:
    code: str
    year: int
    people: int
    source: str


@cache
def populations() -> tuple[Inhabitants, ...]:
    """People by territory and year: comunas as projected; what lies above them as their sums."""
    sums: defaultdict[tuple[str, int], int] = defaultdict(int)
    comunas = []
    for row in rows("population_comunas_ine.csv"):
        code, year, people = row["cut"], int(row["year"]), int(row["population"])
        comunas.append(Inhabitants(code, year, people, COMUNA_SOURCE))
        for over in (COUNTRY, code[:2], code[:3]):
            sums[over, year] += people
    above = (Inhabitants(code, year, people, SUM_SOURCE) for (code, year), people in sorted(sums.items()))
    return (*above, *comunas)


def comunas_of(region: str) -> Iterator[Place]:
    """The comunas of a region ("05") in the order of their codes."""
    return (place for place in places() if place.level == "comuna" and place.code[:2] == region)


@cache
def people_of(year: int) -> Mapping[str, int]:
    """Territory code → inhabitants in that year."""
    return {each.code: each.people for each in populations() if each.year == year}
