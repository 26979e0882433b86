"""What can be taken along of a figure: its numbers as CSV, its picture as PNG or SVG."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.charts.theme import FONT, on_white, tokens
from dashboard.i18n import Translator
from dashboard.ui import session
from dashboard.ui.components import component
from dashboard.ui.look import is_dark
from dashboard.ui.menus import menu

BUTTON, ICON = "outcomes.pictures.button", ":material/download:"
PLACE = '<div class="huella-pictures"></div>'


def download_popover(table: pd.DataFrame, key: str, about: tuple[str, str], t: Translator) -> None:
    """A button with the three files; the table's is made when it is asked for.

    `about` is the title and the source line that a picture carries.
    """
    with st.popover(t(BUTTON), icon=ICON, key=session.download_key(key)):
        _files(table, key, about, t)


def download_when_opened(
    table: Callable[[], pd.DataFrame], key: str, about: Callable[[], tuple[str, str]], t: Translator
) -> None:
    """The same of a figure that is drawn often and weighs much: what is in it comes once it is opened."""
    menu(t(BUTTON), lambda: _files(table(), key, about(), t), icon=ICON, key=session.download_key(key))


def _files(table: pd.DataFrame, key: str, about: tuple[str, str], t: Translator) -> None:
    if not table.empty:
        csv_button(table, key, t)
    names = {name: t(f"outcomes.pictures.{name}") for name in ("png", "svg")}
    data = {"figure": key, "file": f"huella-{key}", **names, **_frame(about)}
    component("picture", PLACE)(key=f"picture_{key}", data=data, height="content")


def _frame(about: tuple[str, str]) -> dict[str, object]:
    """What stands around a picture, and the colours that become those of paper."""
    title, source = about
    light = tokens(dark=False)
    colours = dict(on_white(is_dark()))
    words = {"title": title, "source": source, "font": FONT}
    return {**words, "ink": light.ink, "muted": light.muted, "colours": colours}


def csv_button(table: pd.DataFrame, key: str, t: Translator) -> None:
    """The numbers as a file."""
    st.download_button(
        t("app.source.download"),
        lambda: safe_csv(table),
        file_name=f"huella-{key}.csv",
        mime="text/csv",
        key=f"file_{key}",
        on_click="ignore",
        width="stretch",
    )


def safe_csv(table: pd.DataFrame) -> bytes:
    """A file for spreadsheets: a text that looks like a formula is marked as text."""
    safe = table.copy()
    for column in safe.columns:
        safe[column] = [_as_text(value) if isinstance(value, str) else value for value in safe[column]]
    return bytes(safe.to_csv(index=False).encode("utf-8-sig"))


def _as_text(value: str) -> str:
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
