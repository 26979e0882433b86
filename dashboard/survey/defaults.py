"""What a question is answered with before anybody answers it."""

import re

from dashboard.survey.definition import Question
from dashboard.survey.evaluation import computed
from dashboard.survey.expressions import Context, parse
from dashboard.survey.problems import ExpressionError

_COMPUTED = re.compile(r"\$\{|^[a-z][a-z:-]*\(.*\)$", re.ASCII | re.DOTALL)
_LONGEST = 5000


def is_computed(default: str) -> bool:
    """Whether a default is an expression: it asks for an answer, or it is a function, as in "today()"."""
    text = default.strip()
    if len(text) > _LONGEST or not _COMPUTED.search(text):
        return False
    try:
        parse(text)
    except ExpressionError:
        return False
    return True


def default_of(question: Question, context: Context) -> str | int | float | None:
    """The default given the answers so far, as a form may send it; None where there is none."""
    if is_computed(question.default):
        return computed(question.default, context)
    return question.default.strip() or None
