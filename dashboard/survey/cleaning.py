"""Raw input from forms and JSON, made safe to read, to store and to repeat."""

import re
import unicodedata

from dashboard.survey.problems import AnswerError

ECHO_LENGTH = 40
_LONGEST_WHOLE_NUMBER = 60  # bits; converting a huge int to text raises
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_text(raw: str) -> str:
    """Text as we store it: NFC, "\\n" line ends, no control characters or lone surrogates, stripped."""
    one_newline = _NEWLINES.sub("\n", raw)
    kept = "".join(character for character in one_newline if _is_kept(character))
    text = unicodedata.normalize("NFC", kept).strip()
    return text if any(unicodedata.category(character)[0] not in "CZ" for character in text) else ""


def _is_kept(character: str) -> bool:
    if character in "\n\t":
        return True
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _DIRECTION_OVERRIDES


def echo(raw: object) -> str:
    """What was given, fit to repeat in a message: at most 40 characters, all printable."""
    text = "".join(_escaped(character) for character in _as_text(raw)[: ECHO_LENGTH + 1])
    return text if len(text) <= ECHO_LENGTH else f"{text[: ECHO_LENGTH - 1]}…"


def _as_text(raw: object) -> str:
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, int) and raw.bit_length() > _LONGEST_WHOLE_NUMBER:
        return "…"
    if raw is None or isinstance(raw, bool | int | float):
        return str(raw)
    return "[…]" if isinstance(raw, list | tuple) else "{…}"


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")


def is_blank(raw: object) -> bool:
    """Nothing given: absent, blank text, or a list of nothing (a form sends "" for an untouched field)."""
    if isinstance(raw, str):
        return not raw or raw.isspace()
    if isinstance(raw, list | tuple):
        return all(member is None or (isinstance(member, str) and not member.strip()) for member in raw)
    return raw is None


def single(raw: object) -> object:
    """The one value of a field; a form may send it as a list."""
    if not isinstance(raw, list | tuple):
        return raw
    filled = [member for member in raw if not is_blank(member)]
    if len(filled) > 1:
        raise AnswerError("one_only", count=len(filled))
    return filled[0] if filled else None


def code(raw: object) -> str:
    """A choice's value as it was sent: text, or a whole number from JSON."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, int) and not isinstance(raw, bool) and raw.bit_length() <= _LONGEST_WHOLE_NUMBER:
        return str(raw)
    raise AnswerError("wrong_kind", given=echo(raw))
