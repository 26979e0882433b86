"""regex(): patterns that mean the same here and in a browser, matched within a time limit."""

import re
from functools import lru_cache
from math import prod

import regex

LONGEST_PATTERN = 500
LONGEST_SUBJECT = 2000
SECONDS = 0.05
_MOST_REPEATS = 2000  # counted repeats inside one another: compiling them costs that much memory
_KNOWN = re.compile(
    r"""(?:
      \\ (?: [^A-Za-z0-9] | [dDwWsSbBtnrfv1-9] | [pP]\{[A-Z][a-z]?\} )
    | \[ \^? (?! \] | [^\]]* \[: )
         (?: \\ (?: [^A-Za-z0-9] | [dDwWsStnrfv] | [pP]\{[A-Z][a-z]?\} ) | [^\]\\] )+ \]
    | \( (?: \? [:=!] | (?!\?) )
    | (?: [*+?] | \{ [0-9]{1,3} (?: , [0-9]{0,3} )? \} ) \?? (?! [*+?{] )
    | [^\\\[{*+?(]
    )*""",
    re.VERBOSE,
)
_COUNTS = re.compile(r"\{([0-9]{1,3})(?:,([0-9]{0,3}))?\}")


def can_match(pattern: str) -> bool:
    """Whether we can work with the pattern: in a form that browsers know as well, and not too large."""
    return _compiled(pattern) is not None


def matches(pattern: str, subject: str) -> bool:
    """Whether it matches the whole subject; False where that takes too long or the pattern cannot be used."""
    compiled = _compiled(pattern) if len(subject) <= LONGEST_SUBJECT else None
    if compiled is None:
        return False
    try:
        return compiled.fullmatch(subject, timeout=SECONDS) is not None
    except TimeoutError:  # (a+)+$ and its like
        return False


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> "regex.Pattern[str] | None":
    if len(pattern) > LONGEST_PATTERN or not _KNOWN.fullmatch(pattern):
        return None
    counts = [max(int(least), int(most or 0), 1) for least, most in _COUNTS.findall(pattern)]
    if prod(counts) > _MOST_REPEATS:
        return None
    is_about_letters = r"\p" in pattern.lower()  # \p{L} is any letter; \w and \d are ASCII, as in a browser
    try:
        return regex.compile(pattern, regex.UNICODE if is_about_letters else regex.ASCII)
    except (regex.error, RecursionError):
        return None
