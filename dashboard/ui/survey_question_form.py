"""The form of one question: what it asks, its choices, its rules, what is published; and its buttons."""

from functools import partial
from typing import cast

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey import edits
from dashboard.survey.definition import Definition, Question
from dashboard.ui import session
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.survey_desk import Desk, change, conflict_message, is_mine
from dashboard.ui.survey_parts import open_question, section_name
from dashboard.ui.survey_problems import problems_of
from dashboard.ui.survey_question_fields import Fields, draw_fields
from dashboard.ui.survey_question_values import question_of, question_values

SAVED = "saved"


def question_form(desk: Desk, name: str) -> None:
    """The chosen question: which one, its buttons, what is wrong with it, and its fields."""
    t = words()
    question = desk.definition.question(name)
    _buttons(desk, name, t)
    for problem in problems_of(desk.definition, name):
        st.markdown(f":red[:material/error: {plain(problem.message(t))}]")
    form = _Form(desk, name)
    form.fill(question, t)
    draw_fields(Fields(form.key, form.save, t), question)
    _section_of(desk, name, t)
    st.button(
        t("surveys.form.to_logic"),
        icon=":material/account_tree:",
        type="tertiary",
        key=desk.key("to_logic"),
        on_click=open_question,
        args=(name,),
        kwargs={"tab": "logic"},
    )


class _Form:
    """The fields of one question in the session, and the question as it was when they were filled."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.name = desk, name

    def key(self, field: str) -> str:
        return self.desk.key(f"field_{self.name}_{field}")

    def fill(self, question: Question, t: Translator) -> None:
        """Fields hold what is stored; what could not be stored stays typed until this person decides."""
        state, base = session.state(), session.text(self.key("base"))
        pending = session.text(self.key("pending"))
        if pending and self.key(pending) not in state:  # this person went elsewhere meanwhile
            pending = str(state.pop(self.key("pending")) and "")
        is_same = base in (repr(question), SAVED)
        if base and not is_same and not pending and not is_mine(self.desk):
            st.caption(f":material/group: {conflict_message(self.desk.view, t)}")
        for field, value in question_values(question, self.desk.definition.default_language).items():
            if field != pending and not (is_same and self.key(field) in state):
                state[self.key(field)] = value
        state[self.key("base")] = repr(question)
        if pending:
            self._ask(pending, t)

    def _ask(self, pending: str, t: Translator) -> None:
        field = t(f"surveys.form.{pending}")
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":red[:material/edit_off: {t('surveys.conflict.pending', field=field)}]")
            with st.container(horizontal=True, gap="small"):
                st.button(
                    t("surveys.conflict.mine"), key=self.key("mine"), type="primary", on_click=self.save,
                    args=(pending,),
                )  # fmt: skip
                st.button(t("surveys.conflict.theirs"), key=self.key("theirs"), on_click=self.forget)

    def forget(self) -> None:
        """Lets go of what was typed: the next run fills the fields with what is stored."""
        session.forget(self.key(""))

    def save(self, field: str) -> None:
        """One field becomes part of the question; the others stay as they are stored."""
        typed = session.state().get(self.key(field))
        said = f"{words()(f'surveys.form.{field}')}: {typed}"
        edit = partial(_with_field, name=self.name, field=field, typed=typed)
        if not change(self.desk, edit, typed=said):
            session.state()[self.key("pending")] = field
            return
        # Only this field is filled anew: somebody may be typing in the next one already.
        for key in ("pending", field):
            session.state().pop(self.key(key), None)
        session.state()[self.key("base")] = SAVED
        if field == "name":
            open_question(str(typed or "").strip() or self.name)


def _with_field(definition: Definition, name: str, field: str, typed: object) -> Definition:
    stored = definition.question(name)
    values = question_values(stored, definition.default_language) | {field: typed}
    languages = dict.fromkeys((definition.default_language, *definition.languages))
    return edits.put_question(definition, name, question_of(values, stored, tuple(languages)))


def _buttons(desk: Desk, name: str, t: Translator) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for step, way in ((-1, "up"), (1, "down")):
            st.button(
                t(f"surveys.form.{way}"),
                icon=f":material/arrow_{way}ward:",
                key=desk.key(f"move_{way}"),
                on_click=_move,
                args=(desk, name, step),
            )
        st.button(
            t("surveys.form.duplicate"),
            icon=":material/content_copy:",
            key=desk.key("duplicate"),
            on_click=_duplicate,
            args=(desk, name),
        )
        if st.button(t("surveys.form.delete"), icon=":material/delete:", key=desk.key("delete")):
            _confirm_delete(desk, name)


def _move(desk: Desk, name: str, step: int) -> None:
    change(desk, lambda definition: edits.move_question(definition, name, step))


def _duplicate(desk: Desk, name: str) -> None:
    copied = edits.free_name(desk.definition, name)
    if change(desk, lambda definition: edits.duplicate_question(definition, name)[0]):
        open_question(copied)


def _confirm_delete(desk: Desk, name: str) -> None:
    t = words()

    @st.dialog(t("surveys.delete.title"))
    def ask() -> None:
        label = desk.definition.question(name).label.text(desk.definition.default_language)
        st.markdown(f"**{plain(label)}**")
        users = edits.users_of(desk.definition, name)
        if users:
            st.markdown(t("surveys.delete.used", names=plain(", ".join(users))))
        st.caption(t("surveys.delete.text"))
        if st.button(
            t("surveys.delete.confirm"), type="primary", key=desk.key("delete_confirm"), on_click=_delete,
            args=(desk, name),
        ):  # fmt: skip
            st.rerun()

    ask()


def _delete(desk: Desk, name: str) -> None:
    names = [question.name for question in desk.definition.questions]
    place = names.index(name)
    if change(desk, lambda definition: edits.remove_question(definition, name)):
        left = [other for other in names if other != name]
        open_question(left[min(place, len(left) - 1)] if left else "")
        session.forget(desk.key(f"field_{name}_"))


def _section_of(desk: Desk, name: str, t: Translator) -> None:
    """Which section it stands in; choosing another moves it to that one's end."""
    sections = list(desk.definition.every_section())
    if len(sections) < 2:
        return
    language = desk.definition.default_language
    labels = [section_name(section, number, language, t) for number, section in enumerate(sections)]
    key = desk.key("section_of")
    session.state()[key] = _number_of_section(desk.definition, name)
    st.selectbox(
        t("surveys.form.section"),
        list(range(len(sections))),
        format_func=labels.__getitem__,
        key=key,
        on_change=_to_section,
        args=(desk, name, key),
    )


def _number_of_section(definition: Definition, name: str) -> int:
    inside = edits.question_path(definition, name)[:-1]
    count = len(list(definition.every_section()))
    return next(number for number in range(count) if edits.section_path(definition, number) == inside)


def _to_section(desk: Desk, name: str, key: str) -> None:
    number = cast("int", session.state()[key])
    change(desk, lambda definition: edits.move_to_section(definition, name, number))
