"""Creating a training and changing one: the form, and the way out of it."""

import streamlit as st

from dashboard.roles import Member
from dashboard.services.trainings import training_detail
from dashboard.ui import address, session
from dashboard.ui.forms import close_form, training_form
from dashboard.ui.language import words
from dashboard.ui.resources import database


def start_new() -> None:
    """What the button "create" does."""
    address.write({"edit": "1", "training": ""})


def edit_training(member: Member, training_id: int | None) -> None:
    """The form of a training, or of a new one; saved, it leads to the training."""
    t = words()
    view = training_detail(database(), member.scope, training_id) if training_id is not None else None
    form = str(view.id) if view else "new"
    st.button(
        t("trainings.form.leave"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=_leave,
        args=(form,),
    )
    st.header(t("trainings.form.edit" if view else "trainings.form.create"), anchor=False)
    saved = training_form(member, view)
    if saved is not None:
        session.say(t("trainings.form.saved"))
        address.write({"training": str(saved), "edit": ""})
        st.rerun()


def _leave(form: str) -> None:
    close_form(form)
    address.write({"edit": ""})
