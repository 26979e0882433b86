"""The fields of one question: what everyone needs first, the rest folded away; which, depends on the type."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.definition import PUBLISHED, Question
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.ui import session
from dashboard.ui.survey_parts import type_name
from dashboard.ui.survey_question_values import SCALES, SEVERAL, needs_choices

LONGEST = 2000
APPEARANCES = ("", "smileys", "likert", "minimal", "multiline")
SMILEYS = frozenset({"likert", "select_one", "range"})
CALCULATED = frozenset({"calculate", "hidden"})


@dataclass(frozen=True, slots=True)
class Fields:
    """Widgets named after what they hold; each calls `save` with its name when it changed."""

    key: Callable[[str], str]
    save: Callable[[str], None]
    t: Translator

    def line(self, name: str, *, has_help: bool = False) -> None:
        st.text_input(
            self._label(name), key=self.key(name), max_chars=LONGEST, help=self._help(name, has_help),
            on_change=self.save, args=(name,),
        )  # fmt: skip

    def area(self, name: str, *, height: int = 80, has_help: bool = False) -> None:
        st.text_area(
            self._label(name), key=self.key(name), height=height, help=self._help(name, has_help),
            on_change=self.save, args=(name,),
        )  # fmt: skip

    def tick(self, name: str) -> None:
        st.checkbox(self._label(name), key=self.key(name), on_change=self.save, args=(name,))

    def pick(
        self, name: str, options: Sequence[str], words: Callable[[str], str], *, has_help: bool = False
    ) -> None:
        st.selectbox(
            self._label(name), options, format_func=words, key=self.key(name),
            help=self._help(name, has_help), on_change=self.save, args=(name,),
        )  # fmt: skip

    def decimal(self, name: str) -> None:
        st.number_input(
            self._label(name), key=self.key(name), value=None, step=1.0, format="%g", on_change=self.save,
            args=(name,),
        )  # fmt: skip

    def _label(self, name: str) -> str:
        return self.t(f"surveys.form.{name}")

    def _help(self, name: str, has_help: bool) -> str | None:
        return self.t(f"surveys.form_help.{name}") if has_help else None


def draw_fields(fields: Fields, question: Question) -> None:
    """Every field that the type of the question has."""
    t, kind = fields.t, question.type
    fields.area("label")
    kinds = [one for one in QUESTION_TYPES if one != "unsupported" or kind == one]
    fields.pick("type", kinds, lambda one: type_name(one, t))
    _answering(fields, question)
    fields.tick("required")
    fields.line("hint")
    with st.expander(t("surveys.form.logic"), icon=":material/account_tree:"):
        _logic(fields, kind)
    with st.expander(t("surveys.form.publishing"), icon=":material/shield:"):
        fields.pick("published", PUBLISHED, lambda one: t(f"surveys.published.{one}"), has_help=True)
        fields.tick("sensitive")
    with st.expander(t("surveys.form.more"), icon=":material/tune:"):
        _more(fields, kind)


def _answering(fields: Fields, question: Question) -> None:
    """Choices, ends of a scale, bounds: what belongs to the type."""
    kind = question.type
    if needs_choices(kind):
        fields.area("choices", height=176, has_help=True)
        fields.tick("is_shuffled")
    if kind in SEVERAL and question.choices:
        _exclusive(fields, question)
    if kind == "range":
        for column, name in zip(st.columns(3), ("least", "most", "step"), strict=True):
            with column:
                fields.decimal(name)
    if kind in SCALES:
        for column, name in zip(st.columns(2), ("low", "high"), strict=True):
            with column:
                fields.line(name)
    if kind == "text":
        st.number_input(
            fields.t("surveys.form.max_length"), key=fields.key("max_length"), value=None, min_value=1,
            max_value=LONGEST, step=1, on_change=fields.save, args=("max_length",),
        )  # fmt: skip
    if kind in CALCULATED:
        fields.area("calculation")


def _exclusive(fields: Fields, question: Question) -> None:
    """Choices that stand alone: "none of these"."""
    labels = {choice.value: choice.label.text(fields.t.language) for choice in question.choices}
    key = fields.key("exclusive")
    kept = cast("list[str]", session.state().get(key) or [])
    session.state()[key] = [value for value in kept if value in labels]
    st.multiselect(
        fields.t("surveys.form.exclusive"), list(labels), format_func=labels.__getitem__, key=key,
        on_change=fields.save, args=("exclusive",), placeholder=fields.t("surveys.form.exclusive_none"),
    )  # fmt: skip


def _logic(fields: Fields, kind: str) -> None:
    fields.area("relevant", height=68, has_help=True)
    fields.line("constraint", has_help=True)
    fields.line("constraint_message")
    fields.line("required_when")
    fields.line("required_message")
    if needs_choices(kind):
        fields.line("choice_filter")


def _more(fields: Fields, kind: str) -> None:
    fields.line("name", has_help=True)
    fields.area("guidance", height=68)
    fields.line("default")
    own = session.text(fields.key("appearance"))
    offered = [one for one in APPEARANCES if one != "smileys" or kind in SMILEYS]
    fields.pick(
        "appearance",
        [*offered, *([own] if own not in offered else [])],
        lambda one: fields.t.term("surveys.appearance", one or "usual"),
    )
