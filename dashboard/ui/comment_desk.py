"""Where a person reads what was written, one text at a time, and decides what may be shown."""

from typing import cast

import streamlit as st

from dashboard.errors import HuellaError, InvalidInputError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.comment_review import Waiting, WaitingText, approve, reject, undo, waiting
from dashboard.services.comment_words import LONGEST_TEXT
from dashboard.ui import data, session
from dashboard.ui.comment_themes import ThemeFields, theme_fields
from dashboard.ui.empty import empty_state
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, today
from db.criteria import Filters

# What a text and its decision are kept under, in the session alone: a ticket is for no screen nor address.
TICKET = session.comment_key("ticket")
SKIPPED = session.comment_key("skipped")
DECIDED = session.comment_key("decided")
NOTICE = session.comment_key("notice")
PROBLEM = session.comment_key("problem")
TEXT = session.comment_key("draft_text")
DRAFT = ThemeFields(session.comment_key("draft_themes"), session.comment_key("draft_new_themes"))


def comment_desk(member: Member, filters: Filters, t: Translator) -> None:
    """How many texts wait, and one of them; or that none does."""
    found = waiting(
        database(),
        member,
        filters,
        today=today(),
        language=t.language,
        ticket=session.text(TICKET),
        skipped=_skipped(),
    )
    _notice(member, t)
    if found.text is None:
        _leave()
        empty_state("comments.desk_empty", icon=":material/task_alt:")
        return
    _count(found, t)
    _take_up(found.text)
    _form(member, found.text, t)


def _skipped() -> list[str]:
    return cast("list[str]", session.state().setdefault(SKIPPED, []))


def _leave() -> None:
    """The next text begins with a clean sheet."""
    for key in (TICKET, TEXT, DRAFT.chosen, DRAFT.named, PROBLEM):
        session.state().pop(key, None)


def _take_up(text: WaitingText) -> None:
    if session.text(TICKET) != text.ticket or TEXT not in session.state():
        _leave()
        session.state()[TICKET] = text.ticket
        session.state()[TEXT] = text.proposal


def _count(found: Waiting, t: Translator) -> None:
    if found.is_more:
        st.markdown(f"**{t('comments.desk.many', count=t.number(found.count))}**")
    else:
        st.markdown(f"**{t.plural('comments.desk.waiting', found.count)}**")


def _notice(member: Member, t: Translator) -> None:
    """What was just decided, and the way back."""
    told = session.text(NOTICE)
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/check: {told}", width="content")
        if session.text(DECIDED):
            st.button(
                t("comments.desk.undo"),
                type="tertiary",
                icon=":material/undo:",
                on_click=_undo,
                args=(member,),
            )


def _form(member: Member, text: WaitingText, t: Translator) -> None:
    problem = session.text(PROBLEM)
    with st.form(session.comment_key("form"), border=True, enter_to_submit=False):
        st.markdown(f"**{plain(text.label)}**")
        st.caption(t("comments.desk.from", training=plain(text.title)))
        st.text_area(
            t("comments.desk.text"),
            key=TEXT,
            height=150,
            max_chars=LONGEST_TEXT,
        )
        st.caption(t("comments.desk.text_help"))
        if problem:
            st.markdown(f":red[:material/error: {problem}]")
        theme_fields(DRAFT, data.comment_tags(member.scope), t)
        _buttons(member, t)


def _buttons(member: Member, t: Translator) -> None:
    with st.container(horizontal=True):
        st.form_submit_button(
            t("comments.desk.approve"),
            type="primary",
            icon=":material/check:",
            shortcut="Ctrl+Enter",
            on_click=_approve,
            args=(member,),
        )
        st.form_submit_button(
            t("comments.desk.reject"), icon=":material/block:", on_click=_reject, args=(member,)
        )
        st.form_submit_button(
            t("comments.desk.skip"), type="tertiary", icon=":material/skip_next:", on_click=_skip
        )


def _approve(member: Member) -> None:
    ticket = session.text(TICKET)
    try:
        approve(database(), member, ticket, session.text(TEXT), DRAFT.all(), now=clock.now(), today=today())
    except InvalidInputError as error:
        session.state()[PROBLEM] = error.message(words())
    except HuellaError as error:
        _next(error.message(words()))
    else:
        data.forget()
        _next(words()("comments.desk.approved"), ticket)


def _reject(member: Member) -> None:
    ticket = session.text(TICKET)
    try:
        reject(database(), member, ticket, now=clock.now(), today=today())
    except HuellaError as error:
        _next(error.message(words()))
    else:
        _next(words()("comments.desk.rejected"), ticket)


def _skip() -> None:
    ticket = session.text(TICKET)
    _skipped().append(ticket)
    _next("")


def _undo(member: Member) -> None:
    try:
        undo(database(), member, session.text(DECIDED), now=clock.now())
    except HuellaError as error:
        session.state()[NOTICE] = error.message(words())
    else:
        ticket = session.text(DECIDED)
        data.forget()
        _next(words()("comments.desk.undone"))
        session.state()[TICKET] = ticket
    session.state()[DECIDED] = ""


def _next(notice: str, decided: str = "") -> None:
    _leave()
    session.state()[NOTICE] = notice
    session.state()[DECIDED] = decided
