"""The poster of a link as files: for the wall and for the projector."""

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.exports.poster import Poster, Shape, poster_pdf
from dashboard.i18n import Translator, translator
from dashboard.roles import Member
from dashboard.services.links import LinkView
from dashboard.services.posters import poster_of
from dashboard.ui import links
from dashboard.ui.resources import database, settings

PDF = "application/pdf"


def poster_buttons(member: Member, link: LinkView, t: Translator) -> None:
    """Two files in the link's own language, drawn when somebody presses; nothing without an address."""
    base = settings().public_url or links.public_address("")
    try:
        poster = poster_of(database(), member, link.id, base=base, k=settings().k)
    except HuellaError:
        return  # what the address is wrong for, the panel shows as it is: the code still works
    _button("a4", ":material/print:", poster, link, t)
    _button("slide", ":material/slideshow:", poster, link, t)


def _button(shape: Shape, icon: str, poster: Poster, link: LinkView, t: Translator) -> None:
    st.download_button(
        t(f"poster.{shape}"),
        lambda: poster_pdf(poster, translator(poster.language), shape=shape),
        file_name=f"{t(f'poster.file.{shape}')}_{link.code}.pdf",
        mime=PDF,
        icon=icon,
        key=f"poster_{shape}_{link.id}",
        on_click="ignore",
    )
