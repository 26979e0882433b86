"""The questions of a draft: a list beside the form of one of them, or a table to change many quickly."""

from dataclasses import replace
from typing import cast

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.i18n import Translator
from dashboard.survey import edits
from dashboard.survey.definition import Definition, Question
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.texts import put_text
from dashboard.ui import address, session
from dashboard.ui.language import words
from dashboard.ui.look import is_phone
from dashboard.ui.survey_add import add_question_button, sections_button
from dashboard.ui.survey_chooser import question_chooser
from dashboard.ui.survey_desk import Desk, can_undo, change, new_tables, table_key, undo
from dashboard.ui.survey_parts import open_question, opened_question, type_name
from dashboard.ui.survey_question_form import question_form
from dashboard.ui.switches import choice

VIEWS = ("list", "table")
ROW = 36
MOST_ROWS = 16
MOST_CELLS = 24


def questions_tab(desk: Desk) -> None:
    """The switch between list and table, the buttons that add, and below what was chosen."""
    t = words()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        view = choice("view", VIEWS, t("surveys.view.label"), "surveys.view", t)
        add_question_button(desk, t)
        sections_button(desk, t)
        st.button(
            t("surveys.undo"),
            icon=":material/undo:",
            type="tertiary",
            disabled=not can_undo(desk),
            key=desk.key("undo_button"),
            on_click=undo,
            args=(desk,),
        )
    if not desk.definition.questions:
        with st.container(border=True):
            st.markdown(f":material/quiz: **{t('surveys.no_questions.title')}**")
            st.caption(t("surveys.no_questions.text"))
    elif view == "table":
        _table(desk, t)
    else:
        with beside_list(desk, t):
            question_form(desk, opened_question(desk.definition))


def beside_list(desk: Desk, t: Translator) -> DeltaGenerator:
    """The list of questions, and the place beside it; a phone has no room for the list."""
    if is_phone():
        place = st.container()
    else:
        left, place = st.columns([2, 3], gap="large")
        with left:
            question_list(desk, t)
    with place:
        question_chooser(desk, opened_question(desk.definition), t)
    return place


def question_list(desk: Desk, t: Translator) -> None:
    """One row per question; choosing one opens it."""
    questions = desk.definition.questions
    names = [question.name for question in questions]
    opened = opened_question(desk.definition)
    table = pd.DataFrame(
        {
            t("surveys.columns.number"): range(1, len(names) + 1),
            t("surveys.columns.label"): [_label(one, desk.definition) for one in questions],
            t("surveys.columns.type"): [type_name(one.type, t) for one in questions],
        }
    )
    key = desk.key("list")
    session.state()[key] = {"selection": {"rows": [names.index(opened)], "columns": [], "cells": []}}
    st.dataframe(
        table,
        hide_index=True,
        row_height=ROW,
        height=ROW * (min(len(names), MOST_ROWS) + 1) + 4,
        key=key,
        on_select=lambda: _open_row(key, names),
        selection_mode="single-row",
        column_config={
            t("surveys.columns.number"): st.column_config.NumberColumn(width=40),
            t("surveys.columns.label"): st.column_config.TextColumn(width=290),
            t("surveys.columns.type"): st.column_config.TextColumn(width=110),
        },
    )


def _open_row(key: str, names: list[str]) -> None:
    rows = session.selection(key).get("rows", [])
    if rows and rows[0] < len(names):
        open_question(names[rows[0]])


def _label(question: Question, definition: Definition) -> str:
    return question.label.text(definition.default_language)


def _table(desk: Desk, t: Translator) -> None:
    st.caption(t("surveys.table_help"))
    rows = _rows(desk.definition)
    key = table_key(desk, f"table_{len(rows)}")
    if key not in session.state():
        session.state().pop(f"{key}_seen", None)
    st.data_editor(
        pd.DataFrame(rows),
        hide_index=True,
        num_rows="fixed",
        disabled=["section"],
        row_height=ROW,
        height=ROW * (min(len(rows), MOST_CELLS) + 1) + 4,
        key=key,
        on_change=_take_table,
        args=(desk, key, t),
        column_config=_columns(t),
        column_order=["label", "type", "required", "hint", "name", "section"],
    )


def _rows(definition: Definition) -> list[dict[str, object]]:
    language = definition.default_language
    return [
        {
            "name": placed.question.name,
            "type": placed.question.type,
            "label": placed.question.label.text(language),
            "hint": placed.question.hint.text(language) if placed.question.hint else "",
            "required": placed.question.required,
            "section": placed.section.title.text(language) if placed.section.title else "",
        }
        for placed in definition.placed()
    ]


def _columns(t: Translator) -> dict[str, ColumnConfig]:
    return {
        "label": st.column_config.TextColumn(t("surveys.columns.label"), width="large", required=True),
        "hint": st.column_config.TextColumn(t("surveys.columns.hint"), width="medium"),
        "type": st.column_config.SelectboxColumn(
            t("surveys.columns.type"),
            options=list(QUESTION_TYPES),
            format_func=lambda kind: type_name(str(kind), t),
            required=True,
        ),
        "required": st.column_config.CheckboxColumn(t("surveys.columns.required"), width="small"),
        "name": st.column_config.TextColumn(t("surveys.columns.name"), required=True, max_chars=63),
        "section": st.column_config.TextColumn(t("surveys.columns.section")),
    }


def _take_table(desk: Desk, key: str, t: Translator) -> None:
    """Saves the cells that changed since the last time; the editor keeps its own list of all of them."""
    event = session.state().get(key)
    cells = event.get("edited_rows", {}) if isinstance(event, dict) else {}
    seen = cast("dict[str, dict[str, object]]", session.state().get(f"{key}_seen", {}))
    new = {
        int(row): {name: value for name, value in values.items() if seen.get(str(row), {}).get(name) != value}
        for row, values in cells.items()
    }
    new = {row: values for row, values in new.items() if values}
    session.state()[f"{key}_seen"] = {str(row): dict(values) for row, values in cells.items()}
    typed = "\n".join(
        f"{row + 1}. {t(f'surveys.columns.{name}')}: {value}"
        for row, values in new.items()
        for name, value in values.items()
    )
    if not change(desk, lambda definition: take_cells(definition, new), typed=typed):
        new_tables(desk)


def take_cells(definition: Definition, cells: dict[int, dict[str, object]]) -> Definition:
    """With the cells (by row and column) of the table that were typed in."""
    names = [question.name for question in definition.questions]
    for row, values in cells.items():
        definition = _with_row(definition, names[row], values)
    return definition


def _with_row(definition: Definition, name: str, values: dict[str, object]) -> Definition:
    """Text goes to the default language; what was emptied of a label or a name stays as it was."""
    question, language = definition.question(name), definition.default_language
    if label := str(values.get("label") or "").strip():
        question = replace(question, label=put_text(question.label, language, label, definition.languages))
    if "hint" in values:
        typed = str(values["hint"] or "").strip()
        hint = put_text(question.hint, language, typed, definition.languages) if typed else None
        question = replace(question, hint=hint)
    if "required" in values:
        question = replace(question, required=bool(values["required"]))
    if kind := str(values.get("type") or ""):
        question = replace(question, type=kind)
    wanted = str(values.get("name") or "").strip() or name
    changed = edits.put_question(definition, name, replace(question, name=wanted))
    if wanted != name and address.parameters().get("question") == name:
        open_question(wanted)
    return changed
