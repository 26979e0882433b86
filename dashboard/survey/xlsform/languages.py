"""The languages of a file: from the names people give them in headings to the codes we keep."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

UNMARKED = ""
"""The language of a heading that names none, such as plain `label`."""

_WITH_CODE = re.compile(r"(.*)\(\s*([A-Za-z0-9_-]{1,35})\s*\)\s*")
_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", re.ASCII)
_ALIASES = {
    "castellano": "es",
    "english us": "en",
    "mapudungun": "arn",
    "mapuzugun": "arn",
    "mapuche": "arn",
    "quechua": "qu",
    "runasimi": "qu",
    "aymara": "ay",
    "aymar aru": "ay",
    "rapa nui": "rap",
    "rapanui": "rap",
    "kreyol": "ht",
    "kreyol ayisyen": "ht",
    "creole": "ht",
    "creol": "ht",
    "criollo haitiano": "ht",
    "oromiffa": "om",
    "tigrigna": "ti",
    "tigirigna": "ti",
    "chinese": "zh",
    "farsi": "fa",
}
_NAMED_IN = ("es", "en", "fr", "pt")
_OWN_NAMES = ("es", "en", "fr", "pt", "de", "it", "ar", "zh", "ru", "uk", "sw", "tr", "ko", "ja", "hi", "am")
_SPANISH = (
    "de",
    "la",
    "el",
    "los",
    "las",
    "que",
    "en",
    "para",
    "con",
    "su",
    "del",
    "cuál",
    "qué",
    "cómo",
    "por",
)
_ENGLISH = (
    "the",
    "of",
    "to",
    "you",
    "is",
    "your",
    "what",
    "how",
    "in",
    "and",
    "are",
    "for",
    "please",
    "which",
)
_TELLING: Mapping[str, frozenset[str]] = {
    "es": frozenset(_SPANISH),
    "en": frozenset(_ENGLISH),
}
"""Words that tell Spanish from English in a handful of labels."""


def language_code(name: str) -> str:
    """The code of a language: "es" of "Español (es)", "Spanish" or "ES"; else a slug of its name."""
    if found := _WITH_CODE.fullmatch(name):
        before, inside = found.groups()
        if _is_code(inside) or slug(before) == slug(inside):
            return _spelled(inside)
        name = before if _plain(before) in _known() else name
    if _plain(name) in _known():
        return _known()[_plain(name)]
    return _spelled(name.strip()) if _is_code(name.strip()) else slug(name)


def _is_code(text: str) -> bool:
    return bool(_CODE.fullmatch(text)) and re.split("[-_]", text)[0].lower() in _codes()


def _spelled(code: str) -> str:
    first, dash, rest = code.replace("_", "-").partition("-")
    return f"{first.lower()}{dash}{rest}"


def slug(name: str) -> str:
    """A code of our own for a language that has none we know: "local-language"."""
    return (re.sub(r"[^a-z0-9]+", "-", _plain(name)).strip("-") or "x")[:35]


def guessed(texts: Iterable[str]) -> str:
    """The language of texts whose heading names none: English if it reads so, else Spanish."""
    words = [word.strip(".,:;¿?¡!()").lower() for text in texts for word in text.split()]
    hits = {code: sum(word in telling for word in words) for code, telling in _TELLING.items()}
    return "en" if hits["en"] > hits["es"] else "es"


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.strip().lower())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


@cache
def _codes() -> frozenset[str]:
    return frozenset(Locale("en").languages) | {"rap", "arn"}


@cache
def _known() -> Mapping[str, str]:
    """Plain name -> code: as Spanish, English, French and Portuguese name it, and as it names itself."""
    found: dict[str, str] = {}
    for spoken in _NAMED_IN:
        for code, name in Locale(spoken).languages.items():
            if len(code) <= 3:
                found.setdefault(_plain(name), code)
    for code in _OWN_NAMES:
        found.setdefault(_plain(Locale(code).get_display_name() or code), code)
    return {**found, **_ALIASES}
