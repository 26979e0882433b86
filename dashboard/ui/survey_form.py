"""Draws a survey definition with Streamlit's widgets; what is asked and stored is decided elsewhere."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.labels import options, part_labels
from dashboard.survey.logic import is_relevant, progress
from dashboard.survey.question_types import TEXT_LIMIT
from dashboard.ui import session
from dashboard.ui.plain import plain

Messages = Mapping[str, list[str]]
LONGEST_RADIO = 8


def draw_survey(definition: Definition, code: str, messages: Messages, t: Translator) -> dict[str, object]:
    """Draws every section and question that is asked now, with what is wrong beside it; the raw answers."""
    answers: dict[str, object] = {}
    gauge = st.empty()
    for section in definition.sections:
        if is_relevant(section.relevant, answers):
            _draw_section(section, code, answers, messages, t)
    done = progress(definition, answers)
    gauge.progress(done.share, t("feedback.progress", answered=done.answered, asked=done.asked))
    return answers


def _draw_section(
    section: Section, code: str, answers: dict[str, object], messages: Messages, t: Translator
) -> None:
    if section.title:
        st.subheader(plain(section.title.text(t.language)), anchor=False)
    if section.intro:
        st.caption(plain(section.intro.text(t.language)))
    for item in section.items:
        if not is_relevant(item.relevant, answers):
            continue
        if isinstance(item, Section):
            _draw_section(item, code, answers, messages, t)
        else:
            _draw_question(item, code, answers, messages, t)
    st.space("small")


def _draw_question(
    question: Question, code: str, answers: dict[str, object], messages: Messages, t: Translator
) -> None:
    with st.container(gap="xsmall", key=f"frame_{code}_{question.name}"):
        st.markdown(_label(question, t))
        if question.hint:
            st.caption(plain(question.hint.text(t.language)))
        value = _WIDGETS[question.type](question, session.question_key(code, question.name), t)
        for message in messages.get(question.name, []):
            st.markdown(f":red[:material/error: {plain(message)}]")
    if value not in (None, "", [], {}):
        answers[question.name] = value


def _label(question: Question, t: Translator) -> str:
    words = plain(question.label.text(t.language))
    return t("feedback.required", question=words) if question.required else words


def _one(question: Question, key: str, t: Translator) -> object:
    labels = {option.value: option.label for option in options(question, t)}
    if len(labels) > LONGEST_RADIO:
        return st.selectbox(
            _label(question, t),
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            key=key,
            placeholder=t("feedback.choose"),
            label_visibility="collapsed",
        )
    return st.radio(
        _label(question, t),
        list(labels),
        index=None,
        format_func=lambda value: plain(labels[value]),
        key=key,
        label_visibility="collapsed",
    )


def _several(question: Question, key: str, t: Translator) -> object:
    labels = {option.value: option.label for option in options(question, t)}
    return st.pills(
        _label(question, t),
        list(labels),
        selection_mode="multi",
        format_func=lambda value: plain(labels[value]),
        key=key,
        label_visibility="collapsed",
    )


def _scale(question: Question, key: str, t: Translator) -> object:
    """Steps side by side; a pressed step is released by pressing it again."""
    labels = {option.value: option.label for option in options(question, t)}
    return st.pills(
        _label(question, t),
        list(labels),
        format_func=lambda value: plain(labels[value]),
        key=key,
        label_visibility="collapsed",
    )


def _pair(question: Question, key: str, t: Translator) -> object:
    labels = {option.value: option.label for option in options(question, t)}
    given = {
        part.value: st.pills(
            part.label,
            list(labels),
            format_func=lambda value: plain(labels[value]),
            key=f"{key}_{part.value}",
        )
        for part in part_labels(t)
    }
    return {part: value for part, value in given.items() if value}


def _whole_number(question: Question, key: str, t: Translator) -> object:
    return st.number_input(_label(question, t), value=None, step=1, key=key, label_visibility="collapsed")


def _text(question: Question, key: str, t: Translator) -> object:
    limit = question.max_length or TEXT_LIMIT
    return st.text_area(
        _label(question, t), max_chars=limit, key=key, height=96, label_visibility="collapsed"
    )


def _note(question: Question, key: str, t: Translator) -> object:
    """Its words stand there already."""
    return None


_WIDGETS: Mapping[str, Callable[[Question, str, Translator], object]] = MappingProxyType(
    {
        "text": _text,
        "integer": _whole_number,
        "select_one": _one,
        "select_multiple": _several,
        "likert": _scale,
        "nps": _scale,
        "retrospective_pair": _pair,
        "note": _note,
    }
)
