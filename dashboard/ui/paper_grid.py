"""The grid in which paper sheets are typed by keyboard: what is right is stored, the rest stays."""

from contextlib import suppress
from functools import partial

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.answer_batch import Gathering
from dashboard.services.paper import Outcome, Sheet, store_sheets
from dashboard.services.publication import advance
from dashboard.ui import data, paper_rows, session
from dashboard.ui.paper_columns import Column, answers_of, column_config, columns_of, legend
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, settings, today

ICONS = {"stored": ":green[:material/check_circle: {}]", "wrong": ":red[:material/error: {}]"}
ROW_PIXELS = 35
ROWS_SEEN = 15


def paper_grid(member: Member, into: Gathering, t: Translator) -> None:
    """The codes, the grid and its two buttons."""
    columns = columns_of(into.definition)
    st.caption(t("paper.grid.how"))
    rows = paper_rows.rows_of(into.link_id)
    take_in = partial(paper_rows.take_in, into.link_id)
    height = ROW_PIXELS * (min(len(rows), ROWS_SEEN) + 1) + 3
    with st.form(session.paper_key(into.link_id, "sheets"), border=False, enter_to_submit=False):
        grid, codes = st.columns([3, 1])
        grid.data_editor(
            paper_rows.table(rows, columns, t("paper.grid.sheet")),
            key=paper_rows.grid_key(into.link_id),
            num_rows="fixed",
            disabled=["_index"],
            column_config=column_config(columns, t),
            height=height,
            alt=t("paper.page.typing"),
        )
        with codes.container(height=height, gap="xsmall"):
            st.markdown(f":material/dialpad: **{t('paper.grid.codes')}**")
            for line in legend(columns, t):
                st.caption(line)
        has_consent = st.checkbox(t("paper.grid.consent"), key=paper_rows.consent_key(into.link_id))
        with st.container(horizontal=True):
            saves = st.form_submit_button(
                t("paper.grid.save"), type="primary", icon=":material/save:", on_click=take_in
            )
            adds = st.form_submit_button(t("paper.grid.more"), icon=":material/add:", on_click=take_in)
    if adds:
        paper_rows.keep(into.link_id, rows, at_least=len(rows) + paper_rows.BLANK_ROWS)
        st.rerun()
    if saves:
        _save(member, into, columns, t, has_consent=has_consent)
    for kind, sentence in paper_rows.said(into.link_id):
        st.markdown(ICONS.get(kind, "{}").format(sentence))


def _save(
    member: Member, into: Gathering, columns: tuple[Column, ...], t: Translator, *, has_consent: bool
) -> None:
    """Hands the sheets in; what cannot be stored stays in the grid, with the reason under it."""
    rows = paper_rows.rows_of(into.link_id)
    begun = [row for row in rows if paper_rows.cells_of(row)]
    if not begun:
        st.markdown(f":material/info: {t('paper.grid.nothing_typed')}")
        return
    sheets = [Sheet(str(row["id"]), answers_of(columns, paper_rows.cells_of(row))) for row in begun]
    try:
        outcome = store_sheets(
            database(), member, into.link_id, sheets, has_consent=has_consent, today=today(), now=clock.now()
        )
    except HuellaError as error:
        paper_rows.say(into.link_id, [("wrong", error.message(t))])
        return
    paper_rows.say(into.link_id, _sentences(outcome, begun, columns, t))
    if not outcome.stored:
        return
    remaining = [row for row in rows if row["id"] not in outcome.stored]
    paper_rows.keep(into.link_id, remaining, at_least=len(rows))
    with suppress(HuellaError):  # the sheets are stored; what is due is published with the next ones
        advance(database(), into.training_id, now=clock.now(), k=settings().k)
    data.forget()
    st.rerun()


def _sentences(
    outcome: Outcome, begun: list[paper_rows.Kept], columns: tuple[Column, ...], t: Translator
) -> list[tuple[str, str]]:
    """What happened: how many were stored, then every problem by sheet and question."""
    numbers = {str(row["id"]): str(row["number"]) for row in begun}
    places = {column.question.name: column.number for column in columns}
    found: list[tuple[str, str]] = []
    if outcome.stored:
        found.append(("stored", t.plural("paper.grid.saved", len(outcome.stored))))
    if outcome.passed_over:
        found.append(("note", t.plural("paper.grid.passed_over", outcome.passed_over)))
    if outcome.left:
        found.append(("wrong", t.plural("paper.grid.left", len(outcome.left))))
    if outcome.problems:
        found.append(("wrong", t.plural("paper.grid.to_mend", len(outcome.problems))))
    for sheet, problems in outcome.problems.items():
        for problem in problems:
            words = plain(problem.message(t))
            place = places.get(problem.question or "")
            if place:
                said = t("paper.grid.problem", sheet=numbers[sheet], number=place, words=words)
            else:
                said = t("paper.grid.problem_of_sheet", sheet=numbers[sheet], words=words)
            found.append(("line", f"- {said}"))
    found += [("wrong", t("paper.grid.conflict", sheet=numbers[sheet])) for sheet in outcome.conflicts]
    return found
