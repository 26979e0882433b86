"""One survey: its header, the tabs of the draft for who may change it, and what others may look at."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services.surveys import survey_detail
from dashboard.survey.checks import check_definition
from dashboard.ui import address
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, local
from dashboard.ui.survey_desk import Desk, say_note
from dashboard.ui.survey_files import copy_survey
from dashboard.ui.survey_languages import languages_tab
from dashboard.ui.survey_logic import logic_tab
from dashboard.ui.survey_parts import LOOKING, TABS, language_name
from dashboard.ui.survey_preview import preview_tab
from dashboard.ui.survey_questions import questions_tab
from dashboard.ui.survey_versions import versions_tab
from dashboard.ui.survey_words import edited_words, state_badge
from dashboard.ui.switches import choice

DRAWN = {
    "questions": questions_tab,
    "logic": logic_tab,
    "languages": languages_tab,
    "preview": preview_tab,
    "versions": versions_tab,
}


def survey_builder(member: Member, survey_id: int) -> None:
    """The survey with the tab that the address asks for; who may only look: preview and versions."""
    t = words()
    desk = Desk(member, survey_detail(database(), member, survey_id))
    st.button(t("surveys.back"), icon=":material/arrow_back:", type="tertiary", on_click=_leave)
    _header(desk, t)
    say_note(desk)
    if not desk.may_edit:
        _why_only_looking(desk, t)
    tabs = TABS if desk.may_edit else LOOKING
    tab = choice("tab", tabs, t("surveys.tab.label"), "surveys.tab", t)
    DRAWN[tab](desk)


def _leave() -> None:
    address.replace({})


def _header(desk: Desk, t: Translator) -> None:
    summary = desk.view.summary
    st.header(plain(summary.title.text(t.language)), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        state_badge(summary, t)
        facts = [
            t.plural("surveys.questions", summary.questions),
            ", ".join(language_name(each) for each in summary.languages),
            edited_words(summary, t, local),
        ]
        st.markdown(plain(" · ".join(fact for fact in facts if fact)), width="content")
        problems = check_definition(desk.definition) if desk.may_edit else ()
        if problems:
            st.button(
                t.plural("surveys.check.to_mend", len(problems)),
                icon=":material/error:",
                type="tertiary",
                key=desk.key("to_check"),
                on_click=lambda: address.write({"tab": "versions"}),
            )


def _why_only_looking(desk: Desk, t: Translator) -> None:
    if not desk.member.may_edit:
        st.caption(f":material/visibility: {t('surveys.only_look')}")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f":material/lock: {t('surveys.builtin')}", width="content")
        st.button(
            t("surveys.copy_to_change"),
            type="primary",
            key=desk.key("copy_builtin"),
            on_click=copy_survey,
            args=(desk,),
        )
