"""The words of the built-in surveys, kept beside them in TOML, each in every language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dashboard.survey.words import Words

LIBRARY_LANGUAGES = ("es", "en")


@cache
def phrases(survey: str) -> Mapping[str, Words]:
    """Every text of `<survey>.toml` by its dotted key; a text is a table with one line per language."""
    file = Path(__file__).parent / f"{survey}.toml"
    found: dict[str, Words] = {}
    _collect(tomllib.loads(file.read_text(encoding="utf-8")), "", found)
    return MappingProxyType(found)


def _collect(table: Mapping[str, object], prefix: str, found: dict[str, Words]) -> None:
    for key, value in table.items():
        if not isinstance(value, Mapping):
            continue
        if set(value) == set(LIBRARY_LANGUAGES):
            found[f"{prefix}{key}"] = Words(
                tuple((language, str(value[language])) for language in LIBRARY_LANGUAGES)
            )
        else:
            _collect(value, f"{prefix}{key}.", found)
