"""Where filters lead to no training: which of them is the narrowest, and a button for each way back."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.facets import Facets
from dashboard.ui import data
from dashboard.ui.filters import drop, value_labels
from dashboard.ui.language import words
from dashboard.ui.plain import plain
from db.criteria import Filters, Scope

PERIOD = "period"
PARTS = ("since", "until")
MOST_NAMED = 2  # values of one filter: it is the text of a button


def way_back(scope: Scope, filters: Filters) -> bool:
    """Nothing where there are trainings, or no filter; else why there are none, and what would help.

    Whether it was said: whoever says it needs no other empty place.
    """
    if not filters.active:
        return False
    found = data.facets(scope, filters)
    if found.trainings:
        return False
    t = words()
    with st.container(border=True, gap="small", key="way_back"):
        st.markdown(f":material/filter_alt_off: **{t.plural('empty.title', len(found.without))}**")
        st.markdown(_why(found, scope, filters, t))
        with st.container(horizontal=True, gap="small"):
            _buttons(found, scope, filters, t)
    return True


def way_out(filters: Filters) -> None:
    """Under an empty place that filters may have made: all of them go at once; nothing without filters."""
    if not filters.active:
        return
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button(
            words()("filters.reset"),
            key="way_out",
            icon=":material/close:",
            on_click=drop,
            args=filters.active,
        )


def _why(found: Facets, scope: Scope, filters: Filters, t: Translator) -> str:
    said = [t("empty.cancelled")] if filters.status == ("cancelled",) else []
    if found.narrowest and len(found.without) > 1:
        name = filter_label(found.narrowest, scope, filters, t)
        said.append(t.plural("empty.narrowest", found.without[found.narrowest], name=name))
    elif len(found.without) > 1:
        said.append(t("empty.several"))
    if scope.is_limited:
        said.append(t("empty.limited"))
    return " ".join(said) or t("empty.only")


def _buttons(found: Facets, scope: Scope, filters: Filters, t: Translator) -> None:
    """The filter whose end helps most comes first; those whose end alone helps nothing have no button."""
    helping = sorted((name for name in found.without if found.without[name]), key=lambda n: -found.without[n])
    for name in helping:
        label = t("empty.remove", name=filter_label(name, scope, filters, t))
        st.button(
            f"{label} ({t.number(found.without[name])})",
            key=f"way_back_{name}",
            icon=":material/close:",
            type="primary" if name == found.narrowest else "secondary",
            on_click=drop,
            args=_fields(name),
        )
    if len(found.without) > 1 or not helping:
        st.button(
            t("filters.reset"),
            key="way_back_all",
            type="tertiary",
            on_click=drop,
            args=filters.active,
        )


def filter_label(name: str, scope: Scope, filters: Filters, t: Translator) -> str:
    """A filter's values in words; the period's two ends are one filter."""
    options = data.options(scope)
    if name == "training":
        return t("empty.training")
    if name == "search":
        return plain(filters.search)  # its chip has quotes; so has the sentence around it
    if name == PERIOD:
        parts = [part for part in PARTS if filters.values(part)]
        return " – ".join(value_labels(part, filters, options, t)[0] for part in parts)
    labels = value_labels(name, filters, options, t)
    more = len(labels) - MOST_NAMED
    return ", ".join([*labels[:MOST_NAMED], *([t.plural("cross.others", more)] if more > 0 else [])])


def _fields(name: str) -> tuple[str, ...]:
    return PARTS if name == PERIOD else (name,)
