"""What screens say about a survey: its state, and who changed it last."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.surveys import SurveySummary

COLOURS = {"draft": "orange", "published": "green", "changed": "orange", "builtin": "primary"}


def state_of(summary: SurveySummary) -> str:
    """draft, published, changed (published, with changes in the draft) or builtin."""
    if summary.is_builtin:
        return "builtin"
    if summary.newest is None:
        return "draft"
    return "changed" if summary.has_changes else "published"


def state_words(summary: SurveySummary, t: Translator) -> str:
    """The state with the number of the newest version."""
    return t(f"surveys.state.{state_of(summary)}", number=t.number(summary.newest or 0))


def state_badge(summary: SurveySummary, t: Translator) -> None:
    st.badge(state_words(summary, t), color=COLOURS[state_of(summary)])  # type: ignore[arg-type]  # one of its colours


def edited_words(summary: SurveySummary, t: Translator, local: Callable[[datetime], datetime]) -> str:
    """Who changed it last and when; "" for a built-in survey."""
    if summary.edited_at is None or summary.is_builtin:
        return ""
    when = local(summary.edited_at)
    key = "surveys.edited_by" if summary.edited_by else "surveys.edited"
    values = {"day": t.date(when.date(), "medium"), "time": t.time(when)}
    return t(key, person=summary.edited_by, **values) if summary.edited_by else t(key, **values)
