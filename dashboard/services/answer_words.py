"""Reads one answer as people write it down: codes of a paper sheet, values or words of a spreadsheet."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import LANGUAGES, Translator, translator
from dashboard.survey.definition import Definition, Question
from dashboard.survey.labels import options
from dashboard.survey.question_types import ACKNOWLEDGED, NOT_APPLICABLE, PAIR_PARTS, type_of

PAIR = "retrospective_pair"
SEVERAL = "select_multiple"
IN_ORDER = "rank"
_LISTS = (SEVERAL, IN_ORDER)
_NOT_APPLICABLE_CODE = "0"
_SHORT_NUMBER = re.compile(r"[0-9]{1,3}", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]0?0:00(:00(\.0{1,9})?)?\Z", re.ASCII)
_WORDS = re.compile(r"\w+")
_MOST_CHARACTERS = 300  # of a header or label that is compared word by word
YES = frozenset({"1", "true", "yes", "si", "x", "v", "verdadero", "ok"})
NO = frozenset({"", "0", "false", "no", "n", "falso", "nan", "none"})


@dataclass(frozen=True, slots=True)
class Coded:
    """One closed answer: the code typed from paper, the stored value, and its words."""

    code: str
    value: str
    label: str


def asked_questions(definition: Definition) -> tuple[Question, ...]:
    """The questions somebody can answer, in order."""
    return tuple(question for question in definition.questions if is_answered(question))


def is_answered(question: Question) -> bool:
    """Whether a person writes an answer; a calculation or a note takes none."""
    kind = type_of(question)
    return kind.takes_answer and kind.is_asked


def codes(question: Question, t: Translator) -> tuple[Coded, ...]:
    """What is typed for each closed answer: its own value where all are short numbers, else its place.

    "Does not apply" is 0, beside the steps of the scale.
    """
    found = options(question, t)
    values = [option.value for option in found if option.value != NOT_APPLICABLE]
    are_numbers = question.type == "range" or all(_SHORT_NUMBER.fullmatch(value) for value in values)
    coded = []
    for place, option in enumerate(found, start=1):
        code = option.value if are_numbers else str(place)
        if option.value == NOT_APPLICABLE and are_numbers and _NOT_APPLICABLE_CODE not in values:
            code = _NOT_APPLICABLE_CODE
        coded.append(Coded(code, option.value, option.label))
    return tuple(coded)


def folded(text: str) -> str:
    """Words alone, without case, accents or punctuation: what two ways of writing have in common."""
    decomposed = unicodedata.normalize("NFKD", text[:_MOST_CHARACTERS])
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_WORDS.findall(bare.casefold().replace("_", " ")))


class Reading:
    """How the closed answers of one question may be written; made once, used for every row.

    With `by_code` a code of the sheet is read first; without it, values and words alone.
    """

    def __init__(self, question: Question, *, by_code: bool) -> None:
        self.question = question
        self._exact: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for language in LANGUAGES:
            self._learn(translator(language), by_code=by_code)

    def _learn(self, t: Translator, *, by_code: bool) -> None:
        coded = codes(self.question, t)
        for each in coded:
            self._exact.setdefault(each.code if by_code else each.value, each.value)
        for each in coded:
            self._exact.setdefault(each.value, each.value)
            self._also(each.label, each.value)
            if t.has(f"survey.scale.{each.value}") and self.question.type == "likert":
                self._also(t(f"survey.scale.{each.value}"), each.value)
        steps = [each.value for each in coded if each.value != NOT_APPLICABLE]
        for end, place in ((self.question.low, 0), (self.question.high, -1)):
            if end and steps:
                self._also(end.text(t.language), steps[place])

    def _also(self, words: str, value: str) -> None:
        if folded(words):
            self._words.setdefault(folded(words), value)

    def knows(self, text: str) -> bool:
        return text.strip() in self._exact or folded(text) in self._words

    def value(self, text: str) -> str:
        """The value that is meant; what is not known stays as it is, for the validation to name."""
        given = text.strip()
        return self._exact.get(given) or self._words.get(folded(given)) or given

    def values(self, text: str) -> list[str]:
        """The members of a list: `1 3`, `time;fear`, or labels with commas between them."""
        if self.knows(text):
            return [self.value(text)]
        best: list[str] = [text.strip()]
        for separator in (";", "|", "\n", ",", None):
            parts = [part for part in text.split(separator) if part.strip()]
            if parts and all(self.knows(part) for part in parts):
                return [self.value(part) for part in parts]
            if len(parts) > len(best) and separator != " ":
                best = parts
        return [self.value(part) for part in best]


def raw_answer(reading: Reading, text: str) -> object:
    """One cell as `validate` takes it."""
    question, given = reading.question, text.strip()
    if question.type in _LISTS:
        return reading.values(given) if given else ""
    if type_of(question).is_closed and options(question, translator("es")):
        return reading.value(given) if given else ""
    return _plain(question, given)


def raw_pair(reading: Reading, parts: Mapping[str, str]) -> dict[str, str]:
    """Both cells of a before-and-now pair; an empty cell is left out, so that one alone is refused."""
    filled = {part: parts.get(part, "").strip() for part in PAIR_PARTS}
    return {part: reading.value(text) for part, text in filled.items() if text}


def _plain(question: Question, given: str) -> str:
    if question.type == "date":
        return _MIDNIGHT.sub("", given)  # a spreadsheet's day carries one
    if question.type == "acknowledge":
        return _acknowledged(given)
    return given


def _acknowledged(given: str) -> str:
    if folded(given) in YES:
        return ACKNOWLEDGED
    return "" if folded(given) in NO else given
