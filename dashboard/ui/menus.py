"""Buttons with a menu that is filled once it is opened: what is in it is read, and travels, only then."""

from collections.abc import Callable

import streamlit as st


def menu(label: str, fill: Callable[[], None], *, icon: str, key: str) -> None:
    """Draws the button, and where its menu is open what `fill` puts there."""
    opened = st.popover(label, icon=icon, key=key, on_change="rerun")
    if opened.open:
        with opened:
            fill()
