"""The sheet `survey`: sections are groups and repeats, questions are rows; the rest goes to own columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.i18n import LANGUAGES, translator
from dashboard.survey.definition import Definition, Foreign, Question, Section
from dashboard.survey.question_types import PAIR_PARTS, RetrospectivePair
from dashboard.survey.words import Words
from dashboard.survey.xlsform.choice_lists import ChoiceLists, Row
from dashboard.survey.xlsform.dialect import (
    FOREIGN,
    LIKERT,
    YES,
    column,
    escaped,
    fallback_label,
    heading,
    likert_appearance,
    spelled,
)
from dashboard.survey.xlsform.written_names import is_clear, without_references, written_names
from dashboard.survey.xlsform.written_types import SCALES, WrittenType, parameters, written_type

_WORDS = {
    "label": "label",
    "hint": "hint",
    "guidance": "guidance_hint",
    "required_message": "required_message",
    "constraint_message": "constraint_message",
}
_OF_GROUP = frozenset({"label"})
_YES_OR_NO = frozenset({"yes", "no", "true", "false", "true()", "false()"})
_MEANT_OTHERWISE = (
    "type command name tag value label caption hint guidance_hint required relevant relevance constraint"
    " calculation calculate choice_filter default appearance repeat_count count jr:count required_message"
    " requiredmsg constraint_message constraining_message save_to trigger entities huella"
)
"""First words of columns where a foreign text would say something else, or name what is not in the file."""

_SAID_ELSEWHERE = (f"{FOREIGN}type", "parameters")


def survey_rows(definition: Definition, lists: ChoiceLists) -> list[Row]:
    """Every row of the sheet, in order, blank cells included; fills the lists of choices on the way."""
    names = written_names(definition)
    return list(_Writer(definition, iter(names.in_order), names.referable, lists).rows())


@dataclass(frozen=True, slots=True)
class _Writer:
    definition: Definition
    names: Iterator[str]
    referable: frozenset[str]
    lists: ChoiceLists

    def rows(self) -> Iterator[Row]:
        was_bare = False
        for section in self.definition.sections:
            is_bare = _is_bare(section) and not was_bare
            yield from self._bare(section) if is_bare else self._section(section)
            was_bare = is_bare

    def _bare(self, section: Section) -> Iterator[Row]:
        next(self.names)  # the name that it would have as a group
        yield from self._items(section)

    def _items(self, section: Section) -> Iterator[Row]:
        for item in section.items:
            yield from self._section(item) if isinstance(item, Section) else self._question(item)

    def _section(self, section: Section) -> Iterator[Row]:
        kind, name = "repeat" if section.repeat else "group", next(self.names)
        count, most = (section.repeat.count, str(section.repeat.most)) if section.repeat else ("", "")
        own_name = section.name if section.name != name else ""
        yield {
            "type": f"begin {kind}",
            "name": name,
            **self._words("label", section.title),
            **_own_words("intro", section.intro),
            **self._expression("relevant", section.relevant),
            "appearance": section.appearance,
            **self._expression("repeat_count", count),
            column("most"): most,
            column("name"): escaped(own_name),
            column("unnamed"): "" if section.name else YES,
            **self._foreign(section.foreign),
            f"{FOREIGN}parameters": escaped(dict(section.foreign).get("parameters", "")),
        }
        yield from self._items(section)
        yield {"type": f"end {kind}", "name": name}

    def _question(self, question: Question) -> Iterator[Row]:
        name = next(self.names)
        if question.type == RetrospectivePair.name:
            yield from self._pair(question, name)
            return
        written = written_type(question, self.lists, name)
        yield {
            "type": written.cell,
            "name": name,
            **self._label(question),
            **self._answering(question, written),
            **self._expression("relevant", question.relevant),
            "appearance": _appearance(question),
            **self._own(question, name, written),
            **self._foreign(question.foreign),
        }

    def _pair(self, question: Question, name: str) -> Iterator[Row]:
        """A group of two questions: `${name.now}` is a name that other tools can resolve."""
        written = WrittenType(f"select_one {self.lists.of(question, name)}", question.type)
        yield {
            "type": "begin group",
            "name": name,
            **self._label(question),
            **self._expression("relevant", question.relevant),
            "appearance": question.appearance,
            **self._own(question, name, written),
            **self._foreign(question.foreign),
        }
        answering = self._answering(question, written)
        shared = {field: text for field, text in answering.items() if field.startswith("required")}
        for part, cells in zip(PAIR_PARTS, (answering, shared), strict=True):
            part_row = {"type": written.cell, "name": f"{name}.{part}", "appearance": LIKERT}
            yield {**part_row, **self._words("label", self._part_label(part)), **cells}
        yield {"type": "end group", "name": name}

    def _part_label(self, part: str) -> Words:
        codes = self.lists.languages
        spoken = {code: translator(code if code in LANGUAGES else "en") for code in codes}
        return Words(tuple((code, t(f"survey.pair.{part}")) for code, t in spoken.items()))

    def _label(self, question: Question) -> Row:
        is_fallback = fallback_label(question, self.definition.default_language)
        return {} if is_fallback else self._words("label", question.label)

    def _answering(self, question: Question, written: WrittenType) -> Row:
        """What is said of the answer: columns that a group does not have."""
        row: Row = {}
        for field, named in _WORDS.items():
            if field not in _OF_GROUP:
                row |= self._words(named, getattr(question, field), field)
        for field in ("constraint", "calculation", "default"):
            row |= self._expression(field, getattr(question, field))
        filtering = self._expression("choice_filter", question.choice_filter)
        row |= filtering if written.is_chosen else {column("choice_filter"): escaped(question.choice_filter)}
        return {**row, **self._required(question), **parameters(question, written, self.lists)}

    def _required(self, question: Question) -> Row:
        when = question.required_when
        if not question.required and when.lower() not in _YES_OR_NO and self._is_clear(when):
            return {"required": when}
        return {"required": YES if question.required else "", column("required_when"): escaped(when)}

    def _own(self, question: Question, name: str, written: WrittenType) -> Row:
        limit = question.max_length
        return {
            column("type"): written.own,
            column("original"): escaped(written.original),
            column("name"): escaped(question.name) if question.name != name else "",
            column("published"): question.published,
            column("sensitive"): YES if question.sensitive else "",
            column("level"): escaped(question.level or ""),
            column("indicator"): escaped(question.indicator or ""),
            column("max_length"): "" if limit is None else spelled(limit),
            **_own_words("low", question.low),
            **_own_words("high", question.high),
        }

    def _words(self, named: str, words: Words | None, field: str = "") -> Row:
        """A text per language; beside it the exact one, where others would read a reference in it."""
        row: Row = {}
        for code, text in words.by_language if words else ():
            row[f"{named}::{heading(code)}"] = self.said(text)
            if not self._is_clear(text):
                row[column(field or named, code)] = escaped(text)
        return row

    def said(self, text: str) -> str:
        return text if self._is_clear(text) else without_references(text)

    def _expression(self, field: str, text: str) -> Row:
        """In its own column where it refers to what is not in the file: others would refuse the file."""
        return {field: text} if self._is_clear(text) else {column(field): escaped(text)}

    def _foreign(self, pairs: Foreign) -> Row:
        """Foreign columns under their own names where those mean nothing else here."""
        row: Row = {}
        for name, text in pairs:
            first = "_".join(name.partition("::")[0].split()).lower()
            if first in _MEANT_OTHERWISE.split() or not self._is_clear(text):
                row[f"{FOREIGN}{name}"] = escaped(text)
            else:
                row[name] = text
        return {name: text for name, text in row.items() if name not in _SAID_ELSEWHERE}

    def _is_clear(self, text: str) -> bool:
        return is_clear(text, self.referable)


def _is_bare(section: Section) -> bool:
    """Whether it is no more than a run of questions in no group."""
    only = Section("", items=section.items)
    return (
        section == only
        and bool(section.items)
        and not any(isinstance(item, Section) for item in section.items)
    )


def _appearance(question: Question) -> str:
    is_scale = question.type in SCALES
    return likert_appearance(question.appearance) if is_scale else question.appearance


def _own_words(field: str, words: Words | None) -> Row:
    return {column(field, code): escaped(text) for code, text in (words.by_language if words else ())}
