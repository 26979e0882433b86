"""Publishing a draft: what the check finds, what changes for those who answer, and the versions there are."""

import streamlit as st

from dashboard.errors import EditConflictError, HuellaError, InvalidInputError
from dashboard.i18n import Translator
from dashboard.services import clock
from dashboard.services.surveys import (
    DraftCheck,
    VersionView,
    check_draft,
    difference,
    discard_draft,
    publish_draft,
)
from dashboard.survey.differences import ORDER, Difference
from dashboard.ui import address, data, session
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, local
from dashboard.ui.survey_desk import Desk, conflict_after
from dashboard.ui.survey_problems import problem_list

ICONS = {
    "comparable": ":green[:material/check_circle:]",
    "wording": ":orange[:material/help:]",
    "not_comparable": ":red[:material/call_split:]",
}
MOST_SHOWN = 40


def versions_tab(desk: Desk) -> None:
    """The draft with its check and its buttons, then the published versions."""
    t = words()
    if not desk.view.summary.is_builtin:
        _draft(desk, t)
    st.subheader(t("surveys.versions.title"), anchor=False)
    if not desk.view.versions:
        st.caption(t("surveys.versions.none"))
    for place, version in enumerate(desk.view.versions):
        older = desk.view.versions[place + 1] if place + 1 < len(desk.view.versions) else None
        _version(desk, version, older, t)


def _draft(desk: Desk, t: Translator) -> None:
    check = check_draft(database(), desk.member, desk.survey_id)
    st.subheader(t("surveys.check.title"), anchor=False)
    if check.problems:
        st.markdown(f":red[:material/error: {t.plural('surveys.check.problems', len(check.problems))}]")
    else:
        st.markdown(f":green[:material/check_circle:] {t('surveys.check.fine')}")
    problem_list(desk.definition, desk.key("check"), t)
    _renamed(check, t)
    if desk.view.versions and check.differences:
        with st.expander(t("surveys.versions.changes"), expanded=not check.problems):
            difference_list(check.differences, t)
    elif desk.view.versions and not check.has_changes:
        st.caption(t("surveys.versions.no_changes"))
    if desk.may_edit:
        _draft_buttons(desk, check, t)


def _renamed(check: DraftCheck, t: Translator) -> None:
    for old, new in check.renamed:
        st.markdown(f":material/call_split: {t('surveys.check.renamed', old=plain(old), new=plain(new))}")


def _draft_buttons(desk: Desk, check: DraftCheck, t: Translator) -> None:
    with st.container(horizontal=True, gap="small"):
        if st.button(
            t("surveys.publish.button"),
            type="primary",
            icon=":material/publish:",
            key=desk.key("publish"),
            disabled=bool(check.problems) or not check.has_changes,
        ):
            _confirm_publish(desk, check)
        if (check.has_changes or not desk.view.versions) and st.button(
            t("surveys.discard.button"), type="tertiary", icon=":material/delete:", key=desk.key("discard")
        ):
            _confirm_discard(desk)


def difference_list(found: tuple[Difference, ...], t: Translator) -> None:
    """What changed, what breaks a series first; each with its mark and the sentence that explains it."""
    for severity in ORDER:
        shown = [one for one in found if one.severity == severity]
        if shown:
            st.markdown(f"{ICONS[severity]} **{t(f'surveys.severity.{severity}')}**")
            lines = [f"- {plain(one.message(t))}" for one in shown[:MOST_SHOWN]]
            st.markdown("\n".join(lines))
            if len(shown) > MOST_SHOWN:
                st.caption(t.plural("surveys.check.more", len(shown) - MOST_SHOWN))


def _confirm_publish(desk: Desk, check: DraftCheck) -> None:
    t = words()

    @st.dialog(t("surveys.publish.title"), width="medium")
    def ask() -> None:
        links = desk.view.summary.links
        st.markdown(t("surveys.publish.text" if desk.view.versions else "surveys.publish.first"))
        if links:
            st.markdown(t.plural("surveys.publish.links", links))
        _renamed(check, t)
        difference_list(check.differences, t)
        if st.button(
            t("surveys.publish.confirm"), type="primary", key=desk.key("publish_confirm"), on_click=_publish,
            args=(desk,),
        ):  # fmt: skip
            st.rerun()

    ask()


def _publish(desk: Desk) -> None:
    t = words()
    try:
        number = publish_draft(database(), desk.member, desk.survey_id, desk.revision, now=clock.now())
    except EditConflictError:
        conflict_after(desk)
    except HuellaError as error:
        problems = error.problems if isinstance(error, InvalidInputError) else ()
        session.say(" ".join([error.message(t), *(problem.message(t) for problem in problems)]))
    else:
        data.forget()
        session.say(t("surveys.publish.done", number=t.number(number)))


def _confirm_discard(desk: Desk) -> None:
    t = words()
    is_only_draft = not desk.view.versions

    @st.dialog(t("surveys.discard.title"))
    def ask() -> None:
        st.markdown(t("surveys.discard.all" if is_only_draft else "surveys.discard.text"))
        if st.button(
            t("surveys.discard.confirm"), type="primary", key=desk.key("discard_confirm"), on_click=_discard,
            args=(desk,),
        ):  # fmt: skip
            st.rerun()

    ask()


def _discard(desk: Desk) -> None:
    t = words()
    try:
        discard_draft(database(), desk.member, desk.survey_id, desk.revision, now=clock.now())
    except EditConflictError:
        conflict_after(desk)
    except HuellaError as error:
        session.say(error.message(t))
    else:
        session.forget(desk.key(""))
        session.say(t("surveys.discard.done"))
        if not desk.view.versions:
            address.replace({})


def _version(desk: Desk, version: VersionView, older: VersionView | None, t: Translator) -> None:
    when = local(version.published_at) if version.published_at else None
    title = t(
        "surveys.versions.line",
        number=t.number(version.number),
        day=t.date(when.date(), "medium") if when else "",
        questions=t.plural("surveys.questions", version.questions),
        links=t.plural("surveys.links", version.links),
    )
    if older is None:
        with st.container(border=True):
            st.markdown(title)
        return
    with st.expander(title):
        found = difference(database(), desk.survey_id, older.number, version.number)
        st.caption(t("surveys.versions.against", number=t.number(older.number)))
        difference_list(found, t)
