"""The page of targets: the list with filters and switch, the form of one, or the import of many."""

from collections import Counter

import streamlit as st

from dashboard.errors import NotFoundError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services.target_edits import may_set_targets
from dashboard.services.targets import USED_FILTERS, Progress, Step, TargetView, target_detail
from dashboard.ui import address, data, links, session
from dashboard.ui import target_words as say
from dashboard.ui.empty import broken_state, calm, empty_state
from dashboard.ui.figures import folded_table
from dashboard.ui.filters import filter_bar, say_refused
from dashboard.ui.language import words
from dashboard.ui.resources import database
from dashboard.ui.shell import heading, synthetic_notice
from dashboard.ui.switches import choice
from dashboard.ui.target_cards import EDIT, place_of, target_cards
from dashboard.ui.target_figures import target_table
from dashboard.ui.target_form import target_form
from dashboard.ui.target_import import import_page
from dashboard.ui.url import parse_choice
from dashboard.ui.way_back import way_out
from db.criteria import NO_FILTERS, Filters

NEW, FROM_FILE = "new", "import"
VIEW = "view"
STEPS: tuple[Step, ...] = ("total", "quarter", "month")


def targets_page(member: Member) -> None:
    """What the address asks for; what it asks for and is not there is named."""
    t = words()
    asked = address.parameters().get(EDIT, "")
    may_set = may_set_targets(member)
    if may_set and asked == FROM_FILE:
        _back(t, FROM_FILE)
        import_page(member, t)
    elif may_set and asked == NEW:
        _form(member, None, t)
    elif may_set and asked.isascii() and asked.isdecimal() and len(asked) <= 9:
        _edit(member, int(asked), t)
    else:
        _list(member, may_set, refused=(EDIT,) if asked else (), t=t)


def _edit(member: Member, target_id: int, t: Translator) -> None:
    try:
        view = target_detail(database(), member.scope, target_id)
    except NotFoundError as error:
        heading(t("targets.title"))
        broken_state(error)
        _back(t)
        return
    _form(member, view, t)


def _form(member: Member, view: TargetView | None, t: Translator) -> None:
    _back(t, str(view.id) if view else NEW)
    heading(t("targets.form.change" if view else "targets.form.create"))
    with links.centred():
        target_form(member, view, t)


def _back(t: Translator, form: str = NEW) -> None:
    st.button(t("targets.back"), icon=":material/arrow_back:", type="tertiary", on_click=_leave, args=(form,))


def _leave(form: str) -> None:
    session.forget(session.target_key(form, ""))
    address.write({EDIT: ""})


def _list(member: Member, may_set: bool, *, refused: tuple[str, ...], t: Translator) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(t("targets.title"), anchor=False)
        if may_set:
            _action(t("targets.add"), NEW, ":material/add:", is_first=True)
            _action(t("targets.import"), FROM_FILE, ":material/upload:")
    heading("", explanation=t("targets.explanation"))
    filters = filter_bar(member.scope)
    say_refused((*refused, *((VIEW,) if parse_choice(address.parameters(), VIEW, STEPS)[1] else ())))
    _say_unused(filters, t)
    if member.scope.is_limited:
        st.caption(t("targets.limited"))
    with calm():
        _cards(member, filters, may_set, t)


def _action(label: str, where: str, icon: str, *, is_first: bool = False) -> None:
    st.button(
        label,
        key=f"targets_{where}",
        type="primary" if is_first else "secondary",
        icon=icon,
        on_click=address.write,
        args=({EDIT: where},),
    )


def _say_unused(filters: Filters, t: Translator) -> None:
    """A target has no kind, topic or audience: a filter that does nothing is said to do nothing."""
    unused = [name for name in filters.active if name not in USED_FILTERS and t.has(f"filters.{name}")]
    if unused:
        names = ", ".join(t(f"filters.{name}").lower() for name in unused)
        st.caption(f":material/info: {t('targets.filters_unused', names=names)}")


def _cards(member: Member, filters: Filters, may_set: bool, t: Translator) -> None:
    chosen, _ = parse_choice(address.parameters(), VIEW, STEPS)
    step = next(each for each in STEPS if each == chosen)
    found = data.targets(member.scope, filters, step)
    if not found:
        _nothing(member, filters, may_set)
        return
    choice(VIEW, STEPS, t("targets.view_label"), "targets.view", t)
    st.markdown(_summary(found, t))
    st.caption(t(f"targets.legend.{'total' if step == 'total' else 'parts'}"))
    if any(each.target.is_synthetic for each in found):
        synthetic_notice()
    target_cards(found, step, may_set=may_set, t=t)
    places = {each.target.id: place_of(each.target, t) for each in found}
    folded_table(target_table(found, places, t), "targets")
    st.page_link(links.page("methods"), label=t("app.source.method"), icon=":material/info:")


def _nothing(member: Member, filters: Filters, may_set: bool) -> None:
    if filters.active and data.targets(member.scope, NO_FILTERS, "total"):
        empty_state("targets.none_chosen", icon=":material/filter_alt_off:")
        way_out(filters)
    elif may_set:
        empty_state("targets.empty", icon=":material/flag:")
    else:
        empty_state("targets.empty_reader", icon=":material/flag:")


def _summary(found: tuple[Progress, ...], t: Translator) -> str:
    """ "7 metas: ✓ Cumplida: 2 · ▲ En camino: 3"."""
    counted = Counter((say.SHAPES[each.pace.status], say.status_words(each, t)) for each in found)
    parts = [f"{shape} {words}: {t.number(count)}" for (shape, words), count in counted.most_common()]
    return f"**{t.plural('targets.count', len(found))}**: {' · '.join(parts)}"
