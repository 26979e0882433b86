"""What stands around every page: the menu, a heading, notices, and a quiet foot."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.i18n import LANGUAGES
from dashboard.navigation import PAGES, PageRow
from dashboard.roles import Member
from dashboard.ui import links, session
from dashboard.ui.empty import calm
from dashboard.ui.keys import let_keys_in
from dashboard.ui.language import choose_language, switch_to, words
from dashboard.ui.look import sheet

FULL_SCREEN = "present"
FAVICON = str(
    Path(__file__).parent / "footprint.svg"
)  # our own: a Material icon would come from a font server


def prepare() -> None:
    """Before anything is known: a wide page."""
    st.set_page_config(page_title=words()("app.name"), page_icon=FAVICON, layout="wide")


def menu(member: Member | None) -> Page:
    """Every page is registered for everyone, or a shared link would die before the login."""
    choose_language(member)
    role = member.role if member else None
    pages = [_page(row, row.is_shown_to(role)) for row in PAGES]
    chosen = st.navigation(pages, position="top")
    st.logo(FAVICON, size="large")
    session.state()[session.PAGE] = chosen.url_path or PAGES[0].name
    st.set_page_config(page_title=words()("app.tab", page=chosen.title))
    return chosen


def _page(row: PageRow, is_shown: bool) -> Page:
    return st.Page(
        row.file,
        title=words()(row.title_key),
        icon=row.icon,
        url_path=row.name,
        default=row.is_default,
        visibility="visible" if is_shown else "hidden",
    )


@contextmanager
def frame(page: Page, member: Member | None) -> Iterator[None]:
    """The page between our sheet of style and the foot, also when it breaks; a presentation stands alone."""
    st.html(sheet())
    if page.url_path == FULL_SCREEN:
        yield
        return
    body = st.container()
    _foot(member)
    let_keys_in()
    with body, calm(way_back=PAGES[0].name):
        notice = session.heard()
        if notice:
            st.toast(notice, icon=":material/check:")
        yield


def heading(title: str, *, explanation: str = "", is_synthetic: bool = False) -> None:
    """The one heading of a page, and under it what its records are."""
    if title:
        st.header(title, anchor=False)
    if explanation:
        st.caption(explanation)
    if is_synthetic:
        synthetic_notice()


def synthetic_notice() -> None:
    """Said on every screen that shows records of the synthetic programme."""
    st.caption(words()("app.synthetic"))


def _foot(member: Member | None) -> None:
    t = words()
    st.space("medium")
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.caption(t("app.foot"), width="content")
        st.space("stretch")
        st.page_link(links.page("methods"), label=t("app.pages.methods"))
        for language, name in LANGUAGES.items():
            if language != t.language:
                st.button(
                    name, key=f"language_{language}", type="tertiary", on_click=switch_to, args=(language,)
                )
        if member is None:
            links.server_link(t("app.sign_in.quiet"), links.login_address("/"))
        else:
            links.server_link(t("app.sign_out"), "/logout")
