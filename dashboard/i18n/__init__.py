"""Words, numbers and dates in the reader's language."""

from dashboard.i18n.translator import LANGUAGES, Translator, translator

__all__ = ["LANGUAGES", "Translator", "translator"]
