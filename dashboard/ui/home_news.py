"""What changed since somebody's last visit, and what waits for them: each with the way there."""

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import visits
from dashboard.services.attention import Concern, Spot
from dashboard.services.changes import Change
from dashboard.services.visits import Seen
from dashboard.ui import data, links
from dashboard.ui.look import is_phone
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, today
from dashboard.ui.url import format_filters
from db.criteria import NO_FILTERS, Filters

ICONS: Mapping[str, str] = {
    "received": ":material/inbox:",
    "published": ":material/bar_chart:",
    "closed": ":material/event_busy:",
    "planned": ":material/event_upcoming:",
    "added": ":material/event_available:",
    "held": ":material/event_available:",
    "closing": ":material/hourglass_bottom:",
    "low_rate": ":material/trending_down:",
    "unreported": ":material/group_off:",
    "profiles": ":material/fact_check:",
}


def what_changed(member: Member, t: Translator) -> None:
    """Everything newer than the last visit, or the sentence that says why there is nothing to tell."""
    last = visits.last_visit(database(), member)
    if last is None:
        st.subheader(t("overview.changes.title_first"), anchor=False)
        st.caption(t("overview.changes.first"))
        return
    day = t("overview.changes.today") if last.on == today() else t.date(last.on, "medium")
    st.subheader(t("overview.changes.title", day=day), anchor=False)
    found = data.changes(member.scope, last)
    if not found:
        st.caption(t("overview.changes.none"))
    for change in found:
        _change(change, last, t)


def _change(change: Change, last: Seen, t: Translator) -> None:
    sentence = t.plural(f"overview.changes.{change.name}", change.count)
    page, parameters = _list_of(change.name, last)
    with st.container(gap="xxsmall"):
        _heading(change.name, sentence, page, parameters)
        for training in change.trainings:
            _training(str(training.id), training.title)
        _rest(change.count, len(change.trainings), t)


def _list_of(name: str, last: Seen) -> tuple[str, dict[str, str]]:
    """The page that shows all of a kind of change, with its filters."""
    if name in ("received", "published"):
        return "results", {}
    wanted = {
        "planned": Filters(status=("planned",)),
        "added": Filters(status=("done",)),
        "held": Filters(status=("done",), since=last.on),
    }
    return "trainings", format_filters(wanted.get(name, NO_FILTERS))


def needs_attention(member: Member, t: Translator) -> None:
    """What waits, the most pressing first; only who edits can report attendance."""
    st.subheader(t("home.attention"), anchor=False)
    found = [one for one in data.concerns(member.scope) if member.may_edit or one.name != "unreported"]
    if not found:
        st.caption(t("home.all_well"))
    for concern in found:
        _concern(concern, t)


def _concern(concern: Concern, t: Translator) -> None:
    sentence = t.plural(f"overview.concerns.{concern.name}", concern.count)
    parameters = format_filters(concern.filters)
    with st.container(gap="xxsmall"):
        page = "territories" if concern.name == "profiles" else "trainings"
        _heading(concern.name, sentence, page, parameters)
        for spot in concern.spots:
            note = _note(concern.name, spot, t)
            if concern.name == "profiles":
                _line("territories", {"territory": spot.key}, spot.label, note)
            else:
                _training(spot.key, spot.label, note)
        _rest(concern.count, len(concern.spots), t)


def _note(name: str, spot: Spot, t: Translator) -> str:
    received = t.plural("overview.received", spot.received)
    if name == "closing":
        if spot.day == today() or spot.day is None:
            return t("overview.closes_today", received=received)
        return t("overview.closes_on", day=t.date(spot.day, "medium"), received=received)
    if name == "low_rate":
        numbers = {name: t.number(getattr(spot, name)) for name in ("received", "attendance", "needed")}
        return t("overview.rate", **numbers)
    if name == "profiles":
        if spot.day is None:
            return t("overview.never_reviewed")
        return t("overview.reviewed_on", day=t.date(spot.day, "medium"))
    return ""


def _heading(name: str, sentence: str, page: str, parameters: dict[str, str]) -> None:
    """What it is and how many: a link to the page that lists them."""
    st.page_link(links.page(page), label=f"**{sentence}**", icon=ICONS[name], query_params=parameters)


def _training(key: str, title: str, note: str = "") -> None:
    _line("trainings", {"training": key}, title, note)


def _line(page: str, parameters: dict[str, str], label: str, note: str) -> None:
    """What waits, and a note beside it; on a phone below it, as a part of the link."""
    is_below = bool(note) and is_phone()
    said = f"{plain(label)} :small[:gray[{plain(note)}]]" if is_below else plain(label)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(links.page(page), label=said, query_params=parameters)
        if note and not is_below:
            st.caption(plain(note), width="content")


def _rest(count: int, shown: int, t: Translator) -> None:
    if shown and count > shown:
        st.caption(t("home.more", count=t.number(count - shown)))
