"""What a survey's expressions give away before anybody answers: what goes in circles, what looks mistaken.

Whether the names they use exist, and come before, is checked where the order of questions is known.
"""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from math import isnan

from dashboard.survey.cleaning import echo
from dashboard.survey.definition import Definition, Question
from dashboard.survey.expressions.nodes import (
    ARITHMETIC,
    ORDER,
    Constant,
    Current,
    Node,
    Operation,
    Reference,
)
from dashboard.survey.expressions.reading import parse
from dashboard.survey.expressions.worths import compare, number, text
from dashboard.survey.problems import ExpressionError, Problem

MOST_CYCLES = 20
_SHOWN = 6  # names of one circle in a message
_WORDS = frozenset({"text", "select_multiple", "rank", "note", "acknowledge"})
_SEVERAL = frozenset({"select_multiple", "rank"})
_CHOSEN = _SEVERAL | {"select_one"}
_EQUALITY = frozenset({"=", "!="})
_NUMERIC = ORDER | ARITHMETIC.keys() | {"neg"}


def cycles(definition: Definition) -> tuple[Problem, ...]:
    """Questions whose relevance or calculation depends on themselves, each circle once, at most 20.

    The definition is one without repeats: within one, a question may look at its own earlier round.
    """
    needs = {placed.question.name: _needed(placed.rules, placed.question) for placed in definition.placed()}
    found: list[Problem] = []
    while len(found) < MOST_CYCLES and (circle := _circle(needs)):
        shown = [*circle[:_SHOWN], "…"] if len(circle) > _SHOWN else circle
        names = " → ".join(echo(name) for name in shown)
        found.append(Problem(circle[0], "survey.check.cycle", (("names", names),)))
        del needs[circle[0]]
    return tuple(found)


def _circle(needs: Mapping[str, frozenset[str]]) -> list[str]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _needed(rules: tuple[str, ...], question: Question) -> frozenset[str]:
    """The questions whose answers decide whether it is asked and what is worked out for it."""
    roots = [root for source in (*rules, question.calculation) if (root := _root(source))]
    named = [name for root in roots for node in root.walk() for name in node.named()]
    return frozenset(name.partition(".")[0] for name in named)


def _root(source: str) -> Node | None:
    """None of a blank expression and of one that cannot be read, which is reported elsewhere."""
    try:
        return parse(source).root if source.strip() else None
    except ExpressionError:
        return None


def doubts(definition: Definition) -> tuple[Problem, ...]:
    """What can be read and is probably not meant: warnings, each once, in reading order."""
    questions = {question.name: question for question in definition.questions}
    found: list[Problem] = []
    for section in definition.every_section():
        found += _doubts(section.name, section.relevant, questions, None)
        for question in (item for item in section.items if isinstance(item, Question)):
            for source in (question.relevant, question.required_when, question.constraint):
                found += _doubts(question.name, source, questions, question)
            for source in (question.calculation, question.choice_filter):
                found += _doubts(question.name, source, questions, question)
    return tuple(dict.fromkeys(found))


def _doubts(
    place: str, source: str, questions: Mapping[str, Question], itself: Question | None
) -> Iterator[Problem]:
    root = _root(source)
    for node in root.walk() if root else ():
        if isinstance(node, Operation):
            for part in node.parts:
                named = questions.get(part.name) if isinstance(part, Reference) else None
                asked = itself if isinstance(part, Current) else named
                if asked is not None:
                    yield from _mistaken(place, node, asked)


def _mistaken(place: str, node: Operation, asked: Question) -> Iterator[Problem]:
    """What is odd about this question as a part of this operation."""
    name = ("name", echo(asked.name))
    if node.name in _NUMERIC and not _counts(asked):
        yield Problem(place, "survey.check.ordered_text", (name,))
    values = [part.value for part in node.parts if isinstance(part, Constant) and part.value != ""]
    if node.name in _EQUALITY and values and asked.type in _SEVERAL:
        yield Problem(place, "survey.check.equals_many", (name,))
    elif (node.name in _EQUALITY or node.name == "selected") and asked.type in _CHOSEN:
        for value in values:
            if not any(compare("=", value, choice.value) for choice in asked.choices):
                yield Problem(place, "survey.check.unknown_choice", (name, ("value", echo(text(value)))))


def _counts(question: Question) -> bool:
    """Whether its answers can be numbers, or dates."""
    if question.choices and question.type not in _SEVERAL:
        return not all(isnan(number(choice.value)) for choice in question.choices)
    return question.type not in _WORDS or "numbers" in question.appearance
