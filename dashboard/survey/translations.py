"""How complete a survey is in each of its languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.survey.definition import Definition, Question
from dashboard.survey.problems import Problem
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.words import Words


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of so many texts, how many are written in a language, and the places of those that are not.

    A missing text is shown in the default language, never left blank.
    """

    language: str
    texts: int
    filled: int
    missing: tuple[str, ...]


def completeness(definition: Definition) -> tuple[Completeness, ...]:
    """One row per language of the survey, in its order."""
    texts = tuple(_all_words(definition))
    return tuple(_in_language(language, texts) for language in definition.languages)


def _in_language(language: str, texts: tuple[tuple[str, Words], ...]) -> Completeness:
    missing = tuple(place for place, words in texts if not words.has(language))
    return Completeness(language, len(texts), len(texts) - len(missing), missing)


def missing_translations(definition: Definition) -> Iterator[Problem]:
    """One warning for each text and language."""
    for row in completeness(definition):
        for place in row.missing:
            yield Problem(place, "survey.check.missing_translation", (("language", row.language),))


def _all_words(definition: Definition) -> Iterator[tuple[str, Words]]:
    consent = definition.consent
    yield definition.name, definition.title
    for words in (consent.title, *consent.paragraphs, consent.agree, consent.decline, consent.minor_note):
        yield "consent", words
    for section in definition.every_section():
        yield from ((section.name, words) for words in (section.title, section.intro) if words)
    for question in definition.questions:
        kind = QUESTION_TYPES.get(question.type)
        if kind is None or kind.is_asked:  # what nobody sees needs no translation
            yield from ((question.name, words) for words in texts_of(question))
            yield from ((f"{question.name}.{choice.value}", choice.label) for choice in question.choices)


def texts_of(question: Question) -> tuple[Words, ...]:
    """Everything a question says, its choices apart."""
    texts = (
        *(question.label, question.hint, question.guidance, question.low, question.high),
        *(question.required_message, question.constraint_message),
    )
    return tuple(words for words in texts if words)
