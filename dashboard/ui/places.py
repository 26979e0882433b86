"""Territories as people read them: names with their level, and the way up to the country."""

from collections.abc import Mapping
from typing import Any

from dashboard.i18n import Translator
from dashboard.ui import data
from db.criteria import COUNTRY

NORTH_TO_SOUTH = (
    "15", "01", "02", "03", "04", "05", "13", "06", "07", "16", "08", "09", "14", "10", "11", "12",
)  # fmt: skip
_ARTICLES = {"06": "del", "07": "del", "08": "del", "13": "bare"}
"""How Spanish joins "Región" to these names; the others take "de"."""


def place_options() -> list[str]:
    """Each region from north to south with its provinces and comunas."""
    codes = [code for code in data.territory_list()["code"].tolist() if code[:2] in NORTH_TO_SOUTH]
    return sorted(codes, key=lambda code: (NORTH_TO_SOUTH.index(code[:2]), code))


def place_labels(t: Translator) -> Mapping[Any, str]:  # Any: looked up by whatever a widget holds
    """Code → label of every territory: asked once where a list names hundreds."""
    return {code: _label(code, name, t) for code, name in data.territory_names().items()}


def place_label(code: str, t: Translator) -> str:
    """ "Región de Antofagasta", "Provincia de Tocopilla", "Tocopilla"."""
    return _label(code, data.territory_names().get(code, code), t)


def _label(code: str, name: str, t: Translator) -> str:
    if len(code) == 2 and code.isdecimal():
        return t(f"territories.region.{_ARTICLES.get(code, 'de')}", name=name)
    if len(code) == 3:
        return t("territories.province", name=name)
    return name


def way_up(code: str) -> list[tuple[str, str]]:
    """From the country to the territory: (code, name), the country with the code ""."""
    names = data.territory_names()
    steps = [("", names.get(COUNTRY, "Chile"))]
    for length in (2, 3, 5):
        if len(code) >= length and code.isdecimal() and code[:length] in names:
            steps.append((code[:length], names[code[:length]]))
    return steps
