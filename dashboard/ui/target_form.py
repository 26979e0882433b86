"""The form of a target: its fields, the draft they make, and what happens when it is saved or deleted."""

from collections.abc import Callable
from datetime import date
from typing import cast

import streamlit as st

from dashboard.errors import EditConflictError, HuellaError, InvalidInputError
from dashboard.i18n import Translator
from dashboard.indicators.registry import INDICATORS
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.target_edits import (
    EARLIEST,
    LATEST,
    LONGEST_NOTE,
    TargetDraft,
    delete_target,
    save_target,
)
from dashboard.services.targets import TargetView, target_detail
from dashboard.ui import address, data, session
from dashboard.ui.language import words
from dashboard.ui.places import place_label, place_options
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, today

OF_WHAT = ("country", "territory", "project")
FIELDS = ("indicator", "of", "territory_code", "project_id", "starts_on", "ends_on", "value", "note")
Key = Callable[[str], str]


def target_form(member: Member, view: TargetView | None, t: Translator) -> None:
    """Draws the form. Whatever is refused stays in the fields, with the reason beside it."""
    form = str(view.id) if view else "new"

    def key(name: str) -> str:
        return session.target_key(form, name)

    if key("revision") not in session.state():
        _open(key, view)
    for name in FIELDS:  # what a widget holds is dropped when it is not drawn: a choice must not lose it
        session.state()[key(name)] = session.state().get(key(name))
    problems = cast("dict[str, list[str]]", session.state().get(key("problems"), {}))
    _beside(problems, "")
    _what_and_where(member, key, problems, t)
    _when_and_how_much(key, problems, t)
    with st.container(horizontal=True):
        st.button(
            t("targets.form.save"),
            type="primary",
            icon=":material/save:",
            key=key("save"),
            on_click=_save,
            args=(member, view, form),
        )
        if view is not None and st.button(t("targets.form.delete"), type="tertiary", key=key("delete")):
            _confirm_delete(member, view)


def _open(key: Key, view: TargetView | None) -> None:
    year = today().year
    values: dict[str, object] = dict.fromkeys(FIELDS) | {
        "indicator": next(iter(INDICATORS)),
        "of": OF_WHAT[0],
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "note": "",
        "revision": 0,
    }
    if view is not None:
        is_share = view.indicator.unit == "share"
        values |= {
            "indicator": view.indicator.name,
            "of": "project"
            if view.project_id is not None
            else "territory"
            if view.territory_code
            else "country",
            "territory_code": view.territory_code or None,
            "project_id": view.project_id,
            "starts_on": view.period.starts_on,
            "ends_on": view.period.ends_on,
            "value": round(view.value * 100, 4) if is_share else view.value,
            "note": view.note,
            "revision": view.revision,
        }
    for name, value in values.items():
        session.state()[key(name)] = value


def _what_and_where(member: Member, key: Key, problems: dict[str, list[str]], t: Translator) -> None:
    st.selectbox(
        t("targets.form.indicator"),
        list(INDICATORS),
        format_func=lambda name: t(f"targets.indicator.{name}"),
        key=key("indicator"),
    )
    _beside(problems, "indicator")
    st.segmented_control(
        t("targets.form.of"),
        OF_WHAT,
        format_func=lambda name: t(f"targets.kind.{name}"),
        key=key("of"),
        required=True,
    )
    chosen = session.text(key("of"))
    if chosen == "territory":
        codes = [code for code in place_options() if member.scope.admits_region(code)]
        st.selectbox(
            t("targets.form.territory_code"),
            codes,
            index=None,
            format_func=lambda code: place_label(code, t),
            key=key("territory_code"),
            placeholder=t("targets.form.choose"),
        )
    elif chosen == "project":
        names = dict(data.options(member.scope).projects)
        st.selectbox(
            t("targets.form.project_id"),
            list(names),
            index=None,
            format_func=lambda number: names.get(number, str(number)),
            key=key("project_id"),
            placeholder=t("targets.form.choose"),
        )
    _beside(problems, "territory_code", "project_id")


def _when_and_how_much(key: Key, problems: dict[str, list[str]], t: Translator) -> None:
    for column, name in zip(st.columns(2), ("starts_on", "ends_on"), strict=True):
        with column:
            st.date_input(
                t(f"targets.form.{name}"),
                value=None,
                key=key(name),
                format="DD/MM/YYYY",
                min_value=EARLIEST,
                max_value=LATEST,
            )
    _beside(problems, "starts_on", "ends_on")
    indicator = INDICATORS[session.text(key("indicator"))]
    unit = t(f"targets.unit.{indicator.unit}")
    st.number_input(t("targets.form.value", unit=unit), value=None, step=1.0, format="%g", key=key("value"))
    _beside(problems, "value")
    st.text_input(t("targets.form.note"), key=key("note"), max_chars=LONGEST_NOTE)
    _beside(problems, "note")


def _beside(problems: dict[str, list[str]], *names: str) -> None:
    for name in names:
        for message in problems.get(name, []):
            st.markdown(f":red[:material/error: {plain(message)}]")


def _draft(key: Key) -> TargetDraft:
    state = session.state()
    indicator, chosen = INDICATORS[session.text(key("indicator"))], session.text(key("of"))
    value = cast("float | None", state.get(key("value")))
    if value is not None and indicator.unit == "share":
        value = round(value / 100, 6)
    return TargetDraft(
        indicator.name,
        cast("date | None", state.get(key("starts_on"))),
        cast("date | None", state.get(key("ends_on"))),
        value,
        session.text(key("territory_code")) if chosen == "territory" else "",
        cast("int | None", state.get(key("project_id"))) if chosen == "project" else None,
        session.text(key("note")),
        cast("int", state[key("revision")]),
    )


def _save(member: Member, view: TargetView | None, form: str) -> None:
    t = words()

    def key(name: str) -> str:
        return session.target_key(form, name)

    draft, chosen = _draft(key), session.text(key("of"))
    missing = {"territory": not draft.territory_code, "project": draft.project_id is None}.get(chosen, False)
    if missing:
        field = "territory_code" if chosen == "territory" else "project_id"
        session.state()[key("problems")] = {field: [t("errors.choice")]}
        return
    try:
        save_target(database(), member, draft, view.id if view else None, now=clock.now())
    except HuellaError as error:
        session.state()[key("problems")] = _messages(error, t)
        if isinstance(error, EditConflictError) and view is not None:
            _take_newest(member, view.id, key)
        return
    _leave(form, t("targets.form.saved"))


def _take_newest(member: Member, target_id: int, key: Key) -> None:
    """What was typed stays; saving again is a decision made after hearing of the other person."""
    session.state()[key("revision")] = target_detail(database(), member.scope, target_id).revision


def _messages(error: HuellaError, t: Translator) -> dict[str, list[str]]:
    if not isinstance(error, InvalidInputError):
        return {"": [error.message(t)]}
    found: dict[str, list[str]] = {}
    for problem in error.problems:
        found.setdefault(problem.field, []).append(problem.message(t))
    return found


def _leave(form: str, said: str) -> None:
    session.forget(session.target_key(form, ""))
    data.forget()
    session.say(said)
    address.write({"edit": ""})


def _confirm_delete(member: Member, view: TargetView) -> None:
    t = words()

    @st.dialog(t("targets.form.delete_title"))
    def ask() -> None:
        st.markdown(t("targets.form.delete_text"))
        if st.button(t("targets.form.delete_confirm"), type="primary", on_click=_delete, args=(member, view)):
            st.rerun()

    ask()


def _delete(member: Member, view: TargetView) -> None:
    t = words()
    try:
        delete_target(database(), member, view.id, view.revision, now=clock.now())
    except HuellaError as error:
        session.say(error.message(t))
    else:
        _leave(str(view.id), t("targets.form.deleted"))
