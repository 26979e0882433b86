"""Definitions as JSON and back, exactly; what is malformed is refused with its place.

Words are lists of [language, text] pairs, not objects: PostgreSQL's jsonb reorders an object's keys, and the
first language is the one others fall back to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from math import isfinite
from typing import TypeVar

from dashboard.survey.cleaning import echo
from dashboard.survey.definition import (
    PUBLISHED,
    Choice,
    Consent,
    Definition,
    Foreign,
    Published,
    Question,
    Repeat,
    Section,
)
from dashboard.survey.problems import SurveyError, Value
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.words import Words

FORMAT = 2
OLDER = 1  # sections held "questions" alone
DEEPEST = 20
_D = TypeVar("_D", bound=Definition)


def as_json(definition: Definition) -> dict[str, object]:
    """The definition in plain builtins, every field present, in a fixed order."""
    return {"format": FORMAT, **_fields_of(definition)}


def _fields_of(value: object) -> dict[str, object]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if isinstance(value, Words):
        return [list(pair) for pair in value.by_language]
    if is_dataclass(value):
        return _fields_of(value)
    return [_plain(member) for member in value] if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class _Place:
    """A value inside the stored definition, and the path that leads to it."""

    path: str
    value: object

    def refuse(self, code: str, **values: Value) -> SurveyError:
        return SurveyError(f"survey.malformed.{code}", self.path, **values)

    def fields(self, needed: str, optional: str = "") -> "dict[str, _Place]":
        """The members of an object; none may be missing or unknown. Optional ones may be absent."""
        if not isinstance(self.value, Mapping):
            raise self.refuse("not_an_object")
        allowed = {*needed.split(), *optional.split()}
        for name in self.value:
            if name not in allowed:
                raise self.refuse("unknown_field", name=echo(name), known=", ".join(sorted(allowed)))
        for name in needed.split():
            if name not in self.value:
                raise self.refuse("missing_field", name=name)
        return {name: _Place(f"{self.path}.{name}", self.value[name]) for name in self.value}

    def members(self) -> "tuple[_Place, ...]":
        if not isinstance(self.value, list | tuple):
            raise self.refuse("not_a_list")
        return tuple(_Place(f"{self.path}[{number}]", value) for number, value in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.refuse("not_text")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.refuse("not_a_flag")
        return self.value

    def whole_number(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.refuse("not_a_number")
        return self.value

    def number(self) -> float:
        """A number that JSON can hold: no infinity."""
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not is_number or not isfinite(number := float(self.value)):  # type: ignore[arg-type]  # just asked
            raise self.refuse("not_a_number")
        return number

    def pairs(self) -> Foreign:
        """A list of [name, text] pairs."""
        found = [tuple(part.text() for part in member.members()) for member in self.members()]
        if any(len(pair) != 2 for pair in found):
            raise self.refuse("not_pairs")
        return tuple((pair[0], pair[1]) for pair in found)

    def words(self) -> Words:
        pairs = tuple(tuple(part.text() for part in member.members()) for member in self.members())
        by_language = tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)
        if len(by_language) < len(pairs) or not any(text.strip() for _, text in by_language):
            raise self.refuse("not_words")
        return Words(by_language)


_ABSENT = _Place("", None)
_NOTHING = _Place("", ())
_OPTIONAL = tuple(
    field.name for field in fields(Question) if field.name not in {"name", "type", "label", "published"}
)


def read_definition(kind: type[_D], stored: object) -> _D:
    """The definition; SurveyError at the first thing that does not belong."""
    found = _Place("survey", stored).fields("format name title languages default_language sections consent")
    if found["format"].whole_number() not in (OLDER, FORMAT):
        raise found["format"].refuse("unknown_format", known=FORMAT)
    return kind(
        name=found["name"].text(),
        title=found["title"].words(),
        languages=tuple(member.text() for member in found["languages"].members()),
        default_language=found["default_language"].text(),
        sections=tuple(_section(member) for member in found["sections"].members()),
        consent=_consent(found["consent"]),
    )


def _consent(place: _Place) -> Consent:
    found = place.fields("title paragraphs agree decline minor_note")
    return Consent(
        title=found["title"].words(),
        paragraphs=tuple(member.words() for member in found["paragraphs"].members()),
        agree=found["agree"].words(),
        decline=found["decline"].words(),
        minor_note=found["minor_note"].words(),
    )


def _section(place: _Place, depth: int = 0) -> Section:
    if depth > DEEPEST:
        raise place.refuse("too_deep", limit=DEEPEST)
    found = place.fields("name", "title questions items intro relevant appearance repeat foreign")
    inside = found.get("items") or found.get("questions", _NOTHING)
    return Section(
        name=found["name"].text(),
        title=_words_or_none(found, "title"),
        intro=_words_or_none(found, "intro"),
        items=tuple(_item(member, depth) for member in inside.members()),
        relevant=_text(found, "relevant"),
        appearance=_text(found, "appearance"),
        repeat=None if _is_absent(found, "repeat") else _repeat(found["repeat"]),
        foreign=_pairs(found, "foreign"),
    )


def _item(place: _Place, depth: int) -> Question | Section:
    is_section = isinstance(place.value, Mapping) and "items" in place.value
    return _section(place, depth + 1) if is_section else _question(place)


def _repeat(place: _Place) -> Repeat:
    found = place.fields("count most")
    return Repeat(found["count"].text(), found["most"].whole_number())


def _question(place: _Place) -> Question:
    found = place.fields("name type label published", " ".join(_OPTIONAL))
    return Question(
        name=found["name"].text(),
        type=_type(found["type"]),
        label=found["label"].words(),
        hint=_words_or_none(found, "hint"),
        required=_flag(found, "required"),
        choices=tuple(_choice(member) for member in found.get("choices", _NOTHING).members()),
        relevant=_text(found, "relevant"),
        max_length=None if _is_absent(found, "max_length") else found["max_length"].whole_number(),
        low=_words_or_none(found, "low"),
        high=_words_or_none(found, "high"),
        level=_text_or_none(found, "level"),
        indicator=_text_or_none(found, "indicator"),
        published=_published(found["published"]),
        sensitive=_flag(found, "sensitive"),
        guidance=_words_or_none(found, "guidance"),
        required_when=_text(found, "required_when"),
        required_message=_words_or_none(found, "required_message"),
        constraint=_text(found, "constraint"),
        constraint_message=_words_or_none(found, "constraint_message"),
        calculation=_text(found, "calculation"),
        choice_filter=_text(found, "choice_filter"),
        default=_text(found, "default"),
        appearance=_text(found, "appearance"),
        is_shuffled=_flag(found, "is_shuffled"),
        seed=_text(found, "seed"),
        least=_number_or_none(found, "least"),
        most=_number_or_none(found, "most"),
        step=_number_or_none(found, "step"),
        foreign=_pairs(found, "foreign"),
    )


def _choice(place: _Place) -> Choice:
    found = place.fields("value label", "exclusive columns")
    return Choice(
        value=found["value"].text(),
        label=found["label"].words(),
        exclusive=_flag(found, "exclusive"),
        columns=_pairs(found, "columns"),
    )


def _is_absent(found: Mapping[str, _Place], name: str) -> bool:
    return found.get(name, _ABSENT).value is None


def _flag(found: Mapping[str, _Place], name: str) -> bool:
    return name in found and found[name].flag()


def _text(found: Mapping[str, _Place], name: str) -> str:
    return found[name].text() if name in found else ""


def _pairs(found: Mapping[str, _Place], name: str) -> Foreign:
    return found.get(name, _NOTHING).pairs()


def _number_or_none(found: Mapping[str, _Place], name: str) -> float | None:
    return None if _is_absent(found, name) else found[name].number()


def _words_or_none(found: Mapping[str, _Place], name: str) -> Words | None:
    return None if _is_absent(found, name) else found[name].words()


def _text_or_none(found: Mapping[str, _Place], name: str) -> str | None:
    return None if _is_absent(found, name) else found[name].text()


def _type(place: _Place) -> str:
    if place.text() not in QUESTION_TYPES:
        raise place.refuse("unknown_type", known=", ".join(QUESTION_TYPES))
    return place.text()


def _published(place: _Place) -> Published:
    for known in PUBLISHED:
        if place.text() == known:
            return known
    raise place.refuse("unknown_published", known=", ".join(PUBLISHED))
