"""One named view in a dialog: its link to copy; and for its owner its name, whether it is shared, its end."""

import streamlit as st

from dashboard.errors import HuellaError, InvalidInputError
from dashboard.i18n import Translator
from dashboard.navigation import page_row
from dashboard.roles import Member
from dashboard.services import views
from dashboard.services.views import View
from dashboard.ui import address, links, session
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database


def view_address(view: View) -> str:
    """The link to a view, as it is copied."""
    row = page_row(view.page)
    path = address.page_and_parameters(row.name, row.is_default, {address.VIEW: str(view.id)})
    return links.public_address(path)


def manage_view(member: Member, view_id: int) -> None:
    """Opens the dialog; somebody may have deleted the view meanwhile, and then it says so."""
    t = words()

    @st.dialog(t("views.dialog"))
    def ask() -> None:
        try:
            view = views.view_of(database(), member, view_id)
        except HuellaError as error:
            st.markdown(f":material/search_off: {error.message(t)}")
            return
        st.markdown(f"**{plain(view.name)}**")
        st.caption(t("views.link_note" if view.is_shared else "views.link_private"))
        st.code(view_address(view), language=None, wrap_lines=True)
        if view.is_own:
            _owner_fields(member, view, t)

    ask()


def _owner_fields(member: Member, view: View, t: Translator) -> None:
    name, share = session.view_field(view.id, "name"), session.view_field(view.id, "is_shared")
    st.text_input(t("views.rename"), value=view.name, key=name, max_chars=views.LONGEST_NAME)
    st.checkbox(t("views.share"), value=view.is_shared, key=share, help=t("views.share_help"))
    problem_lines()
    with st.container(horizontal=True):
        is_changed = st.button(
            t("views.change"), key=session.view_field(view.id, "change"), type="primary",
            on_click=_change, args=(member, view.id),
        )  # fmt: skip
        is_deleted = st.button(
            t("views.delete"), key=session.view_field(view.id, "delete"), icon=":material/delete:",
            on_click=_delete, args=(member, view.id), help=t("views.delete_help"),
        )  # fmt: skip
    if (is_changed or is_deleted) and not session.state().get(session.VIEW_PROBLEMS):
        st.rerun()


def _change(member: Member, view_id: int) -> None:
    name = session.text(session.view_field(view_id, "name"))
    is_shared = session.flag(session.view_field(view_id, "is_shared"))
    t = words()
    try:
        views.change_view(database(), member, view_id, name=name, is_shared=is_shared)
    except HuellaError as error:
        _keep(error, t)
    else:
        session.say(t("views.changed"))


def _delete(member: Member, view_id: int) -> None:
    t = words()
    try:
        views.delete_view(database(), member, view_id)
    except HuellaError as error:
        _keep(error, t)
        return
    if address.in_the_bar().get(address.VIEW) == str(view_id):
        address.write_out()
    session.say(t("views.deleted"))


def _keep(error: HuellaError, t: Translator) -> None:
    problems = error.problems if isinstance(error, InvalidInputError) else ()
    session.state()[session.VIEW_PROBLEMS] = [p.message(t) for p in problems] or [error.message(t)]


def problem_lines() -> None:
    """What was wrong with the last thing asked for, once."""
    found = session.state().pop(session.VIEW_PROBLEMS, ())
    for sentence in found if isinstance(found, list) else ():
        st.markdown(f":red[{sentence}]")
