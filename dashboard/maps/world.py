"""The countries that can be drawn: their codes, where each one's mark stands, and their names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from babel import Locale

from dashboard.maps.boundaries import DEFAULT_BASE

WORLD_FILE = Path(__file__).parent / "world" / "countries.json"
WORLD_NAME = "world.json"  # beside the boundaries, for the browser
HOME = "CL"


@dataclass(frozen=True, slots=True)
class World:
    """`points` gives each country's longitude and latitude of a mark well inside it."""

    url: str
    points: Mapping[str, tuple[float, float]]


@cache
def world(base: str = DEFAULT_BASE) -> World:
    """The countries in this version of the program."""
    content = WORLD_FILE.read_bytes()
    places = {
        feature["id"]: (float(feature["properties"]["lon"]), float(feature["properties"]["lat"]))
        for feature in json.loads(content)["features"]
    }
    version = sha256(content).hexdigest()[:12]
    return World(f"{base}/{WORLD_NAME}?v={version}", MappingProxyType(places))


def country_name(code: str, language: str) -> str:
    """ "Países Bajos" for "NL"; a code that nobody knows is its own name."""
    return str(Locale.parse(language).territories.get(code, code))


def country_code(name: str) -> str:
    """The ISO code of a country as a profile names it, in Spanish, English or by its code; "" if unknown."""
    return _codes().get(name.strip().casefold(), "")


@cache
def _codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in ("en", "es"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[str(name).casefold()] = found[code.casefold()] = code
    return MappingProxyType(found)
