"""Every type of question: how a raw answer is read, stored and counted; a new type is one more class here."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from dashboard.survey.cleaning import clean_text, code, echo, is_blank, single
from dashboard.survey.definition import Question
from dashboard.survey.problems import AnswerError, SurveyError

Answer = str | int | list[str] | dict[str, str]
"""A stored value: JSON, in one canonical form per type."""

TEXT_LIMIT = 2000
NOT_APPLICABLE = "na"
SCALE = ("1", "2", "3", "4", "5")
PAIR_PARTS = ("before", "now")
_LONGEST_RAW = 50_000  # far over any limit: refused before any work is done on it
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)


class QuestionType:
    """What all types share; each overrides what differs."""

    name: ClassVar[str]
    is_closed: ClassVar[bool] = True
    takes_answer: ClassVar[bool] = True
    needs_choices: ClassVar[bool] = False

    def empty(self, raw: object) -> bool:
        """Whether nothing was answered."""
        return is_blank(raw)

    def parse(self, question: Question, raw: object) -> Answer:
        """The canonical value of a raw answer that is not empty; AnswerError says why it is refused."""
        given = code(single(raw))
        if given not in self.tally_choices(question):
            raise self.refusal(given)
        return given

    def refusal(self, given: str) -> AnswerError:
        return AnswerError("not_a_choice", given=echo(given))

    def tally_choices(self, question: Question) -> tuple[str, ...]:
        """The closed list of values that are counted, in order; none for what is not counted."""
        return ()

    def tally(self, value: Answer) -> tuple[str, ...]:
        """The choices in which a stored value counts."""
        return (value,) if isinstance(value, str) else ()


class Text(QuestionType):
    """Open words, cleaned, limited, never counted."""

    name = "text"
    is_closed = False

    def empty(self, raw: object) -> bool:
        members = raw if isinstance(raw, list | tuple) else [raw]
        return is_blank(raw) or all(
            isinstance(member, str) and len(member) <= _LONGEST_RAW and not clean_text(member)
            for member in members
        )

    def parse(self, question: Question, raw: object) -> Answer:
        given = single(raw)
        if not isinstance(given, str):
            raise AnswerError("wrong_kind", given=echo(given))
        limit = question.max_length or TEXT_LIMIT
        text = clean_text(given) if len(given) <= _LONGEST_RAW else given
        if len(text) > limit:
            raise AnswerError("too_long", length=len(text), limit=limit)
        return text

    def tally(self, value: Answer) -> tuple[str, ...]:
        return ()


class Integer(QuestionType):
    """A whole number of at most nine digits; not counted."""

    name = "integer"

    def parse(self, question: Question, raw: object) -> Answer:
        given = single(raw)
        digits = str(given) if _is_small_int(given) else given
        if not isinstance(digits, str) or not _WHOLE_NUMBER.fullmatch(digits.strip()):
            raise AnswerError("not_an_integer", given=echo(given))
        return int(digits)

    def tally(self, value: Answer) -> tuple[str, ...]:
        return ()


def _is_small_int(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and abs(given) < 10**9


class SelectOne(QuestionType):
    """One of the question's choices."""

    name = "select_one"
    needs_choices = True

    def tally_choices(self, question: Question) -> tuple[str, ...]:
        return tuple(choice.value for choice in question.choices)


class SelectMultiple(SelectOne):
    """Any of the question's choices, each counted; an exclusive choice stands alone."""

    name = "select_multiple"

    def parse(self, question: Question, raw: object) -> Answer:
        members = list(raw) if isinstance(raw, list | tuple) else [raw]
        given = {code(member) for member in members if not is_blank(member)}
        for value in sorted(given - set(self.tally_choices(question))):
            raise self.refusal(value)
        for choice in question.choices:
            if choice.exclusive and choice.value in given and len(given) > 1:
                raise AnswerError("exclusive", choice=choice.label)
        return [value for value in dict.fromkeys(self.tally_choices(question)) if value in given]

    def tally(self, value: Answer) -> tuple[str, ...]:
        return tuple(value) if isinstance(value, list) else ()


class Likert(QuestionType):
    """Agreement from 1 to 5; "na" (does not apply) stands apart and is in no mean."""

    name = "likert"

    def tally_choices(self, question: Question) -> tuple[str, ...]:
        return (*SCALE, NOT_APPLICABLE)

    def refusal(self, given: str) -> AnswerError:
        return AnswerError("not_on_likert", given=echo(given))


class Nps(QuestionType):
    """How likely a person is to recommend, 0 to 10."""

    name = "nps"

    def tally_choices(self, question: Question) -> tuple[str, ...]:
        return tuple(str(step) for step in range(11))

    def refusal(self, given: str) -> AnswerError:
        return AnswerError("not_on_nps", given=echo(given))


class RetrospectivePair(QuestionType):
    """The same statement rated 1 to 5 as it was before and as it is now; counted as "before>now"."""

    name = "retrospective_pair"

    def empty(self, raw: object) -> bool:
        if isinstance(raw, Mapping):
            return all(is_blank(part) for part in raw.values())
        return is_blank(raw)

    def parse(self, question: Question, raw: object) -> Answer:
        given = single(raw)
        if not isinstance(given, Mapping) or not set(given) <= set(PAIR_PARTS):
            raise AnswerError("wrong_kind", given=echo(given))
        return {part: self._part(given.get(part)) for part in PAIR_PARTS}

    def _part(self, raw: object) -> str:
        if is_blank(raw):
            raise AnswerError("pair_incomplete")
        given = code(single(raw))
        if given not in SCALE:
            raise AnswerError("not_on_pair", given=echo(given))
        return given

    def tally_choices(self, question: Question) -> tuple[str, ...]:
        return tuple(f"{before}>{now}" for before in SCALE for now in SCALE)

    def tally(self, value: Answer) -> tuple[str, ...]:
        return (f"{value['before']}>{value['now']}",) if isinstance(value, dict) else ()


class Note(QuestionType):
    """Words to read; it takes no answer."""

    name = "note"
    is_closed = False
    takes_answer = False


_TYPES = (Text(), Integer(), SelectOne(), SelectMultiple(), Likert(), Nps(), RetrospectivePair(), Note())
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
    return type_of(question).tally(value)
