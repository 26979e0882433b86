"""A keyboard in popovers: else what is in them comes after the whole page, and the focus gets lost."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

COMPONENT = "huella_keys"
SCRIPT = Path(__file__).with_name("keys.js")


def let_keys_in() -> None:
    """Once on every page; shows nothing."""
    _component()(key=COMPONENT, height=1)


@cache
def _component() -> Callable[..., Any]:  # Any: what a component answers, which nobody reads
    """Registered once in each process."""
    return st.components.v2.component(COMPONENT, html="<span></span>", js=SCRIPT.read_text(encoding="utf-8"))
