"""One Streamlit widget for each type of question; each gives the answer as a form sends it, or nothing."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.definition import Question
from dashboard.survey.labels import options, part_labels
from dashboard.survey.question_types import ACKNOWLEDGED, TEXT_LIMIT
from dashboard.survey.question_types.moments import FIRST_YEAR, LAST_YEAR
from dashboard.survey.question_types.numeric import grid
from dashboard.ui import session
from dashboard.ui.plain import plain

LONGEST_RADIO = 8
LONGEST_LINE = 150
LONGEST_SLIDER = 101
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
DAY_FORMAT = "DD/MM/YYYY"
TIME_STEP = 300
"""Seconds between the times that are offered; any other can be typed."""


def draw_widget(question: Question, key: str, t: Translator) -> object:
    """The question's widget; its words and its choices are those of this moment."""
    return _WIDGETS[question.type](question, key, t)


def prefill(question: Question, key: str, answer: object) -> None:
    """Puts a default into a widget that has not been drawn yet."""
    kind, state = question.type, session.state()
    if kind == "date":
        state[key] = date.fromisoformat(str(answer))
    elif kind == "time":
        state[key] = time.fromisoformat(str(answer))
    elif kind == "datetime":
        moment = datetime.fromisoformat(str(answer))
        state[_day_key(key)], state[_time_key(key)] = moment.date(), moment.time()
    elif kind == "decimal" and isinstance(answer, int | float):
        state[key] = float(answer)
    elif kind == "range" and not _is_slider(question):
        state[key] = float(str(answer))
    else:
        state[key] = answer if kind != "acknowledge" else True


def widget_key(question: Question, key: str) -> str:
    """The key whose presence says that a question was drawn before."""
    return _day_key(key) if question.type == "datetime" else key


def keep_what_fits(question: Question, key: str) -> None:
    """An answer that is no longer offered is unmarked, before its widget would refuse it."""
    state, offered = session.state(), {choice.value for choice in question.choices}
    value = state.get(key)
    if isinstance(value, list):
        state[key] = [member for member in value if member in offered]
    elif isinstance(value, str) and value not in offered:
        state[key] = None


def _words(question: Question, t: Translator) -> dict[str, str]:
    return {option.value: plain(option.label) for option in options(question, t)}


def _label(question: Question, t: Translator) -> str:
    return plain(question.label.text(t.language))


def _one(question: Question, key: str, t: Translator) -> object:
    labels = {option.value: option.label for option in options(question, t)}
    if not labels:
        return _nothing(t)
    if "smileys" in question.appearance.split():
        return _scale(question, key, t)
    if len(labels) > LONGEST_RADIO or "minimal" in question.appearance.split():
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


def _nothing(t: Translator) -> object:
    st.caption(t("feedback.nothing"))
    return None


def _several(question: Question, key: str, t: Translator) -> object:
    labels = _words(question, t)
    if not labels:
        return _nothing(t)
    return st.pills(
        _label(question, t),
        list(labels),
        selection_mode="multi",
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
    )


def _scale(question: Question, key: str, t: Translator) -> object:
    """Steps side by side; a pressed step is released by pressing it again. Faces are words here."""
    labels = _words(question, t)
    if question.type == "likert" and "smileys" in question.appearance.split():
        labels = {value: t(f"survey.scale.{value}") for value in labels}
    return st.pills(
        _label(question, t),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
    )


def _pair(question: Question, key: str, t: Translator) -> object:
    labels = _words(question, t)
    given = {
        part.value: st.pills(
            part.label, list(labels), format_func=labels.__getitem__, key=f"{key}_{part.value}"
        )
        for part in part_labels(t)
    }
    return {part: value for part, value in given.items() if value}


def _rank(question: Question, key: str, t: Translator) -> object:
    """Choices are taken one after the other: the order in which they were taken is the answer."""
    labels = {option.value: option.label for option in options(question, t)}
    if not labels:
        return _nothing(t)
    st.caption(t("feedback.rank"))
    return st.multiselect(
        _label(question, t),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        placeholder=t("feedback.rank_next"),
        label_visibility="collapsed",
    )


def _whole_number(question: Question, key: str, t: Translator) -> object:
    return st.number_input(_label(question, t), value=None, step=1, key=key, label_visibility="collapsed")


def _decimal(question: Question, key: str, t: Translator) -> object:
    return st.number_input(
        _label(question, t), value=None, step=0.1, format="%g", key=key, label_visibility="collapsed"
    )


def _is_slider(question: Question) -> bool:
    steps = grid(question)
    return steps is not None and steps.size <= LONGEST_SLIDER


def _range(question: Question, key: str, t: Translator) -> object:
    """A slider whose first place is "no answer": one that nobody moved says nothing."""
    steps = grid(question)
    if steps is None or not _is_slider(question):
        return _decimal(question, key, t)
    ends = [words.text(t.language) if words else "" for words in (question.low, question.high)]
    if any(ends):
        st.caption(plain(" → ".join(end for end in ends if end)))
    return st.select_slider(
        _label(question, t),
        ["", *steps.values],
        format_func=lambda value: t.number(float(value), 10) if value else t("feedback.unanswered"),
        key=key,
        label_visibility="collapsed",
    )


def _text(question: Question, key: str, t: Translator) -> object:
    limit = question.max_length or TEXT_LIMIT
    is_long = "multiline" in question.appearance.split() or (question.max_length or 0) > LONGEST_LINE
    if not is_long:
        return st.text_input(_label(question, t), max_chars=limit, key=key, label_visibility="collapsed")
    return st.text_area(
        _label(question, t), max_chars=limit, key=key, height=96, label_visibility="collapsed"
    )


def _date(question: Question, key: str, t: Translator) -> object:
    day = st.date_input(
        _label(question, t),
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format=DAY_FORMAT,
        key=key,
        label_visibility="collapsed",
    )
    return day.isoformat() if isinstance(day, date) else None


def _time(question: Question, key: str, t: Translator) -> object:
    chosen = st.time_input(
        _label(question, t), value=None, step=TIME_STEP, key=key, label_visibility="collapsed"
    )
    return chosen.isoformat("minutes") if isinstance(chosen, time) else None


def _datetime(question: Question, key: str, t: Translator) -> object:
    """Half of it is sent too: it is then refused with a word, instead of being lost."""
    with st.container(horizontal=True):
        day, chosen = _date(question, _day_key(key), t), _time(question, _time_key(key), t)
    return "T".join(str(part) for part in (day, chosen) if part) or None


def _day_key(key: str) -> str:
    return f"{key}_day"


def _time_key(key: str) -> str:
    return f"{key}_time"


def _acknowledge(question: Question, key: str, t: Translator) -> object:
    return ACKNOWLEDGED if st.checkbox(t("survey.acknowledge.yes"), key=key) else None


def _note(question: Question, key: str, t: Translator) -> object:
    """Its words stand there already."""
    return None


_WIDGETS: Mapping[str, Callable[[Question, str, Translator], object]] = MappingProxyType(
    {
        "text": _text,
        "integer": _whole_number,
        "decimal": _decimal,
        "range": _range,
        "select_one": _one,
        "select_multiple": _several,
        "likert": _scale,
        "nps": _scale,
        "retrospective_pair": _pair,
        "rank": _rank,
        "date": _date,
        "time": _time,
        "datetime": _datetime,
        "acknowledge": _acknowledge,
        "note": _note,
    }
)
