"""Adding a question, and the sections of a draft: added, renamed, moved, deleted."""

from dataclasses import replace

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey import edits
from dashboard.survey.definition import Definition, Section
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.texts import put_text
from dashboard.survey.words import Words
from dashboard.ui import session
from dashboard.ui.survey_desk import Desk, change
from dashboard.ui.survey_parts import open_question, opened_question, section_name, type_name
from dashboard.ui.survey_question_values import new_question

LONGEST = 500
NOT_OFFERED = frozenset({"unsupported"})


def add_question_button(desk: Desk, t: Translator) -> None:
    """A small form: what to ask, of which type, in which section."""
    with (
        st.popover(t("surveys.add.button"), icon=":material/add:", key=desk.key("add_popover")),
        st.form(desk.key("add"), border=False, clear_on_submit=True),
    ):
        st.text_input(t("surveys.add.label"), key=desk.key("add_label"), max_chars=LONGEST)
        kinds = [kind for kind in QUESTION_TYPES if kind not in NOT_OFFERED]
        st.selectbox(
            t("surveys.columns.type"),
            kinds,
            index=kinds.index("select_one"),
            format_func=lambda kind: type_name(kind, t),
            key=desk.key("add_type"),
        )
        numbers = list(range(len(list(desk.definition.every_section()))))
        names = _section_names(desk.definition, t)
        st.selectbox(
            t("surveys.add.section"),
            ["after", *numbers] if desk.definition.questions else numbers,
            format_func=lambda one: t("surveys.add.after") if one == "after" else names[int(one)],
            key=desk.key("add_section"),
        )
        st.form_submit_button(t("surveys.add.send"), type="primary", on_click=_add, args=(desk,))


def _add(desk: Desk) -> None:
    """What the form says, after the opened question or at the end of a section."""
    state = session.state()
    label = session.text(desk.key("add_label")).strip()
    kind, where = session.text(desk.key("add_type")), state.get(desk.key("add_section"))
    if not label:
        return
    name = edits.free_name(desk.definition, edits.name_from(label))
    question = new_question(name, kind, label, _order(desk.definition))

    def add(definition: Definition) -> Definition:
        if where == "after":
            return edits.add_question(definition, question, after=opened_question(definition))
        return edits.add_question(definition, question, section=where if isinstance(where, int) else 0)

    if change(desk, add, typed=label):
        open_question(name)


def sections_button(desk: Desk, t: Translator) -> None:
    """The sections in order, each with its title and its buttons, and a field for one more."""
    with st.popover(t("surveys.section.button"), icon=":material/segment:", key=desk.key("sections_popover")):
        for number, section in enumerate(desk.definition.every_section()):
            _section_row(desk, number, section, t)
        with st.form(desk.key("new_section"), border=False, clear_on_submit=True):
            st.text_input(t("surveys.section.new"), key=desk.key("section_new"), max_chars=LONGEST)
            st.form_submit_button(t("surveys.section.add"), on_click=_add_section, args=(desk,))


def _section_row(desk: Desk, number: int, section: Section, t: Translator) -> None:
    key = desk.key(f"section_{number}_{desk.revision}")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.text_input(
            t("surveys.section.number", number=number + 1),
            value=section.title.text(desk.definition.default_language) if section.title else "",
            key=key,
            max_chars=LONGEST,
            placeholder=t("surveys.section.placeholder"),
            on_change=_rename,
            args=(desk, number, key),
        )
        for step, name in ((-1, "up"), (1, "down")):
            st.button(
                "",
                icon=f":material/arrow_{name}ward:",
                help=t(f"surveys.section.{name}"),
                key=f"{key}_{name}",
                on_click=_move,
                args=(desk, number, step),
            )
        st.button(
            "",
            icon=":material/delete:",
            help=t("surveys.section.delete" if not section.questions else "surveys.section.delete_full"),
            key=f"{key}_delete",
            disabled=bool(section.questions),
            on_click=_delete,
            args=(desk, number),
        )


def _rename(desk: Desk, number: int, key: str) -> None:
    title = session.text(key).strip()
    language, order = desk.definition.default_language, _order(desk.definition)

    def rename(section: Section) -> Section:
        return replace(section, title=put_text(section.title, language, title, order) if title else None)

    change(desk, lambda definition: edits.change_section(definition, number, rename), typed=title)


def _move(desk: Desk, number: int, step: int) -> None:
    change(desk, lambda definition: edits.move_section(definition, number, step))


def _delete(desk: Desk, number: int) -> None:
    change(desk, lambda definition: edits.remove_section(definition, number))


def _add_section(desk: Desk) -> None:
    title = session.text(desk.key("section_new")).strip()
    if title:
        words = Words(((desk.definition.default_language, title),))
        change(desk, lambda definition: edits.add_section(definition, words), typed=title)


def _section_names(definition: Definition, t: Translator) -> list[str]:
    language = definition.default_language
    return [
        section_name(section, number, language, t)
        for number, section in enumerate(definition.every_section())
    ]


def _order(definition: Definition) -> tuple[str, ...]:
    others = tuple(each for each in definition.languages if each != definition.default_language)
    return (definition.default_language, *others)
