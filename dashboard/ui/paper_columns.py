"""The columns of the grid in which paper sheets are typed, and what the codes in them mean."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.i18n import Translator
from dashboard.services.answer_words import (
    IN_ORDER,
    PAIR,
    SEVERAL,
    Coded,
    Reading,
    asked_questions,
    codes,
    raw_answer,
    raw_pair,
)
from dashboard.survey.definition import Definition, Question
from dashboard.survey.labels import part_labels
from dashboard.survey.question_types import TEXT_LIMIT
from dashboard.ui.plain import plain

NARROW = 84  # pixels: a code and some of the question's words
_KINDS = {
    "acknowledge": "acknowledge",
    "date": "day",
    "time": "time",
    "datetime": "day_and_time",
    "integer": "number",
    "decimal": "number",
    "text": "text",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a question, or one part of a pair. `number` is the question's place among those asked."""

    key: str
    question: Question
    number: int
    part: str = ""


def columns_of(definition: Definition) -> tuple[Column, ...]:
    """The columns in the survey's order."""
    found = []
    for number, question in enumerate(asked_questions(definition), start=1):
        parts = ("before", "now") if question.type == PAIR else ("",)
        found += [Column(f"{question.name}.{part}".rstrip("."), question, number, part) for part in parts]
    return tuple(found)


def column_config(columns: tuple[Column, ...], t: Translator) -> dict[str, ColumnConfig]:
    """How Streamlit draws them: text cells, which Tab leaves without losing what was typed."""
    config = {}
    for column in columns:
        is_text = column.question.type == "text"
        config[column.key] = st.column_config.TextColumn(
            _heading(column, t),
            help=_help(column, t),
            width="medium" if is_text else NARROW,
            max_chars=(column.question.max_length or TEXT_LIMIT) if is_text else 100,
        )
    return config


def _heading(column: Column, t: Translator) -> str:
    parts = {part.value: part.label.partition(" ")[0].lower() for part in part_labels(t)}
    words = parts[column.part] if column.part else column.question.label.text(t.language)
    return f"{column.number} · {words}"


def _help(column: Column, t: Translator) -> str:
    label = plain(column.question.label.text(t.language))
    return f"**{column.number}. {label}**  \n{meaning(column.question, t)}"


def meaning(question: Question, t: Translator) -> str:
    """What to type for a question, as Markdown."""
    coded = codes(question, t)
    if not coded:
        return t(f"paper.grid.{_KINDS.get(question.type, 'text')}")
    if question.type == "range":
        return t("paper.grid.range", least=coded[0].value, most=coded[-1].value)
    listed = _listed(question, coded, t)
    example = " ".join(each.code for each in coded[:2])
    note = {SEVERAL: "several", IN_ORDER: "in_order"}.get(question.type)
    return f"{listed} ({t(f'paper.grid.{note}', example=example)})" if note else listed


def _listed(question: Question, coded: tuple[Coded, ...], t: Translator) -> str:
    """Each code with its words; steps between the two ends of a scale, which have none, become dots."""
    parts: list[str] = []
    for each in coded:
        label = t(f"survey.scale.{each.value}") if question.type == "likert" else each.label
        words = label.removeprefix(each.code).lstrip(" ·")
        if words:
            parts.append(f"**{each.code}** {plain(words)}")
        elif not parts or parts[-1] != "…":
            parts.append("…")
    return " · ".join(parts).replace(" · … · ", " … ")


def legend(columns: tuple[Column, ...], t: Translator) -> list[str]:
    """One line for all the questions that are typed alike: their numbers, and the codes."""
    numbers: dict[str, list[int]] = {}
    for question, number in {column.question: column.number for column in columns}.items():
        numbers.setdefault(meaning(question, t), []).append(number)
    return [f"**{_joined(found)}** — {words}" for words, found in numbers.items()]


def _joined(numbers: list[int]) -> str:
    """1–6, 12"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def answers_of(columns: tuple[Column, ...], cells: Mapping[str, str]) -> dict[str, object]:
    """What was typed in a row as `validate` takes it, without what was left blank."""
    found: dict[str, object] = {}
    for column in columns:
        text = cells.get(column.key, "").strip()
        if not text:
            continue
        reading = Reading(column.question, by_code=True)
        name = column.question.name
        if column.part:
            pair = found.setdefault(name, {})
            if isinstance(pair, dict):
                pair |= raw_pair(reading, {column.part: text})
        else:
            found[name] = raw_answer(reading, text)
    return {name: value for name, value in found.items() if value not in ("", [], {})}
