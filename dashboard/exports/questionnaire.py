"""A survey on paper: the blank questionnaire as a PDF to print, answer with a pen and type in afterwards."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from dashboard.exports.answer_areas import PAGE_WIDTH, Flowable, answer_area, instruction
from dashboard.exports.matrices import fits_a_table, matrix
from dashboard.exports.shapes import circle
from dashboard.exports.skip_words import Numbered, skip_words
from dashboard.exports.typography import BOLD, FAINT, GREY, REGULAR, cell_markup, markup, plain, style
from dashboard.i18n import Translator, translator
from dashboard.survey.definition import Consent, Definition, Question, Section

_MARGIN = 18 * mm
_UNASKED = frozenset({"calculate", "hidden", "unsupported"})
_REFERENCE = re.compile(r"\$\{[^}]*\}")
_BLANK = "…………"


def questionnaire_pdf(definition: Definition, language: str, *, heading: str = "") -> bytes:
    """The PDF, A4; `heading` says above the title which training it is for. Same survey, same bytes."""
    t = translator(language)
    pages = _Pages(definition, t, heading)
    _built(definition, t, pages)
    pages.total, pages.number = pages.number, 0
    return _built(definition, t, pages)


def _built(definition: Definition, t: Translator, pages: "_Pages") -> bytes:
    made = BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=_MARGIN - 6,  # a frame has a padding of 6
        rightMargin=_MARGIN - 6,
        topMargin=20 * mm,
        bottomMargin=18 * mm,
        title=plain(definition.title.text(t.language)),
        lang=t.language,
        invariant=1,
    )
    document.build(_Story(definition, t).pieces(), onFirstPage=pages.draw, onLaterPages=pages.draw)
    return made.getvalue()


class _Pages:
    """Head and foot of every page: sheets that come apart still say what they belong to."""

    def __init__(self, definition: Definition, t: Translator, heading: str) -> None:
        self.definition, self.t, self.heading = definition, t, heading
        self.number = self.total = 0

    def draw(self, canvas: Any, document: object) -> None:  # noqa: ANN401  # reportlab says no types
        self.number += 1
        width, height = A4
        canvas.saveState()
        canvas.setStrokeColor(FAINT)
        canvas.setFillColor(GREY)
        canvas.setFont(REGULAR, 9)
        top = height - 13 * mm
        canvas.drawString(_MARGIN, top, _cut(self.heading, 80))
        label = self.t("questionnaire.page.paper_number")
        canvas.drawRightString(width - _MARGIN - 31 * mm, top, label)
        canvas.rect(width - _MARGIN - 29 * mm, top - 2.4 * mm, 29 * mm, 7 * mm)
        foot = 10 * mm
        canvas.line(_MARGIN, foot + 4 * mm, width - _MARGIN, foot + 4 * mm)
        canvas.drawString(
            _MARGIN, foot, self.t("questionnaire.page.form", code=_cut(self.definition.name, 70))
        )
        page = self.t("questionnaire.page.number", number=str(self.number), total=str(self.total))
        canvas.setFont(BOLD, 9)
        canvas.drawRightString(width - _MARGIN, foot, page)
        canvas.restoreState()


def _cut(text: str, longest: int) -> str:
    line = " ".join(plain(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


class _Story:
    """The pieces of the questionnaire in reading order."""

    def __init__(self, definition: Definition, t: Translator) -> None:
        self.definition, self.t = definition, t
        asked = [question for question in definition.questions if _has_number(question)]
        self.numbers = {id(question): number for number, question in zip(count(1), asked, strict=False)}
        self.numbered: Numbered = {
            question.name: (self.numbers[id(question)], question) for question in asked
        }

    def pieces(self) -> list[Flowable]:
        title = Paragraph(markup(self._piped(self.definition.title.text(self.t.language))), style("title"))
        found = [title, Spacer(1, 8), *self._consent(self.definition.consent)]
        if not self.numbered:
            found.append(Paragraph(markup(self.t("questionnaire.empty")), style("aside")))
        elif any(question.required for _, question in self.numbered.values()):
            found.append(Paragraph(markup(self.t("questionnaire.required")), style("small")))
        for section in self.definition.sections:
            found.extend(self._section(section, 0))
        return found

    def _consent(self, consent: Consent) -> Iterator[Flowable]:
        said = self.t.language
        text = [Paragraph(markup(consent.title.text(said)), style("strong"))]
        text += [
            Paragraph(markup(words.text(said)), style("small", spaceBefore=3)) for words in consent.paragraphs
        ]
        text += [Paragraph(markup(consent.minor_note.text(said)), style("aside", spaceBefore=3))]
        yield from text
        yield Spacer(1, 5)
        answers = [
            Paragraph(cell_markup(words.text(said)), style("label"))
            for words in (consent.agree, consent.decline)
        ]
        half = PAGE_WIDTH / 2 - 18
        cells = [[circle(), answers[0], circle(), answers[1]]]
        yield Table(
            cells,
            colWidths=[18, half, 18, half],
            hAlign="LEFT",
            style=[
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.6, FAINT),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
            ],
        )
        yield Spacer(1, 8)

    def _section(self, section: Section, depth: int) -> Iterator[Flowable]:
        yield CondPageBreak(45 * mm)
        if section.title:
            yield Spacer(1, 12)
            name = "section" if depth == 0 else "strong"
            yield Paragraph(
                markup(self._piped(section.title.text(self.t.language))), style(name, keepWithNext=1)
            )
        if section.intro:
            yield self._line(section.intro.text(self.t.language), "small")
        if said := skip_words(section.relevant, self.numbered, self.t):
            yield self._line(said, "aside")
        if section.repeat:
            yield self._line(self.t.plural("questionnaire.repeat", section.repeat.most), "aside")
        yield Spacer(1, 5)
        yield from self._items(section, depth)

    def _line(self, text: str, name: str) -> Flowable:
        return Paragraph(markup(self._piped(text)), style(name, spaceBefore=2, keepWithNext=1))

    def _items(self, section: Section, depth: int) -> Iterator[Flowable]:
        waiting: list[Question] = []
        for item in section.items:
            if waiting and not (isinstance(item, Question) and fits_a_table(item, waiting[-1])):
                yield from self._questions(waiting)
                waiting = []
            if isinstance(item, Section):
                yield from self._section(item, depth + 1)
            elif fits_a_table(item):
                waiting.append(item)
            else:
                yield from self._questions([item])
        yield from self._questions(waiting)

    def _questions(self, questions: Sequence[Question]) -> Iterator[Flowable]:
        if len(questions) > 1:
            if hint := questions[0].hint:
                yield self._line(hint.text(self.t.language), "small")
            yield matrix([(f"{self.numbers[id(question)]}.", question) for question in questions], self.t)
            yield Spacer(1, 10)
            return
        for question in questions:
            if question.type not in _UNASKED:
                yield KeepTogether([*self._question(question), Spacer(1, 9)])

    def _question(self, question: Question) -> Iterator[Flowable]:
        number = self.numbers.get(id(question))
        star = " *" if question.required else ""
        label = f"{markup(self._piped(question.label.text(self.t.language)))}{star}"
        bullet = {} if number is None else {"bulletText": f"{number}."}
        indent = (
            {}
            if number is None
            else {"leftIndent": 8 * mm, "bulletIndent": 0, "bulletFontName": BOLD, "bulletFontSize": 11}
        )
        yield Paragraph(label, style("label", spaceAfter=2, **indent), **bullet)
        hint = question.hint.text(self.t.language) if question.hint else instruction(question, self.t)
        skip = skip_words(question.relevant, self.numbered, self.t)
        for text, name in ((skip, "aside"), (hint, "small")):
            if text:
                yield Paragraph(
                    markup(self._piped(text)), style(name, leftIndent=8 * mm if number else 0, spaceAfter=2)
                )
        yield Spacer(1, 2)
        yield from answer_area(question, self.t)

    def _piped(self, text: str) -> str:
        """An answer that the phone would put into a text is a blank on paper."""
        return _REFERENCE.sub(_BLANK, text)


def _has_number(question: Question) -> bool:
    return question.type not in _UNASKED and question.type != "note"
