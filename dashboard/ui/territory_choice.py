"""Choosing a territory by name, and the ones that have a profile."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.ui import address, data, session
from dashboard.ui.filters import say_refused
from dashboard.ui.places import place_labels, place_options
from dashboard.ui.url import Known, parse_filters


def chosen_territory(t: Translator) -> str:
    """The territory of the address, with a field to look for another; "" when none is chosen."""
    known = Known({"territory": frozenset(data.territory_names())})
    parsed = parse_filters({"territory": address.parameters().get("territory", "")}, known)
    key = session.choice_key("territory")
    session.state()[key] = parsed.filters.territory or None
    st.selectbox(
        t("territories.search"),
        place_options(),
        index=None,
        format_func=place_labels(t).__getitem__,
        key=key,
        placeholder=t("territories.search_hint"),
        on_change=_take,
        label_visibility="collapsed",
        width=420,
    )
    say_refused(parsed.refused)
    return parsed.filters.territory


def _take() -> None:
    address.write({"territory": session.text(session.choice_key("territory"))})
