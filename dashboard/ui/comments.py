"""The section of the results with what people wrote: searched, by theme, page by page."""

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.i18n import Translator
from dashboard.roles import TEAM, Member
from dashboard.services import clock
from dashboard.services.comment_review import may_review, unpublish
from dashboard.services.comments import LEAST_RESPONSES, CommentPage, CommentView
from dashboard.ui import address, data, session
from dashboard.ui.access import current_member, require_member
from dashboard.ui.comment_desk import comment_desk
from dashboard.ui.comment_themes import PAGE, THEME, begin, is_edited, themes_form
from dashboard.ui.empty import calm, empty_state
from dashboard.ui.filters import say_refused
from dashboard.ui.language import words
from dashboard.ui.look import is_phone
from dashboard.ui.places import place_label
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.switches import choice
from dashboard.ui.training_words import date_words
from dashboard.ui.url import LONGEST_SEARCH, parse_choice, parse_position
from db.criteria import Filters, Scope

MODE, SEARCH = "written", "words"
MODES = ("published", "review")
MOST_THEMES, MOST_ON_A_PHONE = 24, 8


def comments(scope: Scope, filters: Filters, *, is_quiet: bool = False) -> None:
    """What was approved; for those who may, what waits to be read. Where it `is_quiet`, no empty place."""
    t = words()
    if is_quiet and not _has_any(scope, filters, t):
        return
    st.space("medium")
    st.subheader(t("comments.title"), anchor=False)
    st.caption(t("comments.explanation"))
    _section(filters, is_quiet)


def _has_any(scope: Scope, filters: Filters, t: Translator) -> bool:
    """A reviewer has the desk, which says itself whether anything waits."""
    member = current_member()
    if member is not None and may_review(member):
        return True
    with calm():
        return data.comments(scope, filters, "", "", 1, t.language).approved > 0
    return False  # what is broken has just been said


@st.fragment
def _section(filters: Filters, is_quiet: bool) -> None:
    """Redrawn by itself: the figures above stay as they are. Who reads is asked again each time."""
    t = words()
    with calm():
        member = require_member(*TEAM)
        reviewer = member if may_review(member) else None
        modes = MODES if reviewer else MODES[:1]
        mode, is_refused = parse_choice(address.parameters(), MODE, modes)
        if is_refused:
            say_refused((MODE,))
        if reviewer:
            choice(MODE, modes, t("comments.show"), "comments.mode", t)
        if reviewer and mode == "review":
            comment_desk(reviewer, filters, t)
        else:
            _published(member.scope, filters, reviewer, t, is_quiet=is_quiet)


def _published(
    scope: Scope, filters: Filters, reviewer: Member | None, t: Translator, *, is_quiet: bool
) -> None:
    notice = session.heard()  # of what was done in this part alone, which the page does not draw again
    if notice:
        st.toast(notice, icon=":material/check:")
    asked = address.parameters()
    search = asked.get(SEARCH, "").strip()[:LONGEST_SEARCH]
    theme, is_unknown = parse_choice(asked, THEME, ("", *data.comment_tags(scope)))
    everything = data.comments(scope, filters, search, theme, 1, t.language)
    if not everything.approved:
        if not is_quiet:
            empty_state("comments.empty", icon=":material/forum:")
        return
    page, is_no_page = parse_position(asked, PAGE, everything.pages)
    refused = [name for name, is_wrong in ((THEME, is_unknown), (PAGE, is_no_page)) if is_wrong]
    say_refused(tuple(refused))
    found = data.comments(scope, filters, search, theme, page, t.language) if page > 1 else everything
    _search(search, t)
    _themes(found, theme, t)
    if search or theme:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t.plural("comments.found", found.found), width="content")
            st.button(t("comments.clear"), type="tertiary", icon=":material/close:", on_click=_clear)
    if not found.shown:
        empty_state("comments.none", icon=":material/search_off:")
    for comment in found.shown:
        _comment(comment, reviewer, t)
    _pages(found, t)
    trainings = t.plural("maps.training_count", found.trainings)
    least = t.number(LEAST_RESPONSES)
    st.caption(t.plural("comments.source", found.approved, trainings=trainings, least=least))


def _search(search: str, t: Translator) -> None:
    key = session.comment_key(SEARCH)
    session.state()[key] = search
    st.text_input(
        t("comments.search"),
        key=key,
        placeholder=t("comments.search_hint"),
        icon=":material/search:",
        max_chars=LONGEST_SEARCH,
        on_change=_take_search,
        width=420,
    )


def _themes(found: CommentPage, theme: str, t: Translator) -> None:
    """The commonest themes, and the one that was chosen even where nothing has it now."""
    counts = dict(found.tags[: MOST_ON_A_PHONE if is_phone() else MOST_THEMES])
    if theme:
        counts[theme] = dict(found.tags).get(theme, 0)
    if not counts:
        return
    key = session.comment_key(THEME)
    session.state()[key] = theme or None
    st.pills(
        t("comments.themes"),
        tuple(counts),
        format_func=lambda tag: t("comments.theme_count", theme=plain(tag), count=t.number(counts[tag])),
        key=key,
        on_change=_take_theme,
    )


def _take_search() -> None:
    address.write({SEARCH: session.text(session.comment_key(SEARCH)).strip(), PAGE: ""})


def _take_theme() -> None:
    address.write({THEME: session.text(session.comment_key(THEME)), PAGE: ""})


def _clear() -> None:
    address.write({SEARCH: "", THEME: "", PAGE: ""})


def _comment(comment: CommentView, reviewer: Member | None, t: Translator) -> None:
    with st.container(border=True, gap="xsmall"):
        st.caption(plain(comment.label))
        st.text(comment.text)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for tag in comment.tags:
                st.badge(plain(tag), color="primary")
            st.caption(_whence(comment, t), width="content")
            if reviewer is not None:
                st.space("stretch")
                _deeds(comment, reviewer, t)
        if reviewer is not None and is_edited(comment):
            themes_form(reviewer, comment, t)


def _deeds(comment: CommentView, reviewer: Member, t: Translator) -> None:
    """What a reviewer may do with a published text."""
    if not is_edited(comment):
        st.button(
            t("comments.change_themes"),
            key=session.comment_key(f"themes_{comment.id}"),
            type="tertiary",
            icon=":material/label:",
            on_click=begin,
            args=(comment,),
        )
    st.button(
        t("comments.hide"),
        key=session.comment_key(f"hide_{comment.id}"),
        type="tertiary",
        icon=":material/visibility_off:",
        on_click=_ask_to_hide,
        args=(reviewer, comment.id),
    )


def _whence(comment: CommentView, t: Translator) -> str:
    """The training, its kind, place and month; not the day, which says no more about what was written."""
    precision = "month" if comment.date_precision == "day" else comment.date_precision
    parts = (
        comment.title,
        t.term("vocabulary.kind", comment.kind),
        place_label(comment.territory_code, t),
        date_words(comment.starts_on, comment.ends_on, precision, t),
        t("comments.synthetic") if comment.is_synthetic else "",
    )
    return " · ".join(plain(part) for part in parts if part)


def _pages(found: CommentPage, t: Translator) -> None:
    if found.pages == 1:
        return
    key = session.comment_key(f"{PAGE}_{found.page}_of_{found.pages}")  # another page is another widget
    st.pagination(found.pages, default=found.page, key=key, on_change=_turn, args=(key,))


def _turn(key: str) -> None:
    number = session.state().get(key)
    address.write({PAGE: "" if number in (None, 1) else str(number)})


def _ask_to_hide(reviewer: Member, comment_id: str) -> None:
    t = words()

    @st.dialog(t("comments.hide_title"))
    def ask() -> None:
        st.markdown(t("comments.hide_text"))
        if st.button(t("comments.hide"), type="primary", on_click=_hide, args=(reviewer, comment_id)):
            st.rerun()

    ask()


def _hide(reviewer: Member, comment_id: str) -> None:
    try:
        unpublish(database(), reviewer, comment_id, now=clock.now())
    except HuellaError as error:
        session.say(error.message(words()))
    else:
        session.say(words()("comments.hidden"))
    data.forget()
