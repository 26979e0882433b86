"""Numbers: whole, decimal, and those on the steps of a range."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from dashboard.survey.cleaning import echo, single
from dashboard.survey.definition import Question
from dashboard.survey.problems import AnswerError
from dashboard.survey.question_types.base import Answer, QuestionType, Uncounted

MOST_STEPS = 1000
MOST_COUNTED_STEPS = 21
DECIMALS = 10
_TOO_LARGE = 10**9
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_NUMBER = re.compile(r"[+-]?([0-9]{1,9}([.,][0-9]{0,10})?|[.,][0-9]{1,10})", re.ASCII)


class Integer(Uncounted):
    """A whole number of at most nine digits; not counted."""

    name = "integer"

    def parse(self, question: Question, raw: object) -> Answer:
        given = single(raw)
        digits = str(given) if isinstance(given, int) and _is_small(given) else given
        if not isinstance(digits, str) or not _WHOLE_NUMBER.fullmatch(digits.strip()):
            raise AnswerError("not_an_integer", given=echo(given))
        return int(digits)


class Decimals(Uncounted):
    """A number of at most nine digits and ten decimals, with a point or a comma; not counted.

    Stored as a JSON number, a whole one without a point.
    """

    name = "decimal"

    def parse(self, question: Question, raw: object) -> Answer:
        given = single(raw)
        found = read_number(given)
        if found is None:
            raise AnswerError("not_a_number", given=echo(given))
        return int(found) if found == int(found) else float(found)


@dataclass(frozen=True, slots=True)
class Grid:
    """The steps of a range."""

    least: Decimal
    most: Decimal
    step: Decimal

    @property
    def size(self) -> int:
        return int((self.most - self.least) // self.step) + 1

    @property
    def values(self) -> tuple[str, ...]:
        """Every step as it is stored, from least to most."""
        return tuple(number_text(self.least + place * self.step) for place in range(self.size))

    def has(self, value: Decimal) -> bool:
        return self.least <= value <= self.most and (value - self.least) % self.step == 0


class Range(QuestionType):
    """A number on the steps between the least and the most; counted when the steps are few."""

    name = "range"

    def parse(self, question: Question, raw: object) -> Answer:
        given = single(raw)
        found, steps = read_number(given), grid(question)
        if found is None or steps is None or not steps.has(found):
            least, most = (number_text(steps.least), number_text(steps.most)) if steps else ("", "")
            raise AnswerError("not_on_range", given=echo(given), least=least, most=most)
        return number_text(found)

    def tally_choices(self, question: Question) -> tuple[str, ...]:
        steps = grid(question)
        return steps.values if steps and steps.size <= MOST_COUNTED_STEPS else ()


def grid(question: Question) -> Grid | None:
    """The steps of a range question, from 1 to 10 unless it says otherwise; None where they make no sense."""
    return _grid(question.least, question.most, question.step)


@lru_cache(maxsize=256)
def _grid(least: float | None, most: float | None, step: float | None) -> Grid | None:
    given = (1 if least is None else least, 10 if most is None else most, 1 if step is None else step)
    if not all(isfinite(each) and abs(each) < _TOO_LARGE for each in given):
        return None
    found = Grid(*(Decimal(str(round(each, DECIMALS))) for each in given))
    is_sound = found.least < found.most and found.step > 0
    return found if is_sound and found.most - found.least <= MOST_STEPS * found.step else None


def read_number(raw: object) -> Decimal | None:
    """A number of bounded size and length, from JSON or typed with a point or a comma; else None."""
    if isinstance(raw, str):
        typed = raw.strip()
        return Decimal(typed.replace(",", ".")) if _NUMBER.fullmatch(typed) else None
    if isinstance(raw, int) and _is_small(raw):
        return Decimal(raw)
    if isinstance(raw, float) and isfinite(raw) and abs(raw) < _TOO_LARGE:
        return Decimal(str(round(raw, DECIMALS)))
    return None


def number_text(value: Decimal) -> str:
    """Without an exponent, and without zeros at the end."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _is_small(given: int) -> bool:
    return not isinstance(given, bool) and abs(given) < _TOO_LARGE
