"""Neighbouring statements on the same scale as one table: the words at its ends stand once, above."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from dashboard.exports.answer_areas import PAGE_WIDTH, Flowable
from dashboard.exports.shapes import circle
from dashboard.exports.typography import BOLD, FAINT, cell_markup, style
from dashboard.i18n import Translator
from dashboard.survey.definition import Question
from dashboard.survey.labels import part_labels
from dashboard.survey.question_types import SCALE

LONGEST_LABEL = 220
_STEP = 9 * mm
_APART = 15 * mm
_GAP = 6 * mm
_KINDS = ("likert", "retrospective_pair")


def fits_a_table(question: Question, before: Question | None = None) -> bool:
    """Whether a question may stand in a table, and in the same one as the question before it."""
    if question.type not in _KINDS or question.relevant or question.appearance:
        return False
    if any(len(text) > LONGEST_LABEL for _, text in question.label.by_language):
        return False
    same = ("type", "low", "high", "hint")
    return before is None or all(getattr(question, name) == getattr(before, name) for name in same)


def matrix(rows: Sequence[tuple[str, Question]], t: Translator) -> Flowable:
    """The table; `rows` are (number, question). Its head is repeated on every page."""
    first = rows[0][1]
    head, widths, marks = (
        _pair_head(first, t) if first.type == "retrospective_pair" else _likert_head(first, t)
    )
    label = PAGE_WIDTH - sum(widths)
    body = [
        [
            Paragraph(
                _numbered(number, question, t),
                style("label", leftIndent=8 * mm, bulletIndent=0, bulletFontName=BOLD),
                bulletText=number,
            ),
            *(circle() if is_mark else "" for is_mark in marks),
        ]
        for number, question in rows
    ]
    height = len(head)
    return Table(
        [*head, *body],
        colWidths=[label, *widths],
        repeatRows=height,
        hAlign="LEFT",
        style=[
            ("VALIGN", (0, 0), (-1, height - 1), "BOTTOM"),
            ("VALIGN", (0, height), (-1, -1), "MIDDLE"),
            ("ALIGN", (1, 0), (-1, -1), "CENTER"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, height - 1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, height - 1), 2),
            ("LINEBELOW", (0, height - 1), (-1, -1), 0.4, FAINT),
            *_spans(first, height),
        ],
    )


def _numbered(number: str, question: Question, t: Translator) -> str:
    star = " *" if question.required else ""
    return f"{cell_markup(question.label.text(t.language))}{star}"


def _small(text: str, alignment: int = 1) -> Flowable:
    return Paragraph(cell_markup(text, 120), style("tiny", alignment=alignment))


def _end(question: Question, field: str, t: Translator) -> str:
    words = getattr(question, field)
    return str(words.text(t.language)) if words else ""


def _likert_head(question: Question, t: Translator) -> tuple[list[list[Flowable]], list[float], list[bool]]:
    low, high = _end(question, "low", t), _end(question, "high", t)
    numbers = [_small(step) for step in SCALE]
    head = [
        ["", _small(low, 0), "", "", _small(high, 2), "", ""],
        ["", *numbers, _small(t("survey.scale.na"))],
    ]
    return head, [_STEP] * 5 + [_APART], [True] * 6


def _pair_head(question: Question, t: Translator) -> tuple[list[list[Flowable]], list[float], list[bool]]:
    low, high = _end(question, "low", t), _end(question, "high", t)
    step = _STEP * 0.85
    before, now = (_small(part.label) for part in part_labels(t))
    numbers = [_small(number) for number in SCALE]
    ends = [_small(low, 0), "", _small(high, 2), "", ""]
    head = [
        ["", before, "", "", "", "", "", now, "", "", "", ""],
        ["", *ends, "", *ends],
        ["", *numbers, "", *numbers],
    ]
    return head, [*[step] * 5, _GAP, *[step] * 5], [*[True] * 5, False, *[True] * 5]


def _spans(question: Question, height: int) -> list[tuple[object, ...]]:
    """The head's cells that reach over several steps, and the gap between before and now."""
    if question.type != "retrospective_pair":
        return [("SPAN", (1, 0), (2, 0)), ("SPAN", (4, 0), (5, 0))]
    return [
        *(("SPAN", (start, 0), (start + 4, 0)) for start in (1, 7)),
        *(("SPAN", (start, 1), (start + 1, 1)) for start in (1, 7)),
        *(("SPAN", (start + 2, 1), (start + 4, 1)) for start in (1, 7)),
    ]
