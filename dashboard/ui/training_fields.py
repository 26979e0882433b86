"""The fields of a training's form, in four groups. What is wrong stands beside the field."""

from collections.abc import Mapping
from datetime import date
from typing import cast

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.library.post_training import LONGEST_OBJECTIVE, MOST_OBJECTIVES
from dashboard.ui import data, session
from dashboard.ui.places import place_labels, place_options
from db.criteria import Scope
from db.vocabulary import (
    AUDIENCES,
    MODALITIES,
    PRECISIONS,
    QUALIFIERS,
    TOPICS,
    TRAINING_KINDS,
    TRAINING_STATUSES,
)

Problems = Mapping[str, list[str]]


def draw_fields(form: str, scope: Scope, problems: Problems, t: Translator) -> None:
    """Every field of the form, with what is wrong beside it."""
    _who_and_what(form, problems, t)
    _when_and_where(form, scope, problems, t)
    _with_whom(form, scope, problems, t)
    _how_many(form, problems, t)
    _objectives(form, problems, t)


def _beside(problems: Problems, *names: str) -> None:
    for name in names:
        for message in problems.get(name, []):
            st.markdown(f":red[:material/error: {message}]")


def _who_and_what(form: str, problems: Problems, t: Translator) -> None:
    def key(name: str) -> str:
        return session.training_field(form, name)

    st.text_input(t("trainings.form.title"), key=key("title"), max_chars=200)
    _beside(problems, "title")
    first, second, third = st.columns(3)
    with first:
        _pick("kind", TRAINING_KINDS, "kind", key("kind"), t)
    with second:
        _pick("status", TRAINING_STATUSES, "status", key("status"), t)
    with third:
        _pick("modality", MODALITIES, "modality", key("modality"), t)
    _beside(problems, "kind", "status", "modality")
    _tags("topics", TOPICS, "topic", key("topics"), t)
    _tags("audiences", AUDIENCES, "audience", key("audiences"), t)
    _beside(problems, "topics", "audiences")


def _when_and_where(form: str, scope: Scope, problems: Problems, t: Translator) -> None:
    def key(name: str) -> str:
        return session.training_field(form, name)

    first, second, third, fourth = st.columns([2, 2, 2, 1])
    with first:
        _pick("date_precision", PRECISIONS, "precision", key("date_precision"), t)
    for column, name in ((second, "starts_on"), (third, "ends_on")):
        with column:
            st.date_input(
                t(f"trainings.form.{name}"),
                value=None,
                key=key(name),
                format="DD/MM/YYYY",
                min_value=date(1990, 1, 1),
                max_value=date(2100, 12, 31),
            )
    with fourth:
        st.number_input(t("trainings.form.hours"), min_value=0.0, value=None, step=0.5, key=key("hours"))
    _beside(problems, "starts_on", "ends_on", "hours")
    left, right = st.columns(2)
    with left:
        codes = [code for code in place_options() if len(code) != 3]
        allowed = [code for code in codes if scope.admits_region(code) or scope.projects]
        st.selectbox(
            t("trainings.form.territory_code"),
            allowed,
            index=None,
            format_func=place_labels(t).__getitem__,
            key=key("territory_code"),
            placeholder=t("trainings.form.choose"),
        )
    with right:
        st.text_input(t("trainings.form.place"), key=key("place"), max_chars=200)
    _beside(problems, "territory_code", "place")


def _with_whom(form: str, scope: Scope, problems: Problems, t: Translator) -> None:
    def key(name: str) -> str:
        return session.training_field(form, name)

    projects = dict(data.options(scope).projects)
    st.selectbox(
        t("trainings.form.project_id"),
        list(projects),
        index=None,
        format_func=projects.__getitem__,
        key=key("project_id"),
        placeholder=t("trainings.form.no_project"),
    )
    for column, name in zip(st.columns(3), ("host", "partners", "facilitators"), strict=True):
        with column:
            st.text_area(t(f"trainings.form.{name}"), key=key(name), height=80)
    st.caption(t("trainings.form.one_per_line"))
    _beside(problems, "project_id", "organisations")


def _how_many(form: str, problems: Problems, t: Translator) -> None:
    def key(name: str) -> str:
        return session.training_field(form, name)

    left, right = st.columns(2)
    with left:
        st.number_input(
            t("trainings.form.attendance_total"),
            min_value=0,
            value=None,
            step=1,
            key=key("attendance_total"),
            placeholder=t("trainings.attendance.not_reported"),
            help=t("trainings.form.attendance_help"),
        )
    with right:
        _pick("attendance_qualifier", QUALIFIERS, "qualifier", key("attendance_qualifier"), t)
    _beside(problems, "attendance_total", "attendance_qualifier")


def _objectives(form: str, problems: Problems, t: Translator) -> None:
    """What the survey asks about in place of the general objectives."""
    with st.expander(t("versions.form.objectives"), icon=":material/flag:"):
        st.caption(t("versions.form.objectives_help"))
        for number in range(1, MOST_OBJECTIVES + 1):
            left, right = st.columns(2)
            for column, language in ((left, "es"), (right, "en")):
                column.text_input(
                    t(f"versions.objective.{language}", number=number),
                    key=session.training_field(form, f"objective_{language}_{number}"),
                    max_chars=LONGEST_OBJECTIVE,
                )
    _beside(problems, "objectives")


def _pick(name: str, values: tuple[str, ...], vocabulary: str, key: str, t: Translator) -> None:
    st.selectbox(
        t(f"trainings.form.{name}"),
        values,
        index=None if name == "modality" else 0,
        format_func=lambda value: t.term(f"vocabulary.{vocabulary}", value),
        key=key,
        placeholder=t("trainings.form.unsaid"),
    )


def _tags(name: str, known: tuple[str, ...], vocabulary: str, key: str, t: Translator) -> None:
    chosen = cast("list[str]", session.state().get(key, []))
    st.multiselect(
        t(f"trainings.form.{name}"),
        list(dict.fromkeys([*known, *chosen])),
        format_func=lambda value: t.term(f"vocabulary.{vocabulary}", value),
        key=key,
        placeholder=t("trainings.form.choose_some"),
        select_all=False,  # its words are Streamlit's own
    )
