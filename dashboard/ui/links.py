"""Links to pages, links to what the server serves beside Streamlit, and the narrow column of quiet pages."""

from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.navigation import page_row
from dashboard.settings import settings
from dashboard.ui.look import button_style, link_style

NARROW = 640


def page(name: str) -> str:
    """A page as `st.page_link` and `st.switch_page` want it."""
    return str(page_row(name).file)


def login_address(here: str) -> str:
    """The login, and back to where somebody was."""
    return f"/login?{urlencode({'next': here})}"


def form_address(code: str) -> str:
    """The light form of a link."""
    return f"/f/{code}"


def preview_address(survey_id: int, language: str, revision: int) -> str:
    """The phone form of a draft; another revision is another address, so that a frame loads it anew."""
    return f"/preview/{survey_id}?{urlencode({'lang': language, 'revision': revision})}"


def qr_picture(code: str, alternative: str) -> str:
    """The QR of a link, as Markdown; it leads where its picture leads."""
    return f"[![{alternative}](/qr/{code}.svg)]({form_address(code)})"


def public_address(path: str) -> str:
    """A path as people type or scan it: with our public name, else with the one they see now."""
    base = settings().public_url or str(st.context.url or "").split("?")[0]
    parts = base.split("/")
    origin = "/".join(parts[:3]) if len(parts) >= 3 else ""
    return f"{origin}{path}"


def server_link(label: str, address: str, *, is_button: bool = False) -> None:
    """A link within this tab to a route of our server: Streamlit's own links would open another tab."""
    style = button_style() if is_button else link_style()
    st.html(f'<a href="{escape(address)}" style="{style}">{escape(label)}</a>', width="content")


def centred(width: int = NARROW) -> DeltaGenerator:
    """A narrow column in the middle, for pages that are read rather than scanned."""
    outer = st.container(horizontal_alignment="center", gap=None)
    return outer.container(width=width)
