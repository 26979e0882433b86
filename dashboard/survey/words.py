"""One text in several languages, as definitions carry it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """(language, text) pairs; the first that is not blank stands in for a language that is missing."""

    by_language: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not any(text.strip() for _, text in self.by_language):
            raise ValueError("Words need a text that is not blank. Give at least the default language.")

    @classmethod
    def of(cls, **texts: str) -> "Words":
        """`Words.of(es="Edad", en="Age")`: the default language comes first."""
        return cls(tuple(texts.items()))

    def text(self, language: str) -> str:
        """The text in a language, or else in the default language; never blank."""
        filled = [(name, text) for name, text in self.by_language if text.strip()]
        return dict(reversed(filled)).get(language, filled[0][1])

    def has(self, language: str) -> bool:
        """Whether the text was really written in this language."""
        return any(name == language and text.strip() for name, text in self.by_language)
