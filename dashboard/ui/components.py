"""Our small pieces for the browser: a script beside this module, and its style where it has one."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


@cache
def component(name: str, html: str) -> Callable[..., Any]:  # Any: what it answers, which nobody reads
    """`<name>.js` in a place of its own, registered once in each process."""
    style = HERE / f"{name}.css"
    return st.components.v2.component(
        f"huella_{name}",
        html=html,
        js=(HERE / f"{name}.js").read_text(encoding="utf-8"),
        css=style.read_text(encoding="utf-8") if style.is_file() else None,
    )


def silent(name: str) -> None:
    """A script that only listens: nothing is shown, and nothing comes back."""
    component(name, "<span></span>")(key=f"huella_{name}", height=1)
