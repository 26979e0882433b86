"""What the seed needs to know of a survey definition, read from its JSON."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_EQUALS = re.compile(r"\s*\$\{(\w+)\}\s*=\s*'([^']*)'\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to answer; one (question, value) pair of `only_if` must hold, None = always asked."""

    name: str
    type: str
    choices: tuple[str, ...]
    exclusive: frozenset[str]
    is_required: bool
    is_published_by_training: bool
    is_attribute: bool
    only_if: frozenset[tuple[str, str]] | None

    def is_relevant(self, answers: Mapping[str, object]) -> bool:
        return self.only_if is None or any(answers.get(name) == value for name, value in self.only_if)


def asked_questions(definition: Mapping[str, Any]) -> tuple[Asked, ...]:
    """Every question that takes an answer, in order. Any: JSON, checked by whoever published it."""
    return tuple(
        _asked(question, section.get("relevant", ""))
        for section in definition["sections"]
        for question in _questions(section)
        if question["type"] != "note"
    )


def _questions(section: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in section["items" if "items" in section else "questions"]:  # as older definitions call them
        if "items" in item:
            yield from _questions(item)
        else:
            yield item


def _asked(question: Mapping[str, Any], section_relevant: str) -> Asked:
    choices = question.get("choices", ())
    return Asked(
        name=question["name"],
        type=question["type"],
        choices=tuple(choice["value"] for choice in choices),
        exclusive=frozenset(choice["value"] for choice in choices if choice.get("exclusive")),
        is_required=question.get("required", False),
        is_published_by_training=question["published"] == "training",
        is_attribute=question["published"] == "breakdown",
        only_if=_only_if(section_relevant, question.get("relevant", "")),
    )


def _only_if(section: str, question: str) -> frozenset[tuple[str, str]] | None:
    """Reads "${a} = 'x' or ${a} = 'y'"; whatever says more hides its question, which is always valid."""
    stated = [expression for expression in (section, question) if expression.strip()]
    if not stated:
        return None
    alternatives = [_EQUALS.fullmatch(part) for part in stated[0].split(" or ")]
    if len(stated) > 1 or not all(alternatives):
        return frozenset()
    return frozenset((found[1], found[2]) for found in alternatives if found)
