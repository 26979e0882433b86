"""Anyone reads how each figure is calculated and what protects those who answered."""

import streamlit as st

from dashboard.ui import links
from dashboard.ui.access import open_to_everyone
from dashboard.ui.documents import methods_document
from dashboard.ui.empty import empty_state
from dashboard.ui.language import words
from dashboard.ui.shell import heading

open_to_everyone()
t = words()
document = methods_document(t.language)

with links.centred(width=760):
    if document:
        st.markdown(document)
    else:
        heading(t("methods.title"))
        empty_state("methods.missing", icon=":material/menu_book:")
