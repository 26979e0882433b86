"""What a question means, so that figures never add up answers to different questions under one name."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self, cast

from dashboard.survey.definition import Choice, Definition, Question, Repeat, Section
from dashboard.survey.question_types import type_of
from dashboard.survey.words import Words

LONGEST_NAME = 63
OWN_OBJECTIVE = re.compile(r"objective_[1-9][0-9]?", re.ASCII)
"""Names kept for the objectives of single trainings: each training means something else by them."""

_REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_-]*)(\.[A-Za-z]+)?\s*\}", re.ASCII)
_UNTOUCHED = frozenset({"name", "type", "value", "level", "indicator", "published", "foreign", "columns"})
_Part = Question | Section | Choice | Repeat
Texts = tuple[tuple[str, str], ...]
"""(language, text) pairs, the text without what does not change its meaning: case, spaces, a final stop."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question as its answers are read: its kind, its choices and scale, and what it asks.

    `survey` is the name of the survey it stands in. `is_counted` says whether its answers can be tallied.
    """

    survey: str
    type: str
    label: Texts
    choices: Mapping[str, Texts]
    scale: tuple[Texts | float | None, ...]
    is_counted: bool

    @classmethod
    def of(cls, question: Question, survey: str) -> Self:
        """The meaning of a question of the survey of that name."""
        scale = (question.least, question.most, question.step)
        return cls(
            survey=survey,
            type=question.type,
            label=_texts(question.label),
            choices={choice.value: _texts(choice.label) for choice in question.choices},
            scale=(*(_texts(words) if words else None for words in (question.low, question.high)), *scale),
            is_counted=question.published != "never",
        )

    def answers_alike(self, other: "Meaning") -> bool:
        """Whether answers to both can be added up: the same type, choices and scale."""
        return (
            self.type == other.type
            and self.choices.keys() == other.choices.keys()
            and all(_reads_alike(text, other.choices[value]) for value, text in self.choices.items())
            and all(_is_same_end(*pair) for pair in zip(self.scale, other.scale, strict=True))
        )

    def may_share_a_name(self, other: "Meaning") -> bool:
        """In one survey a better wording is the same question; in another survey it is another question.

        Open words are never added up, so those of different surveys may share a name.
        """
        if self.survey == other.survey:
            return self.answers_alike(other)
        if not self.is_counted and not other.is_counted:
            return True
        return self.answers_alike(other) and _reads_alike(self.label, other.label)


Known = Mapping[str, Sequence[Meaning]]
"""Every meaning that published questions of a name have had."""


def meanings(definitions: Collection[Definition]) -> dict[str, list[Meaning]]:
    """What the questions of these surveys mean, by name."""
    found: dict[str, list[Meaning]] = {}
    for definition in definitions:
        for question in definition.questions:
            meaning = Meaning.of(question, definition.name)
            if _is_stored(question) and meaning not in found.setdefault(question.name, []):
                found[question.name].append(meaning)
    return found


def settled(definition: Definition, known: Known) -> tuple[Definition, dict[str, str]]:
    """The definition with names under which no published question means something else; old name → new.

    A name that is taken becomes name_2, name_3 …; whatever refers to it follows.
    """
    taken = {question.name for question in definition.questions} | {
        section.name for section in definition.every_section()
    }
    renamed: dict[str, str] = {}
    for question in definition.questions:
        if not _is_stored(question) or _is_free(question.name, question, definition.name, known):
            continue
        name = next(
            name
            for name in _candidates(question.name)
            if name not in taken and _is_free(name, question, definition.name, known)
        )
        taken.add(name)
        renamed[question.name] = name
    return (with_names(definition, renamed) if renamed else definition), renamed


def with_names(definition: Definition, renamed: Mapping[str, str]) -> Definition:
    """The same survey with questions of other names; expressions and words that refer to them follow."""

    def refer(found: re.Match[str]) -> str:
        return f"${{{renamed[found[1]]}{found[2] or ''}}}" if found[1] in renamed else found[0]

    def rewritten(value: object) -> object:
        if isinstance(value, str):
            return _REFERENCE.sub(refer, value)
        if isinstance(value, Words):
            return Words(tuple((each, _REFERENCE.sub(refer, text)) for each, text in value.by_language))
        if isinstance(value, tuple):
            return tuple(rewritten(member) for member in value)
        if isinstance(value, Question):
            value = replace(value, name=renamed.get(value.name, value.name))
        return _changed(value, rewritten) if isinstance(value, _Part) else value

    return replace(definition, sections=cast("tuple[Section, ...]", rewritten(definition.sections)))


def _changed(value: _Part, change: Callable[[object], object]) -> _Part:
    names = [field.name for field in fields(value) if field.name not in _UNTOUCHED]
    changes: dict[str, Any] = {name: change(getattr(value, name)) for name in names}  # Any: as declared
    return replace(value, **changes)


def _candidates(name: str) -> Iterator[str]:
    number = 2
    while True:
        suffix = f"_{number}"
        yield f"{name[: LONGEST_NAME - len(suffix)]}{suffix}"
        number += 1


def _is_free(name: str, question: Question, survey: str, known: Known) -> bool:
    if OWN_OBJECTIVE.fullmatch(name):
        return False
    own = Meaning.of(question, survey)
    return all(own.may_share_a_name(other) for other in known.get(name, ()))


def _is_stored(question: Question) -> bool:
    return type_of(question).is_stored


def _texts(words: Words) -> Texts:
    return tuple((language, _essence(text)) for language, text in words.by_language if text.strip())


def _essence(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".: ")


def _reads_alike(one: Texts, other: Texts) -> bool:
    """In every language that both have; a translation more or less changes nothing."""
    first, second = dict(one), dict(other)
    shared = first.keys() & second.keys()
    return bool(shared) and all(first[language] == second[language] for language in shared)


def _is_same_end(one: Texts | float | None, other: Texts | float | None) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _reads_alike(one, other)
    return one == other
