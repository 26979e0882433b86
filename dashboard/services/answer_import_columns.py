"""Which column of a file answers which question: guessed from the headings, and what may never be one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from dashboard.i18n import LANGUAGES, translator
from dashboard.services.answer_import_table import Table
from dashboard.services.answer_words import PAIR, SEVERAL, asked_questions, folded
from dashboard.survey.definition import Choice, Definition, Question
from dashboard.survey.question_types import PAIR_PARTS

Mapped = Mapping[int, str]
"""Column (from 0) → target: `question`, `question/choice` (a mark) or `question.before`."""

_IDENTIFYING = re.compile(
    r"nombres?|apellidos?|rut|run|dni|cedula|pasaporte|passport|identificacion|correo|e?mail|fono"
    r"|telefonos?|celular|movil|(tele)?phone(number)?|whatsapp|direccion|domicilio|address|firma|signature"
    r"|(sur|last|first|full|user)?names?|usuario|deviceid|imei|simserial|subscriberid|gps|geopoint"
    r"|latitude?|longitude?|latitud|longitud|ip|instagram|facebook"
)
_TWO_WORDS = frozenset({"e mail", "device id", "id number"})
_LONGEST_HEADING = 6  # words; a longer one is a sentence, such as a question about using a name
_LOOKS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"[^@\s]{1,64}@[^@\s]{1,255}\.[A-Za-z]{2,24}",
        r"[0-9]{1,2}\.?[0-9]{3}\.?[0-9]{3}-[0-9kK]",
        r"\+?(?:56)?[\s-]?9[\s-]?[0-9]{4}[\s-]?[0-9]{4}",
    )
)
_SAMPLE = 200
_OWN_PARTS = {"before": ("before", "antes"), "now": ("now", "ahora", "despues", "after")}


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column can hold: a question, a part of a pair, or one choice of several."""

    key: str
    question: Question
    part: str = ""
    choice: Choice | None = None


def targets(definition: Definition) -> tuple[Target, ...]:
    """Everything a column can hold, in the survey's order."""
    return tuple(target for question in asked_questions(definition) for target in _targets(question))


def _targets(question: Question) -> Iterator[Target]:
    if question.type == PAIR:
        for part in PAIR_PARTS:
            yield Target(f"{question.name}.{part}", question, part=part)
        return
    yield Target(question.name, question)
    if question.type == SEVERAL:
        for choice in question.choices:
            yield Target(f"{question.name}/{choice.value}", question, choice=choice)


def guessed(definition: Definition, table: Table, private: frozenset[int] | None = None) -> dict[int, str]:
    """What each column seems to hold; a column that could be two things, or comes twice, is left open.

    `private` are the columns that `identifying` found, for whoever knows them already.
    """
    known = _headings(definition)
    private = identifying(definition, table) if private is None else private
    found: dict[int, str] = {}
    for column, heading in enumerate(table.headings):
        key = next((known[way] for way in _ways(heading) if known.get(way)), "")
        if key and column not in private and key not in found.values():
            found[column] = key
    return _without_double(found)


def _without_double(found: dict[int, str]) -> dict[int, str]:
    """Kobo gives both the list in one cell and a column for each choice: the columns are exact, they stay."""
    split = {key.partition("/")[0] for key in found.values() if "/" in key}
    return {column: key for column, key in found.items() if key not in split}


def _ways(heading: str) -> Iterator[str]:
    """The heading, and its end where groups stand before it: `group/question/choice`."""
    yield folded(heading)
    parts = [part for part in heading.split("/") if part.strip()]
    for length in (2, 1):
        if len(parts) > length:
            yield folded(" ".join(parts[-length:]))


def _headings(definition: Definition) -> dict[str, str]:
    """Folded heading → target; "" where two targets share it."""
    found: dict[str, str] = {}
    for target in targets(definition):
        for words in _spellings(target):
            heading = folded(words)
            if heading:
                found[heading] = target.key if found.get(heading, target.key) == target.key else ""
    names = {folded(target.key): target.key for target in targets(definition)}
    return found | names  # an exact name is never in doubt


def _spellings(target: Target) -> Iterator[str]:
    question = target.question
    asked = (question.name, *(text for _, text in question.label.by_language))
    if target.choice:
        chosen = (target.choice.value, *(text for _, text in target.choice.label.by_language))
        yield from (f"{one} {other}" for one in asked for other in chosen)
    elif target.part:
        words = (translator(language)(f"survey.pair.{target.part}") for language in LANGUAGES)
        parts = (*_OWN_PARTS[target.part], *words)
        yield from (f"{one} {other}" for one in asked for other in parts)
    else:
        yield from asked


def identifying(definition: Definition, table: Table) -> frozenset[int]:
    """Columns that say who answered, by their heading or by what they hold: they may not be mapped."""
    asked = {folded(words) for target in targets(definition) for words in _spellings(target)}
    return frozenset(
        column
        for column, heading in enumerate(table.headings)
        if (_names_somebody(heading) and folded(heading) not in asked) or _holds_contacts(table, column)
    )


def _names_somebody(heading: str) -> bool:
    words = folded(heading.rpartition("/")[2]).split()
    if len(words) > _LONGEST_HEADING:
        return False
    pairs = {" ".join(pair) for pair in pairwise(words)}
    return any(_IDENTIFYING.fullmatch(word) for word in words) or bool(_TWO_WORDS & pairs)


def _holds_contacts(table: Table, column: int) -> bool:
    """At least half of what is filled in looks like an e-mail address, a RUT or a mobile number."""
    filled = list(islice(_filled(table, column), _SAMPLE))
    alike = sum(any(look.fullmatch(cell) for look in _LOOKS) for cell in filled)
    return bool(filled) and 2 * alike >= len(filled)


def questions_twice(mapped: Mapped) -> tuple[str, ...]:
    """Targets that two columns claim, and questions mapped both whole and choice by choice."""
    keys = list(mapped.values())
    split = {key.partition("/")[0] for key in keys if "/" in key}
    return tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1 or key in split))


def sample(table: Table, column: int, most: int = 3) -> Sequence[str]:
    """A few different things that a column holds."""
    found: dict[str, None] = {}
    for cell in _filled(table, column):
        found[cell] = None
        if len(found) == most:
            break
    return list(found)


def _filled(table: Table, column: int) -> Iterator[str]:
    return (row.cells[column] for row in table.rows if row.cells[column])
