"""One way to show a figure: the chart, its source, the same numbers in a folded table, and a file."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.ui import links
from dashboard.ui.downloads import csv_button, download_popover
from dashboard.ui.language import words
from dashboard.ui.resources import local, settings
from db.criteria import Filters

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind a figure: n of how many, in which period, published when.

    `view` is what else was chosen, in words, and `k` the least people of a group where it is not the usual:
    a page says both elsewhere, a picture has only its source line.
    """

    n: int
    of: int | None = None
    period: str = ""
    published_at: datetime | None = None
    view: str = ""
    k: int | None = None

    def line(self, t: Translator) -> str:
        when = t("app.source.unpublished")
        if self.published_at is not None:
            when = t("app.source.published", moment=_moment(self.published_at, t))
        values = {"n": t.number(self.n), "period": self.period or t("app.source.all_time"), "published": when}
        if self.of is None:
            return t("app.source.line_without_of", **values)
        return t("app.source.line", of=t.number(self.of), **values)

    def picture_line(self, k: int, t: Translator) -> str:
        """The source line of a picture: it also says what was chosen, the least people, and who made it."""
        least = t.number(self.k or k)
        return " · ".join(
            filter(None, [self.view, t("outcomes.pictures.foot", source=self.line(t), k=least)])
        )


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
    title: str,
    source: Source | str,
    table: pd.DataFrame | None = None,
    alternative: str = "",
    method: str = "indicators",
) -> None:
    """Draws a figure with what it takes to question it, and to take it along.

    `title` stands in the pictures taken of it, as in the page above it; a `source` that is a text is said
    by the page in its own place, and by the picture.
    `method` is the section of the methods page that explains it: indicators or comparisons.
    """
    t = words()
    config = chart_config(t.language, file_name=f"huella-{key}")
    with st.container(key=f"shown_{key}"):
        st.plotly_chart(figure, key=key, theme=None, config=config, alt=alternative or None)
    numbers = pd.DataFrame() if table is None else table
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if isinstance(source, Source):
            st.caption(source.line(t), width="content")
            links.server_link(t("app.source.method"), f"/methods#{t(f'outcomes.anchor.{method}')}")
        download_popover(numbers, key, (title, _picture_line(source, t)), t)
    if not numbers.empty:
        folded_table(numbers, key, with_file=False)


def _picture_line(source: Source | str, t: Translator) -> str:
    if isinstance(source, Source):
        return source.picture_line(settings().k, t)
    return t("outcomes.pictures.foot_without_k", source=source)


def folded_table(table: pd.DataFrame, key: str, *, with_file: bool = True) -> None:
    """The numbers of a figure, and a file with them; of very many rows the first, the file has them all."""
    t = words()
    with st.expander(t("app.source.table"), type="compact"):
        st.dataframe(table.head(MOST_ROWS), hide_index=True, key=f"table_{key}")
        if len(table) > MOST_ROWS:
            shown, total = t.number(MOST_ROWS), t.number(len(table))
            st.caption(t("outcomes.first_rows", shown=shown, total=total))
        if with_file:
            csv_button(table, key, t)
