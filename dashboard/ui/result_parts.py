"""The results of a view, figure by figure, or the sentence that says when there will be some."""

from functools import partial

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.previous import Previous
from dashboard.services.results import Results
from dashboard.ui import data
from dashboard.ui.empty import empty_state
from dashboard.ui.figures import Source, period_of, show
from dashboard.ui.headlines import headline_row
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.resources import kept, settings
from dashboard.ui.result_figures import FIGURES
from dashboard.ui.result_findings import finding
from dashboard.ui.result_multiples import multiples_section
from dashboard.ui.result_ranking import ranking_section
from dashboard.ui.result_switches import view_words
from dashboard.ui.way_back import way_out
from db.criteria import Filters, Scope

NAMES = ("likert", "learning", "change", "trend", "recommendation", "response_rate")
"""What the results page shows; trainings are compared in its ranking."""
ROWS = (("likert",), ("learning", "trend"), ("change",), ("recommendation", "response_rate"))
"""Which figures stand side by side on a desk; a phone stacks them."""
AIMED = {"trend": "satisfaction", "response_rate": "response_rate"}
"""Figures on whose axis a target can stand, and its indicator; the others draw groups or means."""
OF_RESPONSES = ("likert", "learning", "change", "recommendation")
"""Those whose n is a part of all responses."""


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
    results: Results,
    scope: Scope,
    filters: Filters,
    names: tuple[str, ...],
    t: Translator,
    *,
    about: str = "",
) -> None:
    """The figures named, one under another, each with its source; `about` is what a page shows alone."""
    view = " · ".join(filter(None, [about, view_words(scope, filters, t)]))
    rows = [tuple(name for name in row if name in names) for row in ROWS]
    for row in rows:
        for name, column in zip(row, st.columns(max(1, len(row)), gap="large"), strict=False):
            with column:
                _result_figure(name, results, (scope, filters), view, t)


def _result_figure(
    name: str, results: Results, of_whom: tuple[Scope, Filters], view: str, t: Translator
) -> None:
    """One figure with its finding above it and its source below; nothing where nothing is published."""
    scope, filters = of_whom
    dark, narrow = is_dark(), is_phone()
    before = data.previous(scope, filters, t.language) if name == "trend" else None
    target = data.view_target(scope, filters, AIMED[name]) if name in AIMED else None
    draw = partial(FIGURES[name], target=target) if name in AIMED else FIGURES[name]
    if name == "trend":
        draw = partial(draw, before=before)
    what = (name, target, filters, t.language, dark, narrow)
    drawn = kept(scope, what, data.stamp(), lambda: draw(results, t=t, dark=dark, narrow=narrow))
    if not drawn.n:
        return
    of = results.received if name in OF_RESPONSES else None
    st.space("small")
    title = finding(name, results, t)
    st.subheader(title, anchor=False)
    if before is not None:
        st.caption(before_sentence(before, t))
    source = Source(drawn.n, of, period_of(filters, t), results.published_at, view)
    show(drawn.figure, name, title=title, source=source, table=drawn.table, alternative=drawn.alternative)


def before_sentence(before: Previous, t: Translator) -> str:
    """Which period the dashed line is, and whether satisfaction differs by more than chance."""
    change = before.changes.get("satisfaction")
    said = ""
    if change is not None:
        value, n = t.percent(change.then[0]), t.number(change.then[3])
        said = t(f"outcomes.satisfaction_was.{change.verdict or 'alike'}", value=value, n=n)
    since, until = t.date(before.since, "medium"), t.date(before.until, "medium")
    return t("outcomes.previous.caption", since=since, until=until, said=said)


def all_results(results: Results, scope: Scope, filters: Filters, t: Translator) -> bool:
    """Headlines, what is withheld, and the figures; calm words where nothing is published.

    Whether anything is: else what follows need not say again that there is nothing.
    """
    if not results.received:
        empty_state("results.empty", icon=":material/bar_chart:")
        way_out(filters)
        return False
    headline_row(results, t, data.previous(scope, filters, t.language))
    withheld_note(results, t)
    if results.published_at is None:
        st.markdown(f":material/shield: {when_there_will_be(results.received, False, t)}")
    result_figures(results, scope, filters, NAMES, t)
    if results.published_at is not None:
        multiples_section(filters)
        ranking_section(filters)
    return results.published_at is not None
