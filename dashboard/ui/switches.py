"""A switch between a few views, whose state is in the address."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import Translator
from dashboard.ui import address, session
from dashboard.ui.url import parse_choice


def choice(name: str, options: Sequence[str], label: str, group: str, t: Translator) -> str:
    """A switch whose state is in the address; the first option leaves no trace there."""
    chosen, _ = parse_choice(address.parameters(), name, tuple(options))
    key = session.choice_key(name)
    session.state()[key] = chosen
    st.segmented_control(
        label,
        options,
        format_func=lambda value: t(f"{group}.{value}"),
        key=key,
        required=True,
        label_visibility="collapsed",
        wrap=True,  # a phone has a second line for what is too wide
        on_change=take_choice,
        args=(name, options[0]),
    )
    return chosen


def take_choice(name: str, usual: str) -> None:
    """Puts what was chosen into the address; what is usual leaves no trace there."""
    value = session.text(session.choice_key(name))
    address.write({name: "" if value in ("", usual) else value})
