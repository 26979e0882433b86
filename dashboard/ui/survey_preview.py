"""The draft as a phone shows it: the very form that people will answer, in a frame, storing nothing."""

import streamlit as st

from dashboard.survey.definition import Definition
from dashboard.ui import address, links, session
from dashboard.ui.language import words
from dashboard.ui.survey_desk import Desk
from dashboard.ui.survey_files import file_buttons
from dashboard.ui.survey_parts import language_name

PHONE = 390
HEIGHT = 760


def preview_tab(desk: Desk) -> None:
    """The form in one of its languages, and beside it the files to take along."""
    t = words()
    definition = desk.definition
    phone, beside = st.columns([1, 1], gap="large")
    with beside:
        language = _language(desk)
        st.caption(f":material/visibility: {t('surveys.preview.stores_nothing')}")
        st.subheader(t("surveys.files.title"), anchor=False)
        file_buttons(desk, language, t)
    with phone:
        if not definition.questions:
            st.caption(t("surveys.no_questions.text"))
            return
        with st.container(border=True, width=PHONE + 34):
            st.iframe(
                links.preview_address(desk.survey_id, language, desk.revision),
                width=PHONE,
                height=HEIGHT,
                alt=t("surveys.preview.frame"),
            )


def _language(desk: Desk) -> str:
    definition = desk.definition
    offered = _ordered(definition)
    asked = address.parameters().get("to", "")
    key = desk.key("preview_language")
    session.state()[key] = asked if asked in offered else offered[0]
    if len(offered) > 1:
        st.segmented_control(
            words()("surveys.preview.language"),
            offered,
            format_func=language_name,
            key=key,
            required=True,
            on_change=lambda: address.write({"to": session.text(key)}),
        )
    return session.text(key)


def _ordered(definition: Definition) -> list[str]:
    others = [each for each in definition.languages if each != definition.default_language]
    return [definition.default_language, *others]
