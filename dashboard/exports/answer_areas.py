"""Where a person answers on paper: circles, boxes, scales and lines, by type of question."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table

from dashboard.exports.shapes import MARK, box, circle, combs, face, lines, numbered_circles
from dashboard.exports.typography import cell_markup, style, width_of
from dashboard.i18n import Translator
from dashboard.survey.definition import Question
from dashboard.survey.labels import Option, options, part_labels
from dashboard.survey.question_types import SCALE
from dashboard.survey.words import Words

Flowable = Any
"""A piece of a page, as the typesetter takes it; its package says no types."""

PAGE_WIDTH = 174 * mm
INDENT = 8 * mm
WIDTH = PAGE_WIDTH - INDENT
LONGEST_LINE = 120
_GUTTER = 6 * mm
_PLAIN_CELLS = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def answer_area(question: Question, t: Translator) -> list[Flowable]:
    """What is printed under a question, set in from the left."""
    if "smileys" in question.appearance.split() and 3 <= len(question.choices) <= 5:
        return [_faces(question, t)]
    if question.type in _LISTED:
        return _LISTED[question.type](question, t)
    draw = _AREAS.get(question.type)
    return [indented(piece) for piece in draw(question, t)] if draw else []


def instruction(question: Question, t: Translator) -> str:
    """How to answer, where paper does not show it by itself and the hint does not say it."""
    if question.hint is not None or question.type not in {"select_multiple", "rank"}:
        return ""
    if question.type == "rank":
        return t("questionnaire.how.rank", count=t.number(len(question.choices)))
    return t("questionnaire.how.select_multiple")


def indented(piece: Flowable) -> Flowable:
    """Set in as far as the question's words."""
    piece.hAlign = "LEFT"
    return Table([["", piece]], colWidths=[INDENT, WIDTH], style=_PLAIN_CELLS, hAlign="LEFT", splitInRow=1)


def _listed(question: Question, t: Translator, *, mark: Callable[[], Flowable]) -> list[Flowable]:
    """The choices in as many columns as their words allow; a long list splits over pages."""
    shown = options(question, t)
    widest = max((width_of(option.label, "label") for option in shown), default=0) + MARK + 12
    fitting = int(WIDTH // (widest + _GUTTER))
    columns = len(shown) if len(shown) <= min(fitting, 5) else max(1, min(3, len(shown) // 2, fitting))
    if question.type == "rank":
        columns = 1
    rows = -(-len(shown) // columns)
    width = WIDTH if columns == 1 else min(WIDTH / columns, max(widest + _GUTTER, WIDTH / 3))
    cells = [
        [
            _option(shown[row + rows * column], mark) if row + rows * column < len(shown) else ["", ""]
            for column in range(columns)
        ]
        for row in range(rows)
    ]
    table = Table(
        [["", *(part for cell in row for part in cell)] for row in cells],
        colWidths=[INDENT, *([MARK + 6, width - MARK - 6] * columns)],
        style=_PLAIN_CELLS,
        hAlign="LEFT",
    )
    return [table]


def _option(option: Option, mark: Callable[[], Flowable]) -> list[Flowable]:
    return [[Spacer(1, 2), mark()], Paragraph(cell_markup(option.label), style("label"))]


def ends(low: Words | None, high: Words | None, width: float, t: Translator) -> list[Flowable]:
    """The words at the two ends of a scale, under it."""
    if low is None and high is None:
        return []
    said = [words.text(t.language) if words else "" for words in (low, high)]
    left, right = (
        Paragraph(cell_markup(text), style("small", alignment=alignment))
        for text, alignment in zip(said, (0, 2), strict=True)
    )
    return [Table([[left, right]], colWidths=[width / 2, width / 2], style=_PLAIN_CELLS, hAlign="LEFT")]


def _scale(question: Question, t: Translator, *, steps: Sequence[str], width: float) -> list[Flowable]:
    width = min(width, WIDTH)
    return [numbered_circles(steps, width), *ends(question.low, question.high, width, t)]


def _likert(question: Question, t: Translator) -> list[Flowable]:
    width = 80 * mm
    scale = [numbered_circles(SCALE, width), *ends(question.low, question.high, width, t)]
    apart = Table(
        [[circle(), Paragraph(cell_markup(t("survey.scale.na")), style("label"))]],
        colWidths=[MARK + 6, 40 * mm],
        style=[*_PLAIN_CELLS, ("TOPPADDING", (0, 0), (-1, -1), 4), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )
    return [Table([[scale, apart]], colWidths=[width + 12 * mm, 50 * mm], style=_PLAIN_CELLS, hAlign="LEFT")]


def _pair(question: Question, t: Translator) -> list[Flowable]:
    width = (WIDTH - 12 * mm) / 2
    sides = [
        [
            Paragraph(cell_markup(part.label), style("small")),
            numbered_circles(SCALE, width),
            *ends(question.low, question.high, width, t),
        ]
        for part in part_labels(t)
    ]
    return [
        Table(
            [[sides[0], "", sides[1]]], colWidths=[width, 12 * mm, width], style=_PLAIN_CELLS, hAlign="LEFT"
        )
    ]


def _range(question: Question, t: Translator) -> list[Flowable]:
    steps = options(question, t)
    if steps:
        labels = [option.value for option in steps]
        return _scale(question, t, steps=labels, width=len(labels) * 12 * mm)
    return _number(question, t)


def _number(question: Question, t: Translator) -> list[Flowable]:
    said = ""
    if question.least is not None and question.most is not None:
        least, most = (t.number(number, 6) for number in (question.least, question.most))
        said = t("questionnaire.how.between", least=least, most=most)
    return [
        Table(
            [[box(34 * mm, 8 * mm), Paragraph(cell_markup(said), style("small"))]],
            colWidths=[40 * mm, WIDTH - 40 * mm],
            style=_PLAIN_CELLS,
            hAlign="LEFT",
        )
    ]


def _text(question: Question, t: Translator) -> list[Flowable]:
    limit = question.max_length or LONGEST_LINE + 1
    is_long = "multiline" in question.appearance.split() or limit > LONGEST_LINE
    return [lines(4 if limit >= 600 else 3 if is_long else 1, WIDTH)]


def _ranked(question: Question, t: Translator) -> list[Flowable]:
    return _listed(question, t, mark=partial(box, MARK + 1, MARK + 1))


def _moment(question: Question, t: Translator, *, parts: str) -> list[Flowable]:
    day = [
        (2, t("questionnaire.how.day")),
        (2, t("questionnaire.how.month")),
        (4, t("questionnaire.how.year")),
    ]
    hour = [(2, t("questionnaire.how.hour")), (2, t("questionnaire.how.minute"))]
    pieces = [combs(day, "/")] if "date" in parts.split() else []
    pieces += [combs(hour, ":")] if "time" in parts.split() else []
    return [Table([pieces], style=_PLAIN_CELLS, hAlign="LEFT")]


def _faces(question: Question, t: Translator) -> Flowable:
    count = len(question.choices)
    width = WIDTH / count
    moods = [2 * place / (count - 1) - 1 for place in range(count)]
    labels = [
        Paragraph(cell_markup(option.label), style("small", alignment=1)) for option in options(question, t)
    ]
    return Table(
        [["", *(face(mood) for mood in moods)], ["", *labels]],
        colWidths=[INDENT, *[width] * count],
        style=[*_PLAIN_CELLS, ("ALIGN", (0, 0), (-1, -1), "CENTER")],
        hAlign="LEFT",
    )


_AREAS: Mapping[str, Callable[[Question, Translator], list[Flowable]]] = {
    "text": _text,
    "integer": _number,
    "decimal": _number,
    "range": _range,
    "likert": _likert,
    "nps": partial(_scale, steps=[str(step) for step in range(11)], width=WIDTH),
    "retrospective_pair": _pair,
    "date": partial(_moment, parts="date"),
    "time": partial(_moment, parts="time"),
    "datetime": partial(_moment, parts="date time"),
}
_LISTED: Mapping[str, Callable[[Question, Translator], list[Flowable]]] = {
    "select_one": partial(_listed, mark=circle),
    "select_multiple": partial(_listed, mark=box),
    "acknowledge": partial(_listed, mark=box),
    "rank": _ranked,
}
