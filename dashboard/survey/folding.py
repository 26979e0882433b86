"""A form as a browser sends it, folded into raw answers by question."""

from collections.abc import Iterable, Mapping

from dashboard.survey.definition import RESERVED_NAMES, Definition, Question
from dashboard.survey.question_types import PAIR_PARTS, Rank, RetrospectivePair


def fold_form(definition: Definition, pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The fields of a sent form as `validate` takes them; the envelope's own fields are left out.

    A field sent twice becomes a list, `name.before` and `name.now` become one pair, `name.1`, `name.2`… one
    order with "" where a place was left open. Untouched fields vanish.
    """
    parts_of = {question.name: _parts(question) for question in definition.questions}
    folded: dict[str, object] = {}
    for field, value in pairs:
        name, _, part = field.rpartition(".")
        if field in RESERVED_NAMES or value == "":
            continue
        if part in parts_of.get(name, ()):
            parts = folded.setdefault(name, {})
            if isinstance(parts, dict):
                _add(parts, part, value)
                continue
        _add(folded, field, value)
    ranks = {question.name for question in definition.questions if question.type == Rank.name}
    return {name: _ordered(value) if name in ranks else value for name, value in folded.items()}


def _parts(question: Question) -> tuple[str, ...]:
    """The fields that one question is sent in, after its name and a point."""
    if question.type == RetrospectivePair.name:
        return PAIR_PARTS
    if question.type == Rank.name:
        return tuple(str(place) for place in range(1, len(question.choices) + 1))
    return ()


def _ordered(value: object) -> object:
    """What stands in each place, in order."""
    if not isinstance(value, Mapping):
        return value
    last = max(int(place) for place in value)
    return [value.get(str(place), "") for place in range(1, last + 1)]


def _add(fields: dict[str, object], name: str, value: str) -> None:
    before = fields.get(name)
    if name not in fields:
        fields[name] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        fields[name] = [before, value]
