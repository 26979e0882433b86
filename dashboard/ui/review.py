"""Saying on a territory's page that its profile was looked through."""

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.i18n import Translator
from dashboard.services import clock
from dashboard.services.attention import may_review
from dashboard.services.profiles import mark_reviewed
from dashboard.ui import data, session
from dashboard.ui.access import current_member
from dashboard.ui.language import words
from dashboard.ui.resources import database, today


def review_button(code: str, t: Translator) -> None:
    """One button for those who keep the profile; nothing for others."""
    member = current_member()
    if member is not None and member.may_edit and may_review(member.scope, code):
        st.button(
            t("overview.review"),
            key="mark_reviewed",
            icon=":material/fact_check:",
            help=t("overview.review_help"),
            on_click=_mark,
            args=(code,),
        )


def _mark(code: str) -> None:
    """Asks again who is looking: the button may be older than their rights."""
    member, t = current_member(), words()
    if member is None:
        return
    try:
        mark_reviewed(database(), member, code, today=today(), now=clock.now())
    except HuellaError as error:
        session.say(error.message(t))
        return
    data.forget()
    session.say(t("overview.reviewed"))
