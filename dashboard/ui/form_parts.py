"""A long form is shown part by part: which parts there are, which is open, what was said in the others."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from dashboard.survey.definition import Definition
from dashboard.survey.logic import situation
from dashboard.survey.question_types import type_of
from dashboard.survey.validation import Problems, validate
from dashboard.ui import session


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is asked now: the `number`th of `count`, of the definition's top section at `section`."""

    section: int
    number: int
    count: int
    questions: frozenset[str]

    @property
    def is_last(self) -> bool:
        return self.number == self.count


def draft(code: str) -> dict[str, object]:
    """The raw answers this visitor has given so far, of all parts. Lives as long as Streamlit's session."""
    return cast("dict[str, object]", session.state().get(session.draft_key(code), {}))


def keep_widgets(code: str) -> None:
    """Streamlit forgets a widget that is not drawn; what stands in those of other parts is put in again."""
    state, prefix = session.state(), session.question_key(code, "")
    for key in [key for key in state if str(key).startswith(prefix)]:
        state[key] = state[key]


def parts(definition: Definition, code: str, now: datetime) -> tuple[Part, ...]:
    """The parts with a question that is asked now, given the answers so far; never none."""
    asked = situation(definition, draft(code), now=now).asked
    names = {question.name for question in asked if type_of(question).is_asked}
    found: dict[int, set[str]] = {}
    for placed in definition.placed():
        if placed.question.name in names:
            place = next(i for i, top in enumerate(definition.sections) if top is placed.inside[0])
            found.setdefault(place, set()).add(placed.question.name)
    places = sorted(found) or [0]
    return tuple(
        Part(place, number, len(places), frozenset(found.get(place, ())))
        for number, place in enumerate(places, start=1)
    )


def open_part(definition: Definition, code: str, now: datetime) -> Part:
    """The part this visitor is at; where it is asked no longer, the nearest one before it."""
    asked = parts(definition, code, now)
    at = session.number(session.part_key(code))
    return next((part for part in reversed(asked) if part.section <= at), asked[0])


def go_to(code: str, part: Part) -> None:
    session.state()[session.part_key(code)] = part.section


def go_to_problem(definition: Definition, code: str, questions: set[str], now: datetime) -> None:
    """Opens the first part that holds one of these questions, where one does."""
    for part in parts(definition, code, now):
        if part.questions & questions:
            go_to(code, part)
            return


def problems_in(
    definition: Definition, part: Part, answers: dict[str, object], now: datetime
) -> Problems | None:
    """What is wrong in one part; None where nothing is, whatever the parts still to come lack."""
    checked = validate(definition, answers, now=now)
    if not isinstance(checked, Problems):
        return None
    here = tuple(problem for problem in checked.problems if problem.question in part.questions)
    return Problems(here) if here else None
