"""Fingers on figures that can be clicked: else a tap does nothing there, and a swipe does not scroll."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

COMPONENT = "huella_touch"
SCRIPT = Path(__file__).with_name("touch.js")


def let_fingers_through() -> None:
    """Once on a page with such figures; shows nothing."""
    _component()(key=COMPONENT, height=1)


@cache
def _component() -> Callable[..., Any]:  # Any: what a component answers, which nobody reads
    """Registered once in each process."""
    return st.components.v2.component(COMPONENT, html="<span></span>", js=SCRIPT.read_text(encoding="utf-8"))
