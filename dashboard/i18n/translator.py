"""A translator is a value: one language, its words, and Babel's formats for it."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale, dates, numbers

LANGUAGES: Mapping[str, str] = MappingProxyType({"es": "Español", "en": "English"})
DEFAULT_LANGUAGE = "es"
FOLDER = Path(__file__).parent / "locale"
_BABEL_LOCALES = {"es": "es_CL", "en": "en_GB"}


class MissingKeyError(KeyError):
    """A word was asked for that no locale file holds: a mistake in our code, never in the data."""


@cache
def words(language: str) -> Mapping[str, str]:
    """Every key of a language: `subject.key`, read from `locale/<language>/<subject>.toml`."""
    found: dict[str, str] = {}
    for file in sorted((FOLDER / language).glob("*.toml")):
        _flatten(tomllib.loads(file.read_text(encoding="utf-8")), file.stem, found)
    return MappingProxyType(found)


def _flatten(table: Mapping[str, object], prefix: str, found: dict[str, str]) -> None:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            _flatten(value, name, found)
        else:
            found[name] = str(value)


# A page writes the same few numbers and months again and again, and Babel reads their pattern each time.
@lru_cache(maxsize=10_000)
def _decimal(value: float, pattern: str, language: str) -> str:
    text = str(numbers.format_decimal(value, format=pattern, locale=_BABEL_LOCALES[language]))
    return "0" if text == "-0" else text  # what is rounded to nothing has no sign


@lru_cache(maxsize=1_000)
def _day(value: dt.date, pattern: str, language: str) -> str:
    return str(dates.format_date(value, format=pattern, locale=_BABEL_LOCALES[language]))


class Translator:
    """Calls give words: `t("map.title")`, `t("results.of", n="48")`. Methods give formats."""

    __slots__ = ("_locale", "_words", "language")

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self._words = words(self.language)
        self._locale = Locale.parse(_BABEL_LOCALES[self.language])

    def __call__(self, key: str, **values: object) -> str:
        if key not in self._words:
            raise MissingKeyError(key)
        text = self._words[key]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether the language knows the key: for vocabularies that people may extend."""
        return key in self._words

    def term(self, vocabulary: str, value: str) -> str:
        """The label of a vocabulary's value; a value people added themselves is its own label."""
        key = f"{vocabulary}.{value}"
        return self._words.get(key, value)

    def plural(self, key: str, count: float, **values: object) -> str:
        """`key.one` or `key.other` by the language's plural rule; `{count}` is the number, formatted."""
        form = self._locale.plural_form(count)
        chosen = f"{key}.{form}" if f"{key}.{form}" in self._words else f"{key}.other"
        return self(chosen, count=self.number(count), **values)

    def number(self, value: float, digits: int = 0) -> str:
        """1234.5 → "1.234,5" in es-CL; at most `digits` decimals, none that are zero."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return _decimal(value, pattern, self.language)

    def percent(self, share: float, digits: int = 0) -> str:
        """0.62 → "62 %" (Spanish) or "62%" (English); `share` is 0 to 1."""
        text = self.number(share * 100, digits)
        return f"{text}\u00a0%" if self.language == "es" else f"{text}%"

    def date(self, value: dt.date, style: str = "long") -> str:
        """`style` is short, medium, long or full."""
        return str(dates.format_date(value, format=style, locale=self._locale))

    def month(self, value: dt.date) -> str:
        """ "julio de 2023" / "July 2023"."""
        pattern = "MMMM 'de' y" if self.language == "es" else "MMMM y"
        return _day(value, pattern, self.language)

    def time(self, value: dt.datetime) -> str:
        """Hours and minutes of an aware time already in the reader's zone: "14:05"."""
        return str(dates.format_time(value, format="HH:mm", tzinfo=value.tzinfo, locale=self._locale))


@cache
def translator(language: str) -> Translator:
    """The translator of a language; an unknown language gives Spanish."""
    return Translator(language)
