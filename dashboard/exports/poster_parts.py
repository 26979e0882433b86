"""What a poster is put together from: text that shrinks until it fits, the QR code, a tick."""

from collections.abc import Callable
from functools import partial
from typing import Any

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph

from dashboard.exports.typography import BOLD, INK, REGULAR, fonts, markup, plain

Canvas = Any
"""The page that is drawn on; its package says no types."""

QUIET_ZONE = 4  # modules, as the standard asks
LEADING = 1.16
TEAL = HexColor("#0F6E6E")
_HEX_GREY = "#555555"
_SMALLEST_FOR_WHOLE_WORDS = 0.4
_STAYS_WHOLE = 0.8
_WORTH_A_LINE = 0.82
_STEP = 0.96
_ALIGNMENTS = {"left": 0, "centre": 1}


class Fitted:
    """A paragraph that knows what it takes of its box."""

    def __init__(self, paragraph: Any, size: float, height: float) -> None:  # noqa: ANN401  # no types
        self.paragraph, self.size, self.height = paragraph, size, height

    @property
    def lines(self) -> int:
        return round(self.height / (self.size * LEADING))

    def draw(self, canvas: Canvas, x: float, top: float) -> float:
        """Draws it below `top`; gives where it ends."""
        self.paragraph.drawOn(canvas, x, top - self.height)
        return top - self.height


def fitted(
    text: str,
    width: float,
    height: float,
    *,
    largest: float,
    is_bold: bool = False,
    color: object = INK,
    align: str = "left",
) -> Fitted:
    """The whole text in the largest size, up to `largest`, in which it fits; words break only at need."""
    font = BOLD if is_bold else REGULAR
    words = plain(text).split()
    longest = max((_width(word, font, largest) for word in words), default=0.0)
    whole_words = largest * width / longest if longest > width else largest
    size = max(whole_words, largest * _SMALLEST_FOR_WHOLE_WORDS)
    said = markup(" ".join(words))
    made = partial(_paragraph, said, font, color=color, align=align)
    found = _tidied(made, _shrunk(made, size, width, height), width)
    return found if align == "centre" else _balanced(made, found, width, longest * found.size / largest)


def fitted_address(address: str, width: float, height: float, *, largest: float, align: str) -> Fitted:
    """An address in bold; a long one goes on below from the slash after its host."""
    host, slash, path = plain(address).partition("/")
    is_long = _width(f"{host}/{path}", BOLD, largest) > width / _STAYS_WHOLE
    said = markup(f"{host}\n/{path}" if slash and is_long else f"{host}{slash}{path}")
    start = largest * min(1.0, width / max(_width(line, BOLD, largest) for line in said.split("<br/>")))
    size = max(start, largest * _SMALLEST_FOR_WHOLE_WORDS)
    return _shrunk(partial(_paragraph, said, BOLD, color=INK, align=align), size, width, height)


def labelled(label: str, text: str, width: float, height: float, *, largest: float, align: str) -> Fitted:
    """A big text in bold and in `TEAL`, after a small grey word that says what it is."""

    def made(size: float) -> Any:  # noqa: ANN401  # no types
        small = f'<font name="{REGULAR}" size="{size / 3:.2f}" color="{_HEX_GREY}">{markup(label)}</font>'
        return _paragraph(f"{small}\u00a0 {markup(text)}", BOLD, size, color=TEAL, align=align)

    return _shrunk(made, largest, width, height)


def emphasised(title: str, text: str, width: float, height: float, *, largest: float) -> Fitted:
    """A text that opens with some words in bold."""
    said = f'<font name="{BOLD}">{markup(title)}</font> {markup(text)}'
    return _shrunk(partial(_paragraph, said, REGULAR, color=INK, align="left"), largest, width, height)


def _width(text: str, font: str, size: float) -> float:
    fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


def _shrunk(made: Callable[[float], Any], size: float, width: float, height: float) -> Fitted:
    found = _wrapped(made, size, width)
    while found.height > height:
        found = _wrapped(made, found.size * _STEP, width)
    return found


def _tidied(made: Callable[[float], Any], found: Fitted, width: float) -> Fitted:
    """A little smaller where that saves one of few lines: no last word stays alone."""
    tighter = found
    while found.lines in (2, 3) and tighter.size > found.size * _WORTH_A_LINE:
        tighter = _wrapped(made, tighter.size * _STEP, width)
        if tighter.lines < found.lines:
            return tighter
    return found


def _balanced(made: Callable[[float], Any], found: Fitted, width: float, narrowest: float) -> Fitted:
    """As many lines, about equally long; `narrowest` keeps the longest word whole."""
    while (width := width * _STEP) > narrowest:
        narrower = _wrapped(made, found.size, width)
        if narrower.lines > found.lines:
            break
        found = narrower
    return found


def _wrapped(made: Callable[[float], Any], size: float, width: float) -> Fitted:
    fonts()
    paragraph = made(size)
    _, taken = paragraph.wrap(width, float("inf"))
    return Fitted(paragraph, size, taken)


def _paragraph(said: str, font: str, size: float, *, color: object, align: str) -> Any:  # noqa: ANN401  # no types
    style = ParagraphStyle(
        "poster",
        fontName=font,
        fontSize=size,
        leading=size * LEADING,
        textColor=color,
        alignment=_ALIGNMENTS[align],
        splitLongWords=1,
    )
    return Paragraph(said, style)


def draw_qr(canvas: Canvas, address: str, x: float, y: float, side: float) -> None:
    """The QR code of an address in a white square with its quiet zone; level M survives a crumpled poster."""
    rows = segno.make(address, error="m", micro=False, boost_error=False).matrix
    module = side / (len(rows) + 2 * QUIET_ZONE)
    canvas.saveState()
    canvas.setFillGray(1)
    canvas.rect(x, y, side, side, stroke=0, fill=1)
    canvas.setFillColor(INK)
    dark = canvas.beginPath()  # one path, so that no printer draws a hairline between two modules
    top = y + side - QUIET_ZONE * module
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value:
                left = x + (QUIET_ZONE + across) * module
                dark.rect(left, top - (down + 1) * module, module, module)
    canvas.drawPath(dark, stroke=0, fill=1)
    canvas.restoreState()


def draw_tick(canvas: Canvas, x: float, base: float, size: float, color: object) -> None:
    """A tick as tall as a capital of that size."""
    canvas.saveState()
    canvas.setStrokeColor(color)
    canvas.setLineWidth(size * 0.14)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    tick = canvas.beginPath()
    tick.moveTo(x, base + size * 0.3)
    tick.lineTo(x + size * 0.22, base + size * 0.06)
    tick.lineTo(x + size * 0.66, base + size * 0.6)
    canvas.drawPath(tick, stroke=1, fill=0)
    canvas.restoreState()
