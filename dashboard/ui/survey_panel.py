"""The survey of a training: QR and code, how many answered, and the buttons that open and close it."""

from datetime import date

import streamlit as st

from dashboard.errors import HuellaError, InvalidInputError
from dashboard.i18n import LANGUAGES, Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.links import LinkView, close_link, links_of, open_link, reopen_link
from dashboard.services.pins import checked_pin, set_pin
from dashboard.services.surveys import list_surveys, templates
from dashboard.services.training_surveys import POST_TRAINING
from dashboard.services.trainings import TrainingView
from dashboard.ui import data, links, session
from dashboard.ui.language import words
from dashboard.ui.link_safety import link_safety
from dashboard.ui.paper_page import open_paper
from dashboard.ui.poster_buttons import poster_buttons
from dashboard.ui.resources import database, settings, today


def survey_panel(member: Member, view: TrainingView) -> None:
    """The newest link of the training, or the way to open one."""
    t = words()
    st.subheader(t("trainings.survey.title"), anchor=False)
    found = links_of(database(), member.scope, view.id, today=today())
    if found:
        _link(member, view, found[0], t)
    elif view.status == "cancelled":
        st.caption(t("trainings.survey.cancelled"))
    elif not member.may_edit:
        st.caption(t("trainings.survey.none"))
    if member.may_edit and view.status != "cancelled" and not any(one.state != "closed" for one in found):
        _opening(member, view, t, is_first=not found)
    for older in found[1:]:
        received = t.number(older.received)
        state = t.term("vocabulary.link_state", older.state).lower()
        st.caption(t("trainings.survey.older", code=older.code, state=state, received=received))


def _link(member: Member, view: TrainingView, link: LinkView, t: Translator) -> None:
    if link.state != "closed":
        path = links.form_address(link.code)
        picture, words_beside = st.columns([1, 1], vertical_alignment="center", wrap=False)
        with picture:
            st.markdown(links.qr_picture(link.code, t("trainings.survey.qr")))
        with words_beside:
            st.caption(t("trainings.survey.code"))
            st.header(spaced(link.code), anchor=False)
            st.caption(t("trainings.survey.poster"))
            poster_buttons(member, link, t)
        st.code(links.public_address(path) or path, language=None, wrap_lines=True)
    st.markdown(f"**{t.term('vocabulary.link_state', link.state)}** · {_until(link, t)}")
    _progress(link, view, t)
    if member.may_edit:
        _buttons(member, link, t)
    if member.may_edit and link.state != "closed":
        link_safety(member, link, t)


def spaced(code: str) -> str:
    """K7M2 PQ9X: easier to copy from a board."""
    return f"{code[:4]} {code[4:]}"


def _until(link: LinkView, t: Translator) -> str:
    if link.state == "not_yet" and link.opens_on:
        return t("trainings.survey.opens", day=t.date(link.opens_on, "medium"))
    if link.state == "open" and link.closes_on:
        return t("trainings.survey.closes", day=t.date(link.closes_on, "medium"))
    if link.state == "open":
        return t("trainings.survey.no_end")
    return t("trainings.survey.takes_none")


def _progress(link: LinkView, view: TrainingView, t: Translator) -> None:
    received = t.plural("trainings.survey.received", link.received)
    if view.attendance_total:
        share = min(1.0, link.received / view.attendance_total)
        of = t("trainings.survey.of", received=received, attended=t.number(view.attendance_total))
        st.progress(share, of)
    else:
        st.markdown(t("trainings.survey.of_unknown", received=received))


def _buttons(member: Member, link: LinkView, t: Translator) -> None:
    if link.state == "open":
        st.button(t("paper.open"), type="tertiary", icon=":material/edit_note:", on_click=open_paper)
    if link.state != "closed":
        if st.button(t("trainings.survey.close"), type="primary", icon=":material/lock:", key="close_link"):
            _confirm_close(member, link)
    elif st.button(t("trainings.survey.reopen"), type="tertiary", key="reopen_link"):
        reopen_link(database(), member, link.id, now=clock.now())
        data.forget()
        st.rerun()


def _confirm_close(member: Member, link: LinkView) -> None:
    t = words()

    @st.dialog(t("trainings.survey.close_title"))
    def ask() -> None:
        k = t.number(settings().k)
        st.markdown(t("trainings.survey.close_text", received=t.number(link.received), k=k))
        label = t("trainings.survey.close_confirm")
        if st.button(
            label, type="primary", key="close_link_confirm", on_click=_close, args=(member, link.id)
        ):
            st.rerun()

    ask()


def _close(member: Member, link_id: int) -> None:
    t = words()
    try:
        close_link(database(), member, link_id, now=clock.now(), k=settings().k)
    except HuellaError as error:
        session.say(error.message(t))
    else:
        data.forget()
        session.say(t("trainings.survey.closed_now"))


def _survey_choice(member: Member, view: TrainingView, t: Translator) -> str | int:
    """A built-in survey's name, or the id of one that the team has published."""
    published = {
        one.id: one.title for one in list_surveys(database(), member) if one.newest and not one.is_builtin
    }
    titles = {name: one.title for name, one in templates().items()} | published
    chosen = st.selectbox(
        t("versions.opening.survey"),
        list(titles),
        format_func=lambda each: titles[each].text(t.language),
        key="open_survey",
    )
    if view.objectives:
        st.caption(t("versions.opening.objectives"))
    return chosen or POST_TRAINING


def _opening(member: Member, view: TrainingView, t: Translator, *, is_first: bool) -> None:
    label = t("trainings.survey.open" if is_first else "trainings.survey.open_another")
    with (
        st.expander(label, expanded=is_first, icon=":material/qr_code_2:"),
        st.form("open_link", border=False),
    ):
        closes_on = st.date_input(
            t("trainings.survey.closes_on"), value=None, format="DD/MM/YYYY", min_value=today(),
            max_value=date(2100, 12, 31),
        )  # fmt: skip
        survey = _survey_choice(member, view, t)
        language = st.selectbox(
            t("trainings.survey.language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__
        )
        pin = st.text_input(
            t("safety.panel.pin_opening"), max_chars=12, autocomplete="off", help=t("safety.panel.pin_help")
        )
        is_sent = st.form_submit_button(t("trainings.survey.open_button"), type="primary")
    if is_sent:
        _open(member, view, closes_on, language or "es", survey, pin or "", t)


def _open(
    member: Member, view: TrainingView, closes_on: date | None, language: str, survey: str | int, pin: str,
    t: Translator,
) -> None:  # fmt: skip
    try:
        pin = checked_pin(pin) if pin else ""
        opened = open_link(
            database(),
            member,
            view.id,
            now=clock.now(),
            closes_on=closes_on,
            language=language,
            timezone=settings().timezone,
            survey=survey,
        )
        if pin:
            set_pin(database(), member, opened.id, pin, now=clock.now())
    except InvalidInputError as error:
        for problem in error.problems:
            st.markdown(f":red[:material/error: {problem.message(t)}]")
    except HuellaError as error:
        st.markdown(f":red[:material/error: {error.message(t)}]")
    else:
        data.forget()
        st.rerun()
