"""A new survey: from the library, from a file, or from nothing but a title."""

from dataclasses import replace

import streamlit as st

from dashboard.errors import HuellaError, InvalidInputError
from dashboard.i18n import LANGUAGES, Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.surveys import create_survey, templates
from dashboard.survey.definition import Definition, Section
from dashboard.survey.edits import name_from
from dashboard.survey.words import Words
from dashboard.ui import address, session
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.survey_import import import_file
from dashboard.ui.survey_parts import language_name
from dashboard.ui.switches import choice

WAYS = ("library", "file", "blank")
LONGEST_TITLE = 200
CONSENT_OF = "post_training"
"""A new survey asks for consent as the built-in one does, until somebody words it otherwise."""


def start_new() -> None:
    """What the button "create" does."""
    address.replace({"create": "1"})


def create_page(member: Member) -> None:
    """The three ways; made, a survey is opened."""
    t = words()
    st.button(t("surveys.back"), icon=":material/arrow_back:", type="tertiary", on_click=_leave)
    st.header(t("surveys.create.title"), anchor=False)
    _refusal()
    way = choice("from", WAYS, t("surveys.create.title"), "surveys.create.from", t)
    if way == "library":
        _library(member, t)
    elif way == "file":
        import_file(member, make)
    else:
        _blank(member, t)


def _leave() -> None:
    session.forget(session.builder_key(0, ""))
    address.replace({})


def make(member: Member, definition: Definition) -> None:
    """Stores a new survey and opens it; what is refused is said on the same page."""
    t = words()
    try:
        made = create_survey(database(), member, definition, now=clock.now())
    except HuellaError as error:
        problems = error.problems if isinstance(error, InvalidInputError) else ()
        said = " ".join([error.message(t), *(problem.message(t) for problem in problems)])
        session.state()[session.builder_key(0, "refusal")] = said
    else:
        session.forget(session.builder_key(0, ""))
        session.say(t("surveys.create.done"))
        address.replace({"survey": str(made)})


def _refusal() -> None:
    said = session.state().pop(session.builder_key(0, "refusal"), None)
    if said:
        st.markdown(f":red[:material/error: {plain(str(said))}]")


def _library(member: Member, t: Translator) -> None:
    columns = st.columns(2)
    for number, (name, definition) in enumerate(templates().items()):
        with columns[number % 2].container(border=True):
            st.subheader(plain(definition.title.text(t.language)), anchor=False)
            st.markdown(t.term("surveys.library", name))
            languages = ", ".join(language_name(each) for each in definition.languages)
            st.caption(f"{t.plural('surveys.questions', len(definition.questions))} · {languages}")
            st.button(
                t("surveys.create.use"),
                key=session.builder_key(0, f"use_{name}"),
                on_click=make,
                args=(member, definition),
            )


def _blank(member: Member, t: Translator) -> None:
    with st.form(session.builder_key(0, "blank"), border=False):
        st.text_input(t("surveys.create.name"), key=session.builder_key(0, "title"), max_chars=LONGEST_TITLE)
        st.selectbox(
            t("surveys.create.language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            key=session.builder_key(0, "language"),
        )
        st.form_submit_button(t("surveys.create.make"), type="primary", on_click=_make_blank, args=(member,))


def _make_blank(member: Member) -> None:
    title = session.text(session.builder_key(0, "title")).strip()
    language = session.text(session.builder_key(0, "language")) or "es"
    if title:
        make(member, blank_survey(title, language))
    else:
        session.state()[session.builder_key(0, "refusal")] = words()("surveys.create.no_title")


def blank_survey(title: str, language: str) -> Definition:
    """A survey without questions, with one section and the usual consent."""
    usual = templates()[CONSENT_OF]
    return replace(
        usual,
        name=name_from(title, "survey"),
        title=Words(((language, title),)),
        languages=(language,),
        default_language=language,
        sections=(Section("questions", None),),
    )
