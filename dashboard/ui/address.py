"""The address bar: the one place that reads and writes URL parameters."""

from collections.abc import Mapping

import streamlit as st

from dashboard.ui import session
from dashboard.ui.url import NAMES, SEPARATOR
from db.criteria import SEVERAL

LANGUAGE = "lang"
VIEW = "saved"


def parameters() -> dict[str, str]:
    """The parameters of the address as they are now.

    Where a named view stands alone, they are those it was saved with: the first change writes them out.
    """
    now = in_the_bar()
    opened = session.state().get(session.VIEW)
    if isinstance(opened, dict) and opened.get("id") == now.get(VIEW) and stands_alone(now):
        language = {name: text for name, text in now.items() if name == LANGUAGE}
        return {str(name): str(text) for name, text in opened["parameters"].items()} | language
    return now


def in_the_bar() -> dict[str, str]:
    """The parameters as the address bar shows them; a filter's values may come one by one."""
    found = {str(name): str(value) for name, value in st.query_params.to_dict().items()}
    repeated = {NAMES[name] for name in SEVERAL} & set(found)
    return found | {name: SEPARATOR.join(st.query_params.get_all(name)) for name in repeated}


def stands_alone(now: Mapping[str, str]) -> bool:
    """Whether an address names a view and nothing else; anything else in it wins over the view."""
    return VIEW in now and set(now) <= {VIEW, LANGUAGE}


def write(changes: Mapping[str, str]) -> None:
    """Changes some parameters; "" removes one, so that only what differs from the default stays.

    All at once: each writing is one step of the browser's way back. A changed view is no named one.
    """
    seen = parameters()
    changed = {name: text for name, text in changes.items() if seen.get(name, "") != text}
    if set(changed) <= {LANGUAGE}:
        _leave(in_the_bar() | changed)
    else:
        _leave({name: text for name, text in seen.items() if name != VIEW} | changed)


def replace(wanted: Mapping[str, str]) -> None:
    """Leaves exactly these parameters, and the language."""
    _leave({name: text for name, text in in_the_bar().items() if name == LANGUAGE} | dict(wanted))


def write_out() -> None:
    """Leaves what is seen, in full: a named view is none any more."""
    replace({name: text for name, text in parameters().items() if name not in (VIEW, LANGUAGE)})


def _leave(wanted: Mapping[str, str]) -> None:
    named = {name: text for name, text in wanted.items() if text}
    if named != in_the_bar():
        st.query_params.from_dict(named)


def page_and_parameters(page: str, is_default: bool, wanted: Mapping[str, str]) -> str:
    """A link to a page of ours with parameters, to be carried through the login."""
    from urllib.parse import urlencode

    path = "/" if is_default else f"/{page}"
    return f"{path}?{urlencode(wanted)}" if wanted else path
