"""The table in which a person says what each column of an answers file holds."""

import pandas as pd
import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.answer_batch import Gathering
from dashboard.services.answer_import_columns import Target, guessed, identifying, sample, targets
from dashboard.services.answer_import_table import Table
from dashboard.survey.labels import part_labels
from dashboard.ui import session
from dashboard.ui.plain import plain

LONGEST_EXAMPLE = 60
LONGEST_LABEL = 90
LEFT_OUT = "-"  # no question can be called so


def choose_columns(into: Gathering, table: Table, t: Translator) -> dict[int, str] | None:
    """Column → target once the button was pressed; None before."""
    private = identifying(into.definition, table)
    if private:
        headings = ", ".join(table.headings[column] or letters(column) for column in sorted(private))
        st.markdown(f":material/shield: {plain(t('paper.import.private_note', headings=headings))}")
    open_columns = [column for column in range(len(table.headings)) if column not in private]
    labels = {LEFT_OUT: t("paper.import.left_out")} | {
        target.key: _label(target, t) for target in targets(into.definition)
    }
    with st.form(session.paper_key(into.link_id, "columns"), border=False, enter_to_submit=False):
        st.markdown(f"**{t('paper.import.match')}**")
        edited = st.data_editor(
            _table(open_columns, table, guessed(into.definition, table, private)),
            key=session.paper_key(into.link_id, f"map_{table.sha256[:16]}"),
            hide_index=True,
            disabled=["heading", "example"],
            column_config={
                "heading": st.column_config.TextColumn(t("paper.import.column"), width="medium"),
                "example": st.column_config.TextColumn(t("paper.import.example"), width="medium"),
                "target": st.column_config.SelectboxColumn(
                    t("paper.import.target"),
                    options=list(labels),
                    format_func=lambda key: labels[str(key)],
                    required=True,
                    width="large",
                ),
            },
            alt=t("paper.import.match"),
        )
        is_sent = st.form_submit_button(
            t("paper.import.review"), type="primary", icon=":material/fact_check:"
        )
    if not is_sent:
        return None
    chosen = zip(open_columns, edited["target"].tolist(), strict=True)
    return {column: str(key) for column, key in chosen if key not in (None, LEFT_OUT)}


def _table(columns: list[int], table: Table, found: dict[int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "heading": [place_of(table, column) for column in columns],
            "target": [found.get(column, LEFT_OUT) for column in columns],
            "example": [" | ".join(sample(table, column))[:LONGEST_EXAMPLE] for column in columns],
        },
        dtype="object",
    )


def _label(target: Target, t: Translator) -> str:
    label = target.question.label.text(t.language)[:LONGEST_LABEL]
    if target.part:
        parts = {part.value: part.label for part in part_labels(t)}
        return f"{label} · {parts[target.part]}"
    return f"{label} · {target.choice.label.text(t.language)}" if target.choice else label


def place_of(table: Table, column: int) -> str:
    """ "B · recommend": the letter and the heading of a column."""
    return f"{letters(column)} · {table.headings[column]}".removesuffix(" · ")


def letters(column: int) -> str:
    """0 → A, 26 → AA: as spreadsheets name columns."""
    rest, place = divmod(column, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + place)
