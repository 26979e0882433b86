"""Draws one part of a survey with Streamlit's widgets; what is asked and stored is decided elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.choices import choices_for
from dashboard.survey.definition import Choice, Definition, Placed, Question, Section
from dashboard.survey.expressions import Context
from dashboard.survey.labels import labels_in
from dashboard.survey.logic import is_required, progress, walk
from dashboard.survey.piping import piped_words
from dashboard.survey.prefilled import default_answer
from dashboard.survey.question_types import type_of
from dashboard.survey.words import Words
from dashboard.ui import session
from dashboard.ui.form_parts import Part, draft, keep_widgets, open_part
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
    part: Section
    draft: dict[str, object]
    answers: dict[str, object] = field(default_factory=dict)
    opened: Section | None = None

    def placed(self, question: Question) -> Placed:
        return next(p for p in self.definition.placed() if p.question is question)


def draw_part(
    definition: Definition, code: str, messages: Messages, t: Translator, now: datetime
) -> tuple[Part, dict[str, object]]:
    """Draws what is asked now in the part that is open, with what is wrong beside it; that part, and the raw
    answers of all parts.
    """
    keep_widgets(code)
    part = open_part(definition, code, now)
    sheet = _Sheet(definition, code, messages, t, now, definition.sections[part.section], draft(code))
    gauge = st.empty()
    for _ in walk(definition, partial(_asked, sheet), now=now, language=t.language):
        pass
    session.state()[session.draft_key(code)] = sheet.answers
    done = progress(definition, sheet.answers, now=now)
    said = t("feedback.progress", answered=done.answered, asked=done.asked)
    if part.count > 1:
        said = t("feedback.part", number=part.number, count=part.count, progress=said)
    gauge.progress(done.share, said)
    return part, sheet.answers


def _asked(sheet: _Sheet, question: Question, context: Context) -> object:
    """The answer to a question whose turn it is, for those that follow; only the open part is drawn."""
    if not type_of(question).is_asked:
        return None
    placed = sheet.placed(question)
    is_here = placed.inside[0] is sheet.part
    answer = _drawn(sheet, placed, context) if is_here else sheet.draft.get(question.name)
    if answer in (None, "", [], {}):
        return None
    sheet.answers[question.name] = answer
    return answer


def _drawn(sheet: _Sheet, placed: Placed, context: Context) -> object:
    question, section = placed.question, placed.section
    say = partial(_said, sheet, context)
    if section is not sheet.opened:
        _draw_heading(section, sheet, context)
        sheet.opened = section
    offered = choices_for(question, context.answers, seed=session.response_id(sheet.code), now=sheet.now)
    shown = replace(
        question,
        label=say(question.label),
        choices=tuple(Choice(c.value, say(c.label), c.exclusive, c.columns) for c in offered),
    )
    return _draw_question(shown, sheet, context)


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
