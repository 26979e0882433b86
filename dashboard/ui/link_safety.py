"""Who may answer through a link: its PIN, and the slips that are printed for it."""

from functools import partial

import streamlit as st

from dashboard.errors import HuellaError, InvalidInputError
from dashboard.exports.slips import slips_pdf
from dashboard.i18n import Translator, translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.links import LinkView
from dashboard.services.pins import remove_pin, set_pin
from dashboard.services.slips import MOST_AT_ONCE, MOST_OF_LINK, ask_for_slips, make_slips, slip_count
from dashboard.ui import links, session
from dashboard.ui.resources import database, settings

PDF = "application/pdf"
USUAL_ROOM = 30


def link_safety(member: Member, link: LinkView, t: Translator) -> None:
    """For those who may edit; closed until somebody opens it."""
    with st.expander(t("safety.panel.title"), icon=":material/lock_person:"):
        _pin(member, link, t)
        st.space("small")
        _slips(member, link, t)


def _pin(member: Member, link: LinkView, t: Translator) -> None:
    st.markdown(t("safety.panel.pin_set" if link.has_pin else "safety.panel.pin_none"))
    with st.form(f"pin_{link.id}", border=False, clear_on_submit=True):
        typed = st.text_input(
            t("safety.panel.pin_field"),
            max_chars=12,
            autocomplete="off",
            help=t("safety.panel.pin_help"),
            key=f"pin_field_{link.id}",
        )
        is_sent = st.form_submit_button(t("safety.panel.pin_save"))
    if is_sent:
        try:
            set_pin(database(), member, link.id, typed or "", now=clock.now())
        except HuellaError as error:
            _complain(error, t)
        else:
            session.say(t("safety.panel.pin_saved"))
            st.rerun()
    if link.has_pin:
        remove = partial(_remove, member, link.id, t)
        st.button(t("safety.panel.pin_remove"), type="tertiary", key=f"pin_remove_{link.id}", on_click=remove)


def _remove(member: Member, link_id: int, t: Translator) -> None:
    try:
        remove_pin(database(), member, link_id, now=clock.now())
    except HuellaError as error:
        session.say(error.message(t))
    else:
        session.say(t("safety.panel.pin_removed"))


def _slips(member: Member, link: LinkView, t: Translator) -> None:
    key = session.slips_key(link.id)
    session.state()[key] = link.needs_slip
    ask = partial(_ask, member, link.id, key, t)
    st.toggle(t("safety.panel.slips_asked"), key=key, on_change=ask, help=t("safety.panel.slips_help"))
    counted = slip_count(database(), link.id)
    if link.needs_slip and not counted.made:
        st.markdown(f":red[:material/warning: {t('safety.panel.slips_empty')}]")
    if counted.made:
        made, spent = t.number(counted.made), t.number(counted.spent)
        st.caption(t("safety.panel.slips_told", made=made, spent=spent))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = st.number_input(
            t("safety.panel.slips_count"),
            min_value=1,
            max_value=MOST_AT_ONCE,
            value=USUAL_ROOM,
            width=180,
            key=f"slips_count_{link.id}",
        )
        has_room = counted.made + count <= MOST_OF_LINK
        st.download_button(
            t("safety.panel.slips_print"),
            partial(_printed, member, link.id, int(count)),
            file_name=f"{t('safety.panel.slips_file')}_{link.code}.pdf",
            mime=PDF,
            icon=":material/print:",
            key=f"slips_print_{link.id}",
            disabled=not has_room,
        )
    if not has_room:  # a file that is refused while it is made has no words of its own
        st.markdown(f":red[:material/error: {t('safety.slips.too_many', most=t.number(MOST_OF_LINK))}]")


def _ask(member: Member, link_id: int, key: str, t: Translator) -> None:
    try:
        ask_for_slips(database(), member, link_id, is_asked=session.flag(key), now=clock.now())
    except HuellaError as error:
        session.say(error.message(t))


def _printed(member: Member, link_id: int, count: int) -> bytes:
    """Made when somebody presses: each press prints other codes."""
    base = settings().public_url or links.public_address("")
    key = settings().slip_key
    sheet = make_slips(database(), member, link_id, count, base=base, key=key, now=clock.now())
    return slips_pdf(sheet, translator(sheet.language))


def _complain(error: HuellaError, t: Translator) -> None:
    problems = error.problems if isinstance(error, InvalidInputError) else ()
    for message in [problem.message(t) for problem in problems] or [error.message(t)]:
        st.markdown(f":red[:material/error: {message}]")
