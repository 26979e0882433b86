"""One way to show a figure: the chart, its source, the same numbers in a folded table, and a file."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.ui import links
from dashboard.ui.language import words
from dashboard.ui.resources import local
from db.criteria import Filters


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind a figure: n of how many, in which period, published when."""

    n: int
    of: int | None = None
    period: str = ""
    published_at: datetime | None = None

    def line(self, t: Translator) -> str:
        when = t("app.source.unpublished") if self.published_at is None else _moment(self.published_at, t)
        values = {"n": t.number(self.n), "period": self.period or t("app.source.all_time"), "published": when}
        if self.of is None:
            return t("app.source.line_without_of", **values)
        return t("app.source.line", of=t.number(self.of), **values)


def _moment(moment: datetime, t: Translator) -> str:
    there = local(moment)
    return f"{t.date(there.date(), 'medium')}, {t.time(there)}"


def period_of(filters: Filters, t: Translator) -> str:
    """The period of the filters in words."""
    since = t.date(filters.since, "medium") if filters.since else ""
    until = t.date(filters.until, "medium") if filters.until else ""
    if since and until:
        return t("app.source.period", since=since, until=until)
    if since:
        return t("app.source.since", since=since)
    return t("app.source.until", until=until) if until else t("app.source.all_time")


def show(
    figure: go.Figure,
    key: str,
    *,
    table: pd.DataFrame | None = None,
    source: Source | None = None,
    alternative: str = "",
) -> None:
    """Draws a figure with what it takes to question it."""
    t = words()
    st.plotly_chart(figure, key=key, theme=None, config=chart_config(t.language), alt=alternative or None)
    if source is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(source.line(t), width="content")
            st.page_link(links.page("methods"), label=t("app.source.method"), icon=":material/info:")
    if table is not None and not table.empty:
        folded_table(table, key)


def safe_csv(table: pd.DataFrame) -> bytes:
    """A file for spreadsheets: a text that looks like a formula is marked as text."""
    safe = table.copy()
    for column in safe.columns:
        safe[column] = [_as_text(value) if isinstance(value, str) else value for value in safe[column]]
    return bytes(safe.to_csv(index=False).encode("utf-8-sig"))


def _as_text(value: str) -> str:
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def folded_table(table: pd.DataFrame, key: str) -> None:
    """The numbers of a figure, and a file with them."""
    t = words()
    with st.expander(t("app.source.table"), type="compact"):
        st.dataframe(table, hide_index=True, key=f"table_{key}")
        st.download_button(
            t("app.source.download"),
            safe_csv(table),
            file_name=f"huella-{key}.csv",
            mime="text/csv",
            key=f"file_{key}",
            icon=":material/download:",
            on_click="ignore",
        )
