"""Draws a survey definition with Streamlit's widgets; what is asked and stored is decided elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.choices import choices_for
from dashboard.survey.definition import Choice, Definition, Question, Section
from dashboard.survey.expressions import Context
from dashboard.survey.labels import labels_in
from dashboard.survey.logic import is_required, progress, walk
from dashboard.survey.piping import piped_words
from dashboard.survey.prefilled import default_answer
from dashboard.survey.question_types import type_of
from dashboard.survey.words import Words
from dashboard.ui import session
from dashboard.ui.plain import plain
from dashboard.ui.survey_widgets import draw_widget, keep_what_fits, prefill, widget_key

Messages = Mapping[str, list[str]]


@dataclass(slots=True)
class _Sheet:
    """A form while it is being drawn: whose it is, what stands on it so far."""

    definition: Definition
    code: str
    messages: Messages
    t: Translator
    now: datetime
    answers: dict[str, object] = field(default_factory=dict)
    opened: Section | None = None

    def section_of(self, question: Question) -> Section:
        return next(p.section for p in self.definition.placed() if p.question is question)


def draw_survey(
    definition: Definition, code: str, messages: Messages, t: Translator, now: datetime
) -> dict[str, object]:
    """Draws every section and question that is asked now, with what is wrong beside it; the raw answers."""
    sheet = _Sheet(definition, code, messages, t, now)
    gauge = st.empty()
    for _ in walk(definition, partial(_asked, sheet), now=now, language=t.language):
        pass
    done = progress(definition, sheet.answers, now=now)
    gauge.progress(done.share, t("feedback.progress", answered=done.answered, asked=done.asked))
    return sheet.answers


def _asked(sheet: _Sheet, question: Question, context: Context) -> object:
    """Draws a question whose turn it is, and gives its answer to those that follow."""
    if not type_of(question).is_asked:
        return None
    say = partial(_said, sheet, context)
    section = sheet.section_of(question)
    if section is not sheet.opened:
        _draw_heading(section, sheet, context)
        sheet.opened = section
    offered = choices_for(question, context.answers, seed=session.response_id(sheet.code), now=sheet.now)
    shown = replace(
        question,
        label=say(question.label),
        choices=tuple(Choice(c.value, say(c.label), c.exclusive, c.columns) for c in offered),
    )
    answer = _draw_question(shown, sheet, context)
    if answer in (None, "", [], {}):
        return None
    sheet.answers[question.name] = answer
    return answer


def _said(sheet: _Sheet, context: Context, words: Words) -> Words:
    """The words with the answers in them that they speak of."""
    return piped_words(words, context.answers, labels_in(sheet.definition))


def _draw_heading(section: Section, sheet: _Sheet, context: Context) -> None:
    if sheet.opened is not None:
        st.space("small")
    if section.title:
        title = _said(sheet, context, section.title)
        st.subheader(plain(title.text(sheet.t.language)), anchor=False)
    if section.intro:
        st.caption(plain(_said(sheet, context, section.intro).text(sheet.t.language)))


def _draw_question(question: Question, sheet: _Sheet, context: Context) -> object:
    t, key = sheet.t, session.question_key(sheet.code, question.name)
    with st.container(gap="xsmall", key=f"frame_{sheet.code}_{question.name}"):
        words = plain(question.label.text(t.language))
        needs = is_required(question, context)
        st.markdown(t("feedback.required", question=words) if needs else words)
        if question.hint:
            st.caption(plain(_said(sheet, context, question.hint).text(t.language)))
        if question.guidance:
            with st.expander(t("feedback.guidance")):
                st.markdown(plain(_said(sheet, context, question.guidance).text(t.language)))
        if question.choices:
            keep_what_fits(question, key)
        if widget_key(question, key) not in session.state():
            default = default_answer(question, context)
            if default is not None:
                prefill(question, key, default)
        value = draw_widget(question, key, t)
        for message in sheet.messages.get(question.name, []):
            st.markdown(f":red[:material/error: {plain(message)}]")
    return value
