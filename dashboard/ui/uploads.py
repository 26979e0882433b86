"""What pages that import a file share: a file is read once, and what is wrong with it stands in a table."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.errors import HuellaError
from dashboard.i18n import Translator
from dashboard.services.answer_import_table import Table
from dashboard.ui.look import is_phone
from dashboard.ui.plain import plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ON_A_PHONE = 40  # lines
Kept = dict[str, Any]
"""What the session keeps of a file, builtins only: digest, table or error, and what follows. Any: JSON."""


def read_once(kept: Kept, content: bytes, read: Callable[[bytes], Table], t: Translator) -> None:
    """Keeps the table, or the sentence that says why there is none: reading takes a process of its own."""
    digest = sha256(content).hexdigest()
    if kept.get("digest") == digest:
        return
    kept.clear()
    kept["digest"] = digest
    try:
        kept["table"] = read(content).to_json()
    except HuellaError as error:
        kept["error"] = error.message(t)


def trouble_table(lines: Sequence[Sequence[str]], names: Sequence[str], widths: Sequence[int]) -> None:
    """What is wrong, line by line; `widths` are the columns' pixels.

    On a phone a few lines stand one under another: no table has room for their words.
    """
    if is_phone() and len(lines) <= MOST_ON_A_PHONE:
        for where, *column, what in lines:
            head = " · ".join([f"{names[0]} {where}", *column])
            st.markdown(f"**{plain(head)}**  \n{plain(what)}")
        return
    st.dataframe(
        pd.DataFrame(lines, columns=list(names), dtype="object"),
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(width=width) for name, width in zip(names, widths, strict=True)
        },
    )
