"""How large a survey may be, and what it may be called; everything that is wrong at once."""

import json
import re
from collections.abc import Collection, Iterator, Mapping

from dashboard.errors import FieldProblem, InvalidInputError
from dashboard.survey.definition import Definition
from dashboard.survey.library import LIBRARY

MOST_SURVEYS = 200
MOST_QUESTIONS = 1000
MOST_BYTES = 2_000_000
LONGEST_NAME = 80
LONGEST_TITLE = 200
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""A null character, or half of a surrogate pair: PostgreSQL keeps neither."""


def require_storable(definition: Definition) -> None:
    """Raises InvalidInputError with every limit that a definition exceeds."""
    problems = list(_problems(definition))
    if problems:
        raise InvalidInputError(problems)


def as_stored(definition: Definition) -> dict[str, object]:
    """Its JSON as it reads when it comes back: equal definitions are stored alike."""
    return Definition.from_json(definition.to_json()).to_json()


def _problems(definition: Definition) -> Iterator[FieldProblem]:
    if max(len(text) for _, text in definition.title.by_language) > LONGEST_TITLE:
        yield FieldProblem("title", "versions.title", (("most", str(LONGEST_TITLE)),))
    count = len(definition.questions)
    if count > MOST_QUESTIONS:
        values = (("count", str(count)), ("most", str(MOST_QUESTIONS)))
        yield FieldProblem("definition", "versions.too_many_questions", values)
    stored = definition.to_json()
    if any(_UNSTORABLE.search(text) for text in _texts(stored)):
        yield FieldProblem("definition", "versions.unreadable_text")
        return
    size = len(json.dumps(stored, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        kilobytes = (("count", str(-(-size // 1000))), ("most", str(MOST_BYTES // 1000)))
        yield FieldProblem("definition", "versions.too_large", kilobytes)


def _texts(stored: object) -> Iterator[str]:
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, Mapping):
        yield from (text for member in stored.values() for text in _texts(member))
    elif isinstance(stored, list):
        yield from (text for member in stored for text in _texts(member))


def require_name(name: str, taken: Collection[str]) -> str:
    """The name as it is stored; InvalidInputError where it cannot be one, or belongs to another survey."""
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= LONGEST_NAME or not tidy.isprintable():
        raise InvalidInputError([FieldProblem("name", "versions.name", (("most", str(LONGEST_NAME)),))])
    if tidy in taken or tidy in LIBRARY:
        raise InvalidInputError([FieldProblem("name", "versions.name_taken", (("name", tidy),))])
    return tidy


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or name_2, name_3 … where another survey, stored or built-in, is called so."""
    tidy = "".join(character for character in " ".join(name.split()) if character.isprintable())
    base = tidy[:LONGEST_NAME].strip() or "survey"
    if base not in taken and base not in LIBRARY:
        return base
    stem, _, number = base.rpartition("_")
    if not (stem and number.isdecimal()):
        stem = base
    following = (f"{stem[: LONGEST_NAME - 5]}_{number}" for number in range(2, MOST_SURVEYS + 10))
    return next(each for each in following if each not in taken and each not in LIBRARY)
