"""Answers inside later words: `${name}` in a label or hint is replaced by what was answered."""

import re
from collections.abc import Callable, Mapping

from dashboard.survey.words import Words

NOTHING_YET = "…"
"""Stands for what has not been answered, here and in the browser."""

PIPE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]{0,80})\s*\}", re.ASCII)

LabelOf = Callable[[str, object], str]
"""A question's name and its answer → the words of the answer."""


def names_in(text: str) -> tuple[str, ...]:
    """The names it refers to, each once, in order; of a pair "name.now" stays whole."""
    return tuple(dict.fromkeys(PIPE.findall(text)))


def piped(text: str, answers: Mapping[str, object], label_of: LabelOf) -> str:
    """The text with answers in it. Plain text: whoever draws it escapes it, for people wrote the answers."""
    if "${" not in text:
        return text
    return PIPE.sub(lambda found: _answer(found[1], answers, label_of), text)


def _answer(name: str, answers: Mapping[str, object], label_of: LabelOf) -> str:
    base, _, part = name.partition(".")
    answer = answers.get(base)
    if part:
        answer = answer.get(part) if isinstance(answer, Mapping) else None
    return (label_of(base, answer) if answer not in (None, "", [], {}) else "") or NOTHING_YET


def piped_words(words: Words, answers: Mapping[str, object], label_in: Callable[[str], LabelOf]) -> Words:
    """The same in every language; `label_in` gives each language's labels."""
    if not any("${" in text for _, text in words.by_language):
        return words
    return Words(
        tuple((language, piped(text, answers, label_in(language))) for language, text in words.by_language)
    )
