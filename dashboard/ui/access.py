"""Who is looking, and the guard that every page calls first."""

import streamlit as st

from dashboard.navigation import PAGES
from dashboard.roles import TEAM, Member, Role
from dashboard.services import accounts, clock
from dashboard.ui import address, links, session
from dashboard.ui.language import words
from dashboard.ui.resources import database
from db.criteria import Scope


def session_id_of_request() -> str | None:
    """The login session that our middleware vouches for; a browser cannot set it. Tests replace this."""
    value = st.user.get("session")
    return value if isinstance(value, str) and value else None


def current_member() -> Member | None:
    """The person who is signed in, asked of the database at every run: signing out works at once."""
    session_id = session_id_of_request()
    if session_id is not None:
        return accounts.member_of_session(database(), session_id, now=clock.now())
    email = st.user.get("email") if st.user.get("is_logged_in") is True else None
    if isinstance(email, str) and st.user.get("email_verified") is not False:
        return accounts.member_by_email(database(), email)
    return None


def require_member(*roles: Role) -> Member:
    """The signed-in member with one of these roles (none named: any); others are told, and the run ends."""
    member = current_member()
    if member is None:
        _sign_in_panel()
        st.stop()
    if roles and member.role not in roles:
        _wrong_role()
        st.stop()
    return member


def require(*roles: Role) -> Scope:
    """The guard of a page of the team: what the person may see."""
    return require_member(*(roles or tuple(TEAM))).scope


def open_to_everyone() -> Member | None:
    """The guard of a public page: who is looking, if we know."""
    return current_member()


def _sign_in_panel() -> None:
    t = words()
    with links.centred():
        st.space("medium")
        st.header(t("app.sign_in.title"), anchor=False)
        st.markdown(t("app.sign_in.text"))
        if st.user.get("is_logged_in") is True:
            st.markdown(t("app.sign_in.unknown_email"))
        links.server_link(t("app.sign_in.button"), links.login_address(_here()), is_button=True)
        if _has_oidc() and st.button(t("app.sign_in.oidc"), icon=":material/key:"):
            st.login()
        st.caption(t("app.sign_in.participant"))
        st.page_link(links.page("home"), label=t("app.sign_in.to_code"), icon=":material/arrow_back:")


def _wrong_role() -> None:
    t = words()
    with links.centred():
        st.space("medium")
        st.header(t("app.wrong_role.title"), anchor=False)
        st.markdown(t("app.wrong_role.text"))
        st.page_link(links.page("home"), label=t("app.wrong_role.back"), icon=":material/arrow_back:")


def _here() -> str:
    """The page somebody asked for, to come back to after signing in."""
    name = session.text(session.PAGE)
    row = next((row for row in PAGES if row.name == name), PAGES[0])
    return address.page_and_parameters(row.name, row.is_default, address.parameters())


def _has_oidc() -> bool:
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets
