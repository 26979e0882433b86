"""What changed between two versions of a survey, and whether answers to both can still be added up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dashboard.i18n import Translator
from dashboard.survey.definition import Choice, Definition, Placed, Question, Section
from dashboard.survey.meaning import Meaning
from dashboard.survey.words import Words

Severity = Literal["comparable", "wording", "not_comparable"]
"""comparable: answers mean what they meant; wording: look whether they still do; not_comparable: they
do not, so the question counts under another name from here on.
"""
ORDER: tuple[Severity, ...] = ("not_comparable", "wording", "comparable")

_LOGIC = (
    "relevant", "required", "required_when", "constraint", "calculation", "choice_filter", "default",
    "max_length", "is_shuffled", "seed",
)  # fmt: skip
_WORDS = ("label", "hint", "guidance", "low", "high", "required_message", "constraint_message")
_PUBLICATION = ("published", "sensitive", "level", "indicator")


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `place` is the name of a question or section; `values` fill the sentence's gaps."""

    kind: str
    place: str
    severity: Severity
    values: tuple[tuple[str, str | Words], ...] = ()

    def message(self, t: Translator) -> str:
        """What changed, in one sentence of plain text."""
        shown = {
            name: value.text(t.language) if isinstance(value, Words) else value for name, value in self.values
        }
        return t(f"versions.difference.{self.kind}", place=self.place, **shown)


def differences(older: Definition, newer: Definition) -> tuple[Difference, ...]:
    """Everything that changed, in the order of the newer survey; what was removed comes last."""
    before = {placed.question.name: placed for placed in older.placed()}
    after = {placed.question.name: placed for placed in newer.placed()}
    moved = _moved([name for name in before if name in after], [name for name in after if name in before])
    found = [*_survey(older, newer), *_sections(older, newer)]
    renewed = _renewed(before, after)
    for name, placed in after.items():
        if name in renewed:
            found.append(_named("renewed", placed.question, "not_comparable"))
            found += _question(before[renewed[name]], placed)
            continue
        if name not in before:
            found.append(_named("added", placed.question, "comparable"))
            continue
        found += _question(before[name], placed)
        if name in moved or _path(before[name]) != _path(placed):
            found.append(_named("moved", placed.question, "comparable"))
    gone = before.keys() - after.keys() - set(renewed.values())
    removed = (placed.question for name, placed in before.items() if name in gone)
    return (*found, *(_named("removed", question, "comparable") for question in removed))


def remains_comparable(older: Question, newer: Question) -> bool:
    """Whether answers to both can be added up: the same type, and choices and a scale that mean the same."""
    return Meaning.of(older, "").answers_alike(Meaning.of(newer, ""))


def _renewed(before: Mapping[str, Placed], after: Mapping[str, Placed]) -> dict[str, str]:
    """New name → old of questions that took another name because they mean something else now."""
    found = {}
    for name in after:
        base, _, number = name.rpartition("_")
        if name not in before and number.isdecimal() and base in before and base not in after:
            found[name] = base
    return found


def _named(kind: str, question: Question, severity: Severity) -> Difference:
    return Difference(kind, question.name, severity, (("label", question.label),))


def _survey(older: Definition, newer: Definition) -> Iterator[Difference]:
    if older.title != newer.title or older.consent != newer.consent:
        yield Difference("survey_words", newer.name, "wording")
    if (older.languages, older.default_language) != (newer.languages, newer.default_language):
        listed = (("before", ", ".join(older.languages)), ("after", ", ".join(newer.languages)))
        yield Difference("languages", newer.name, "comparable", listed)


def _sections(older: Definition, newer: Definition) -> Iterator[Difference]:
    before = {section.name: section for section in older.every_section()}
    for section in newer.every_section():
        known = before.get(section.name)
        if known is not None:
            yield from _section(known, section)


def _section(older: Section, newer: Section) -> Iterator[Difference]:
    if (older.title, older.intro) != (newer.title, newer.intro):
        yield Difference("section_words", newer.name, "wording")
    if (older.relevant, older.repeat) != (newer.relevant, newer.repeat):
        yield Difference("section_logic", newer.name, "comparable")


def _question(before: Placed, after: Placed) -> Iterator[Difference]:
    older, newer = before.question, after.question
    if older.type != newer.type:
        values = (("before", older.type), ("after", newer.type))
        yield Difference("type", newer.name, "not_comparable", values)
        return
    yield from _choices(older, newer)
    if not remains_comparable(older, newer) and _same_choices(older, newer):
        yield Difference("scale", newer.name, "not_comparable")
    if any(getattr(older, field) != getattr(newer, field) for field in _WORDS):
        if older.label != newer.label:
            yield Difference(
                "wording", newer.name, "wording", (("before", older.label), ("after", newer.label))
            )
        else:
            yield Difference("help", newer.name, "wording")
    if any(getattr(older, field) != getattr(newer, field) for field in _LOGIC):
        yield Difference("logic", newer.name, "comparable")
    if any(getattr(older, field) != getattr(newer, field) for field in _PUBLICATION):
        yield Difference("publication", newer.name, "comparable")
    if older.appearance != newer.appearance:
        yield Difference("appearance", newer.name, "comparable")


def _choices(older: Question, newer: Question) -> Iterator[Difference]:
    before = {choice.value: choice for choice in older.choices}
    after = {choice.value: choice for choice in newer.choices}
    for value, choice in after.items():
        if value not in before:
            yield _choice("choice_added", newer, choice, "not_comparable")
        elif choice.label != before[value].label:
            is_same = _is_same_choice(older, newer, before[value], choice)
            yield _choice("choice_reworded", newer, choice, "wording" if is_same else "not_comparable")
    for value, choice in before.items():
        if value not in after:
            yield _choice("choice_removed", newer, choice, "not_comparable")
    kept = [value for value in before if value in after]
    if kept != [value for value in after if value in before]:
        yield Difference("choices_moved", newer.name, "comparable")


def _choice(kind: str, question: Question, choice: Choice, severity: Severity) -> Difference:
    return Difference(kind, question.name, severity, (("choice", choice.label),))


def _is_same_choice(older: Question, newer: Question, before: Choice, after: Choice) -> bool:
    """Only a spelling, or a translation more."""
    return remains_comparable(_with_only(older, before), _with_only(newer, after))


def _with_only(question: Question, choice: Choice) -> Question:
    return Question(question.name, question.type, question.label, choices=(choice,))


def _same_choices(older: Question, newer: Question) -> bool:
    return remains_comparable(
        Question(older.name, older.type, older.label, choices=older.choices),
        Question(newer.name, newer.type, newer.label, choices=newer.choices),
    )


def _path(placed: Placed) -> tuple[str, ...]:
    return tuple(section.name for section in placed.inside)


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """As few as possible: those outside the longest run that kept its order."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = {name for block in matcher.get_matching_blocks() for name in after[block.b : block.b + block.size]}
    return frozenset(after) - kept
