"""Coordinators write the surveys of their trainings: from the library, from a file, or from nothing."""

import streamlit as st

from dashboard.services.surveys import list_surveys
from dashboard.ui import address
from dashboard.ui.access import require_member
from dashboard.ui.empty import empty_state
from dashboard.ui.language import words
from dashboard.ui.resources import database
from dashboard.ui.shell import heading
from dashboard.ui.survey_builder import survey_builder
from dashboard.ui.survey_catalogue import survey_catalogue
from dashboard.ui.survey_create import create_page, start_new
from dashboard.ui.url import parse_survey

member = require_member()
t = words()
asked = address.parameters()
survey_id = parse_survey(asked)

if survey_id is not None:
    survey_builder(member, survey_id)
elif member.may_edit and asked.get("create") == "1":
    create_page(member)
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(t("surveys.title"), anchor=False)
        if member.may_edit:
            st.button(t("surveys.create.button"), type="primary", icon=":material/add:", on_click=start_new)
    found = list_surveys(database(), member)
    heading("", explanation=t("surveys.explanation"))
    if found:
        survey_catalogue(found, t)
    else:
        empty_state("surveys.empty", icon=":material/quiz:")
