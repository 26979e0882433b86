"""When a question is asked: rules in a few rows, or the expression itself where rows cannot say it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey import edits
from dashboard.survey.definition import Definition, Question
from dashboard.survey.expressions import parse
from dashboard.survey.problems import ExpressionError
from dashboard.survey.rules import rules_of
from dashboard.ui import session
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.survey_desk import Desk, change
from dashboard.ui.survey_parts import open_question, opened_question
from dashboard.ui.survey_questions import beside_list
from dashboard.ui.survey_rule_rows import rule_rows

LONGEST = 2000


def logic_tab(desk: Desk) -> None:
    """The questions on the left, and beside them when the chosen one is asked."""
    t = words()
    if not desk.definition.questions:
        st.caption(t("surveys.no_questions.text"))
        return
    with beside_list(desk, t):
        name = opened_question(desk.definition)
        question = desk.definition.question(name)
        st.subheader(plain(question.label.text(desk.definition.default_language)), anchor=False)
        _of_sections(desk.definition, name, t)
        rules = rules_of(question.relevant)
        if rules is None:
            st.markdown(f":material/info: {t('surveys.logic.unreadable')}")
        else:
            rule_rows(desk, question, rules, partial(write_relevant, desk, name), t)
        _expression(desk, question, t)
        _users(desk.definition, name, t)


def write_relevant(desk: Desk, name: str, expression: str) -> None:
    """Stores when a question is asked."""

    def put(definition: Definition) -> Definition:
        changed = replace(definition.question(name), relevant=expression.strip())
        return edits.put_question(definition, name, changed)

    change(desk, put, typed=expression)


def _of_sections(definition: Definition, name: str, t: Translator) -> None:
    placed = next(placed for placed in definition.placed() if placed.question.name == name)
    for rule in placed.rules[:-1]:
        if rule.strip():
            st.caption(t("surveys.logic.of_section"))
            st.code(rule, language=None, wrap_lines=True)


def _expression(desk: Desk, question: Question, t: Translator) -> None:
    """The expression as it is stored; unfolded where the rows cannot show it."""
    is_readable = rules_of(question.relevant) is not None
    key = desk.key(f"expression_{question.name}_{desk.revision}")
    with st.expander(t("surveys.logic.expression"), icon=":material/code:", expanded=not is_readable):
        st.text_area(
            t("surveys.logic.expression_label"),
            value=question.relevant,
            key=key,
            height=90,
            max_chars=LONGEST,
            help=t("surveys.form_help.relevant"),
            on_change=lambda: write_relevant(desk, question.name, session.text(key)),
        )
        if question.relevant.strip():
            try:
                parse(question.relevant)
            except ExpressionError as error:
                st.markdown(f":red[:material/error: {plain(error.message(t))}]")


def _users(definition: Definition, name: str, t: Translator) -> None:
    """The questions whose own rules look at this one."""
    users = [user for user in edits.users_of(definition, name) if user]
    if not users:
        return
    st.caption(t("surveys.logic.users"))
    names = {question.name for question in definition.questions}
    with st.container(horizontal=True, gap="xsmall"):
        for user in users:
            if user in names:
                st.button(plain(user), key=f"user_{name}_{user}", on_click=open_question, args=(user,))
            else:
                st.caption(plain(user), width="content")
