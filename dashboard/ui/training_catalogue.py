"""The list of trainings: a table whose rows open a training."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.i18n import Translator
from dashboard.ui import address, session
from dashboard.ui.look import is_phone
from dashboard.ui.training_words import training_table

ROWS = 25
ROW_HEIGHT, PHONE_ROW_HEIGHT = 36, 68  # Streamlit breaks words into lines in rows of more than 64
WIDTHS = {
    "title": 370, "kind": 130, "date": 165, "place": 105, "host": 170,
    "attendance": 95, "received": 85, "state": 120,
}  # fmt: skip
ON_PHONE = {"title": 212, "date": 96}  # what is seen without a swipe


def training_catalogue(found: pd.DataFrame, t: Translator) -> None:
    """One row per training, page by page; choosing a row opens it."""
    pages = max(1, -(-len(found) // ROWS))
    place = st.empty()
    number = st.pagination(pages, key=session.PAGE_NUMBER) if pages > 1 else 1
    shown = found.iloc[(number - 1) * ROWS : number * ROWS]
    ids = [int(one) for one in shown["id"]]
    is_narrow = is_phone()
    height = PHONE_ROW_HEIGHT if is_narrow else ROW_HEIGHT
    widths = {**ON_PHONE, **{n: w for n, w in WIDTHS.items() if n not in ON_PHONE}} if is_narrow else WIDTHS
    place.dataframe(
        training_table(shown, t),
        hide_index=True,
        height=height * len(shown) + ROW_HEIGHT + 4,
        row_height=height,
        column_order=[t(f"trainings.columns.{name}") for name in widths],
        key=session.LIST,
        on_select=lambda: _open_chosen(ids),
        selection_mode="single-row",
        column_config=_columns(widths, t),
    )
    st.caption(t("trainings.choose_row"))


def _columns(widths: Mapping[str, int], t: Translator) -> dict[str, ColumnConfig]:
    return {
        t(f"trainings.columns.{name}"): st.column_config.TextColumn(width=w) for name, w in widths.items()
    }


def _open_chosen(ids: list[int]) -> None:
    """The row that was chosen, as the address of its training."""
    rows = session.selection(session.LIST).get("rows", [])
    if rows and rows[0] < len(ids):
        address.write({"training": str(ids[rows[0]])})
