"""Takes out of what people wrote whatever says who somebody is: for certain, or as a proposal to a reader.

E-mails, links, handles, phone numbers, RUTs and other long numbers are found by their shape. Names are only
proposed: whoever reviews a text masks what is left by hand before approving it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from dashboard.privacy.given_names import DOUBTFUL, SURE, folded

CERTAIN = ("email", "link", "handle", "rut", "phone", "number")
KINDS = (*CERTAIN, "name")

_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
_JOINER = "\u200d"  # inside an emoji of several people; elsewhere it would split a number in two
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_AT = r"(?:@|＠|\s?[(\[{]\s?(?:at|arroba)\s?[)\]}]\s?|\s(?:arroba|at)\s)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punto)\s?[)\]}]\s?|\s(?:punto|dot)\s)"
_TAIL = rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+%'-]{{1,64}}{_AT}{_TAIL}", re.IGNORECASE)
_SUFFIXES = "cl|com|org|net|edu|info|gob|io|app|example"
_LINK = re.compile(
    rf"(?:https?://|www\.)\S+|(?<![\w@.])(?:[\w-]{{1,63}}\.){{1,4}}(?:{_SUFFIXES})\b(?:/\S*)?", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<!\w)[@＠]\w[\w.]{0,60}")
_SEPARATOR = r"[\s.,()/‐‑–—-]{0,3}"
# Seven digits or more, however they are grouped; a RUT may end in K.
_RUN = re.compile(rf"(?<!\d)\+?\(?\d(?:{_SEPARATOR}\d){{6,}}(?:{_SEPARATOR}[kK](?!\w))?")
_RUT = re.compile(r"\d{1,2}[. ]?\d{3}[. ]?\d{3}\s?[-‐‑–—]\s?[\dkK]")
_BARE_RUT = re.compile(r"(\d{1,2}\.?\d{3}\.?\d{3})\s?([\dkK])")
_PHONE = re.compile(
    r"\(?(?:\+|00)?(?:\(?56\)?[\s.-]{0,2})?(?:\(?0?[2-9]\d?\)?[\s.-]{0,2})?\d{3,4}[\s.-]{0,2}\d{4}"
)
_YEARS = re.compile(r"(?:19|20)\d\d\s?(?:[-–—/]|\s)\s?(?:19|20)\d\d")

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_WORD = rf"{_CAPITAL}(?:[^\W\d_]|['’.-](?=[^\W\d_])){{0,30}}"
_LINKING = r"(?:\s+(?:de\s+la|de\s+los|del|de|la))?"
_FOLLOWING = rf"(?:{_LINKING}[ \t]+{_WORD}){{0,3}}"
_TITLES = (
    "profesora?|profe|profes|maestr[oa]|señora?|señorita|sra?|srta|don|doña|dr|dra|doctora?|t[ií][oa]|miss|mister|"
    "directora?|jef[ea]|subdirectora?|inspectora?|alcalde|alcaldesa|concejala?|monitora?|facilitadora?|relatora?|"
    "expositora?|psic[oó]log[oa]|abogad[oa]|compañer[oa]|colega|alumn[oa]|amig[oa]|herman[oa]|prim[oa]|vecin[oa]|"
    "me llamo|se llama|llamad[oa]|mi nombre es|su nombre es|atentamente|saludos de|firma|mrs?|ms"
)
_TITLED = re.compile(rf"\b(?i:{_TITLES})\b[.:,]?[ \t]+({_WORD}{_FOLLOWING})")
_SINGLE = re.compile(r"(?<![\w\[])[^\W\d_]{2,30}(?!\w)")
_SURNAMES = re.compile(_FOLLOWING)
_NAMED_AFTER = re.compile(r"(?:^|\W)(?:San|Santa|Santo|Puerto|Villa|Isla|Liceo|Escuela|Colegio)\s+$")
_SENTENCE_END = re.compile(r"(?:\A|[.!?¡¿:\n\"«“(-])\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text, and what it looks like."""

    start: int
    end: int
    kind: str


def cleaned(text: str) -> str:
    """Without what cannot be seen (controls, direction marks, zero widths): nothing hides or turns around."""
    one_kind_of_end = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    kept = "".join(
        letter for place, letter in enumerate(one_kind_of_end) if _is_kept(letter, place, one_kind_of_end)
    )
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    return "\n".join(line for line, _ in groupby(lines)).strip()


def _is_kept(letter: str, place: int, text: str) -> bool:
    if letter == _JOINER:
        around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        return len(around) == 2 and all(unicodedata.category(each) in ("So", "Sk", "Mn") for each in around)
    return letter in "\n\t" or unicodedata.category(letter) not in _UNSEEN


def masked(text: str, marks: Mapping[str, str], kinds: tuple[str, ...] = KINDS) -> str:
    """The text, cleaned, with the mark of its kind ("[nombre]") in the place of all that was found."""
    clean = cleaned(text)
    parts, last = [], 0
    for found in findings(clean, kinds):
        parts += [clean[last : found.start], marks[found.kind]]
        last = found.end
    return "".join([*parts, clean[last:]])


def findings(text: str, kinds: tuple[str, ...] = KINDS) -> tuple[Found, ...]:
    """What says who somebody is, in order and apart; what is found first by kind wins over the rest."""
    taken: list[Found] = []
    for kind in kinds:
        for start, end in _FINDERS[kind](text):
            if all(end <= other.start or start >= other.end for other in taken):
                taken.append(Found(start, end, kind))
    return tuple(sorted(taken, key=lambda found: found.start))


def is_rut(digits: str, check: str) -> bool:
    """Whether the check digit is that of the number (modulo 11)."""
    weighed = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(digits)))
    return "0K987654321"[weighed % 11] == check.upper()


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    def find(text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in pattern.finditer(text))

    return find


def _runs(wanted: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Long numbers of one kind. Whole runs of digits: half of a number would be left over otherwise."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in _RUN.finditer(text) if _kind_of_number(match[0]) == wanted)

    return find


def _kind_of_number(run: str) -> str:
    """With a dash every number of that shape is a RUT: one that was mistyped says who it is too."""
    bare = _BARE_RUT.fullmatch(run)
    if _RUT.fullmatch(run) or (bare and (bare[2] in "kK" or is_rut(bare[1].replace(".", ""), bare[2]))):
        return "rut"
    if _YEARS.fullmatch(run):
        return ""
    return "phone" if _PHONE.fullmatch(run) else "number"


def _names(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span(1) for match in _TITLED.finditer(text))
    for match in _SINGLE.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        before = text[max(0, start - 12) : start]
        if _NAMED_AFTER.search(before):
            continue
        is_capital = word[0].isupper()
        is_inside = is_capital and not _SENTENCE_END.search(before)
        if folded(word) in SURE or (folded(word) in DOUBTFUL and is_inside):
            surnames = _SURNAMES.match(text, end) if is_capital else None
            yield start, surnames.end() if surnames else end


_FINDERS: Mapping[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "email": _matches(_EMAIL),
    "link": _matches(_LINK),
    "handle": _matches(_HANDLE),
    "rut": _runs("rut"),
    "phone": _runs("phone"),
    "number": _runs("number"),
    "name": _names,
}
