"""The address bar: the one place that reads and writes URL parameters."""

from collections.abc import Mapping

import streamlit as st

LANGUAGE = "lang"


def parameters() -> dict[str, str]:
    """The parameters of the address as they are now."""
    return {str(name): str(value) for name, value in st.query_params.to_dict().items()}


def write(changes: Mapping[str, str]) -> None:
    """Changes some parameters; "" removes one, so that only what differs from the default stays."""
    now = parameters()
    for name, value in changes.items():
        if not value and name in now:
            del st.query_params[name]
        elif value and now.get(name) != value:
            st.query_params[name] = value


def replace(wanted: Mapping[str, str]) -> None:
    """Leaves exactly these parameters, and the language."""
    kept = {name: "" for name in parameters() if name != LANGUAGE}
    write(kept | dict(wanted))


def page_and_parameters(page: str, is_default: bool, wanted: Mapping[str, str]) -> str:
    """A link to a page of ours with parameters, to be carried through the login."""
    from urllib.parse import urlencode

    path = "/" if is_default else f"/{page}"
    return f"{path}?{urlencode(wanted)}" if wanted else path
