"""Importing answers from a file: upload, say which column answers what, check, confirm."""

from contextlib import suppress
from typing import cast

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.answer_batch import Gathering
from dashboard.services.answer_import import Plan, check_import, import_answers
from dashboard.services.answer_import_file import read_answers_file
from dashboard.services.answer_import_table import LARGEST_FILE, Table
from dashboard.services.answer_import_template import answers_template, codes_sheets
from dashboard.services.publication import advance
from dashboard.ui import data, session
from dashboard.ui.answer_import_columns import choose_columns
from dashboard.ui.answer_import_review import is_ready, review_of, show_review
from dashboard.ui.look import upload_sheet
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, settings, today
from dashboard.ui.uploads import XLSX, Kept, read_once


def answer_import_panel(member: Member, into: Gathering, t: Translator) -> None:
    """The file, its columns, what is wrong with it, and the button that stores it."""
    state, key = session.state(), session.paper_key(into.link_id, "file")
    st.caption(t("paper.file.how"))
    st.download_button(
        t("paper.file.template"),
        lambda: answers_template(into.definition, t),
        t("paper.file.template_name", code=into.code),
        XLSX,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )
    round_key = session.paper_key(into.link_id, "upload")
    st.html(upload_sheet(t("surveys.import.choose")))
    uploaded = st.file_uploader(
        t("paper.file.upload"),
        type=["xlsx", "xls", "csv"],
        max_upload_size=LARGEST_FILE // 1_000_000,
        key=f"{round_key}_{state.get(round_key, 0)}",
    )
    if uploaded is None:
        state.pop(key, None)
        if done := session.text(session.paper_key(into.link_id, "imported")):
            st.markdown(done)
        return
    state.pop(session.paper_key(into.link_id, "imported"), None)
    kept = cast("Kept", state.setdefault(key, {}))
    read_once(kept, uploaded.getvalue(), read_answers_file, t)
    if "error" in kept:
        st.markdown(f":red[:material/error: {plain(kept['error'])}]")
        return
    _columns_and_review(member, into, kept, t)


def _columns_and_review(member: Member, into: Gathering, kept: Kept, t: Translator) -> None:
    table = Table.from_json(kept["table"])
    st.caption(t.plural("paper.file.read", len(table.rows), columns=t.number(len(table.headings))))
    others = [name for name in table.others if name not in codes_sheets()]
    if others:
        st.caption(plain(t("paper.file.others", sheets=", ".join(others))))
    mapped = choose_columns(into, table, t)
    if mapped is not None:
        kept.pop("review", None)
        kept["mapped"] = {str(column): key for column, key in mapped.items()}
        _check(member, _plan(into, table, kept), kept, t)
    if "failed" in kept:
        st.markdown(f":red[:material/error: {plain(kept['failed'])}]")
    if "review" not in kept:
        return
    show_review(kept["review"], t)
    if is_ready(kept["review"]):
        _confirm(member, into, _plan(into, table, kept), kept, t)


def _plan(into: Gathering, table: Table, kept: Kept) -> Plan:
    return Plan(into.link_id, table, {int(column): key for column, key in kept["mapped"].items()})


def _check(member: Member, plan: Plan, kept: Kept, t: Translator) -> None:
    kept.pop("failed", None)
    bar = st.progress(0.0)

    def show(done: int, total: int) -> None:
        bar.progress(done / total, t("paper.import.checking", done=t.number(done), total=t.number(total)))

    try:
        found = check_import(database(), member, plan, today=today(), progress=show)
    except HuellaError as error:
        kept["failed"] = error.message(t)
    else:
        kept["review"] = review_of(found, plan.table, t)
    bar.empty()


def _confirm(member: Member, into: Gathering, plan: Plan, kept: Kept, t: Translator) -> None:
    has_consent = st.checkbox(
        t("paper.import.consent"), key=session.paper_key(into.link_id, f"agreed_{kept['digest'][:16]}")
    )
    count = int(kept["review"]["responses"])
    if not st.button(
        t.plural("paper.import.confirm", count),
        type="primary",
        icon=":material/upload:",
        key="import_answers",
    ):
        return
    bar = st.progress(0.0)

    def show(done: int, total: int) -> None:
        bar.progress(done / total, t("paper.import.storing", done=t.number(done), total=t.number(total)))

    try:
        done = import_answers(
            database(), member, plan, has_consent=has_consent, today=today(), now=clock.now(), progress=show
        )
    except HuellaError as error:
        bar.empty()
        st.markdown(f":red[:material/error: {error.message(t)}]")
        return
    _finish(into, t.plural("paper.import.done", done.responses) if done.is_new else "", t)


def _finish(into: Gathering, stored: str, t: Translator) -> None:
    """Says what happened in place of the file, which leaves the session."""
    state = session.state()
    state.pop(session.paper_key(into.link_id, "file"), None)
    round_key = session.paper_key(into.link_id, "upload")
    state[round_key] = cast("int", state.get(round_key, 0)) + 1
    already = f":material/info: {t('paper.import.already_now')}"
    state[session.paper_key(into.link_id, "imported")] = (
        f":green[:material/check_circle: {stored}]" if stored else already
    )
    with suppress(HuellaError):  # the answers are stored; what is due is published with the next ones
        advance(database(), into.training_id, now=clock.now(), k=settings().k)
    data.forget()
    st.rerun()
