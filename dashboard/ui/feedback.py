"""The participant's way through the page: code, consent, questions, thanks."""

from html import escape
from time import monotonic
from typing import cast

import streamlit as st

from dashboard.errors import HuellaError, InvalidAnswersError, LinkClosedError, NotFoundError
from dashboard.i18n import Translator
from dashboard.services import links as survey_links
from dashboard.services.clock import now
from dashboard.services.codes import in_fours, tidy_code, withdrawal_code
from dashboard.services.responses import OpenForm, Submission, open_form, submit_response
from dashboard.survey.problems import Problem, Problems
from dashboard.ui import form_parts, links, session
from dashboard.ui.language import words
from dashboard.ui.look import button_style, field_style
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, local, today
from dashboard.ui.survey_form import draw_part

KIOSK_THANKS = 60.0
"""Seconds that the thanks stay on a shared screen, where the next person must not read the code."""
LOOK_SECONDS = 5.0


def ask_for_code() -> None:
    """The field for a code and its button; a known code leads to its survey on this page."""
    t = words()
    with st.form("code", border=False):
        typed = st.text_input(
            t("home.code.label"), placeholder=t("home.code.placeholder"), max_chars=20, autocomplete="off"
        )
        is_sent = st.form_submit_button(
            t("home.code.button"), type="primary", icon=":material/arrow_forward:"
        )
    if not is_sent:
        return
    code = tidy_code(typed or "")
    if not code or not survey_links.link_exists(database(), code):
        st.markdown(f":red[:material/error: {t('errors.link_unknown')}]")
    else:
        st.switch_page(links.page("feedback"), query_params={"code": code})


def door_to_the_light_form() -> None:
    """The same field as plain HTML: it leads to the light form, which needs nothing that this page needed."""
    t = words()
    label, example, button = (escape(t(f"home.code.{part}")) for part in ("label", "placeholder", "button"))
    st.html(
        f'<form action="/f" method="get" style="display:flex;flex-wrap:wrap;gap:0.75rem;margin:0.5rem 0">'
        f'<label for="code" style="flex:1 0 100%;font-size:0.875rem">{label}</label>'
        f'<input id="code" name="code" placeholder="{example}" maxlength="20" autocomplete="off" '
        f'autocapitalize="characters" spellcheck="false" required style="{field_style()}">'
        f'<button type="submit" style="{button_style()};border:0;font:inherit">{button}</button>'
        f"</form>"
    )


def survey(code: str) -> None:
    """The form behind a code, or the sentence that says why there is none."""
    t = words()
    try:
        form = open_form(database(), code, today=today())
    except (NotFoundError, LinkClosedError) as error:
        st.markdown(f":material/info: {error.message(t)}")
        ask_for_code()
        return
    st.header(plain(form.definition.title.text(t.language)), anchor=False)
    st.caption(
        plain(" · ".join(part for part in (form.training_title, form.organiser, form.territory_name) if part))
    )
    if form.has_pin or form.needs_slip:
        _elsewhere(form, t)
    elif session.flag(session.sent_key(form.code)):
        _thanks(form, t)
    elif session.flag(session.consent_key(form.code)):
        _questions(form, t)
    else:
        _consent(form, t)


def _elsewhere(form: OpenForm, t: Translator) -> None:
    """Guesses of a PIN or a slip are counted at one door only."""
    st.markdown(t("safety.feedback.text"))
    links.server_link(t("safety.feedback.button"), links.form_address(form.code), is_button=True)


def _consent(form: OpenForm, t: Translator) -> None:
    consent = form.definition.consent
    st.subheader(plain(consent.title.text(t.language)), anchor=False)
    for paragraph in consent.paragraphs:
        st.markdown(plain(paragraph.text(t.language)))
    st.caption(plain(consent.minor_note.text(t.language)))
    with st.container(horizontal=True):
        agrees = st.button(plain(consent.agree.text(t.language)), type="primary")
        declines = st.button(plain(consent.decline.text(t.language)))
    links.server_link(t("feedback.light"), links.form_address(form.code))
    if agrees:
        session.state()[session.consent_key(form.code)] = True
        st.rerun()
    if declines:
        st.markdown(t("feedback.declined"))


def _questions(form: OpenForm, t: Translator) -> None:
    messages = cast("dict[str, list[str]]", session.state().get(session.problems_key(form.code), {}))
    if messages:
        st.markdown(f":red[:material/error: {t('errors.invalid_answers')}]")
    for message in messages.get("", []):
        st.markdown(f":red[{plain(message)}]")
    part, answers = draw_part(form.definition, form.code, messages, t, local(now()))
    with st.container(horizontal=True, key="form_steps"):
        if part.number > 1 and st.button(t("feedback.back"), icon=":material/arrow_back:"):
            _turn(form, part.number - 1)
        if part.is_last:
            if st.button(t("feedback.send"), type="primary", icon=":material/send:"):
                _send(form, answers, t)
        elif st.button(
            t("feedback.next"), type="primary", icon=":material/arrow_forward:", icon_position="right"
        ):
            _go_on(form, part, answers, t)
    links.server_link(t("feedback.light"), links.form_address(form.code))


def _turn(form: OpenForm, number: int) -> None:
    """Opens another part; what was wrong in this one is said again where it is sent."""
    session.state().pop(session.problems_key(form.code), None)
    asked = form_parts.parts(form.definition, form.code, local(now()))
    form_parts.go_to(form.code, asked[number - 1])
    st.rerun()


def _go_on(form: OpenForm, part: form_parts.Part, answers: dict[str, object], t: Translator) -> None:
    """To the next part, unless something in this one is wrong."""
    problems = form_parts.problems_in(form.definition, part, answers, local(now()))
    if problems is None:
        _turn(form, part.number + 1)
    else:
        session.state()[session.problems_key(form.code)] = problems.messages(t)
        st.rerun()


def _send(form: OpenForm, answers: dict[str, object], t: Translator) -> None:
    """Hands the answers in; whatever is refused stays on the screen, with the reason."""
    submission = Submission(
        code=form.code,
        id=session.response_id(form.code),
        answers=answers,
        language=t.language,
        channel="page",
        has_consent=session.flag(session.consent_key(form.code)),
    )
    try:
        submit_response(database(), submission, today=today(), now=local(now()))
    except InvalidAnswersError as error:
        messages = _messages(error, t)
        session.state()[session.problems_key(form.code)] = messages
        form_parts.go_to_problem(form.definition, form.code, set(messages), local(now()))
        st.rerun()
    except HuellaError as error:
        st.markdown(f":red[:material/error: {error.message(t)}]")
    else:
        _forget_answers(form.code)
        session.state()[session.sent_key(form.code)] = True
        st.rerun()


def _messages(error: InvalidAnswersError, t: Translator) -> dict[str, list[str]]:
    return Problems(tuple(cast("Problem", problem) for problem in error.problems)).messages(t)


def _forget_answers(code: str) -> None:
    """What was sent leaves the session: the next person at this screen must not read it."""
    for key in (session.problems_key(code), session.draft_key(code), session.part_key(code)):
        session.state().pop(key, None)
    session.forget(session.question_key(code, ""))


def _thanks(form: OpenForm, t: Translator) -> None:
    st.subheader(t("feedback.thanks.title"), anchor=False)
    st.markdown(t("feedback.thanks.text"))
    _receipt(form, t)
    if form.is_kiosk:
        if st.button(t("feedback.thanks.next"), type="primary"):
            _next_person(form.code)
        _leave_in_time(form.code)


@st.fragment(run_every=LOOK_SECONDS)
def _leave_in_time(code: str) -> None:
    """The code to take a response back with is not left on a shared screen for whoever comes next."""
    since = session.state().setdefault(session.thanked_key(code), monotonic())
    if not isinstance(since, float) or monotonic() - since >= KIOSK_THANKS:
        _next_person(code)


def _next_person(code: str) -> None:
    for key in (
        session.sent_key(code),
        session.thanked_key(code),
        session.consent_key(code),
        session.response_key(code),
    ):
        session.state().pop(key, None)
    st.rerun()


def _receipt(form: OpenForm, t: Translator) -> None:
    """What a response is taken back with, as the light form says it; the id alone gives the code."""
    address = links.public_address("/w").split("://")[-1]
    st.markdown(t("withdrawal.receipt", address=plain(address)))
    st.code(in_fours(withdrawal_code(session.response_id(form.code))), language=None)
    st.caption(t("withdrawal.receipt_keep"))
