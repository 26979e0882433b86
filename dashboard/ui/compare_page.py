"""Two to four territories, projects, periods or trainings, side by side on the same scales."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import Translator
from dashboard.ui import data, links
from dashboard.ui.compare_address import LEAST, Compared, filters_of
from dashboard.ui.compare_choice import Labels, chosen_to_compare
from dashboard.ui.compare_columns import (
    Column,
    aligned,
    apart,
    column_figures,
    figures_table,
    statement_rows,
)
from dashboard.ui.compare_figures import show_figures
from dashboard.ui.compare_measures import documented_measures
from dashboard.ui.compare_words import differences, overlapping
from dashboard.ui.empty import calm, empty_state
from dashboard.ui.figures import folded_table
from dashboard.ui.headlines import Headline
from dashboard.ui.plain import plain
from dashboard.ui.result_parts import withheld_note
from dashboard.ui.shell import synthetic_notice
from dashboard.ui.url import format_filters
from db.criteria import Scope

PAGES = {"territory": "territories", "training": "trainings"}
"""Where one of the things is shown alone; the others are a filter of the results."""


def compare_page(scope: Scope, t: Translator) -> None:
    """The choice, and the comparison once there are two things to compare."""
    found, labels = chosen_to_compare(scope, t)
    if len(found.keys) < LEAST:
        empty_state("compare.one" if found.keys else "compare.none", icon=":material/compare_arrows:")
        return
    columns = _columns(found, labels, scope, t)
    if any(column.overview.has_synthetic for column in columns):
        synthetic_notice()
    _cards(found.what, columns, t)
    with calm():
        _figures(found.what, columns, scope, t)
    if found.what == "territory":
        with calm():
            documented_measures(columns, t)


def _columns(found: Compared, labels: Labels, scope: Scope, t: Translator) -> list[Column]:
    names = apart([labels[key] for key in found.keys])
    people = _inhabitants(found)
    columns = []
    for key, label in zip(found.keys, names, strict=True):
        filters = filters_of(found.what, key)
        number, source = people.get(key, (None, ""))
        results, seen = data.results(scope, filters, t.language), data.overview(scope, filters)
        columns.append(Column(key, label, results, seen, number, source))
    return columns


def _inhabitants(found: Compared) -> dict[str, tuple[int, str]]:
    """Of the territories compared: how many live there, and the year and source of that number."""
    if found.what != "territory":
        return {}
    places = data.territory_list()
    known = places[places["code"].isin(found.keys) & (places["population"] > 0)]
    columns = ("code", "population", "population_year", "population_source")
    return {
        str(code): (int(people), f"{int(year)}, {source}")
        for code, people, year, source in zip(*(known[name] for name in columns), strict=True)
    }


def _cards(what: str, columns: Sequence[Column], t: Translator) -> None:
    """The same figures in the same order; a phone stacks the columns."""
    every = aligned([column_figures(column, t) for column in columns])
    sides = st.columns(len(columns), gap="medium")
    for column, figures, side in zip(columns, every, sides, strict=True):
        with side, st.container(border=True, key=f"column_{column.key}"):
            st.page_link(
                links.page(PAGES.get(what, "results")),
                label=f"**{plain(column.label)}**",
                query_params=format_filters(filters_of(what, column.key)),
            )
            if not column.overview.trainings:
                st.caption(t("compare.no_trainings"))
            _card(column.key, figures)
            withheld_note(column.results, t)
    sources = dict.fromkeys(column.inhabitants_of for column in columns if column.inhabitants_of)
    if sources:
        st.caption(t("compare.inhabitants_source", source=plain("; ".join(sources))))


def _card(key: str, figures: Sequence[Headline]) -> None:
    with st.container(horizontal=True, gap="medium"):
        for one in figures:
            with st.container(width=150, gap=None, key=f"figure_{key}_{one.name}"):
                st.metric(one.label, one.value)
                st.caption("  \n".join(one.notes))


def _figures(what: str, columns: Sequence[Column], scope: Scope, t: Translator) -> None:
    statements = statement_rows(columns)
    found = differences(what, columns, statements)
    st.subheader(t("compare.side_by_side"), anchor=False)
    if not any(column.results.answered for column in columns):
        st.markdown(f":material/shield: {t('compare.nothing_published')}")
    show_figures(columns, statements, found, scope, t)
    for one, other in overlapping(what, columns):
        st.caption(t("compare.overlap", first=plain(one), second=plain(other)))
    published = [one.results.published_at for one in columns if one.results.published_at is not None]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if found.pairs:
            st.caption(t.plural("compare.tested", len(found.pairs)), width="content")
        if published:
            st.caption(t("compare.published", day=t.date(max(published).date(), "medium")), width="content")
        st.page_link(links.page("methods"), label=t("app.source.method"), icon=":material/info:")
    folded_table(figures_table(columns, t), "compare")
