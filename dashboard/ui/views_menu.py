"""Named views: the menu that lists, saves and shares them, and what a link to one does.

The rule of a link: `?saved=<id>` alone shows the view as it was saved. With any other parameter beside it
the address wins, and the view is not applied; that is said. The first change of a filter writes the view's
parameters out and drops its id, so that the address always says all that is seen, and the way back works.
"""

from functools import partial

import streamlit as st

from dashboard.errors import DatabaseAwayError, InvalidInputError, NotFoundError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock, views
from dashboard.services.views import View, ViewDraft
from dashboard.ui import address, links, session
from dashboard.ui.access import current_member
from dashboard.ui.language import words
from dashboard.ui.menus import menu
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.url import known_parameters, parse_number
from dashboard.ui.views_dialog import manage_view, problem_lines

NEW = 0


def open_view(member: Member | None, page: str) -> None:
    """Before the page runs: what a link to a view asks for; or the sentence that says why it is not shown."""
    session.state().pop(session.VIEW, None)
    now = address.in_the_bar()
    session.state()[session.NAMED] = now.get(address.VIEW, "")
    known = known_parameters(page)
    if member is None or address.VIEW not in now or not known:
        return
    t = words()
    if not address.stands_alone(now):
        _say(":material/info:", t("views.not_alone"))
        return
    number = parse_number(now[address.VIEW])
    try:
        if number is None:
            raise NotFoundError("views.gone")
        found = views.view_of(database(), member, number)
    except NotFoundError as error:
        _say(":material/search_off:", error.message(t))
        return
    parameters = {name: text for name, text in found.parameters.items() if name in known}
    session.state()[session.VIEW] = {
        "id": now[address.VIEW], "name": found.name, "parameters": parameters,
    }  # fmt: skip


def names_another_view() -> bool:
    """Whether the address names another view than when `open_view` looked, or none any more."""
    return address.in_the_bar().get(address.VIEW, "") != session.text(session.NAMED)


def _say(icon: str, sentence: str) -> None:
    with st.container(border=True, key="view_notice"):
        st.markdown(f"{icon} {sentence}")


def opened_name() -> str:
    """The name of the view that is shown as it was saved; "" where there is none."""
    opened = session.state().get(session.VIEW)
    return str(opened["name"]) if isinstance(opened, dict) else ""


def view_menu() -> None:
    """The menu in the filter bar."""
    page = session.text(session.PAGE)
    if not known_parameters(page):
        return
    t = words()
    label = plain(opened_name()) or t("views.button")
    menu(label, partial(_fill, page, t), icon=":material/bookmark:", key=session.VIEWS)


def _fill(page: str, t: Translator) -> None:
    member = current_member()
    if member is None:
        return
    _save_form(member, page, t)
    found = views.visible_views(database(), member)
    _listed([view for view in found if view.is_own], "own", member, t)
    _listed([view for view in found if not view.is_own], "shared", member, t)


def _listed(found: list[View], group: str, member: Member, t: Translator) -> None:
    if not found:
        if group == "own":
            st.caption(t("views.none"))
        return
    st.markdown(f"**{t(f'views.group.{group}')}**")
    with st.container(gap=None, height=220 if len(found) > 5 else "content"):
        for view in found:
            _row(view, member, t)


def _row(view: View, member: Member, t: Translator) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            links.page(view.page),
            label=plain(view.name if view.is_own else t("views.by", name=view.name, owner=view.owner)),
            icon=":material/group:" if view.is_shared else ":material/lock:",
            query_params={address.VIEW: str(view.id)},
            width="stretch",
        )
        st.button(
            t("views.manage"),
            key=session.view_field(view.id, "manage"),
            icon=":material/link:" if not view.is_own else ":material/edit:",
            type="tertiary",
            help=t("views.manage_help" if view.is_own else "views.link_help"),
            on_click=_manage,
            args=(member, view.id),
        )


def _manage(member: Member, view_id: int) -> None:
    """The menu would lie over the dialog."""
    session.state()[session.VIEWS] = False
    manage_view(member, view_id)


def _save_form(member: Member, page: str, t: Translator) -> None:
    """This page as it is now, under a name."""
    st.text_input(
        t("views.name"),
        key=session.view_field(NEW, "name"),
        placeholder=t("views.name_hint"),
        max_chars=views.LONGEST_NAME,
    )
    st.checkbox(t("views.share"), key=session.view_field(NEW, "is_shared"), help=t("views.share_help"))
    problem_lines()
    st.button(
        t("views.save"),
        key=session.view_field(NEW, "save"),
        type="primary",
        icon=":material/bookmark_add:",
        on_click=_save,
        args=(member, page),
    )


def _save(member: Member, page: str) -> None:
    state, t = session.state(), words()
    name, share = session.view_field(NEW, "name"), session.view_field(NEW, "is_shared")
    now, known = address.parameters(), known_parameters(page)
    kept = {parameter: text for parameter, text in now.items() if parameter in known}
    draft = ViewDraft(session.text(name), page, kept, session.flag(share))
    try:
        number = views.save_view(database(), member, draft, known=known, now=clock.now())
    except InvalidInputError as error:
        state[session.VIEW_PROBLEMS] = [problem.message(t) for problem in error.problems]
        return
    except DatabaseAwayError as error:
        state[session.VIEW_PROBLEMS] = [error.message(t)]
        return
    state[name], state[share], state[session.VIEWS] = "", False, False
    address.replace({address.VIEW: str(number)})
    session.say(t("views.saved"))
