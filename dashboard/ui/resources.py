"""What a process opens once: settings, the database, the boundaries of the map."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar, cast

import streamlit as st

from dashboard.maps.boundaries import Boundaries, load_boundaries
from dashboard.services import clock
from dashboard.services.store import Database, open_database
from dashboard.settings import Settings
from dashboard.settings import settings as read_settings

TTL = 30  # seconds
ENTRIES = 600


def settings() -> Settings:
    """The settings of this process."""
    return read_settings()


def database() -> Database:
    """The database of this process; the light form uses the same."""
    return open_database(settings().database_url)


def boundaries() -> Boundaries:
    """The derived map, read again only when it was derived again."""
    index = settings().map_folder / "index.json"
    return _boundaries(str(index.parent), index.stat().st_mtime if index.is_file() else 0.0)


@st.cache_resource(max_entries=2, show_spinner=False)
def _boundaries(_folder: str, derived_at: float) -> Boundaries:
    return load_boundaries(settings().map_folder)


def today() -> date:
    """The local day."""
    return clock.today(settings().timezone)


def local(moment: datetime) -> datetime:
    """A stored moment in the reader's zone."""
    return clock.local(moment, settings().timezone)


Kept = TypeVar("Kept")


def kept(scope: object, what: object, stamp: object, make: Callable[[], Kept]) -> Kept:
    """What was read or drawn, kept for everyone while its data stays the same; nobody may change it.

    All three tell themselves by their `repr`, which must say what they hold and not where they lie in memory:
    another thing may lie there tomorrow. `scope` is all that limits what may be seen.
    """
    return cast("Kept", _kept(repr((scope, what, stamp)), make))


@st.cache_resource(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _kept(key: str, _make: Callable[[], object]) -> object:
    return _make()


def forget_kept() -> None:
    """After something was written."""
    _kept.clear()
