"""The last word on a response: everything that is wrong at once, or the answers as they are stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.survey.cleaning import echo
from dashboard.survey.definition import RESERVED_NAMES, Definition, Question
from dashboard.survey.logic import walk
from dashboard.survey.problems import AnswerError, Problem, Problems
from dashboard.survey.question_types import PAIR_PARTS, Answer, RetrospectivePair, type_of

__all__ = ["Answer", "Problem", "Problems", "Validated", "fold_form", "read_answer", "validate"]

MOST_UNKNOWN_FIELDS = 20
"""How many unknown fields are named; a hostile form may bring thousands."""


@dataclass(frozen=True, slots=True)
class Validated:
    """Question name → stored value, in survey order; only relevant questions that were answered."""

    answers: Mapping[str, Answer]


def validate(definition: Definition, raw: Mapping[str, object]) -> Validated | Problems:
    """What may be stored of a raw form, or what is wrong with it. Raises on no input."""
    if not isinstance(raw, Mapping):
        return Problems((Problem(None, "survey.problem.not_a_form"),))
    answers: dict[str, Answer] = {}
    problems = list(_unknown_fields(definition, raw))

    def read(question: Question) -> Answer | None:
        try:
            value = read_answer(question, raw.get(question.name))
        except AnswerError as error:
            problems.append(error.of(question.name, question.label))
            return None
        if value is not None:
            answers[question.name] = value
        return value

    tuple(walk(definition, read))
    return Problems(tuple(problems)) if problems else Validated(answers)


def read_answer(question: Question, raw: object) -> Answer | None:
    """The stored value of one question, None when it was left empty; AnswerError says what is wrong."""
    kind = type_of(question)
    if kind.takes_answer and not kind.empty(raw):
        return kind.parse(question, raw)
    if kind.takes_answer and question.required:
        raise AnswerError("required")
    return None


def _unknown_fields(definition: Definition, raw: Mapping[str, object]) -> Iterator[Problem]:
    known = {question.name for question in definition.questions if type_of(question).takes_answer}
    unknown = [name for name in raw if name not in known]
    for name in unknown[:MOST_UNKNOWN_FIELDS]:
        yield Problem(None, "survey.problem.unknown_question", (("given", echo(name)),))


def fold_form(definition: Definition, pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The fields of a sent form as `validate` takes them; the envelope's own fields are left out.

    A field sent twice becomes a list, `name.before` and `name.now` become one pair, untouched fields vanish.
    """
    pair_names = {q.name for q in definition.questions if q.type == RetrospectivePair.name}
    folded: dict[str, object] = {}
    for field, value in pairs:
        name, _, part = field.rpartition(".")
        if field in RESERVED_NAMES or value == "":
            continue
        if name in pair_names and part in PAIR_PARTS:
            parts = folded.setdefault(name, {})
            if isinstance(parts, dict):
                _add(parts, part, value)
                continue
        _add(folded, field, value)
    return folded


def _add(fields: dict[str, object], name: str, value: str) -> None:
    before = fields.get(name)
    if name not in fields:
        fields[name] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        fields[name] = [before, value]
