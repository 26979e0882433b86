"""The filter bar: one quiet button with the filters behind it, and a chip for each value that is asked for.

The address holds the state. Widgets are set from it at each run and write to it when they change, so a shared
link, the back button and a chip all lead to the same view.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.trainings import Options
from dashboard.ui import address, data, session
from dashboard.ui.language import words
from dashboard.ui.menus import menu
from dashboard.ui.places import place_label, place_labels, place_options
from dashboard.ui.plain import plain
from dashboard.ui.url import NAMES, Known, ParsedView, format_values, parse_filters
from dashboard.ui.views_menu import view_menu
from db.criteria import SEVERAL, Filters, Scope
from db.vocabulary import TRAINING_STATUSES

Value = str | int
VOCABULARY = ("kind", "topic", "audience", "status")


def filter_bar(scope: Scope) -> Filters:
    """Draws the bar; what is asked for. Parameters that were not understood are named, and not obeyed."""
    options = data.options(scope)
    parsed = _asked(options)
    t = words()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        fill = partial(_widgets, parsed.filters, options, t)  # a dozen fields and hundreds of names
        menu(t("filters.button"), fill, icon=":material/tune:", key=session.FILTERS)
        view_menu()
        _chips(parsed.filters, options, t)
    say_refused(parsed.refused)
    return parsed.filters


def asked_filters(scope: Scope) -> Filters:
    """What the address asks for at this moment."""
    return _asked(data.options(scope)).filters


def _asked(options: Options) -> ParsedView:
    return parse_filters(address.parameters(), known_values(options))


def say_refused(parameters: tuple[str, ...]) -> None:
    """Names the parameters of the address that were not obeyed."""
    if parameters:
        t = words()
        names = plain(", ".join(parameters))
        st.caption(f":material/info: {t.plural('app.refused', len(parameters), names=names)}")


def known_values(options: Options) -> Known:
    """What may stand in the address."""
    return Known(
        {
            "territory": frozenset(data.territory_names()),
            "project": frozenset(str(value) for value, _ in options.projects),
            "organisation": frozenset(str(value) for value, _ in options.organisations),
            "kind": frozenset(options.kinds),
            "topic": frozenset(options.topics),
            "audience": frozenset(options.audiences),
            "status": frozenset(TRAINING_STATUSES),
        }
    )


def _prepare_widgets(filters: Filters) -> None:
    for name in NAMES:
        value = getattr(filters, name)
        if name in SEVERAL:
            value = list(value)
        elif name != "search":
            value = value or None
        session.state()[session.filter_key(name)] = value


def _take(name: str) -> None:
    """A widget changed: the address follows, and forgets the detail of another training."""
    value = session.state().get(session.filter_key(name))
    if isinstance(value, list):
        text = format_values(str(one) for one in value)
    else:
        text = str(value if value is not None else "")  # a date's text is its ISO form
    address.write({NAMES[name]: text})


def drop(*names: str) -> None:
    """These filters back to their default, in one step of the way back."""
    address.write({NAMES[name]: "" for name in names})


def _drop_value(name: str, value: str, filters: Filters) -> None:
    address.write({NAMES[name]: format_values(one for one in filters.values(name) if one != value)})


def _widgets(filters: Filters, options: Options, t: Translator) -> None:
    _prepare_widgets(filters)
    st.text_input(
        t("filters.search"),
        key=session.filter_key("search"),
        placeholder=t("filters.search_hint"),
        max_chars=100,
        on_change=_take,
        args=("search",),
    )
    _choose("territory", place_options(), place_labels(t), t)
    since, until = st.columns(2)
    with since:
        _day("since", t)
    with until:
        _day("until", t)
    _choose("project", [value for value, _ in options.projects], _named(options.projects), t)
    _choose(
        "organisation",
        [value for value, _ in options.organisations],
        _named(options.organisations),
        t,
    )
    for name, values in _vocabularies(options).items():
        labels: dict[Value, str] = {value: t.term(f"vocabulary.{name}", value) for value in values}
        _choose(name, sorted(values, key=labels.__getitem__), labels, t)


def _vocabularies(options: Options) -> dict[str, tuple[str, ...]]:
    return {
        "kind": options.kinds,
        "topic": options.topics,
        "audience": options.audiences,
        "status": tuple(TRAINING_STATUSES),
    }


def _named(pairs: tuple[tuple[int, str], ...]) -> dict[Value, str]:
    return dict(pairs)


def _choose(name: str, values: Sequence[Value], labels: Mapping[Value, str], t: Translator) -> None:
    def shown(value: Value) -> str:
        return labels.get(value, str(value))

    if name in SEVERAL:
        st.multiselect(
            t(f"filters.{name}"),
            values,
            format_func=shown,
            key=session.filter_key(name),
            placeholder=t(f"filters.any.{name}"),
            on_change=_take,
            args=(name,),
            select_all=False,  # all of them is no filter; and its words are English
        )
        return
    st.selectbox(
        t(f"filters.{name}"),
        values,
        index=None,
        format_func=shown,
        key=session.filter_key(name),
        placeholder=t(f"filters.any.{name}"),
        on_change=_take,
        args=(name,),
    )


def _day(name: str, t: Translator) -> None:
    st.date_input(
        t(f"filters.{name}"),
        value=None,
        key=session.filter_key(name),
        format="DD/MM/YYYY",
        min_value=date(1990, 1, 1),
        max_value=date(2100, 12, 31),
        on_change=_take,
        args=(name,),
    )


def _chips(filters: Filters, options: Options, t: Translator) -> None:
    shown = [name for name in filters.active if name != "training"]
    if not shown:
        st.caption(t("filters.none"), width="content")
        return
    for name in shown:
        labels = value_labels(name, filters, options, t)
        for value, label in zip(filters.values(name), labels, strict=True):
            st.button(
                label,
                key=f"chip_{name}_{value}" if name in SEVERAL else f"chip_{name}",
                icon=":material/close:",
                icon_position="right",
                help=t("filters.remove"),
                on_click=_drop_value,
                args=(name, value, filters),
            )
    if len(shown) > 1 or len(filters.values(shown[0])) > 1:
        st.button(t("filters.reset"), key="filters_reset", type="tertiary", on_click=drop, args=tuple(shown))


def value_labels(
    name: str, filters: Filters, options: Options, t: Translator, *, safe: Callable[[str], str] = plain
) -> tuple[str, ...]:
    """What the chips of a filter say: each of its values in words, `safe` for where they are shown."""
    value = getattr(filters, name)
    if isinstance(value, date):
        return (t(f"filters.chip.{name}", day=t.date(value, "medium")),)
    if name == "territory":
        return (safe(place_label(value, t)),)
    if name == "search":
        return (t("filters.chip.search", words=safe(value)),)
    values = filters.values(name)
    if name in VOCABULARY:
        return tuple(t.term(f"vocabulary.{name}", one) for one in values)
    named = {str(number): label for number, label in _pairs(name, options)}
    return tuple(safe(named.get(one, one)) for one in values)


def said_choices(
    scope: Scope,
    filters: Filters,
    t: Translator,
    *,
    but: Collection[str],
    safe: Callable[[str], str] = plain,
) -> list[str]:
    """What the chips of all active filters say, `but` some of them."""
    options = data.options(scope)
    names = [name for name in filters.active if name not in but]
    return [label for name in names for label in value_labels(name, filters, options, t, safe=safe)]


def _pairs(name: str, options: Options) -> tuple[tuple[int, str], ...]:
    return options.projects if name == "project" else options.organisations
