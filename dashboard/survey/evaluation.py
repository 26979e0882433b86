"""What the expressions of a survey come to; one that cannot be read or worked out counts as saying nothing.

Nothing is shown, required or refused by mistake: an unreadable `relevant` hides, an unreadable `constraint`
refuses nothing. The checks before publishing report such an expression with its place.
"""

from collections.abc import Mapping
from math import isfinite

from dashboard.survey.cleaning import clean_text
from dashboard.survey.expressions import Context, parse
from dashboard.survey.problems import ExpressionError
from dashboard.survey.question_types import TEXT_LIMIT

_LARGEST_WHOLE = 10**15


def holds(expression: str, context: Context | Mapping[str, object], *, otherwise: bool = False) -> bool:
    """Whether it holds; `otherwise` stands in for one that cannot be read."""
    try:
        return parse(expression).holds(context)
    except ExpressionError:
        return otherwise


def computed(expression: str, context: Context) -> str | int | float | None:
    """The value as it is stored; None for nothing, for what is no number, and for what cannot be read."""
    try:
        worth = parse(expression).value(context)
    except ExpressionError:
        return None
    if isinstance(worth, bool):
        return "true" if worth else "false"
    if isinstance(worth, float):
        return _number(worth)
    text = (worth[0] if worth else "") if isinstance(worth, tuple) else worth
    return clean_text(text)[:TEXT_LIMIT] or None


def _number(worth: float) -> int | float | None:
    if not isfinite(worth):
        return None
    return int(worth) if worth.is_integer() and abs(worth) < _LARGEST_WHOLE else worth
