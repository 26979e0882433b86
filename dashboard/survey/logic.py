"""Which questions a person is asked, given what they have answered so far."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.expressions import parse
from dashboard.survey.problems import ExpressionError
from dashboard.survey.question_types import type_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person is: questions answered, of those that are asked of them now."""

    answered: int
    asked: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.answered / self.asked if self.asked else 1.0


def walk(definition: Definition, read: Callable[[Question], object]) -> Iterator[Question]:
    """The relevant questions in order; `read` gives each one's answer, which decides about those after it.

    A question that is not relevant is never read, so what depends on it sees it as empty.
    """
    seen: dict[str, object] = {}
    for section in definition.sections:
        yield from _walk(section, read, seen)


def _walk(
    section: Section, read: Callable[[Question], object], seen: dict[str, object]
) -> Iterator[Question]:
    if not is_relevant(section.relevant, seen):
        return
    for item in section.items:
        if isinstance(item, Section):
            yield from _walk(item, read, seen)
        elif is_relevant(item.relevant, seen):
            seen[item.name] = read(item)
            yield item


def is_relevant(expression: str, answers: Mapping[str, object]) -> bool:
    """Whether it holds; an expression that cannot be read hides: no mistake shows a sensitive question."""
    if not expression.strip():
        return True
    try:
        return parse(expression).holds(answers)
    except ExpressionError:
        return False


def relevant_questions(definition: Definition, answers: Mapping[str, object]) -> tuple[Question, ...]:
    """The questions to ask of someone who has given these answers, raw or validated."""
    return tuple(walk(definition, lambda question: answers.get(question.name)))


def progress(definition: Definition, answers: Mapping[str, object]) -> Progress:
    """How far someone with these answers is; notes are not questions."""
    asked = [q for q in relevant_questions(definition, answers) if type_of(q).takes_answer]
    answered = [q for q in asked if not type_of(q).empty(answers.get(q.name))]
    return Progress(len(answered), len(asked))
