"""What a process opens once: settings, the database, the boundaries of the map."""

from datetime import date, datetime

import streamlit as st

from dashboard.maps.boundaries import Boundaries, load_boundaries
from dashboard.services import clock
from dashboard.services.store import Database, open_database
from dashboard.settings import Settings
from dashboard.settings import settings as read_settings


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
