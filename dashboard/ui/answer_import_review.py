"""What a dry run found, as the session keeps it and as the screen shows it."""

from typing import Any

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.answer_import import DryRun, Trouble
from dashboard.services.answer_import_table import Table
from dashboard.ui.answer_import_columns import place_of
from dashboard.ui.resources import local
from dashboard.ui.uploads import trouble_table

MOST_LINES = 10_000
WIDTHS = (60, 240, 900)  # pixels: a sentence is read whole, if need be by scrolling
Review = dict[str, Any]
"""Builtins only. Any: counts, sentences and rows of text."""


def review_of(found: DryRun, table: Table, t: Translator) -> Review:
    """Counts, and every trouble in words."""
    return {
        "responses": found.responses,
        "is_ready": found.is_ready,
        "notes": _notes(found, t),
        "found": len(found.troubles),
        "troubles": [_line(trouble, table, t) for trouble in found.troubles[:MOST_LINES]],
    }


def is_ready(review: Review) -> bool:
    """Whether there is something to store, and nothing to mend."""
    return bool(review["is_ready"])


def show_review(review: Review, t: Translator) -> None:
    """How many would be stored, or the whole list of what to mend."""
    if review["troubles"]:
        counted = t.plural("paper.import.troubles", review["found"])
        st.markdown(f":red[:material/error: {counted}]")
        names = [t(f"paper.import.{name}") for name in ("row", "column", "what")]
        trouble_table(review["troubles"], names, WIDTHS)
    elif review["is_ready"]:
        counted = t.plural("paper.import.ready", review["responses"])
        st.markdown(f":green[:material/check_circle: {counted}]")
    for note in review["notes"]:
        st.markdown(f":material/info: {note}")


def _notes(found: DryRun, t: Translator) -> list[str]:
    notes = []
    if found.imported_at:
        notes.append(t("paper.import.already", day=t.date(local(found.imported_at).date())))
    elif found.room is not None and found.responses > found.room:
        notes.append(t("paper.import.full", room=t.number(found.room)))
    if not found.responses and not found.troubles:
        notes.append(t("paper.import.none_ready"))
    if found.blank_rows:
        notes.append(t.plural("paper.import.blank_rows", found.blank_rows))
    if found.passed_over:
        notes.append(t.plural("paper.grid.passed_over", found.passed_over))
    return notes


def _line(trouble: Trouble, table: Table, t: Translator) -> list[str]:
    """Row, column and sentence."""
    row = str(trouble.row) if trouble.row is not None else "—"
    column = "—"
    if trouble.column is not None and trouble.column < len(table.headings):
        column = place_of(table, trouble.column)
    return [row, column, trouble.message(t)]
