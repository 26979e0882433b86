"""Defaults as answers: what a form holds before anybody has touched it."""

from dashboard.survey.defaults import default_of
from dashboard.survey.definition import Question
from dashboard.survey.expressions import Context
from dashboard.survey.problems import SurveyError
from dashboard.survey.question_types import Answer, type_of

LISTS = frozenset({"select_multiple", "rank"})


def default_answer(question: Question, context: Context) -> Answer | None:
    """The default as it would be stored; None where there is none, or where it would be refused.

    The default of a question with several answers is written with spaces between them.
    """
    kind = type_of(question)
    if not question.default.strip() or not kind.takes_answer:
        return None
    raw: object = default_of(question, context)
    if isinstance(raw, str) and question.type in LISTS:
        raw = raw.split()
    try:
        return None if kind.empty(raw) else kind.parse(question, raw)
    except SurveyError:
        return None
