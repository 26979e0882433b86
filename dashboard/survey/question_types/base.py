"""What all types of question share, and the forms in which answers are stored."""

from typing import ClassVar

from dashboard.survey.cleaning import code, echo, is_blank, single
from dashboard.survey.definition import Question
from dashboard.survey.problems import AnswerError

Answer = str | int | float | list[str] | dict[str, str]
"""A stored value: JSON, in one canonical form per type."""


class QuestionType:
    """What all types share; each overrides what differs.

    `is_asked`: a person sees it. `takes_answer`: and answers it. `is_stored`: it has a value, given or not.
    """

    name: ClassVar[str]
    is_closed: ClassVar[bool] = True
    is_asked: ClassVar[bool] = True
    takes_answer: ClassVar[bool] = True
    is_stored: ClassVar[bool] = True
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


class Uncounted(QuestionType):
    """Answers that are stored and never counted."""

    def tally(self, value: Answer) -> tuple[str, ...]:
        return ()
