"""The poster of a survey's link, for a wall (A4) and for a projector (slide): to scan, or to type."""

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from dashboard.exports.poster_parts import (
    TEAL,
    Canvas,
    draw_qr,
    draw_tick,
    emphasised,
    fitted,
    fitted_address,
    labelled,
)
from dashboard.exports.typography import GREY, fonts, plain
from dashboard.i18n import Translator

Shape = Literal["a4", "slide"]
SLIDE = (960.0, 540.0)
WHITE = HexColor("#FFFFFF")
PROMISED_MINUTES = 4
"""What the built-in surveys promise; a longer survey says its own time."""


@dataclass(frozen=True, slots=True)
class Poster:
    """`address` is the form's, in full; `least` the fewest answers shown together; `language` the link's."""

    title: str
    organiser: str
    address: str
    code: str
    language: str
    minutes: int
    least: int

    @property
    def short_address(self) -> str:
        """As people type it."""
        return self.address.partition("://")[2] or self.address

    @property
    def spaced_code(self) -> str:
        """Two groups of four: easier to copy."""
        return f"{self.code[:4]} {self.code[4:]}"


def poster_pdf(poster: Poster, t: Translator, *, shape: Shape) -> bytes:
    """One page as PDF. Same poster, same bytes."""
    fonts()
    made = BytesIO()
    size = A4 if shape == "a4" else SLIDE
    canvas = PdfCanvas(made, pagesize=size, invariant=1, lang=t.language)
    canvas.setTitle(plain(poster.title))
    canvas.setAuthor(plain(poster.organiser))
    if shape == "a4":
        _draw_a4(canvas, poster, t)
    else:
        _draw_slide(canvas, poster, t)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _time(poster: Poster, t: Translator) -> str:
    if poster.minutes <= PROMISED_MINUTES:
        return t("poster.short.under_four")
    return t("poster.short.about", count=t.number(poster.minutes))


def _draw_a4(canvas: Canvas, poster: Poster, t: Translator) -> None:
    page_width, page_height = A4
    margin = 17 * mm
    width = page_width - 2 * margin
    canvas.setFillColor(TEAL)
    canvas.rect(0, page_height - 7 * mm, page_width, 7 * mm, stroke=0, fill=1)
    top = page_height - 16 * mm
    title = fitted(poster.title, width, 44 * mm, largest=42, is_bold=True)
    top = title.draw(canvas, margin, top) - 2 * mm
    if poster.organiser.strip():
        organiser = fitted(poster.organiser, width, 12 * mm, largest=18, color=GREY)
        top = organiser.draw(canvas, margin, top) - 1 * mm
    bottom = _a4_promises(canvas, poster, t, margin, width)
    bottom = _a4_typing(canvas, poster, t, margin, width, bottom + 3 * mm)
    _a4_scanning(canvas, poster, t, top - 4 * mm, bottom)


def _a4_promises(canvas: Canvas, poster: Poster, t: Translator, margin: float, width: float) -> float:
    """Four promises at the foot, two beside two; gives where the rule above them lies."""
    said = (
        (t("poster.anonymous.title"), t("poster.anonymous.text")),
        (t("poster.voluntary.title"), t("poster.voluntary.text")),
        (t("poster.grouped.title"), t("poster.grouped.text", least=t.number(poster.least))),
        (t("poster.short.title"), _time(poster, t)),
    )
    indent, gap = 8 * mm, 6 * mm
    column = (width - gap) / 2
    words = [emphasised(*one, column - indent, 30 * mm, largest=17.5) for one in said]
    upper, lower = (max(pair[0].height, pair[1].height) for pair in (words[:2], words[2:]))
    rule: float = 12 * mm + lower + 3 * mm + upper + 4 * mm
    for place, one in enumerate(words):
        x = margin + (place % 2) * (column + gap)
        top = 12 * mm + lower + (3 * mm + upper if place < 2 else 0)
        draw_tick(canvas, x, top - one.size, one.size, TEAL)
        one.draw(canvas, x + indent, top)
    _draw_rule(canvas, margin, rule, width)
    return rule


def _draw_rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.setStrokeColor(TEAL)
    canvas.setLineWidth(1.2)
    canvas.line(x, y, x + width, y)


def _a4_typing(
    canvas: Canvas, poster: Poster, t: Translator, margin: float, width: float, bottom: float
) -> float:
    """The address and the code, for phones whose camera reads no QR; gives their upper edge."""
    label = fitted(t("poster.type"), width, 9 * mm, largest=18, color=GREY, align="centre")
    address = fitted_address(poster.short_address, width, 26 * mm, largest=30, align="centre")
    code = labelled(t("poster.code"), poster.spaced_code, width, 24 * mm, largest=54, align="centre")
    top = bottom + label.height + address.height + code.height
    end = label.draw(canvas, margin, top)
    end = address.draw(canvas, margin, end)
    code.draw(canvas, margin, end)
    return top


def _a4_scanning(canvas: Canvas, poster: Poster, t: Translator, top: float, bottom: float) -> None:
    page_width, _ = A4
    words = fitted(
        t("poster.scan"), page_width - 34 * mm, 12 * mm, largest=24, is_bold=True, color=TEAL, align="centre"
    )
    side = min(top - bottom - words.height, 140 * mm)
    spare = (top - bottom - words.height - side) / 2
    end = words.draw(canvas, 17 * mm, top - spare)
    draw_qr(canvas, poster.address, (page_width - side) / 2, end - side, side)


def _draw_slide(canvas: Canvas, poster: Poster, t: Translator) -> None:
    page_width, page_height = SLIDE
    panel = 446.0
    canvas.setFillColor(TEAL)
    canvas.rect(0, 0, panel, page_height, stroke=0, fill=1)
    side = 390.0
    edge = (panel - side) / 2
    draw_qr(canvas, poster.address, edge, edge, side)
    words = fitted(t("poster.scan"), side, 80, largest=32, is_bold=True, color=WHITE, align="centre")
    free = page_height - edge - side
    words.draw(canvas, edge, page_height - (free - words.height) / 2)
    left = panel + 36
    width = page_width - left - 36
    top = page_height - edge
    bottom = _slide_promises(canvas, poster, t, left, width, edge)
    bottom = _slide_typing(canvas, poster, t, left, width, bottom + 18)
    below = None
    if poster.organiser.strip():
        below = fitted(poster.organiser, width, 46, largest=20, color=GREY)
    room = top - bottom - 14 - (below.height + 4 if below else 0)
    end = fitted(poster.title, width, room, largest=50, is_bold=True).draw(canvas, left, top)
    if below:
        below.draw(canvas, left, end - 4)


def _slide_promises(
    canvas: Canvas, poster: Poster, t: Translator, left: float, width: float, bottom: float
) -> float:
    """Three lines at the foot; gives where the rule above them lies."""
    said = (
        t("poster.line.anonymous"),
        t("poster.line.grouped", least=t.number(poster.least)),
        _time(poster, t),
    )
    lines = [fitted(text, width - 28, 54, largest=22) for text in said]
    top = bottom + sum(line.height + 6 for line in lines) - 6
    rule = top + 14
    for line in lines:
        draw_tick(canvas, left, top - line.size, line.size, TEAL)
        top = line.draw(canvas, left + 28, top) - 6
    _draw_rule(canvas, left, rule, width)
    return rule


def _slide_typing(
    canvas: Canvas, poster: Poster, t: Translator, left: float, width: float, bottom: float
) -> float:
    label = fitted(t("poster.type"), width, 26, largest=20, color=GREY)
    address = fitted_address(poster.short_address, width, 76, largest=32, align="left")
    code = labelled(t("poster.code"), poster.spaced_code, width, 84, largest=66, align="left")
    top = bottom + label.height + address.height + code.height
    end = label.draw(canvas, left, top)
    end = address.draw(canvas, left, end)
    code.draw(canvas, left, end)
    return top
