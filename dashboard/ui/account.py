"""The parts of the account page."""

import streamlit as st

from dashboard.errors import HuellaError, InvalidInputError
from dashboard.i18n import LANGUAGES
from dashboard.roles import Member
from dashboard.services import accounts, clock
from dashboard.ui import data, session
from dashboard.ui.language import switch_to, words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database


def about_me(member: Member) -> None:
    """Name, e-mail, role and how far the account reaches."""
    t = words()
    st.markdown(f"**{plain(member.name)}**")
    st.text(member.email)
    st.markdown(f"{t(f'vocabulary.role.{member.role}')}: {t(f'account.may.{member.role}')}")
    st.caption(_reach(member))


def _reach(member: Member) -> str:
    t = words()
    if not member.scope.is_limited:
        return t("account.reach.everything")
    names = data.territory_names()
    regions = [names.get(code, code) for code in member.scope.regions or ()]
    projects = dict(data.options(member.scope).projects)
    limits = regions + [
        label for value, label in projects.items() if int(value) in (member.scope.projects or ())
    ]
    return t("account.reach.limited", limits=plain(", ".join(limits) or t("account.reach.nothing")))


def choose_my_language(member: Member) -> None:
    """The language of this account, on every device."""
    t = words()
    languages = list(LANGUAGES)
    chosen = st.segmented_control(
        t("account.language"),
        languages,
        default=t.language,
        required=True,
        format_func=LANGUAGES.__getitem__,
        label_visibility="collapsed",
    )
    if chosen and chosen != t.language:
        accounts.set_language(database(), member, chosen)
        switch_to(chosen)
        st.rerun()


def change_my_password(member: Member) -> None:
    """The old one, and the new one twice."""
    t = words()
    with st.form("password", clear_on_submit=True, border=False):
        old = st.text_input(t("account.password.old"), type="password", autocomplete="current-password")
        new = st.text_input(t("account.password.new"), type="password", autocomplete="new-password")
        again = st.text_input(t("account.password.again"), type="password", autocomplete="new-password")
        is_sent = st.form_submit_button(t("account.password.button"))
    if not is_sent:
        return
    if new != again:
        st.markdown(f":red[:material/error: {t('account.password.differ')}]")
        return
    try:
        accounts.change_password(database(), member, old or "", new or "", now=clock.now())
    except InvalidInputError as error:
        for message in [problem.message(t) for problem in error.problems] or [error.message(t)]:
            st.markdown(f":red[:material/error: {message}]")
    except HuellaError as error:
        st.markdown(f":red[:material/error: {error.message(t)}]")
    else:
        session.say(t("account.password.done"))
        st.rerun()
