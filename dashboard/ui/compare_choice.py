"""Choosing what to compare: a switch of kinds, a field to add one, and a chip for each that was chosen."""

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.months import training_months
from dashboard.services.training_names import training_names
from dashboard.ui import address, data, session
from dashboard.ui.compare_address import MOST, WHATS, Compared, parse_compared, period_label, periods_with
from dashboard.ui.compare_address import period_of as span_of
from dashboard.ui.filters import say_refused
from dashboard.ui.places import place_label, place_options
from dashboard.ui.plain import plain
from dashboard.ui.resources import database, today
from dashboard.ui.url import parse_choice
from db.criteria import Scope

Labels = Mapping[str, str]
WITH = "with"


def chosen_to_compare(scope: Scope, t: Translator) -> tuple[Compared, Labels]:
    """What the address asks to compare, and the names of what may be chosen; what is not known is named."""
    asked = address.parameters()
    what, _ = parse_choice(asked, "what", WHATS)
    options = _options(what, asked.get(WITH, ""), scope, t)
    found = parse_compared(asked, lambda kind, key: _is_known(kind, key, options))
    labels = {**options, **{key: period_label(key, t) for key in found.keys if found.what == "period"}}
    _switch(found, t)
    _add(found, labels, t)
    say_refused(found.refused)
    return found, labels


def _options(what: str, asked: str, scope: Scope, t: Translator) -> dict[str, str]:
    if what == "territory":
        return {code: place_label(code, t) for code in place_options()}
    if what == "project":
        return {str(value): label for value, label in data.options(scope).projects}
    if what == "period":
        months = training_months(database(), scope, today=today())
        return {key: period_label(key, t) for key in periods_with(months)}
    wanted = tuple(int(key) for key in asked.split(",")[: MOST * 10] if key.isascii() and key.isdecimal())
    named = training_names(database(), scope, wanted, today=today())
    return {str(one.id): _dated(one.title, one.starts_on.year if one.starts_on else None, t) for one in named}


def _dated(title: str, year: int | None, t: Translator) -> str:
    return t("compare.dated", title=title, year=year) if year else title


def _is_known(what: str, key: str, options: Labels) -> bool:
    """A period need not have a training: that nothing took place is an answer too."""
    return key in options or (what == "period" and span_of(key) is not None)


def _switch(found: Compared, t: Translator) -> None:
    """Another kind of things begins with none chosen."""
    key = session.choice_key("what")
    session.state()[key] = found.what
    st.segmented_control(
        t("compare.what"),
        WHATS,
        format_func=lambda what: t(f"compare.whats.{what}"),
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_take_what,
    )


def _take_what() -> None:
    what = session.text(session.choice_key("what"))
    address.write({"what": "" if what == WHATS[0] else what, WITH: ""})


def _add(found: Compared, labels: Labels, t: Translator) -> None:
    key = session.choice_key(WITH)
    session.state()[key] = None
    is_full = len(found.keys) >= MOST
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            t("compare.add"),
            [option for option in labels if option not in found.keys],
            index=None,
            format_func=lambda option: labels.get(option, option),
            key=key,
            placeholder=t("compare.full" if is_full else f"compare.add_a.{found.what}"),
            disabled=is_full,
            on_change=_take,
            args=(found.keys,),
            label_visibility="collapsed",
            width=340,
        )
        for chosen in found.keys:
            st.button(
                plain(labels[chosen]),
                key=f"compared_{chosen}",
                icon=":material/close:",
                icon_position="right",
                help=t("compare.remove"),
                on_click=_write,
                args=(tuple(key for key in found.keys if key != chosen),),
            )
        if len(found.keys) > 1:
            st.button(t("filters.reset"), key="compared_none", type="tertiary", on_click=_write, args=((),))


def _take(before: tuple[str, ...]) -> None:
    added = session.text(session.choice_key(WITH))
    if added:
        _write((*before, added))


def _write(keys: tuple[str, ...]) -> None:
    address.write({WITH: ",".join(keys)})
