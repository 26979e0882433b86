"""The list of trainings: a table whose rows open a training."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.i18n import Translator
from dashboard.ui import address, session
from dashboard.ui.training_words import training_table

ROWS = 25
ROW_HEIGHT = 36
WIDTHS = {
    "title": 370, "kind": 130, "date": 165, "place": 105, "host": 170,
    "attendance": 95, "received": 85, "state": 120,
}  # fmt: skip


def training_catalogue(found: pd.DataFrame, t: Translator) -> None:
    """One row per training, page by page; choosing a row opens it."""
    pages = max(1, -(-len(found) // ROWS))
    place = st.empty()
    number = st.pagination(pages, key=session.PAGE_NUMBER) if pages > 1 else 1
    shown = found.iloc[(number - 1) * ROWS : number * ROWS]
    ids = [int(one) for one in shown["id"]]
    place.dataframe(
        training_table(shown, t),
        hide_index=True,
        height=ROW_HEIGHT * (len(shown) + 1) + 4,
        row_height=ROW_HEIGHT,
        key=session.LIST,
        on_select=lambda: _open_chosen(ids),
        selection_mode="single-row",
        column_config=_columns(t),
    )
    st.caption(t("trainings.choose_row"))


def _columns(t: Translator) -> dict[str, ColumnConfig]:
    return {
        t(f"trainings.columns.{name}"): st.column_config.TextColumn(width=w) for name, w in WIDTHS.items()
    }


def _open_chosen(ids: list[int]) -> None:
    """The row that was chosen, as the address of its training."""
    rows = session.selection(session.LIST).get("rows", [])
    if rows and rows[0] < len(ids):
        address.write({"training": str(ids[rows[0]])})
