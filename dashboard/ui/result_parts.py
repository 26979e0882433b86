"""The results of a view, figure by figure, or the sentence that says when there will be some."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.results import Results
from dashboard.ui import data
from dashboard.ui.empty import empty_state
from dashboard.ui.figures import Source, period_of, show
from dashboard.ui.headlines import headline_row
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.resources import kept, settings
from dashboard.ui.result_figures import FIGURES, MOST_TRAININGS, finding
from db.criteria import Filters, Scope

ROWS = (("likert",), ("learning", "trend"), ("recommendation",), ("by_training",))
"""Which figures stand side by side on a desk; a phone stacks them."""


def withheld_note(results: Results, t: Translator) -> None:
    """How many trainings wait, and why: withheld is neither zero nor nothing. And what pools do here."""
    k = t.number(settings().k)
    if results.withheld:
        st.caption(t.plural("results.withheld", results.withheld, k=k))
    pools = [
        t.plural(f"results.{name}", people, k=k)
        for name, people in (("pooled", results.pooled), ("left_out", results.left_out))
        if people
    ]
    if pools:
        st.caption(" ".join(pools))


def when_there_will_be(received: int, is_open: bool, t: Translator) -> str:
    """The sentence in the place of figures that may not be shown yet."""
    k = settings().k
    values = {"received": t.number(received), "k": t.number(k), "twice": t.number(2 * k)}
    if is_open:
        return t("results.waiting.open", **values)
    return t("results.waiting.few" if received else "results.waiting.none", **values)


def result_figures(
    results: Results, scope: Scope, filters: Filters, names: tuple[str, ...], t: Translator
) -> None:
    """The figures named, one under another, each with its source."""
    rows = [tuple(name for name in row if name in names) for row in ROWS]
    for row in rows:
        for name, column in zip(row, st.columns(max(1, len(row)), gap="large"), strict=False):
            with column:
                _result_figure(name, results, scope, filters, t)


def _result_figure(name: str, results: Results, scope: Scope, filters: Filters, t: Translator) -> None:
    """One figure with its finding above it and its source below; nothing where nothing is published."""
    dark, narrow = is_dark(), is_phone()
    what = (name, filters, t.language, dark, narrow)
    drawn = kept(scope, what, data.stamp(), lambda: FIGURES[name](results, t=t, dark=dark, narrow=narrow))
    if not drawn.n:
        return
    of = results.received if name in ("likert", "learning", "recommendation") else None
    st.space("small")
    st.subheader(finding(name, results, t), anchor=False)
    if name == "by_training" and len(results.by_training) > MOST_TRAININGS:
        total = t.number(len(results.by_training))
        st.caption(t("results.newest", shown=t.number(MOST_TRAININGS), total=total))
    source = Source(drawn.n, of, period_of(filters, t), results.published_at)
    show(drawn.figure, name, table=drawn.table, source=source, alternative=drawn.alternative)


def all_results(
    results: Results, scope: Scope, filters: Filters, names: tuple[str, ...], t: Translator
) -> None:
    """Headlines, what is withheld, and the figures; calm words where nothing is published."""
    if not results.received:
        empty_state("results.empty", icon=":material/bar_chart:")
        return
    headline_row(results, t)
    withheld_note(results, t)
    if results.published_at is None:
        st.markdown(f":material/shield: {when_there_will_be(results.received, False, t)}")
    result_figures(results, scope, filters, names, t)
