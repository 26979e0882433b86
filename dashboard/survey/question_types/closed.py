"""Answers to choose: of a question's own choices, or of a scale that is always the same."""

from collections.abc import Mapping

from dashboard.survey.cleaning import code, echo, is_blank, single
from dashboard.survey.definition import Question
from dashboard.survey.problems import AnswerError
from dashboard.survey.question_types.base import Answer, QuestionType

NOT_APPLICABLE = "na"
SCALE = ("1", "2", "3", "4", "5")
PAIR_PARTS = ("before", "now")
ACKNOWLEDGED = "yes"


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


class Rank(QuestionType):
    """All of the question's choices in the person's order; counted as "choice>place"."""

    name = "rank"
    needs_choices = True

    def parse(self, question: Question, raw: object) -> Answer:
        members = raw if isinstance(raw, list | tuple) else [raw]
        given = [code(single(member)) for member in members if not is_blank(member)]
        labels = {choice.value: choice.label for choice in question.choices}
        for value in given:
            if value not in labels:
                raise self.refusal(value)
            if given.count(value) > 1:
                raise AnswerError("rank_repeated", choice=labels[value])
        if len(given) < len(labels):
            raise AnswerError("rank_incomplete", count=len(given), limit=len(labels))
        return given

    def tally_choices(self, question: Question) -> tuple[str, ...]:
        places = range(1, len(question.choices) + 1)
        return tuple(f"{choice.value}>{place}" for choice in question.choices for place in places)

    def tally(self, value: Answer) -> tuple[str, ...]:
        ranked = value if isinstance(value, list) else []
        return tuple(f"{choice}>{place}" for place, choice in enumerate(ranked, start=1))


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


class Acknowledge(QuestionType):
    """A box to tick; not counted, for who does not tick it has not answered."""

    name = "acknowledge"

    def parse(self, question: Question, raw: object) -> Answer:
        given = single(raw)
        if given is not True and not (isinstance(given, str) and given.strip().lower() in ("yes", "ok")):
            raise AnswerError("not_acknowledged", given=echo(given))
        return ACKNOWLEDGED

    def tally(self, value: Answer) -> tuple[str, ...]:
        return ()
