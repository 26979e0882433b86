"""Which question is open: the one before, a list to search in, the next one; all of it by keyboard."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.ui import session
from dashboard.ui.survey_desk import Desk
from dashboard.ui.survey_parts import open_question


def question_chooser(desk: Desk, name: str, t: Translator) -> None:
    """Back, which question, onward: all of it works with the keyboard."""
    names = [question.name for question in desk.definition.questions]
    labels = {
        question.name: f"{number}. {question.label.text(desk.definition.default_language)}"
        for number, question in enumerate(desk.definition.questions, start=1)
    }
    place, key = names.index(name), desk.key("opened")
    session.state()[key] = name
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.selectbox(
            t("surveys.form.question"),
            names,
            format_func=labels.__getitem__,
            key=key,
            on_change=lambda: open_question(session.text(key)),
            label_visibility="collapsed",
        )
        for step, arrow in ((-1, "back"), (1, "forward")):
            there = place + step
            st.button(
                "",
                icon=f":material/arrow_{arrow}:",
                help=t(f"surveys.form.{arrow}"),
                key=desk.key(f"go_{arrow}"),
                disabled=not 0 <= there < len(names),
                on_click=lambda there=there: open_question(names[there]),
            )
