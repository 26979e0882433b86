"""One draft on somebody's desk: every edit is saved at once, and a second editor is told.

Each edit is one small change (a field, a cell, a move), stored in the database as it is made, with the
revision that this person saw. The other way, a "save" button for the whole survey, loses an afternoon when a
phone sleeps or a tab reloads: Streamlit's session ends there. If somebody saved meanwhile, nothing is stored:
the message says who and when, what was typed stays in its field and can be copied, and saving it all the same
is a decision made after seeing the other's work. The last edits can be undone, until somebody else makes one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import streamlit as st

from dashboard.errors import EditConflictError, HuellaError, InvalidInputError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.surveys import SurveyDetail, save_draft, survey_detail
from dashboard.survey.definition import Definition
from dashboard.ui import session
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, local

MOST_UNDONE = 10

Edit = Callable[[Definition], Definition]


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft as this run drew it: callbacks change this definition, from this revision."""

    member: Member
    view: SurveyDetail

    @property
    def definition(self) -> Definition:
        return self.view.definition

    @property
    def revision(self) -> int:
        return self.view.revision

    @property
    def may_edit(self) -> bool:
        """Built-in surveys do not change; managers look."""
        return self.member.may_edit and not self.view.summary.is_builtin

    @property
    def survey_id(self) -> int:
        return self.view.summary.id

    def key(self, name: str) -> str:
        """A key of the session that belongs to this survey."""
        return session.builder_key(self.view.summary.id, name)


def change(desk: Desk, edit: Edit, *, typed: str = "") -> bool:
    """Makes one edit and saves it; whether it was. What was refused is said at the next run, with `typed`."""
    try:
        changed = edit(desk.definition)
        if changed == desk.definition:
            return True
        revision = _save(desk, changed)
    except EditConflictError:
        conflict_after(desk, typed)
        return False
    except HuellaError as error:
        session.state()[desk.key("note")] = {"message": _message(error), "typed": typed}
        return False
    _remember(desk, revision)
    session.state()[desk.key("mine")] = revision
    return True


def is_mine(desk: Desk) -> bool:
    """Whether the draft is as this person left it: nobody else has saved since."""
    return session.state().get(desk.key("mine")) == desk.revision


def new_tables(desk: Desk) -> None:
    """Tables forget what was typed in them and show what is stored."""
    number = cast("int", session.state().get(desk.key("tables"), 0))
    session.state()[desk.key("tables")] = number + 1


def table_key(desk: Desk, name: str) -> str:
    """The widget of a table, until it has to show something else than what was typed in it."""
    return desk.key(f"{name}_{session.state().get(desk.key('tables'), 0)}")


def undo(desk: Desk) -> None:
    """Puts back what the last edit changed, as one more edit."""
    done = _undoable(desk)
    if not done:
        return
    before = Definition.from_json(cast("dict[str, object]", done[-1]["before"]))
    new_tables(desk)
    if change(desk, lambda _: before):
        stack = _stack(desk)[:-2]  # neither the edit that was undone nor the undoing
        revision = _stack(desk)[-1]["after"]
        session.state()[desk.key("undo")] = [*stack[:-1], *({**one, "after": revision} for one in stack[-1:])]


def can_undo(desk: Desk) -> bool:
    """Whether the newest edit is this person's own."""
    return bool(_undoable(desk))


def say_note(desk: Desk) -> None:
    """What was refused at the last run, once, and what had been typed."""
    note = cast("dict[str, str] | None", session.state().pop(desk.key("note"), None))
    if not note:
        return
    t = words()
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":red[:material/error: {note['message']}]")
        if note["typed"]:
            st.caption(t("surveys.conflict.typed"))
            st.code(note["typed"], language=None, wrap_lines=True)
            st.download_button(
                t("surveys.conflict.download"),
                note["typed"],
                file_name=f"{desk.definition.name}.txt",
                icon=":material/download:",
                key=desk.key("typed_download"),
                on_click="ignore",
            )


def conflict_message(view: SurveyDetail, t: Translator) -> str:
    """Who saved, and when."""
    saved = view.summary
    when = local(saved.edited_at) if saved.edited_at else None
    return t(
        "surveys.conflict.text",
        person=plain(saved.edited_by or t("surveys.conflict.somebody")),
        time=t.time(when) if when else "",
        day=t.date(when.date(), "medium") if when else "",
    )


def conflict_after(desk: Desk, typed: str = "") -> None:
    """Somebody saved since: at the next run it is said who and when, and nothing older can be put back."""
    try:
        message = conflict_message(survey_detail(database(), desk.member, desk.survey_id), words())
    except HuellaError as error:
        message = _message(error)
    session.state()[desk.key("note")] = {"message": message, "typed": typed}
    session.state().pop(desk.key("undo"), None)


def _save(desk: Desk, changed: Definition) -> int:
    return save_draft(database(), desk.member, desk.survey_id, changed, desk.revision, now=clock.now())


def _message(error: HuellaError) -> str:
    t = words()
    problems = error.problems if isinstance(error, InvalidInputError) else ()
    return plain(" ".join([error.message(t), *(problem.message(t) for problem in problems)]))


def _remember(desk: Desk, revision: int) -> None:
    entry = {"after": revision, "before": desk.definition.to_json()}
    session.state()[desk.key("undo")] = [*_stack(desk), entry][-MOST_UNDONE:]


def _stack(desk: Desk) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", session.state().get(desk.key("undo"), []))


def _undoable(desk: Desk) -> list[dict[str, object]]:
    stack = _stack(desk)
    return stack if stack and stack[-1]["after"] == desk.revision else []
