"""Every text of a survey with its place, for whoever translates; and the languages themselves."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.words import Words

CONSENT = ("title", "agree", "decline", "minor_note")
SECTION = ("title", "intro")
QUESTION = ("label", "hint", "guidance", "low", "high", "required_message", "constraint_message")

Change = Callable[[str, str, str, Words], Words]
"""(key, owner, kind, words) → words."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """One text: `key` finds it again, `owner` is its question or section, `kind` what it is there."""

    key: str
    owner: str
    kind: str
    words: Words


def text_places(definition: Definition) -> tuple[TextPlace, ...]:
    """Every text in reading order: title, consent, sections, questions, choices."""
    found: list[TextPlace] = []

    def keep(key: str, owner: str, kind: str, words: Words) -> Words:
        found.append(TextPlace(key, owner, kind, words))
        return words

    _changed(definition, keep)
    return tuple(found)


def with_texts(definition: Definition, language: str, texts: Mapping[str, str]) -> Definition:
    """With these texts (by key) in one language; a blank one is taken away, unless it is the only one."""

    def change(key: str, _owner: str, _kind: str, words: Words) -> Words:
        return put_text(words, language, texts[key], definition.languages) if key in texts else words

    return _changed(definition, change)


def put_text(words: Words | None, language: str, text: str, languages: tuple[str, ...]) -> Words:
    """The words with a text in one language, in the order of the survey's languages.

    ValueError where nothing would be left.
    """
    before = dict(words.by_language) if words else {}
    texts = before | {language: text.strip()}
    if not any(each.strip() for each in texts.values()):
        texts = before
    order = (
        *(each for each in languages if each in texts),
        *(each for each in texts if each not in languages),
    )
    return Words(tuple((each, texts[each]) for each in order if texts[each].strip()))


def add_language(definition: Definition, language: str) -> Definition:
    """Offered in one more language."""
    if language in definition.languages:
        return definition
    return replace(definition, languages=(*definition.languages, language))


def remove_language(definition: Definition, language: str) -> Definition:
    """No longer offered in a language, and without its texts; the default language stays.

    A text that existed in that language alone becomes the default language's: no question turns blank.
    """
    if language == definition.default_language or language not in definition.languages:
        return definition
    left = tuple(each for each in definition.languages if each != language)

    def drop(_key: str, _owner: str, _kind: str, words: Words) -> Words:
        kept = tuple(pair for pair in words.by_language if pair[0] != language and pair[1].strip())
        return Words(kept or ((definition.default_language, words.text(language)),))

    return replace(_changed(definition, drop), languages=left)


def with_default_language(definition: Definition, language: str) -> Definition:
    """With another of its languages as the one that stands in for what is missing."""
    if language not in definition.languages:
        return definition
    languages = (language, *(each for each in definition.languages if each != language))

    def order(_key: str, _owner: str, _kind: str, words: Words) -> Words:
        return Words(tuple(sorted(words.by_language, key=lambda pair: pair[0] != language)))

    return replace(_changed(definition, order), languages=languages, default_language=language)


def _changed(definition: Definition, change: Change) -> Definition:
    title = change("title", "", "title", definition.title)
    consent = definition.consent
    told = {
        name: change(f"consent.{name}", "", f"consent_{name}", getattr(consent, name)) for name in CONSENT
    }
    paragraphs = tuple(
        change(f"consent.paragraph.{number}", "", "consent_paragraph", words)
        for number, words in enumerate(consent.paragraphs)
    )
    numbers = _Numbers()
    return replace(
        definition,
        title=title,
        consent=replace(consent, paragraphs=paragraphs, **told),
        sections=tuple(_section(section, change, numbers) for section in definition.sections),
    )


class _Numbers:
    """Counts sections and questions in reading order: a draft may have two of one name."""

    def __init__(self) -> None:
        self.used: dict[str, int] = {}

    def next(self, kind: str) -> str:
        self.used[kind] = self.used.get(kind, -1) + 1
        return f"{kind}.{self.used[kind]}"


def _section(section: Section, change: Change, numbers: _Numbers) -> Section:
    key = numbers.next("section")
    told: dict[str, Any] = dict(_words(section, SECTION, key, change))  # by name
    items = tuple(
        _section(item, change, numbers) if isinstance(item, Section) else _question(item, change, numbers)
        for item in section.items
    )
    return replace(section, items=items, **told)


def _question(question: Question, change: Change, numbers: _Numbers) -> Question:
    key = numbers.next("question")
    told: dict[str, Any] = dict(_words(question, QUESTION, key, change))  # by name
    choices = tuple(
        replace(choice, label=change(f"{key}.choice.{number}", question.name, "choice", choice.label))
        for number, choice in enumerate(question.choices)
    )
    return replace(question, choices=choices, **told)


def _words(
    owner: Section | Question, names: tuple[str, ...], key: str, change: Change
) -> Iterator[tuple[str, Words]]:
    for name in names:
        words = getattr(owner, name)
        if words is not None:
            yield name, change(f"{key}.{name}", owner.name, name, words)
