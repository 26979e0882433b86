"""The typefaces of printed pages, and text made ready for them."""

import re
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC = "SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-It"
INK, GREY, FAINT = HexColor("#111111"), HexColor("#555555"), HexColor("#9a9a9a")
LONGEST = 4_000
_ENDLESS = re.compile(r"\S{60}(?=\S)")
_PACKAGE = "font_source_sans_pro"
_SIZES = MappingProxyType(
    {
        "title": (BOLD, 20, 24),
        "section": (BOLD, 13.5, 17),
        "label": (REGULAR, 11, 14),
        "strong": (BOLD, 11, 14),
        "small": (REGULAR, 9.5, 12),
        "tiny": (REGULAR, 8, 9.5),
        "aside": (ITALIC, 9.5, 12),
    }
)


@cache
def fonts() -> frozenset[str]:
    """Registers the typefaces once; gives the characters that they can show."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{_PACKAGE} is not installed. Run: pip install -r requirements.txt")
    folder = Path(spec.origin).parent / "files"
    shown: set[int] | None = None
    for name in (REGULAR, BOLD, ITALIC):
        font = TTFont(name, str(folder / f"{name}.ttf"))
        pdfmetrics.registerFont(font)
        codes = set(font.face.charToGlyph)
        shown = codes if shown is None else shown & codes
    return frozenset(map(chr, shown or ()))


def style(name: str, **changes: object) -> ParagraphStyle:
    """A style of running text."""
    fonts()
    font, size, leading = _SIZES[name]
    color = GREY if name in {"small", "tiny", "aside"} else INK
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=color, **changes)


def plain(text: str) -> str:
    """The text with what the typefaces cannot show replaced, and cut where it is longer than any page."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    known = fonts()
    return "".join(sign if sign in known or sign == "\n" else _stand_in(sign) for sign in cut)


def _stand_in(sign: str) -> str:
    if sign.isspace():
        return " "
    return "?" if sign.isprintable() and not _is_joiner(sign) else ""


def _is_joiner(sign: str) -> bool:
    """What belongs to the sign before it: variation selectors, skin tones, accents."""
    return (
        "\ufe00" <= sign <= "\ufe0f" or "\U0001f3fb" <= sign <= "\U0001f3ff" or "\u0300" <= sign <= "\u036f"
    )


def markup(text: str) -> str:
    """The text as the typesetter reads it: no tag in it is one, and no word is longer than a line."""
    broken = _ENDLESS.sub(r"\g<0> ", plain(text))
    return escape(broken, quote=False).replace("\n", "<br/>")


def cell_markup(text: str, longest: int = 500) -> str:
    """The text for a cell of a table, which cannot go on over the page."""
    line = " ".join(text.split())
    return markup(line if len(line) <= longest else f"{line[:longest]}…")


def width_of(text: str, name: str) -> float:
    """Points that a text takes in one line."""
    fonts()
    font, size, _ = _SIZES[name]
    return float(pdfmetrics.stringWidth(plain(text), font, size))
