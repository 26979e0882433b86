"""The functions of expressions by name, with how many arguments each takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import floor
from types import MappingProxyType

from dashboard.survey.expressions import dates
from dashboard.survey.expressions import number_functions as numbers
from dashboard.survey.expressions import text_functions as strings
from dashboard.survey.expressions.context import Context
from dashboard.survey.expressions.dates import DATE, DATE_TIME, moment_at, moment_of, written
from dashboard.survey.expressions.patterns import matches
from dashboard.survey.expressions.worths import Worth, filled, number, of_answer, text, truth

Worths = tuple[Worth, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """How many arguments it takes (`most` None: any number), and what it comes to.

    `call` is None where the arguments are not all evaluated: nodes.py sees to those.
    """

    least: int
    most: int | None
    call: Callable[[Context, Worths], Worth] | None = None


def _moment(worth: Worth) -> dates.Moment | None:
    """From a date's text, or from days since 1970."""
    found = None if isinstance(worth, float | bool) else moment_of(text(worth))
    return found or moment_at(number(worth))


def _decimal_time(worth: Worth) -> float:
    days = number(worth)
    return days - floor(days) if numbers.is_finite(days) else days


def _choice_name(context: Context, of: Worths) -> Worth:
    value = text(of[0])
    return context.labels(text(of[1]), value) if context.labels and value else value


def _once(context: Context, of: Worths) -> Worth:
    current = of_answer(context.current)
    return of[0] if current == "" else current


def _coalesce(of: Worths) -> Worth:
    return next((worth for worth in of if text(worth) != ""), "")


def _one(call: Callable[[Worth], Worth]) -> Function:
    return Function(1, 1, lambda _, of: call(of[0]))


def _numeric(call: Callable[..., float], least: int = 1, most: int | None = None) -> Function:
    """Of a fixed number of numbers."""
    return Function(least, most or least, lambda _, of: call(*(number(worth) for worth in of)))


def _textual(call: Callable[..., Worth], count: int) -> Function:
    """Of a fixed number of texts."""
    return Function(count, count, lambda _, of: call(*(text(worth) for worth in of)))


_LOGIC = {
    "if": Function(3, 3),
    "indexed-repeat": Function(3, 7),
    "jr:choice-name": Function(2, 2, _choice_name),
    "current": Function(0, 0),
    "position": Function(0, 1, lambda _, __: 1.0),  # rounds of a repeat are written out beforehand
    "coalesce": Function(1, None, lambda _, of: _coalesce(of)),
    "once": Function(1, 1, _once),
    "true": Function(0, 0, lambda _, __: True),
    "false": Function(0, 0, lambda _, __: False),
    "not": _one(lambda worth: not truth(worth)),
    "boolean": _one(truth),
    "number": _one(number),
    "string": _one(text),
    "selected": Function(2, 2, lambda _, of: strings.selected(of[0], text(of[1]))),
    "selected-at": Function(2, 2, lambda _, of: strings.selected_at(text(of[0]), number(of[1]))),
    "count-selected": _one(lambda worth: float(len(strings.words(text(worth))))),
}
_TEXT = {
    "string-length": _textual(lambda of: float(len(of)), 1),
    "concat": Function(1, None, lambda _, of: strings.joined("", of)),
    "join": Function(1, None, lambda _, of: strings.joined(text(of[0]), of[1:])),
    "substr": Function(2, 3, lambda _, of: strings.substr(text(of[0]), *map(number, of[1:]))),
    "substring": Function(2, 3, lambda _, of: strings.substring(text(of[0]), *map(number, of[1:]))),
    "substring-before": _textual(strings.before, 2),
    "substring-after": _textual(strings.after, 2),
    "contains": _textual(lambda whole, part: part in whole, 2),
    "starts-with": _textual(str.startswith, 2),
    "ends-with": _textual(str.endswith, 2),
    "translate": _textual(strings.translate, 3),
    "normalize-space": _textual(lambda of: " ".join(strings.words(of)), 1),
    "regex": _textual(lambda of, pattern: matches(pattern, of), 2),
}
_NUMBERS = {
    "round": _numeric(numbers.rounded, 1, 2),
    "int": _numeric(numbers.truncated),
    "abs": _numeric(abs),
    "pow": _numeric(numbers.power, 2),
    "sqrt": _numeric(numbers.root),
    "floor": _numeric(numbers.lower),
    "ceiling": _numeric(numbers.upper),
    "min": Function(1, None, lambda _, of: numbers.extreme(min, map(number, filled(of)))),
    "max": Function(1, None, lambda _, of: numbers.extreme(max, map(number, filled(of)))),
    "sum": Function(1, None, lambda _, of: numbers.total(map(number, filled(of)))),
    "count": Function(1, None, lambda _, of: float(len(filled(of)))),
    "count-non-empty": Function(1, None, lambda _, of: float(len(filled(of)))),
}
_DATES = {
    "today": Function(0, 0, lambda context, _: context.today_text),
    "now": Function(0, 0, lambda context, _: context.now_text),
    "date": _one(lambda worth: written(_moment(worth), DATE)),
    "date-time": _one(lambda worth: written(_moment(worth), DATE_TIME)),
    "decimal-date-time": _one(number),
    "decimal-time": _one(_decimal_time),
    "format-date": Function(2, 2, lambda _, of: written(_moment(of[0]), text(of[1]))),
    "format-date-time": Function(2, 2, lambda _, of: written(_moment(of[0]), text(of[1]))),
}
FUNCTIONS: Mapping[str, Function] = MappingProxyType({**_LOGIC, **_TEXT, **_NUMBERS, **_DATES})
