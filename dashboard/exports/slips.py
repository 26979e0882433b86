"""Slips to print and cut: on each the address, the link's code, and a code of its own that works once."""

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from dashboard.exports.poster_parts import TEAL, Canvas, Fitted, draw_qr, fitted, fitted_address
from dashboard.exports.typography import GREY, fonts, plain
from dashboard.i18n import Translator

COLUMNS, ROWS = 2, 5
MARGIN = 10 * mm
PADDING = 4 * mm
SIDE, GAP = 34 * mm, 2 * mm
CUT = HexColor("#8c8a84")


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """`address` is the form's, in full; `codes` those of the slips, in any order."""

    title: str
    organiser: str
    address: str
    code: str
    language: str
    codes: tuple[str, ...]

    @property
    def short_address(self) -> str:
        """As people type it."""
        return self.address.partition("://")[2] or self.address

    def slip_address(self, code: str) -> str:
        """What a slip's QR says: its code stands after "#", which phones send to nobody."""
        return f"{self.address}#s={code}"


def spaced(code: str) -> str:
    """ABC-DEF-GHJ: easier to copy."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))


def slips_pdf(sheet: SlipSheet, t: Translator) -> bytes:
    """Ten slips on each page. Same slips, same bytes."""
    fonts()
    made = BytesIO()
    canvas = PdfCanvas(made, pagesize=A4, invariant=1, lang=t.language)
    canvas.setTitle(plain(f"{t('safety.sheet.title')}: {sheet.title}"))
    canvas.setAuthor(plain(sheet.organiser))
    words = _words(sheet, t)
    on_page = COLUMNS * ROWS
    for start in range(0, len(sheet.codes), on_page):
        _draw_cuts(canvas)
        for place, code in enumerate(sheet.codes[start : start + on_page]):
            _draw_slip(canvas, sheet, code, place, words)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _size() -> tuple[float, float]:
    return (A4[0] - 2 * MARGIN) / COLUMNS, (A4[1] - 2 * MARGIN) / ROWS


def _draw_cuts(canvas: Canvas) -> None:
    """Dashed lines, also round the edge: each slip is cut on four sides alike."""
    width, height = _size()
    canvas.setStrokeColor(CUT)
    canvas.setLineWidth(0.5)
    canvas.setDash(3, 3)
    for column in range(COLUMNS + 1):
        canvas.line(MARGIN + column * width, MARGIN, MARGIN + column * width, A4[1] - MARGIN)
    for row in range(ROWS + 1):
        canvas.line(MARGIN, MARGIN + row * height, A4[0] - MARGIN, MARGIN + row * height)
    canvas.setDash()


@dataclass(frozen=True, slots=True)
class _Words:
    """What all slips of a sheet say alike, set once."""

    title: Fitted
    scan: Fitted
    address: Fitted
    slip: Fitted
    once: Fitted


def _words(sheet: SlipSheet, t: Translator) -> _Words:
    inner = _size()[0] - 2 * PADDING
    room = inner - SIDE - GAP
    return _Words(
        title=fitted(sheet.title, inner, 11 * mm, largest=12, is_bold=True),
        scan=fitted(t("safety.sheet.scan"), room, 5 * mm, largest=10, color=GREY),
        address=fitted_address(sheet.short_address, room, 11 * mm, largest=11.5, align="left"),
        slip=fitted(t("safety.sheet.slip"), room, 5 * mm, largest=10, color=GREY),
        once=fitted(t("safety.sheet.once"), inner, 8 * mm, largest=9, color=GREY),
    )


def _draw_slip(canvas: Canvas, sheet: SlipSheet, code: str, place: int, words: _Words) -> None:
    width, height = _size()
    bottom = MARGIN + (ROWS - 1 - place // COLUMNS) * height
    left = MARGIN + (place % COLUMNS) * width + PADDING
    end = words.title.draw(canvas, left, bottom + height - PADDING) - 1 * mm
    draw_qr(canvas, sheet.slip_address(code), left, end - SIDE, SIDE)
    beside, room = left + SIDE + GAP, width - 2 * PADDING - SIDE - GAP
    end = words.scan.draw(canvas, beside, end)
    end = words.address.draw(canvas, beside, end)
    end = words.slip.draw(canvas, beside, end - 2.5 * mm)
    fitted(spaced(code), room, 9 * mm, largest=19, is_bold=True, color=TEAL).draw(canvas, beside, end)
    words.once.draw(canvas, left, bottom + 9 * mm)
