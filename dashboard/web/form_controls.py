"""Which control a question is answered with on a phone, by its type, its appearance and its length."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.i18n import Translator
from dashboard.survey.definition import Question
from dashboard.survey.question_types import TEXT_LIMIT
from dashboard.survey.question_types.numeric import grid, number_text

LONGEST_LIST = 20
"""With more choices than this, one list to open instead of that many buttons."""
LONGEST_LINE = 150
FEWEST_FACES, MOST_FACES = 3, 5

FIELDS = frozenset({"area", "line", "number", "range", "select", "date", "time", "datetime-local"})
"""One field under a label; every other control is a group of them."""

_CONTROLS: Mapping[str, str] = MappingProxyType(
    {
        "integer": "number",
        "decimal": "number",
        "select_multiple": "checkbox",
        "acknowledge": "checkbox",
        "nps": "steps",
        "retrospective_pair": "pair",
        "rank": "rank",
        "date": "date",
        "time": "time",
        "datetime": "datetime-local",
        "note": "note",
    }
)


@dataclass(frozen=True, slots=True)
class RangeView:
    """The ends and the step of a range: as a browser reads them, and as people do."""

    least: str
    most: str
    step: str
    least_shown: str
    most_shown: str
    words: str


def control_of(question: Question) -> str:
    """The name of a branch in `question.html`."""
    appearance = question.appearance.split()
    if question.type == "text":
        is_long = "multiline" in appearance or (question.max_length or 0) > LONGEST_LINE
        return "area" if is_long else "line"
    if question.type == "range":
        return "range" if grid(question) else "number"
    if question.type in {"select_one", "likert"}:
        return _one_of(question, appearance)
    return _CONTROLS[question.type]


def _one_of(question: Question, appearance: list[str]) -> str:
    count = MOST_FACES if question.type == "likert" else len(question.choices)
    if "smileys" in appearance and FEWEST_FACES <= count <= MOST_FACES:
        return "faces"
    return "select" if "minimal" in appearance or count > LONGEST_LIST else "radio"


def is_side_by_side(question: Question) -> bool:
    """Whether a scale of few choices stands in one row where the screen is wide."""
    return "likert" in question.appearance.split() and 2 <= len(question.choices) <= MOST_FACES


def mood_of(place: int, count: int) -> int:
    """The face of the choice at a place, from 1 (saddest, the first) to 5 (happiest, the last)."""
    return {3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}[count][place]


def limit_of(question: Question) -> int:
    """The most characters a text may have."""
    return question.max_length or TEXT_LIMIT


def range_view(question: Question, t: Translator) -> RangeView | None:
    """The range of a question that has one that makes sense."""
    steps = grid(question) if question.type == "range" else None
    if steps is None:
        return None
    ends = (steps.least, steps.most, steps.step)
    least, most, step = (t.number(float(each), 10) for each in ends)
    return RangeView(
        least=number_text(steps.least),
        most=number_text(steps.most),
        step=number_text(steps.step),
        least_shown=least,
        most_shown=most,
        words=t("web.form.bounds", least=least, most=most, step=step),
    )
