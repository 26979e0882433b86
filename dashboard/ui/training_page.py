"""One training: what it was, its survey on the left, its results on the right."""

import streamlit as st

from dashboard.errors import HuellaError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.training_edits import cancel_training
from dashboard.services.trainings import TrainingView, training_detail
from dashboard.ui import address, data, session
from dashboard.ui.compare_links import compare_link
from dashboard.ui.empty import calm
from dashboard.ui.headlines import headline_row
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.result_parts import result_figures, when_there_will_be
from dashboard.ui.shell import synthetic_notice
from dashboard.ui.sources import source_words
from dashboard.ui.survey_panel import survey_panel
from dashboard.ui.training_words import attendance_words, date_words
from db.criteria import Filters

FIGURES = ("likert", "learning", "recommendation")


def training_page(member: Member, training_id: int) -> None:
    """Header, survey and results of a training that this person may see."""
    t = words()
    view = training_detail(database(), member.scope, training_id)
    st.button(t("trainings.back"), icon=":material/arrow_back:", type="tertiary", on_click=_leave)
    _header(view, t)
    if member.may_edit:
        _actions(member, view, t)
    compare_link("training", str(view.id), t)
    left, right = st.columns([2, 3], gap="large")
    with left:
        survey_panel(member, view)
        _facts(view, t)
    with right, calm():
        _results(member, view, t)
        _highlights(view, t)


def _leave() -> None:
    address.write({"training": "", "edit": "", "paper": ""})


def _header(view: TrainingView, t: Translator) -> None:
    st.header(plain(view.title), anchor=False)
    where = ", ".join(dict.fromkeys(part for part in (view.place, view.territory, view.region) if part))
    host = ", ".join(name for role, name in view.organisations if role == "host")
    when = date_words(view.starts_on, view.ends_on, view.date_precision, t)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(t.term("vocabulary.kind", view.kind), color="primary")
        colour = {"done": "green", "cancelled": "red"}.get(view.status, "gray")
        st.badge(t.term("vocabulary.status", view.status), color=colour)  # type: ignore[arg-type]  # one of its colours
        st.markdown(plain(" · ".join(part for part in (when, where, host) if part)), width="content")
    if view.is_synthetic:
        synthetic_notice()


def _actions(member: Member, view: TrainingView, t: Translator) -> None:
    with st.container(horizontal=True):
        if st.button(t("trainings.edit"), icon=":material/edit:"):
            address.write({"edit": "1"})
            st.rerun()
        if view.status != "cancelled" and st.button(t("trainings.cancel.button"), type="tertiary"):
            _confirm_cancel(member, view)


def _confirm_cancel(member: Member, view: TrainingView) -> None:
    t = words()

    @st.dialog(t("trainings.cancel.title"))
    def ask() -> None:
        st.markdown(t("trainings.cancel.text"))
        if st.button(t("trainings.cancel.confirm"), type="primary", on_click=_cancel, args=(member, view)):
            st.rerun()

    ask()


def _cancel(member: Member, view: TrainingView) -> None:
    t = words()
    try:
        cancel_training(database(), member, view.id, view.revision, now=clock.now())
    except HuellaError as error:
        session.say(error.message(t))
    else:
        data.forget()
        session.say(t("trainings.cancel.done"))


def _facts(view: TrainingView, t: Translator) -> None:
    facts = {
        "attendance": attendance_words(view.attendance_total, view.attendance_qualifier, t),
        "hours": t.number(view.hours, 1) if view.hours else "",
        "modality": t.term("vocabulary.modality", view.modality) if view.modality else "",
        "topics": ", ".join(t.term("vocabulary.topic", topic) for topic in view.topics),
        "audiences": ", ".join(t.term("vocabulary.audience", one) for one in view.audiences),
        "project": view.project,
        "visit": t("trainings.facts.visit_words", number=view.visit.number, lead=view.visit.lead)
        if view.visit and view.visit.lead
        else "",
        "organisations": "; ".join(
            f"{name} ({t.term('vocabulary.training_role', role).lower()})"
            for role, name in view.organisations
        ),
        "facilitators": ", ".join(view.facilitators),
        "source": source_words(view.source, t, with_file=True),
    }
    st.space("small")
    for name, value in facts.items():
        if value:
            st.markdown(f":gray[{t(f'trainings.facts.{name}')}]  \n{plain(value)}")


def _results(member: Member, view: TrainingView, t: Translator) -> None:
    filters = Filters(training=view.id)
    results = data.results(member.scope, filters, t.language)
    st.subheader(t("results.title"), anchor=False)
    if results.published_at is None:
        is_open = data.overview(member.scope, filters).open_links > 0
        with st.container(border=True):
            st.markdown(f":material/shield: {when_there_will_be(results.received, is_open, t)}")
        return
    headline_row(results, t)
    result_figures(results, member.scope, filters, FIGURES, t, about=view.title)


def _highlights(view: TrainingView, t: Translator) -> None:
    for highlight in view.highlights:
        st.markdown(f"> {plain(highlight.words)}")
        st.caption(
            t(
                "trainings.said_by",
                person=plain(highlight.person),
                role=plain(highlight.role),
                source=plain(source_words(highlight.source, t)),
            )
        )
