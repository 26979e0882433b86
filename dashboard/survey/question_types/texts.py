"""Open words."""

from dashboard.survey.cleaning import clean_text, echo, is_blank, single
from dashboard.survey.definition import Question
from dashboard.survey.problems import AnswerError
from dashboard.survey.question_types.base import Answer, Uncounted

TEXT_LIMIT = 2000
_LONGEST_RAW = 50_000  # far over any limit: refused before any work is done on it


class Text(Uncounted):
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
