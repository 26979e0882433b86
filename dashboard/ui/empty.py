"""What is said when there is nothing to show, or when something is broken: calmly, and never with numbers."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.errors import (
    DatabaseAwayError,
    HuellaError,
    NotFoundError,
    PermissionDeniedError,
    PublicationError,
)
from dashboard.ui import links
from dashboard.ui.language import words

ICONS: dict[type[HuellaError], str] = {
    DatabaseAwayError: ":material/cloud_off:",
    PublicationError: ":material/shield:",
    NotFoundError: ":material/search_off:",
    PermissionDeniedError: ":material/lock:",
}


def empty_state(key: str, *, icon: str = ":material/inbox:") -> None:
    """`<key>.title` says what will appear here, `<key>.text` the one action that fills it."""
    t = words()
    with st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.space("small")
        st.markdown(f"{icon} **{t(f'{key}.title')}**", text_alignment="center")
        st.caption(t(f"{key}.text"), text_alignment="center")
        st.space("small")


@contextmanager
def calm(*, way_back: str = "") -> Iterator[None]:
    """Around everything that reads: an error we know becomes one sentence, the rest stays."""
    try:
        yield
    except (DatabaseAwayError, PublicationError, NotFoundError, PermissionDeniedError) as error:
        broken_state(error, way_back=way_back)


def broken_state(error: HuellaError, *, way_back: str = "") -> None:
    """What happened, and what still works; `way_back` is the page to go on from where there is nothing."""
    t = words()
    icon = next((icon for kind, icon in ICONS.items() if isinstance(error, kind)), ":material/error:")
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{icon} {_sentence(error)}")
        if isinstance(error, DatabaseAwayError):
            st.caption(t("app.broken.away"))
        elif way_back:
            st.page_link(links.page(way_back), label=t(f"app.pages.{way_back}"), icon=":material/arrow_back:")


def _sentence(error: HuellaError) -> str:
    t = words()
    return t("app.broken.reading") if isinstance(error, DatabaseAwayError) else error.message(t)
