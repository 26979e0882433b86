"""What the built-in surveys are made of: questions worded in a survey's TOML."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.survey.definition import Choice, Consent, Definition, Question, Section
from dashboard.survey.library.phrases import LIBRARY_LANGUAGES, phrases
from dashboard.survey.words import Words

CONSENT = ("who", "anonymous", "kept", "shown", "ask")
OPEN_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Parts:
    """Builds the pieces of the survey of this name."""

    survey: str

    def words(self, key: str) -> Words:
        """A text of the survey; KeyError where it is missing."""
        return phrases(self.survey)[key]

    def definition(self, sections: Sequence[Section]) -> Definition:
        """The whole survey, with the consent that its words make."""
        return Definition(
            name=self.survey,
            title=self.words("title"),
            languages=LIBRARY_LANGUAGES,
            default_language=LIBRARY_LANGUAGES[0],
            sections=tuple(sections),
            consent=Consent(
                title=self.words("consent.title"),
                paragraphs=tuple(self.words(f"consent.{part}") for part in CONSENT),
                agree=self.words("consent.agree"),
                decline=self.words("consent.decline"),
                minor_note=self.words("consent.minor"),
            ),
        )

    def section(self, name: str, *questions: Question, has_intro: bool = False) -> Section:
        """A section with its title and perhaps a line below it."""
        intro = self.words(f"section.{name}_intro") if has_intro else None
        return Section(name, self.words(f"section.{name}"), intro, questions)

    def open(self, name: str, level: str) -> Question:
        """A few words of one's own: limited, never published."""
        return Question(
            name=name,
            type="text",
            label=self.words(f"ask.{name}"),
            hint=self.words("hint.open"),
            max_length=OPEN_LENGTH,
            level=level,
            published="never",
        )

    def choices(self, name: str, *values: str) -> tuple[Choice, ...]:
        """The choices of a question; "nothing" stands alone."""
        return tuple(
            Choice(value, self.words(f"choice.{name}.{value}"), exclusive=value == "nothing")
            for value in values
        )
