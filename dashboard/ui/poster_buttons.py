"""The poster of a link as files: for the wall and for the projector."""

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.exports.poster import poster_pdf
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
    said = translator(poster.language)
    st.download_button(
        t("poster.a4"),
        lambda: poster_pdf(poster, said, shape="a4"),
        file_name=f"{t('poster.file.a4')}_{link.code}.pdf",
        mime=PDF,
        icon=":material/print:",
        key=f"poster_a4_{link.id}",
        on_click="ignore",
    )
    st.download_button(
        t("poster.slide"),
        lambda: poster_pdf(poster, said, shape="slide"),
        file_name=f"{t('poster.file.slide')}_{link.code}.pdf",
        mime=PDF,
        icon=":material/slideshow:",
        key=f"poster_slide_{link.id}",
        on_click="ignore",
    )
