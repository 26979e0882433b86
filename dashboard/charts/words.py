"""Small texts that figures share: safe labels, wrapped labels, numbers with few digits."""

import math
from html import escape
from textwrap import wrap

from dashboard.i18n import Translator

CUT = "…"


def plain(text: str) -> str:
    """Text as plotly must draw it: it reads a little HTML, links included, which no label may carry."""
    return escape(text, quote=False)


def wrapped(text: str, width: int, most: int | None = None) -> str:
    """Broken into lines of at most `width` letters, long words whole; cut with "…" after `most` lines."""
    lines = wrap(text, width, break_long_words=False, max_lines=most, placeholder=CUT) or [""]
    return "<br>".join(plain(line) for line in lines)


def rounded(value: float, t: Translator) -> str:
    """At most three significant digits and two decimals; whole thousands stay exact."""
    if value == 0 or not math.isfinite(value):
        return t.number(0)
    digits = 2 - math.floor(math.log10(abs(value)))
    return t.number(value, max(0, min(2, digits)))


def is_known(value: float | None) -> bool:
    """Neither missing nor NaN."""
    return value is not None and not math.isnan(value)
