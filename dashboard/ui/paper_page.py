"""Answers that arrive otherwise than by phone: typed from paper, or imported from a file."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services.answer_batch import Gathering, gathering
from dashboard.services.links import LinkView, links_of
from dashboard.services.trainings import training_detail
from dashboard.ui import address, paper_rows, session
from dashboard.ui.answer_import_panel import answer_import_panel
from dashboard.ui.language import words
from dashboard.ui.paper_grid import paper_grid
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, today
from dashboard.ui.training_words import date_words

PAPER = "paper"


def open_paper() -> None:
    """What the button of the survey does."""
    address.write({PAPER: "1"})


def paper_page(member: Member, training_id: int) -> None:
    """The two ways in, for one open link of the training."""
    t = words()
    view = training_detail(database(), member.scope, training_id)
    found = links_of(database(), member.scope, view.id, today=today())
    st.button(
        t("paper.page.back"), icon=":material/arrow_back:", type="tertiary", on_click=_leave, args=(found,)
    )
    st.header(t("paper.page.title"), anchor=False)
    st.caption(plain(f"{view.title} · {date_words(view.starts_on, view.ends_on, view.date_precision, t)}"))
    link = _chosen(found, t)
    if link is None:
        st.markdown(f":material/info: {t('paper.page.none_open')}")
        return
    into = gathering(database(), member, link.id, today=today())
    _state(into, t)
    typing, importing = st.tabs([t("paper.page.typing"), t("paper.page.importing")])
    with typing:
        paper_grid(member, into, t)
    with importing:
        answer_import_panel(member, into, t)


def _leave(found: tuple[LinkView, ...]) -> None:
    for link in found:
        session.forget(session.paper_key(link.id, ""))
    address.write({PAPER: ""})


def _chosen(found: tuple[LinkView, ...], t: Translator) -> LinkView | None:
    """The open link, or the one of several that is chosen; one that closed while somebody typed stays."""
    usable = [link for link in found if link.state == "open" or paper_rows.is_begun(link.id)]
    if len(usable) < 2:
        return usable[0] if usable else None
    by_id = {link.id: link for link in usable}
    chosen = st.selectbox(
        t("paper.page.link"), list(by_id), format_func=lambda number: _link_words(by_id[number], t)
    )
    return by_id[chosen]


def _link_words(link: LinkView, t: Translator) -> str:
    received = t.plural("paper.page.received", link.received)
    return t("paper.page.link_words", code=f"{link.code[:4]} {link.code[4:]}", received=received)


def _state(into: Gathering, t: Translator) -> None:
    parts = [f"{into.code[:4]} {into.code[4:]}", t.plural("paper.page.received", into.received)]
    if into.room is not None:
        parts.append(t.plural("paper.page.room", into.room))
    st.markdown(" · ".join(parts))
    if not into.is_open:
        st.markdown(f":red[:material/lock: {t('paper.page.closed_meanwhile')}]")
