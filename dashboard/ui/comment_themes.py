"""The themes of a text: fields to choose and name them, and the form to change those of a published one."""

from dataclasses import dataclass
from typing import cast

import streamlit as st

from dashboard.errors import EditConflictError, HuellaError, NotFoundError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.comment_review import change_themes, themes_of
from dashboard.services.comment_words import MOST_TAGS
from dashboard.services.comments import CommentView
from dashboard.ui import address, data, session
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database

THEME, PAGE = "theme", "written_page"
# Which text is being edited, its themes as the person saw them when they began, and what stood in the way.
EDITING = session.comment_key("edited")
SEEN = session.comment_key("seen_themes")
PROBLEM = session.comment_key("themes_problem")


@dataclass(frozen=True, slots=True)
class ThemeFields:
    """Where the themes that were chosen and those newly named are kept."""

    chosen: str
    named: str

    def begin(self, themes: tuple[str, ...]) -> None:
        session.state()[self.chosen] = list(themes)
        session.state()[self.named] = ""

    def picked(self) -> list[str]:
        return cast("list[str]", session.state().get(self.chosen) or [])

    def all(self) -> list[str]:
        """As they are: the service tidies them."""
        return [*self.picked(), *session.text(self.named).split(",")]


EDITED = ThemeFields(session.comment_key("edit_themes"), session.comment_key("edit_new_themes"))


def theme_fields(fields: ThemeFields, known: tuple[str, ...], t: Translator) -> None:
    """Those in use to choose from, and a line for new ones."""
    first, second = st.columns(2)
    if known:
        session.state()[fields.chosen] = [theme for theme in fields.picked() if theme in known]
        first.multiselect(
            t("comments.desk.themes"),
            known,
            key=fields.chosen,
            placeholder=t("comments.desk.themes_hint"),
            max_selections=MOST_TAGS,
            select_all=False,
        )
    (second if known else first).text_input(
        t("comments.desk.new_themes"), key=fields.named, placeholder=t("comments.desk.new_themes_hint")
    )


def is_edited(comment: CommentView) -> bool:
    """Whether the themes of this text are being changed here."""
    return session.text(EDITING) == comment.id


def themes_form(reviewer: Member, comment: CommentView, t: Translator) -> None:
    """The themes as the person saw them, to be changed where the text stands."""
    if EDITED.named not in session.state():  # another search had put the text out of sight
        begin(comment)
    problem = session.text(PROBLEM)
    with st.form(session.comment_key("themes_form"), border=False, enter_to_submit=False):
        known = {*data.comment_tags(reviewer.scope), *_seen(), *EDITED.picked()}
        theme_fields(EDITED, tuple(sorted(known)), t)
        if problem:
            st.markdown(f":red[:material/error: {plain(problem)}]")
        with st.container(horizontal=True):
            st.form_submit_button(
                t("comments.themes_save"), type="primary", on_click=_save, args=(reviewer, comment.id)
            )
            st.form_submit_button(t("comments.themes_leave"), type="tertiary", on_click=_leave)


def begin(comment: CommentView) -> None:
    """Opens the fields of one text; those of another close."""
    session.state()[EDITING] = comment.id
    session.state()[SEEN] = list(comment.tags)
    session.state()[PROBLEM] = ""
    EDITED.begin(comment.tags)


def _leave() -> None:
    for key in (EDITING, SEEN, PROBLEM, EDITED.chosen, EDITED.named):
        session.state().pop(key, None)


def _seen() -> list[str]:
    return cast("list[str]", session.state().get(SEEN) or [])


def _save(reviewer: Member, comment_id: str) -> None:
    t = words()
    session.state()[PROBLEM] = ""
    try:
        change_themes(database(), reviewer, comment_id, EDITED.all(), seen=_seen(), now=clock.now())
    except EditConflictError:
        _tell_what_it_has(reviewer, comment_id, t)
    except NotFoundError as error:
        _leave()  # nothing is left to edit
        session.say(error.message(t))
    except HuellaError as error:
        session.state()[PROBLEM] = error.message(t)
    else:
        _leave()
        session.say(t("comments.themes_saved"))
    data.forget()
    _let_go_of_the_theme(reviewer)


def _tell_what_it_has(reviewer: Member, comment_id: str, t: Translator) -> None:
    """What was chosen stays; whoever saves again has seen what the other person did."""
    try:
        now = themes_of(database(), reviewer, comment_id)
    except HuellaError as error:
        session.state()[PROBLEM] = error.message(t)
        return
    session.state()[SEEN] = list(now)
    session.state()[PROBLEM] = t("comments.themes_moved", themes=", ".join(now) or t("comments.no_themes"))


def _let_go_of_the_theme(reviewer: Member) -> None:
    """A page that shows one theme shows all again when nothing has that theme any more."""
    theme = address.parameters().get(THEME, "")
    if theme and theme not in data.comment_tags(reviewer.scope):
        address.write({THEME: "", PAGE: ""})
