"""What our XLSForm files carry that XLSForm has no place for: columns `huella::<field>`, the sheet `huella`.

Writing and reading meet here. The rules, for whoever reads a file of ours (any file may hold some of it):

1. A cell of `huella::<field>` (for words `huella::<field>::<language>`) states that field of the row's
   Question or Section and wins over what the plain columns say: `own_fields` reads them and
   `replace(question, **fields)` applies them. `huella::published` is on every question. In own columns a
   text is `escaped`, because pyxform looks for references in every column; `own_fields` undoes it.
2. `huella::type` is our type where XLSForm's differs. What XLSForm's own type brought along is then not ours:
   the choices of likert, nps and retrospective_pair are dropped, and so is the first word `likert` of the
   appearance of likert and nps: `likert_appearance` put it there, `own_appearance` takes it away.
3. A retrospective pair is `begin group` named p with `huella::type` = retrospective_pair, the select_ones
   p.before and p.now, `end group`; so `${p.now}` stays a valid reference. The group's row carries label,
   relevant, appearance and own columns; the row of p.before what a group cannot: hint, guidance, required,
   messages, constraint, default, calculation, choice_filter, parameters. To fold it: the row of p.before
   under the non-blank cells of the group; type, name, label, appearance of the group alone; skip p.now.
4. `huella::original` beside `huella::type` = unsupported is the type as it once came, where pyxform would
   refuse it: ("type", original) of `foreign`. Where the type stands as it came there is neither column.
5. `huella::unnamed` = yes on a group: a Section without a name; XLSForm needed one. `huella::name`: the
   Section's name, where a question has it too. Rows in no group are one unnamed Section per run.
   `huella::most` on a repeat is Repeat.most, `huella::intro::<language>` the intro.
6. `huella::foreign::<column>` is a foreign column whose plain name would mean something else in this file.
   `parameters` may hold ours (randomize, seed, start, end, step) and foreign ones: the rest, joined by
   spaces in order, is ("parameters", rest). Foreign pairs and a choice's columns are sorted: `in_order`.
7. Choices use `huella_exclusive` and `huella_value` (a value XLSForm could not hold): pyxform makes XML
   elements of that sheet's columns, so `::` is not possible there.
8. A calculate or hidden question without a label has its name as label, in the default language.
9. The sheet `huella` has rows (key, text, one column per language): name, languages, default_language, title
   and the consent. What it says wins over `settings`. `own_sheet` reads it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from babel import Locale, UnknownLocaleError

from dashboard.survey.definition import PUBLISHED, Consent, Definition, Foreign, Question
from dashboard.survey.words import Words

SHEET = "huella"
PREFIX = "huella::"
FOREIGN = f"{PREFIX}foreign::"
EXCLUSIVE = "huella_exclusive"
VALUE = "huella_value"
YES = "yes"

LIKERT = "likert"
LIKERT_TYPES = frozenset({"likert", "nps"})
WITHOUT_CHOICES = frozenset({"likert", "nps", "retrospective_pair"})
NAMED_BY_ITSELF = frozenset({"calculate", "hidden"})

_BY_KIND = {
    "text": "name type original level indicator published relevant required_when constraint calculation"
    " choice_filter default appearance seed repeat_count",
    "flag": "required sensitive is_shuffled unnamed",
    "whole": "max_length",
    "number": "least most step",
    "words": "label hint guidance required_message constraint_message low high intro",
}
_KINDS = {field: kind for kind, fields in _BY_KIND.items() for field in fields.split()}
"""Every field an own column may state, and how its cell is spelled."""

_CODE_AT_END = re.compile(r"\(([^()]+)\)\s*$")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_SHEET_PARTS = ("title", "agree", "decline", "minor_note")
PARAGRAPH = "consent.paragraph"

Cells = Mapping[str, str]
"""One row: column heading as the file spells it -> text of the cell."""


def heading(code: str) -> str:
    """The name of a language as files of XLSForm spell it: "Español (es)"."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name()
    except (UnknownLocaleError, ValueError, TypeError):
        name = None
    return f"{_capital(name or code)} ({code})"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def code_of(language: str) -> str:
    """The code in a language's name, "es" of "Español (es)"; the name itself where it says no code."""
    found = _CODE_AT_END.search(language)
    return found.group(1).strip() if found else language.strip()


def column(field: str, language: str = "") -> str:
    """The own column of a field; of words, in the language of that code."""
    return f"{PREFIX}{field}::{heading(language)}" if language else f"{PREFIX}{field}"


def spelled(value: object) -> str:
    """A flag, a number or a text as a cell holds it."""
    if isinstance(value, bool):
        return YES if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value)


def escaped(text: str) -> str:
    """The text as an own column holds it: nobody takes a `${` in it for a reference."""
    return text.replace("\\", "\\\\").replace("${", "$\\{")


def unescaped(cell: str) -> str:
    """The text of a cell of an own column."""
    return _ESCAPE.sub(r"\1", cell)


def own_fields(
    cells: Cells, language_of: Callable[[str], str] = code_of
) -> tuple[dict[str, object], tuple[str, ...]]:
    """(field -> value of what the row's own columns state, columns whose cell is not such a value).

    The keys are fields of Question or Section, and besides `type`, `original`, `unnamed`, `most`, `intro`.
    """
    found: dict[str, object] = {}
    refused = []
    words: dict[str, list[tuple[str, str]]] = {}
    for name, text in cells.items():
        field, _, language = _parts(name)
        if field not in _KINDS or not text.strip():
            continue
        if _KINDS[field] == "words":
            words.setdefault(field, []).append((language_of(language), unescaped(text)))
        elif (value := _value(field, text)) is None:
            refused.append(name)
        else:
            found[field] = value
    return {**found, **{field: Words(tuple(pairs)) for field, pairs in words.items()}}, tuple(refused)


def is_own(name: str) -> bool:
    """Whether a column of the survey sheet is one of ours (foreign ones in our keeping included)."""
    return name.strip().lower().startswith(PREFIX)


def kept_foreign(cells: Cells) -> Foreign:
    """The foreign pairs that stand in columns `huella::foreign::<column>`."""
    pairs = ((name.strip(), text) for name, text in cells.items())
    return tuple(
        (name[len(FOREIGN) :], unescaped(text)) for name, text in pairs if name.lower().startswith(FOREIGN)
    )


def in_order(pairs: Iterable[tuple[str, str]]) -> Foreign:
    """Foreign pairs, or a choice's columns, as a definition holds them: by column, blank ones left out."""
    return tuple(sorted((name, text) for name, text in pairs if text.strip()))


def likert_appearance(own: str) -> str:
    """The appearance that draws a scale as one line in other tools, and the question's own behind it."""
    return f"{LIKERT} {own}".strip()


def own_appearance(written: str) -> str:
    """The question's own appearance: without what `likert_appearance` put before it."""
    first, _, rest = written.partition(" ")
    return rest if first == LIKERT else written


def fallback_label(question: Question, default_language: str) -> bool:
    """Whether the label is only the name, given to a question nobody sees because it had none."""
    return question.type in NAMED_BY_ITSELF and question.label.by_language == (
        (default_language, question.name),
    )


def _parts(name: str) -> tuple[str, str, str]:
    if not is_own(name):
        return "", "", ""
    field, colons, language = name.strip()[len(PREFIX) :].partition("::")
    return field.strip().lower(), colons, language.strip()


def _value(field: str, text: str) -> object:
    """The value of a cell; None where the text is none."""
    kind, said = _KINDS[field], text.strip()
    if kind == "flag":
        return {"yes": True, "no": False}.get(said.lower())
    if kind == "whole":
        return int(said) if _WHOLE.fullmatch(said) else None
    if kind == "number":
        return _number(said)
    if field == "published":
        return said if said in PUBLISHED else None
    return unescaped(text)


def _number(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return number if isfinite(number) else None


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What the sheet `huella` says; None or empty where it says nothing."""

    name: str = ""
    languages: tuple[str, ...] = ()
    default_language: str = ""
    title: Words | None = None
    consent: Consent | None = None


def sheet_rows(definition: Definition) -> list[tuple[str, str | Words]]:
    """(key, text or words) of the sheet `huella`, in order."""
    consent = definition.consent
    return [
        ("name", definition.name),
        ("languages", " ".join(definition.languages)),
        ("default_language", definition.default_language),
        ("title", definition.title),
        ("consent.title", consent.title),
        *((PARAGRAPH, paragraph) for paragraph in consent.paragraphs),
        ("consent.agree", consent.agree),
        ("consent.decline", consent.decline),
        ("consent.minor_note", consent.minor_note),
    ]


def own_sheet(rows: Iterable[Cells], language_of: Callable[[str], str] = code_of) -> OwnSheet:
    """The sheet read from its rows (columns `key`, `text`, `text::<language>`); half a consent is none."""
    texts: dict[str, str] = {}
    words: dict[str, list[Words]] = {}
    for cells in rows:
        key = cells.get("key", "").strip().lower()
        pairs = tuple(
            (language_of(name.partition("::")[2]), text)
            for name, text in cells.items()
            if name.startswith("text::") and text.strip()
        )
        texts.setdefault(key, cells.get("text", "").strip())
        if pairs:
            words.setdefault(key, []).append(Words(pairs))
    return OwnSheet(
        name=texts.get("name", ""),
        languages=tuple(texts.get("languages", "").split()),
        default_language=texts.get("default_language", ""),
        title=next(iter(words.get("title", ())), None),
        consent=_consent(words),
    )


def _consent(words: Mapping[str, list[Words]]) -> Consent | None:
    parts = {part: words[f"consent.{part}"][0] for part in _SHEET_PARTS if f"consent.{part}" in words}
    if len(parts) < len(_SHEET_PARTS):
        return None
    return Consent(
        title=parts["title"],
        paragraphs=tuple(words.get(PARAGRAPH, ())),
        agree=parts["agree"],
        decline=parts["decline"],
        minor_note=parts["minor_note"],
    )
