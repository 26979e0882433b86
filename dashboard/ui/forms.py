"""The form of a training: what its fields hold, the draft they make, and what happens when it is saved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

import streamlit as st

from dashboard.errors import EditConflictError, HuellaError, InvalidInputError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.training_edits import TrainingDraft, save_training
from dashboard.services.trainings import TrainingView
from dashboard.survey.library.post_training import MOST_OBJECTIVES
from dashboard.ui import data, session
from dashboard.ui.language import words
from dashboard.ui.resources import database
from dashboard.ui.training_fields import draw_fields
from db.vocabulary import TRAINING_KINDS

FIELDS = (
    "title", "kind", "status", "date_precision", "starts_on", "ends_on", "territory_code", "place",
    "modality", "hours", "host", "partners", "project_id", "topics", "audiences", "facilitators",
    "attendance_total", "attendance_qualifier",
)  # fmt: skip
OBJECTIVES = tuple((f"objective_es_{n}", f"objective_en_{n}") for n in range(1, MOST_OBJECTIVES + 1))
EVERY_FIELD = (*FIELDS, *(name for pair in OBJECTIVES for name in pair))

Values = Mapping[str, object]


def initial_values(view: TrainingView | None) -> dict[str, object]:
    """What the fields hold when the form opens."""
    if view is None:
        return dict.fromkeys(FIELDS) | {
            "title": "", "kind": TRAINING_KINDS[0], "status": "planned", "date_precision": "day", "place": "",
            "host": "", "partners": "", "topics": [], "audiences": [], "facilitators": "",
            "attendance_qualifier": "exact",
        } | objective_values(())  # fmt: skip
    named = {name: getattr(view, name) for name in FIELDS if hasattr(view, name)}
    return named | {
        **objective_values(view.objectives),
        "topics": list(view.topics),
        "audiences": list(view.audiences),
        "facilitators": "\n".join(view.facilitators),
        "host": "\n".join(name for role, name in view.organisations if role == "host"),
        "partners": "\n".join(name for role, name in view.organisations if role == "partner"),
    }


def objective_values(stated: Sequence[tuple[str, str]]) -> dict[str, object]:
    """What the fields of the objectives hold; blank where there are fewer."""
    rows = [*stated, *[("", "")] * MOST_OBJECTIVES][:MOST_OBJECTIVES]
    return {
        name: text
        for names, texts in zip(OBJECTIVES, rows, strict=True)
        for name, text in zip(names, texts, strict=True)
    }


def draft_of(values: Values, revision: int | None, kept: tuple[tuple[str, str], ...] = ()) -> TrainingDraft:
    """The draft that the fields make; `kept` are organisations in roles that the form does not show."""
    organisations = [("host", name) for name in lines(values["host"])]
    organisations += [("partner", name) for name in lines(values["partners"])]
    precision = str(values["date_precision"])
    starts = cast("date | None", values["starts_on"]) if precision != "unknown" else None
    return TrainingDraft(
        title=str(values["title"] or ""),
        kind=str(values["kind"]),
        status=str(values["status"]),
        starts_on=starts,
        ends_on=cast("date | None", values["ends_on"]) if starts else None,
        date_precision=precision,
        hours=cast("float | None", values["hours"]),
        modality=cast("str | None", values["modality"]),
        place=str(values["place"] or ""),
        territory_code=str(values["territory_code"] or ""),
        attendance_total=cast("int | None", values["attendance_total"]),
        attendance_qualifier=str(values["attendance_qualifier"]),
        project_id=cast("int | None", values["project_id"]),
        topics=tuple(cast("list[str]", values["topics"])),
        audiences=tuple(cast("list[str]", values["audiences"])),
        organisations=(*organisations, *kept),
        facilitators=tuple(lines(values["facilitators"])),
        objectives=tuple((str(values[es] or ""), str(values[en] or "")) for es, en in OBJECTIVES),
        revision=revision,
    )


def lines(text: object) -> list[str]:
    """One name per line."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def training_form(member: Member, view: TrainingView | None) -> int | None:
    """Draws the form; the training's id once it is saved. Whatever is refused stays in the fields."""
    t = words()
    form = str(view.id) if view else "new"
    if session.revision_key(form) not in session.state():
        _open(form, view)
    problems = cast("dict[str, list[str]]", session.state().get(session.form_problems_key(form), {}))
    for message in problems.get("", []):
        st.markdown(f":red[:material/error: {message}]")
    with st.form(f"training_{form}", border=False, enter_to_submit=False):
        draw_fields(form, member.scope, problems, t)
        is_sent = st.form_submit_button(t("trainings.form.save"), type="primary", icon=":material/save:")
    return _save(member, form, view, t) if is_sent else None


def close_form(form: str) -> None:
    """Forgets what was typed."""
    session.forget(session.training_field(form, ""))


def _open(form: str, view: TrainingView | None) -> None:
    for name, value in initial_values(view).items():
        session.state()[session.training_field(form, name)] = value
    session.state()[session.revision_key(form)] = view.revision if view else 0


def _save(member: Member, form: str, view: TrainingView | None, t: Translator) -> int | None:
    values = {name: session.state().get(session.training_field(form, name)) for name in EVERY_FIELD}
    kept = tuple(pair for pair in view.organisations if pair[0] == "implementer") if view else ()
    revision = cast("int", session.state()[session.revision_key(form)]) if view else None
    draft = draft_of(values, revision, kept)
    try:
        saved = save_training(database(), member, draft, view.id if view else None, now=clock.now())
    except HuellaError as error:
        session.state()[session.form_problems_key(form)] = _messages(error, t)
        if isinstance(error, EditConflictError) and view:
            # What was typed stays; saving again is a decision made after seeing what the other person stored.
            session.state()[session.revision_key(form)] = view.revision
        st.rerun()
    close_form(form)
    data.forget()
    return saved


def _messages(error: HuellaError, t: Translator) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"": [error.message(t)]}
    if isinstance(error, InvalidInputError):
        for problem in error.problems:
            found.setdefault(problem.field, []).append(problem.message(t))
    return found
