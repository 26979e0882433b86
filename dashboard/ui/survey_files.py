"""Taking a survey out: as an XLSForm, as a questionnaire on paper, and as a copy to change."""

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.exports.questionnaire import questionnaire_pdf
from dashboard.i18n import Translator
from dashboard.services import clock
from dashboard.services.surveys import duplicate_survey
from dashboard.survey.xlsform.writing import to_xlsform
from dashboard.ui import address, session
from dashboard.ui.language import words
from dashboard.ui.resources import database
from dashboard.ui.survey_desk import Desk
from dashboard.ui.uploads import XLSX

PDF = "application/pdf"


def file_buttons(desk: Desk, language: str, t: Translator) -> None:
    """The files are made when somebody presses, not at every run."""
    definition = desk.definition
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t("surveys.files.xlsform"),
            lambda: to_xlsform(definition),
            file_name=f"{_file_name(desk)}.xlsx",
            mime=XLSX,
            icon=":material/table_view:",
            key=desk.key("xlsform"),
            on_click="ignore",
        )
        st.download_button(
            t("surveys.files.pdf"),
            lambda: questionnaire_pdf(definition, language),
            file_name=f"{_file_name(desk)}_{language}.pdf",
            mime=PDF,
            icon=":material/print:",
            key=desk.key("pdf"),
            on_click="ignore",
        )
        if desk.member.may_edit:
            st.button(
                t("surveys.files.duplicate"),
                icon=":material/content_copy:",
                key=desk.key("duplicate_survey"),
                on_click=copy_survey,
                args=(desk,),
            )


def copy_survey(desk: Desk) -> None:
    """A new draft with the same questions, opened at once."""
    t = words()
    try:
        made = duplicate_survey(database(), desk.member, desk.survey_id, now=clock.now())
    except HuellaError as error:
        session.say(error.message(t))
    else:
        session.say(t("surveys.files.duplicated"))
        address.replace({"survey": str(made)})


def _file_name(desk: Desk) -> str:
    """Letters, digits and underscores: a survey's name may hold anything."""
    plain = "".join(
        one if one.isascii() and (one.isalnum() or one == "_") else "_" for one in desk.definition.name
    )
    return plain.strip("_") or "survey"
