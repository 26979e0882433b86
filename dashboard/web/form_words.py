"""Words that repeat an answer (`${name}` in a label), cut so that the phone can fill them while one types."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.survey.words import Words

_NAMED = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}")

Spoken = Callable[[str], str]
"""The answer to a question in words, "" where there is none."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """Plain text, or the answer to the question called `name`."""

    text: str
    name: str = ""


Pieces = tuple[PieceView, ...]


def pieces(words: Words | None, language: str, spoken: Spoken) -> Pieces:
    """The text in a language, cut where it repeats an answer."""
    return () if words is None else cut(words.text(language), spoken)


def cut(text: str, spoken: Spoken) -> Pieces:
    parts = _NAMED.split(text)
    found = (
        PieceView(spoken(part), part) if place % 2 else PieceView(part) for place, part in enumerate(parts)
    )
    return tuple(piece for piece in found if piece.text or piece.name)


def joined(words: Pieces) -> str:
    return "".join(piece.text for piece in words)
