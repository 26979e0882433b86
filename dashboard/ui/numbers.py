"""Figures side by side, each with its small print: one part of the page, where metrics would be nine."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True, slots=True)
class Number:
    """What is counted, how much it is, and what has to be known about it; all of it plain text."""

    label: str
    value: str
    note: str = ""


def numbers(shown: Iterable[Number]) -> None:
    """Draws them; `look.sheet` says how they look."""
    st.html(f"<dl class='huella-numbers'>{''.join(_written(one) for one in shown)}</dl>")


def _written(one: Number) -> str:
    note = f"<dd class='note'>{escape(one.note)}</dd>" if one.note else ""
    return f"<div><dt>{escape(one.label)}</dt><dd class='value'>{escape(one.value)}</dd>{note}</div>"
