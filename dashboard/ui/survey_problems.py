"""What is wrong with a draft, by question, with the way there."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.checks import check_definition, warnings
from dashboard.survey.definition import Definition
from dashboard.survey.problems import Problem
from dashboard.ui.plain import plain
from dashboard.ui.survey_parts import open_question

SHOWN = 30


def problems_of(definition: Definition, name: str) -> tuple[Problem, ...]:
    """What must be mended in one question before the survey can be published."""
    return tuple(problem for problem in check_definition(definition) if _question_of(problem) == name)


def problem_list(definition: Definition, key: str, t: Translator) -> None:
    """Everything the check finds: what stops the publication first, then what is worth a look."""
    for problems, icon, colour in (
        (check_definition(definition), ":material/error:", "red"),
        (warnings(definition), ":material/info:", "gray"),
    ):
        for number, problem in enumerate(problems[:SHOWN]):
            _line(definition, problem, f"{key}_{colour}_{number}", f":{colour}[{icon}]", t)
        if len(problems) > SHOWN:
            st.caption(t.plural("surveys.check.more", len(problems) - SHOWN))


def _line(definition: Definition, problem: Problem, key: str, mark: str, t: Translator) -> None:
    name = _question_of(problem)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{mark} {plain(problem.message(t))}")
        if any(question.name == name for question in definition.questions):
            st.button(
                t("surveys.check.open"),
                key=key,
                type="tertiary",
                icon=":material/arrow_forward:",
                on_click=open_question,
                args=(name,),
                kwargs={"tab": "questions"},
            )


def _question_of(problem: Problem) -> str:
    """The question a problem belongs to: that of a choice is named before a dot."""
    return (problem.question or "").partition(".")[0]
