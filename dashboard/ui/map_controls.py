"""The switches over the map; their state is in the address, and what is usual leaves no trace there."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard.i18n import Translator
from dashboard.maps.classes import METHODS
from dashboard.services.territory_values import EVERY, MEASURES, TIMED_MEASURES
from dashboard.ui import address, session
from dashboard.ui.map_settings import PER_INHABITANTS, MapSettings, layers_for, marks_for
from dashboard.ui.menus import menu
from dashboard.ui.selection import levels_for
from dashboard.ui.switches import choice, take_choice
from db.criteria import Filters

LONGEST = 80  # characters of breaks typed by hand


def controls(settings: MapSettings, breaks: tuple[float, ...], filters: Filters, t: Translator) -> None:
    """Measure, per inhabitant, level; the rest behind one button. `breaks` are those drawn now."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _measure(settings, t)
        _per_inhabitants(settings, t)
        choice("level", levels_for(filters.territory), t("map.cut"), "map.level", t)
        fill = partial(_options, settings, breaks, t)
        menu(t("map.options"), fill, icon=":material/layers:", key=session.MAP_OPTIONS)


def _options(settings: MapSettings, breaks: tuple[float, ...], t: Translator) -> None:
    choice("marks", marks_for(settings.measure), t("map.marks_label"), "map.marks", t)
    _pick("layer", layers_for(settings.marks), t("map.layer_label"), _named("map.layer", t))
    _classes(settings, breaks, t)
    if settings.measure in TIMED_MEASURES:
        _pick("every", ("", *EVERY), t("map.every_label"), _named("map.every", t))


def _named(group: str, t: Translator) -> Callable[[str], str]:
    return lambda value: t(f"{group}.{value or 'usual'}")


def _measure(settings: MapSettings, t: Translator) -> None:
    """What the map shows, as a select box: so many words do not fit a phone side by side."""
    counted = {reach: count for count, reach in PER_INHABITANTS.items()}
    key = session.choice_key("measure")
    session.state()[key] = counted.get(settings.measure, settings.measure)
    st.selectbox(
        t("map.show"),
        [measure for measure in MEASURES if measure not in counted],
        format_func=_named("map.measure", t),
        key=key,
        label_visibility="collapsed",
        width=220,
        on_change=take_choice,
        args=("measure", MEASURES[0]),
    )


def _per_inhabitants(settings: MapSettings, t: Translator) -> None:
    """One click from a count to its rate, where people who live there are its denominator."""
    is_rate = settings.measure in PER_INHABITANTS.values()
    if not is_rate and settings.measure not in PER_INHABITANTS:
        return
    key = session.choice_key("per")
    session.state()[key] = is_rate
    st.toggle(t("map.per_inhabitants"), key=key, on_change=_take_per)


def _take_per() -> None:
    count, rate = next(iter(PER_INHABITANTS.items()))
    address.write({"measure": rate if session.flag(session.choice_key("per")) else count})


def _pick(name: str, options: Sequence[str], label: str, shown: Callable[[str], str]) -> None:
    key = session.choice_key(name)
    given = address.parameters().get(name, "")
    session.state()[key] = given if given in options else options[0]
    st.selectbox(label, options, format_func=shown, key=key, on_change=take_choice, args=(name, options[0]))


def _classes(settings: MapSettings, breaks: tuple[float, ...], t: Translator) -> None:
    """How the classes are made; choosing "fixed" keeps the ones on the screen."""
    key = session.choice_key("classes")
    method = settings.classing.method if settings.classing else ""
    session.state()[key] = method
    st.selectbox(
        t("map.classes_label"),
        ("", *METHODS),
        format_func=_named("map.classes", t),
        key=key,
        on_change=_take_classes,
        args=(breaks,),
    )
    if method == "fixed" and settings.classing is not None:
        typed = session.choice_key("breaks")
        session.state()[typed] = _typed(settings.classing.breaks)
        st.text_input(
            t("map.breaks"), key=typed, max_chars=LONGEST, help=t("map.breaks_help"), on_change=_take_breaks
        )


def _typed(breaks: Sequence[float]) -> str:
    """Breaks as people write them: a comma may be a decimal mark, so semicolons part them."""
    return "; ".join(f"{one:.12g}" for one in breaks)


def _take_classes(breaks: tuple[float, ...]) -> None:
    method = session.text(session.choice_key("classes"))
    fixed = "fixed:" + ",".join(f"{one:.3g}" for one in breaks)
    address.write({"classes": fixed if method == "fixed" and breaks else method})


def _take_breaks() -> None:
    """What cannot be read stays in the address, is named there, and is not obeyed."""
    typed = session.text(session.choice_key("breaks"))
    parts = [part.strip().replace(",", ".") for part in typed.split(";")]
    address.write({"classes": "fixed:" + ",".join(part for part in parts if part)})
