"""Coordinators find, plan and record trainings, and open their surveys."""

import streamlit as st

from dashboard.ui import address, data
from dashboard.ui.access import require_member
from dashboard.ui.filters import filter_bar
from dashboard.ui.language import words
from dashboard.ui.paper_page import PAPER, paper_page
from dashboard.ui.shell import heading
from dashboard.ui.training_editor import edit_training, start_new
from dashboard.ui.training_page import training_page
from dashboard.ui.training_views import training_views
from dashboard.ui.url import parse_training

member = require_member()
t = words()
asked = address.parameters()
training_id = parse_training(asked)

if member.may_edit and asked.get("edit") == "1":
    edit_training(member, training_id)
elif member.may_edit and training_id is not None and asked.get(PAPER) == "1":
    paper_page(member, training_id)
elif training_id is not None:
    training_page(member, training_id)
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(t("trainings.title"), anchor=False)
        if member.may_edit:
            st.button(t("trainings.create"), type="primary", icon=":material/add:", on_click=start_new)
    filters = filter_bar(member.scope)
    found = data.training_list(member.scope, filters)
    heading(
        "",
        explanation=t.plural("trainings.count", len(found)),
        is_synthetic=bool(found["is_synthetic"].any()),
    )
    training_views(member.scope, filters, found, t)
