"""The list of surveys: a table whose rows open a survey."""

import pandas as pd
import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.surveys import SurveySummary
from dashboard.ui import address, session
from dashboard.ui.look import is_phone
from dashboard.ui.resources import local
from dashboard.ui.survey_parts import language_name
from dashboard.ui.survey_words import edited_words, state_words

ROW_HEIGHT = 36
WIDTHS = {"title": 430, "state": 210, "questions": 90, "languages": 150, "links": 130, "edited": 300}
ON_PHONE = {"title": 170, "state": 110}


def survey_catalogue(found: tuple[SurveySummary, ...], t: Translator) -> None:
    """One row per survey, the last changed first; choosing a row opens it."""
    ordered = sorted(found, key=_freshness, reverse=True)
    ids = [summary.id for summary in ordered]
    widths = {**WIDTHS, **ON_PHONE} if is_phone() else WIDTHS
    columns = {name: t(f"surveys.list.{name}") for name in WIDTHS}
    st.dataframe(
        pd.DataFrame([_row(summary, columns, t) for summary in ordered]),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (len(ordered) + 1) + 4,
        key=session.SURVEYS,
        on_select=lambda: _open_chosen(ids),
        selection_mode="single-row",
        column_config={columns[name]: st.column_config.Column(width=width) for name, width in widths.items()},
    )
    st.caption(t("surveys.choose_row"))


def _freshness(summary: SurveySummary) -> float:
    moment = summary.edited_at or summary.published_at
    return moment.timestamp() if moment else 0.0


def _row(summary: SurveySummary, columns: dict[str, str], t: Translator) -> dict[str, object]:
    values = {
        "title": summary.title.text(t.language),
        "state": state_words(summary, t),
        "questions": summary.questions,
        "languages": ", ".join(language_name(each) for each in summary.languages),
        "links": t.plural("surveys.links", summary.links) if summary.links else "",
        "edited": edited_words(summary, t, local),
    }
    return {columns[name]: value for name, value in values.items()}


def _open_chosen(ids: list[int]) -> None:
    """The row that was chosen, as the address of its survey."""
    rows = session.selection(session.SURVEYS).get("rows", [])
    if rows and rows[0] < len(ids):
        address.replace({"survey": str(ids[rows[0]])})
