"""A member of the team sees who they are here, and changes language and password."""

import streamlit as st

from dashboard.ui import links
from dashboard.ui.access import require_member
from dashboard.ui.account import about_me, change_my_password, choose_my_language
from dashboard.ui.language import words
from dashboard.ui.shell import heading

member = require_member()
t = words()

with links.centred():
    heading(t("account.title"))
    about_me(member)
    st.subheader(t("account.language"), anchor=False)
    choose_my_language(member)
    st.subheader(t("account.password.title"), anchor=False)
    change_my_password(member)
    st.divider()
    links.server_link(t("app.sign_out"), "/logout")
