"""Every type of question: how a raw answer is read, stored and counted; a new type is one more class here."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.survey.definition import Question
from dashboard.survey.problems import SurveyError
from dashboard.survey.question_types.base import Answer, QuestionType
from dashboard.survey.question_types.closed import (
    ACKNOWLEDGED,
    NOT_APPLICABLE,
    PAIR_PARTS,
    SCALE,
    Acknowledge,
    Likert,
    Nps,
    Rank,
    RetrospectivePair,
    SelectMultiple,
    SelectOne,
)
from dashboard.survey.question_types.moments import Date, Datetime, Time
from dashboard.survey.question_types.numeric import Decimals, Integer, Range
from dashboard.survey.question_types.silent import Calculate, Hidden, Note, Unsupported
from dashboard.survey.question_types.texts import TEXT_LIMIT, Text

__all__ = [
    "ACKNOWLEDGED",
    "NOT_APPLICABLE",
    "PAIR_PARTS",
    "QUESTION_TYPES",
    "SCALE",
    "TEXT_LIMIT",
    "Answer",
    "Calculate",
    "Hidden",
    "Note",
    "QuestionType",
    "Range",
    "Rank",
    "RetrospectivePair",
    "Unsupported",
    "tally",
    "tally_choices",
    "type_of",
]

_TYPES = (
    Text(),
    Integer(),
    Decimals(),
    Range(),
    SelectOne(),
    SelectMultiple(),
    Likert(),
    Nps(),
    RetrospectivePair(),
    Rank(),
    Date(),
    Time(),
    Datetime(),
    Note(),
    Acknowledge(),
    Calculate(),
    Hidden(),
    Unsupported(),
)
QUESTION_TYPES: Mapping[str, QuestionType] = MappingProxyType({kind.name: kind for kind in _TYPES})


def type_of(question: Question) -> QuestionType:
    """The type of a question; SurveyError where the definition names one we do not have."""
    if question.type not in QUESTION_TYPES:
        raise SurveyError("survey.malformed.unknown_type", question.name, known=", ".join(QUESTION_TYPES))
    return QUESTION_TYPES[question.type]


def tally_choices(question: Question) -> tuple[str, ...]:
    """The closed list of values of a question that are counted, in order."""
    return type_of(question).tally_choices(question)


def tally(question: Question, value: Answer) -> tuple[str, ...]:
    """The choices of a question in which a stored value counts."""
    return type_of(question).tally(value) if tally_choices(question) else ()
