"""Our own words, in the languages of a survey."""

from collections.abc import Sequence

from dashboard.i18n import LANGUAGES, translator
from dashboard.i18n.translator import DEFAULT_LANGUAGE
from dashboard.survey.words import Words


def spoken(key: str, languages: Sequence[str], default_language: str, **values: Words | int) -> Words:
    """The words of a key in each language that we speak; in the default language always."""
    ordered = dict.fromkeys((default_language, *languages))
    ours = [language for language in ordered if language in LANGUAGES or language == default_language]
    return Words(tuple((language, _said(key, language, values)) for language in ours))


def _said(key: str, language: str, values: dict[str, Words | int]) -> str:
    t = translator(language if language in LANGUAGES else DEFAULT_LANGUAGE)
    shown = {
        name: value.text(language) if isinstance(value, Words) else value for name, value in values.items()
    }
    return t(key, **shown)
