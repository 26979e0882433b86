"""The form of one question: what its fields hold when it opens, and what they make. No widgets here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from dashboard.survey.definition import Choice, Published, Question
from dashboard.survey.edits import name_from
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.texts import put_text
from dashboard.survey.words import Words

WORDS = ("label", "hint", "guidance", "low", "high", "required_message", "constraint_message")
PLAIN = ("relevant", "required_when", "constraint", "calculation", "choice_filter", "default", "appearance")
FLAGS = ("required", "sensitive", "is_shuffled")
NUMBERS = ("least", "most", "step")
SCALES = frozenset({"likert", "nps", "retrospective_pair", "range"})
SEVERAL = frozenset({"select_multiple"})
COUNTED = frozenset({"select_one", "select_multiple", "likert", "nps", "retrospective_pair", "rank", "range"})
SEPARATOR = "|"

Values = dict[str, object]


def needs_choices(kind: str) -> bool:
    """Whether a question of this type has a list of choices."""
    return kind in QUESTION_TYPES and QUESTION_TYPES[kind].needs_choices


def question_values(question: Question, language: str) -> Values:
    """What the fields hold: builtins only, texts in one language as they were written."""
    values: Values = {name: _text(getattr(question, name), language) for name in WORDS}
    values |= {name: getattr(question, name) for name in (*PLAIN, *FLAGS, *NUMBERS)}
    return values | {
        "name": question.name,
        "type": question.type,
        "choices": choice_lines(question.choices, language),
        "exclusive": [choice.value for choice in question.choices if choice.exclusive],
        "published": question.published,
        "max_length": question.max_length,
    }


def question_of(values: Mapping[str, object], base: Question, languages: Sequence[str]) -> Question:
    """The question that the fields make; texts go to the first language, translations stay.

    A label that was emptied stays what it was: no question is blank.
    """
    language, order = languages[0], tuple(languages)
    kind = str(values["type"])
    fields: dict[str, Any] = {name: str(values[name] or "").strip() for name in PLAIN}  # by name
    fields |= {name: bool(values[name]) for name in FLAGS}
    fields |= {name: values[name] for name in NUMBERS}
    fields |= {
        name: _words(getattr(base, name), language, values[name], order) for name in WORDS if name != "label"
    }
    choices = choices_of(str(values["choices"] or ""), base.choices, language, order)
    exclusive = set(cast("list[str]", values["exclusive"] or ()))
    return replace(
        base,
        name=str(values["name"] or "").strip() or base.name,
        type=kind,
        label=put_text(base.label, language, str(values["label"] or ""), order),
        choices=tuple(replace(c, exclusive=c.value in exclusive) for c in choices)
        if needs_choices(kind)
        else (),
        published=cast("Published", values["published"]),
        max_length=cast("int | None", values["max_length"]),
        **fields,
    )


def choice_lines(choices: Sequence[Choice], language: str) -> str:
    """One choice per line: "value | label"."""
    return "\n".join(f"{choice.value} {SEPARATOR} {_text(choice.label, language)}" for choice in choices)


def choices_of(
    text: str, before: Sequence[Choice], language: str, languages: tuple[str, ...]
) -> tuple[Choice, ...]:
    """The choices of lines "value | label", or of labels alone, whose values are then made of them.

    A choice that keeps its value, or its label, keeps its translations too.
    """
    by_value = {choice.value: choice for choice in before}
    by_label = {_text(choice.label, language): choice for choice in before}
    found: list[Choice] = []
    for line in text.splitlines():
        value, separator, label = (part.strip() for part in line.partition(SEPARATOR))
        if not separator:
            value, label = "", value
        if not (value or label):
            continue
        known = by_value.get(value) or by_label.get(label)
        value = value or _new_value(label, known, found)
        words = put_text(known.label if known else None, language, label or value, languages)
        found.append(replace(known, value=value, label=words) if known else Choice(value, words))
    return tuple(found)


def _new_value(label: str, known: Choice | None, found: Sequence[Choice]) -> str:
    taken = {choice.value for choice in found}
    if known and known.value not in taken:
        return known.value
    base = name_from(label, "option")
    names = (base, *(f"{base}_{number}" for number in range(2, len(found) + 3)))
    return next(name for name in names if name not in taken)


def new_question(name: str, kind: str, label: str, definition_languages: Sequence[str]) -> Question:
    """A question as it is added: a type, a label, and how its answers are usually published."""
    question = Question(
        name=name,
        type=kind,
        label=put_text(None, definition_languages[0], label, tuple(definition_languages)),
        published=usual_publication(kind),
    )
    return replace(question, least=1.0, most=5.0, step=1.0) if kind == "range" else question


def usual_publication(kind: str) -> Published:
    """What is counted is shown per training; what is written, dates and numbers are not counted."""
    return "training" if kind in COUNTED else "never"


def _words(words: Words | None, language: str, typed: object, languages: tuple[str, ...]) -> Words | None:
    text = str(typed or "").strip()
    if text:
        return put_text(words, language, text, languages)
    others = (
        tuple(pair for pair in words.by_language if pair[0] != language and pair[1].strip()) if words else ()
    )
    return Words(others) if others else None


def _text(words: Words | None, language: str) -> str:
    return words.text(language) if words else ""
