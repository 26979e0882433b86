"""The way from one thing to its comparison with others."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.ui import links
from dashboard.ui.compare_address import WHATS


def compare_link(what: str, key: str, t: Translator) -> None:
    """Opens the comparison with this one already chosen."""
    chosen = {"what": what} if what != WHATS[0] else {}
    st.page_link(
        links.page("compare"),
        label=t("compare.with_this"),
        icon=":material/compare_arrows:",
        query_params={**chosen, "with": key},
    )
